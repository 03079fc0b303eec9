-- Links of letters that open an order without a login: each letter has one of its own, which ends; all of an order can be locked at once.
create table sales.order_link (
  -- SHA-256 of the token, which has 192 bits of chance.
  token_hash text primary key,
  order_id bigint not null references sales.shop_order,
  until_at timestamptz not null
);
create index order_links_of_order on sales.order_link (order_id, until_at);

-- The address of the order's page in the shop where it was placed; {token} stands for that of a link.
alter table sales.shop_order add column page text not null default '/orders/{token}';
update sales.shop_order set page = replace(facts ->> 'url', facts ->> 'token', '{token}') from ground.message
where kind = 'order placed' and facts ->> 'number' = shop_order.number and facts ->> 'url' <> '' and facts ->> 'token' <> '';

-- What was sent so far opened its order for ever; from now on it ends like all others.
insert into sales.order_link (token_hash, order_id, until_at)
select token_hash, order_id, now() + interval '90 days' from sales.shop_order;
alter table sales.shop_order drop column token_hash;
update ground.message set facts = facts - 'token', secret_fact = 'url', secret_until = now() + interval '90 days'
where kind = 'order placed' and facts ->> 'url' <> '';
