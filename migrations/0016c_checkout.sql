-- Whether the buyer was signed in. A guest is recognised by what he says of himself, which proves to nobody that an order is his.
alter table sales.shop_order add column signed_in boolean not null default false;
