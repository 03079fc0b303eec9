-- What the shop sells, at which prices, and what lies in the carts.
create table sales.category (
  id int generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name_de text not null check (name_de <> ''),
  name_en text not null check (name_en <> ''),
  position int not null default 0
);

create table sales.product (
  id int generated always as identity primary key,
  uuid uuid not null unique,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name_de text not null check (name_de <> ''),
  name_en text not null check (name_en <> ''),
  description_de text not null default '',
  description_en text not null default '',
  category_id int references sales.category,
  -- Only what is shown can be found, put into a cart and bought.
  shown boolean not null default true,
  position int not null default 0,
  created_at timestamptz not null default now(),
  search text generated always as (lower(name_de || ' ' || name_en || ' ' || description_de || ' ' || description_en)) stored
);
create index product_search on sales.product using gin (search gin_trgm_ops);
create index products_in_order on sales.product (position, id);
create index products_of_category on sales.product (category_id);

create table sales.picture (
  id int generated always as identity primary key,
  product_id int not null references sales.product on delete cascade,
  position int not null default 0,
  -- SHA-256 of the bytes; it is part of the address, so that a picture may be kept for ever.
  hash text not null,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp', 'image/svg+xml')),
  bytes bytea not null,
  alt_de text not null default '',
  alt_en text not null default '',
  unique (product_id, hash)
);
create index pictures_by_hash on sales.picture (hash);

create table sales.variant (
  id int generated always as identity primary key,
  product_id int not null references sales.product on delete cascade,
  position int not null default 0,
  sku text not null unique check (sku <> ''),
  -- Empty where a product has one variant only.
  name_de text not null default '',
  name_en text not null default '',
  -- Null: as many as anybody wants. Never below zero, whoever takes at the same time.
  stock int check (stock >= 0),
  points bigint not null check (points >= 0),
  vat_class text not null default 'standard' check (vat_class in ('standard', 'reduced'))
);
create index variants_of_product on sales.variant (product_id, position);

-- Gross in cents of the country's currency, for intervals [from_at, until_at). A reduced price goes before the regular one.
-- What was once asked stays here: the lowest price of 30 days is told from it (PAngV § 11).
create table sales.price (
  id int generated always as identity primary key,
  variant_id int not null references sales.variant on delete cascade,
  country text not null check (country ~ '^[A-Z]{2}$'),
  price_group text not null check (price_group in ('customer', 'partner', 'reseller')),
  kind text not null check (kind in ('regular', 'reduced')),
  gross bigint not null check (gross >= 0),
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  unique (variant_id, country, price_group, kind, from_at),
  unique (variant_id, country, price_group, kind, until_at),
  check (from_at < until_at)
);

-- In basis points (1900 is 19 %), from the beginning of a day in the country.
create table sales.vat_rate (
  country text not null check (country ~ '^[A-Z]{2}$'),
  vat_class text not null check (vat_class in ('standard', 'reduced')),
  from_on date not null,
  rate int not null check (rate between 0 and 10000),
  primary key (country, vat_class, from_on)
);
insert into sales.vat_rate (country, vat_class, from_on, rate) values
  ('DE', 'standard', '2007-01-01', 1900), ('DE', 'reduced', '1983-07-01', 700),
  ('DE', 'standard', '2020-07-01', 1600), ('DE', 'reduced', '2020-07-01', 500),
  ('DE', 'standard', '2021-01-01', 1900), ('DE', 'reduced', '2021-01-01', 700),
  ('AT', 'standard', '1984-01-01', 2000), ('AT', 'reduced', '1984-01-01', 1000),
  ('CH', 'standard', '2011-01-01', 800), ('CH', 'reduced', '2011-01-01', 250),
  ('CH', 'standard', '2018-01-01', 770), ('CH', 'reduced', '2018-01-01', 250),
  ('CH', 'standard', '2024-01-01', 810), ('CH', 'reduced', '2024-01-01', 260),
  ('GB', 'standard', '2011-01-04', 2000), ('GB', 'reduced', '1997-09-01', 500);

create table sales.cart (
  id bigint generated always as identity primary key,
  -- SHA-256 of the visitor's secret; the secret itself is kept nowhere.
  token_hash text not null unique,
  country text not null check (country ~ '^[A-Z]{2}$'),
  language text not null check (language in ('de', 'en')),
  price_group text not null check (price_group in ('customer', 'partner', 'reseller')),
  voucher_code text,
  -- What may decide who brought the buyer, for the moment he orders.
  signals jsonb not null default '{}',
  expires_at timestamptz not null
);
create index carts_by_expiry on sales.cart (expires_at);

create table sales.cart_line (
  cart_id bigint not null references sales.cart on delete cascade,
  variant_id int not null references sales.variant on delete cascade,
  quantity int not null check (quantity between 1 and 999),
  added_at timestamptz not null default now(),
  primary key (cart_id, variant_id)
);
create index cart_lines_of_variant on sales.cart_line (variant_id);
