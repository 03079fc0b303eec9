-- The schemas mirror the wings: people, sales, volume. `company` holds the one row of settings.
create extension if not exists pg_trgm;
create schema people;
create schema sales;
create schema volume;

create table company (
  only_row boolean primary key default true check (only_row),
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null check (language in ('de', 'en')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  zone text not null,
  -- When a new order becomes turnover; an order keeps the answer it was placed under.
  volume_when text not null default 'paid' check (volume_when in ('placed', 'paid', 'shipped')),
  reading_whose text not null default 'nearest' check (reading_whose in ('direct', 'nearest', 'recruited')),
  reading_moment text not null default 'order' check (reading_moment in ('order', 'period end')),
  -- What a reader must be told about the data, such as the source of demo data.
  notice jsonb
);

create table people.contact (
  id int generated always as identity primary key,
  uuid uuid not null unique,
  -- The company's own number for this contact.
  reference text not null unique check (reference <> ''),
  kind text not null default 'person' check (kind in ('person', 'firm')),
  given_name text,
  family_name text,
  firm_name text,
  email text,
  phone text,
  street text,
  postal_code text,
  city text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null check (language in ('de', 'en')),
  joined_at timestamptz not null,
  search text generated always as (lower(
    reference || ' ' || coalesce(given_name, '') || ' ' || coalesce(family_name, '') || ' ' || coalesce(firm_name, '') || ' ' ||
    coalesce(email, '') || ' ' || coalesce(postal_code, '') || ' ' || coalesce(city, ''))) stored
);

create index contact_search on people.contact using gin (search gin_trgm_ops);

-- Role and sponsor are intervals [from_at, until_at) without gap or overlap: each contact has exactly one of each at any moment.
create table people.role (
  contact_id int not null references people.contact,
  role text not null check (role in ('house', 'prospect', 'customer', 'partner', 'former partner')),
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  reason text not null,
  primary key (contact_id, from_at),
  unique (contact_id, until_at),
  check (from_at < until_at)
);
create unique index one_house on people.role ((true)) where role = 'house';
create index role_now on people.role (role, contact_id) where until_at = 'infinity';

create table people.sponsorship (
  contact_id int not null references people.contact,
  sponsor_id int not null references people.contact,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  -- Why he stands there: the evidence that decided, in words and as data.
  reason text not null,
  evidence jsonb not null default '{}',
  primary key (contact_id, from_at),
  unique (contact_id, until_at),
  check (from_at < until_at),
  check (contact_id <> sponsor_id)
);
create index directly_below on people.sponsorship (sponsor_id, until_at, from_at);

-- The guard of the structure: whoever moves somebody locks this row, so that two opposite moves cannot both pass the check for
-- cycles. Its version tells when role or place of anybody who was already there has changed.
create table people.structure (
  only_row boolean primary key default true check (only_row),
  version bigint not null default 0
);
insert into people.structure default values;

create table sales."order" (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  reference text unique check (reference <> ''),
  contact_id int not null references people.contact,
  placed_at timestamptz not null,
  paid_at timestamptz check (paid_at >= placed_at),
  shipped_at timestamptz check (shipped_at >= placed_at),
  -- The company's rule on the day the order was placed.
  volume_when text not null check (volume_when in ('placed', 'paid', 'shipped'))
);
create index orders_of_contact on sales."order" (contact_id, placed_at desc, id desc);
create index orders_by_time on sales."order" (placed_at desc, id desc);

create table sales.order_line (
  id bigint generated always as identity primary key,
  order_id bigint not null references sales."order",
  position int not null,
  article text not null,
  description text not null,
  quantity int not null check (quantity > 0),
  -- Of the whole line: cents without VAT, the rate in basis points (1900 is 19 %), thousandths of points.
  net bigint not null,
  vat_rate int not null check (vat_rate between 0 and 10000),
  points bigint not null,
  unique (order_id, position)
);

-- A cancellation (before shipping) or return (after), in part or whole. One without order is what no order could be found for.
create table sales.return (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  reference text unique check (reference <> ''),
  order_id bigint references sales."order",
  contact_id int not null references people.contact,
  kind text not null check (kind in ('cancellation', 'return')),
  reason text not null check (reason <> ''),
  happened_at timestamptz not null
);
create index returns_of_order on sales.return (order_id);
create index returns_of_contact on sales.return (contact_id, happened_at desc);

create table sales.return_line (
  id bigint generated always as identity primary key,
  return_id bigint not null references sales.return,
  order_line_id bigint references sales.order_line,
  position int not null,
  article text not null,
  description text not null,
  -- None where only money was given back.
  quantity int not null check (quantity >= 0),
  -- What is taken back, counted positive; the ledger books it negative.
  net bigint not null,
  points bigint not null,
  unique (return_id, position)
);
create index returns_of_line on sales.return_line (order_line_id);

-- The outbox: written in the transaction that changes an order, pulled by whoever wants to know.
create table sales.event (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('placed', 'paid', 'shipped', 'returned')),
  order_id bigint references sales."order",
  return_id bigint references sales.return,
  happened_at timestamptz not null,
  pulled_by_ledger_at timestamptz,
  check (order_id is not null or return_id is not null)
);
create index not_pulled_by_ledger on sales.event (id) where pulled_by_ledger_at is null;

