-- Money that a provider took for an order that owed none any more: it was paid in another way, or cancelled. It is kept, and a person
-- decides; what came after a cancellation goes back by itself.
create table sales.surplus (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  order_id bigint not null references sales.payment,
  why text not null check (why in ('paid before', 'cancelled')),
  amount bigint not null check (amount > 0),
  -- The provider's id of the payment, to pay it back by.
  provider_payment text unique,
  came_at timestamptz not null,
  state text not null check (state in ('open', 'credit', 'used', 'refunded')),
  decided_at timestamptz,
  decided_by text,
  check ((state = 'open') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null))
);
create index surpluses_of_order on sales.surplus (order_id);
create index surpluses_in_time on sales.surplus (came_at desc, id desc);
create index surpluses_to_decide on sales.surplus (id) where state = 'open';

-- By which payment it goes back, where that is not the order's own.
alter table sales.refund add column provider_payment text;
