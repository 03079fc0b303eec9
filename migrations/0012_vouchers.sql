create schema if not exists referral;

-- What the company promises. Its terms never change: whoever holds a code keeps what it said. Other terms are another template.
create table referral.voucher_template (
  id int generated always as identity primary key,
  uuid uuid not null unique,
  name text not null check (name <> ''),
  kind text not null check (kind in ('amount', 'percent')),
  amount bigint check (amount > 0),
  -- 1000 is 10 %.
  basis_points int check (basis_points between 1 and 10000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- The least an order must come to, gross.
  minimum bigint not null default 0 check (minimum >= 0),
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  -- None: everywhere.
  countries text[],
  new_customers_only boolean not null,
  lowers_points boolean not null,
  -- Whether partners make codes of their own from it.
  for_partners boolean not null,
  limit_per_code int check (limit_per_code > 0),
  limit_in_all int check (limit_in_all > 0),
  -- Counted only where a limit is: without one, orders with the same template need not wait for each other.
  redeemed int not null default 0,
  off_at timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  check (from_at < until_at),
  check ((kind = 'amount') = (amount is not null)),
  check ((kind = 'percent') = (basis_points is not null)),
  check (redeemed >= 0 and (limit_in_all is null or redeemed <= limit_in_all))
);

create table referral.voucher (
  id int generated always as identity primary key,
  uuid uuid not null unique,
  template_id int not null references referral.voucher_template,
  -- None: the company's own.
  partner_id int references people.contact,
  code text not null,
  -- The guard against two codes that look or sound the same: what both fold to.
  skeleton text not null unique,
  kind text not null check (kind in ('own', 'random')),
  redeemed int not null default 0 check (redeemed >= 0),
  made_at timestamptz not null,
  off_at timestamptz
);
create index vouchers_of_partner on referral.voucher (partner_id, id);
create index vouchers_of_template on referral.voucher (template_id, id);

create table referral.redemption (
  id bigint generated always as identity primary key,
  voucher_id int not null references referral.voucher,
  partner_id int references people.contact,
  contact_id int not null references people.contact,
  -- The order's number, known once the order is kept. Orders are a wing above this one.
  order_id bigint unique,
  total bigint not null,
  discount bigint not null,
  country text not null,
  new_customer boolean not null,
  at timestamptz not null,
  released_at timestamptz
);
create index redemptions_of_voucher on referral.redemption (voucher_id, at desc);
create index redemptions_of_contact on referral.redemption (contact_id);

-- The guard of new-customer vouchers: whoever used one is known here by everything that tells him, so that no second one works.
create table referral.new_customer_key (
  kind text not null,
  key text not null,
  redemption_id bigint not null references referral.redemption,
  primary key (kind, key)
);
create index new_customer_keys_of_redemption on referral.new_customer_key (redemption_id);

-- What redemptions may share without being forbidden: household, and the digest of a bank account.
create table referral.redemption_trace (
  redemption_id bigint not null references referral.redemption,
  kind text not null check (kind in ('household', 'iban')),
  key text not null,
  primary key (redemption_id, kind, key)
);
create index redemptions_by_trace on referral.redemption_trace (kind, key);

-- How often a code was seen, and refused for which reason.
create table referral.voucher_count (
  voucher_id int not null references referral.voucher,
  what text not null,
  count int not null,
  primary key (voucher_id, what)
);

-- What looks odd, with its evidence. A person decides.
create table referral.suspicion (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  kind text not null check (kind in ('same household', 'same account', 'own code', 'sudden spread')),
  voucher_id int not null references referral.voucher,
  redemption_id bigint not null references referral.redemption,
  evidence jsonb not null,
  noticed_at timestamptz not null,
  decision text check (decision in ('harmless', 'abuse')),
  reason text,
  decided_at timestamptz,
  decided_by text,
  check ((decision is null) = (decided_at is null)),
  check ((decision is null) = (decided_by is null)),
  unique (redemption_id, kind)
);
create unique index one_open_spread on referral.suspicion (voucher_id) where kind = 'sudden spread' and decision is null;
create index suspicions_to_decide on referral.suspicion (id) where decision is null;
