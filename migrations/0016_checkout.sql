-- What the shop knows of an order beside its lines: who ordered it where to, how it is paid, and what was agreed in gross.
create sequence sales.shop_order_number start 100001;

create table sales.shop_order (
  order_id bigint primary key references sales."order",
  -- What the buyer calls it by. Not without gaps: an order that failed took one, too.
  number text not null unique,
  -- SHA-256 of the token that opens the order without a login.
  token_hash text not null unique,
  email text not null check (email like '%@%'),
  phone text,
  language text not null check (language in ('de', 'en')),
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  delivery jsonb not null,
  billing jsonb not null,
  payment text not null check (payment in ('invoice', 'prepayment', 'stripe')),
  -- In cents, as the buyer saw them: goods and shipping gross, the discount positive, and what he pays.
  goods bigint not null check (goods >= 0),
  discount bigint not null check (discount >= 0),
  shipping bigint not null check (shipping >= 0),
  total bigint not null check (total = goods - discount + shipping),
  -- For each rate: {vatRate, net, vat, gross}, the shipping's share in it.
  vat jsonb not null,
  -- For each line of the order, by its position: {position, gross, discount, payable}.
  lines jsonb not null,
  voucher_code text,
  redemption_id bigint,
  attribution_id bigint,
  -- When it was cancelled before it was paid: voucher and attribution went back then.
  undone_at timestamptz
);

-- How an order is paid. What a provider tells about it is compared with what is kept here.
create table sales.payment (
  order_id bigint primary key references sales."order",
  provider text not null check (provider in ('invoice', 'prepayment', 'stripe')),
  amount bigint not null check (amount >= 0),
  currency text not null,
  -- The provider's page where the buyer pays, by its id; a page that expired is followed by another.
  session text unique,
  sessions int not null default 0,
  session_closed_at timestamptz,
  -- The provider's id of the payment, to refund it by.
  provider_payment text,
  paid_at timestamptz
);
create index payments_to_close on sales.payment (order_id) where session is not null and session_closed_at is null;

-- News of providers that were heard: each counts once, however often it is sent.
create table sales.payment_event (
  provider text not null,
  id text not null,
  kind text not null,
  order_id bigint references sales."order",
  heard_at timestamptz not null default now(),
  primary key (provider, id)
);

-- Money that goes back. What is due is written first and carried out after, so that a crash between loses and doubles nothing.
create table sales.refund (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  order_id bigint not null references sales.payment,
  -- What it is for, once: "return 17", "paid after cancellation".
  once_key text not null,
  amount bigint not null check (amount > 0),
  -- Who pays invoices and prepayments back is a person, who says so.
  state text not null check (state in ('due', 'by hand', 'done')),
  provider_refund text,
  tries int not null default 0,
  failure text,
  next_try_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  done_at timestamptz,
  unique (order_id, once_key)
);
create index refunds_to_do on sales.refund (next_try_at) where state = 'due';
