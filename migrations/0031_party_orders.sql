-- Which party an order counts for, and by which way it was taken there: by the guest himself, by the partner for a guest, or as one
-- collective order in her own name. The guard: an order counts for one party.
create table sales.party_order (
  order_id bigint primary key references sales."order",
  party_id bigint not null references referral.party,
  way text not null check (way in ('guest', 'for guest', 'collective')),
  guest_id bigint references referral.party_guest,
  delivered_to text not null check (delivered_to in ('guest', 'host', 'partner')),
  -- When it was taken, which may be before it arrived.
  taken_at timestamptz not null
);
create index orders_of_party on sales.party_order (party_id, order_id);

-- What a partner took down at a party. It becomes an order, or waits until somebody settles what stands in its way; it is never lost.
create table sales.party_slip (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  party_id bigint not null references referral.party,
  -- Who took it down, and the id that her phone chose for it.
  partner_id int not null references people.contact,
  command_id text not null check (command_id <> ''),
  -- SHA-256 of what was sent under that id: the same id with something else is refused.
  digest text not null,
  content jsonb not null,
  taken_at timestamptz not null,
  received_at timestamptz not null,
  state text not null check (state in ('to settle', 'placed', 'dropped')),
  -- What stands, or stood, in its way.
  because jsonb,
  order_id bigint references sales."order",
  dropped_because text,
  changed_at timestamptz not null,
  changed_by text not null,
  check ((state = 'placed') = (order_id is not null)),
  check ((state = 'dropped') = (dropped_because is not null)),
  -- The guard: what a phone sends twice is taken once.
  unique (partner_id, command_id)
);
create index slips_of_party on sales.party_slip (party_id, id);
create index slips_to_settle on sales.party_slip (party_id) where state = 'to settle';

-- Money that a partner took from a guest, and owes the company.
create table sales.collected (
  order_id bigint primary key references sales."order",
  partner_id int not null references people.contact,
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  collected_at timestamptz not null
);
create index collected_by_partner on sales.collected (partner_id, collected_at);

-- A fourth way to pay: the partner collects.
alter table sales.shop_order drop constraint shop_order_payment_check;
alter table sales.shop_order add constraint shop_order_payment_check
  check (payment in ('invoice', 'prepayment', 'stripe', 'collected'));
alter table sales.payment drop constraint payment_provider_check;
alter table sales.payment add constraint payment_provider_check
  check (provider in ('invoice', 'prepayment', 'stripe', 'collected'));
