create schema if not exists referral;

-- To whom went what stood directly below a partner who left. Rooms ask it who takes his place: his names, for instance.
create table people.leaving (
  contact_id int not null references people.contact,
  at timestamptz not null,
  heir_id int not null references people.contact,
  primary key (contact_id, at)
);

-- Names through time. A partner has one name at a moment; those he had lead to it until `redirects_until`.
create table referral.name (
  id int generated always as identity primary key,
  name text not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  partner_id int not null references people.contact,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  redirects_until timestamptz not null default 'infinity',
  check (from_at < until_at)
);
create unique index one_name_now on referral.name (partner_id) where until_at = 'infinity';
create index name_looked_up on referral.name (name, from_at desc);
create index names_of_partner on referral.name (partner_id, from_at desc);

-- The guard of names: what looks the same belongs to one partner at a time. Infinity while he bears it; then for 12 months more.
create table referral.name_claim (
  skeleton text primary key,
  partner_id int not null references people.contact,
  held_until timestamptz not null default 'infinity'
);

-- Domains of partners' own. Anybody may ask for one; it is his who proved last that he rules its records.
create table referral.domain (
  host text not null check (host = lower(host)),
  partner_id int not null references people.contact,
  -- Stands in the TXT record that proves it.
  token text not null,
  asked_at timestamptz not null,
  checked_at timestamptz,
  verified_at timestamptz,
  primary key (partner_id, host)
);
create unique index domain_proved_once on referral.domain (host) where verified_at is not null;

create table referral.photo (
  -- SHA-256 of the bytes, in hex.
  hash text primary key,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea not null
);

create table referral.page (
  partner_id int primary key references people.contact,
  greeting_de text,
  greeting_en text,
  shows_email boolean not null default false,
  shows_phone boolean not null default false,
  photo_hash text references referral.photo
);
create index pages_with_photo on referral.page (photo_hash) where photo_hash is not null;