-- The volume ledger. It only grows.
create table volume.entry (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  contact_id int not null references people.contact,
  at timestamptz not null,
  -- The month of `at` in the company's zone, 201110.
  period int not null check (period between 190001 and 999912),
  order_line_id bigint references sales.order_line,
  return_line_id bigint references sales.return_line,
  net bigint not null,
  points bigint not null,
  role text not null,
  -- To whom it belongs under each reading of Eigenumsatz.
  direct_owner_id int not null references people.contact,
  nearest_owner_id int not null references people.contact,
  recruited_owner_id int not null references people.contact,
  -- The moment, and its month, that decided role and owners: `at`, or for a return that of the booking it reverses.
  decided_at timestamptz not null,
  decided_period int not null,
  recorded_at timestamptz not null default now(),
  check (order_line_id is not null or return_line_id is not null)
);
-- The guard of the ledger: a line of an order, and a line of a return, is booked exactly once.
create unique index order_line_booked_once on volume.entry (order_line_id) where return_line_id is null;
create unique index return_line_booked_once on volume.entry (return_line_id) where return_line_id is not null;
create index entries_of_contact on volume.entry (contact_id, period);
create index entries_of_nearest_owner on volume.entry (nearest_owner_id, period);
create index entries_of_direct_owner on volume.entry (direct_owner_id, period);
create index entries_of_recruited_owner on volume.entry (recruited_owner_id, period);

create function volume.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the volume ledger only grows: % is refused, book a correcting entry', lower(tg_op)
    using errcode = 'restrict_violation';
end $$;
create trigger only_grows before update or delete or truncate on volume.entry
  for each statement execute function volume.refuse_change();

-- A cache: entries summed per month, address and owners. volume/ledger has a test that rebuilds it.
create table volume.balance (
  period int not null,
  contact_id int not null,
  decided_period int not null,
  direct_owner_id int not null,
  nearest_owner_id int not null,
  recruited_owner_id int not null,
  net bigint not null,
  points bigint not null,
  entries int not null,
  primary key (period, contact_id, decided_period, nearest_owner_id, direct_owner_id, recruited_owner_id)
);

-- Grows with every booking into the month, in the booking's own transaction: what was computed from an older version is stale.
create table volume.version (
  period int primary key,
  version bigint not null
);

-- Facts at a moment, for set-wise questions. The rules they serve stand in src/1-people/structure.
create function people.role_at(contact int, at timestamptz) returns text language sql stable as $$
  select role from people.role where contact_id = contact and from_at <= at and until_at > at
$$;
create function people.owns(contact int, at timestamptz) returns boolean language sql stable as $$
  select coalesce(people.role_at(contact, at) in ('partner', 'house'), false)
$$;
