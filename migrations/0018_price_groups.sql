-- The price group the company put a contact into, through time. Where no row holds, his role decides.
create table sales.contact_price_group (
  contact_id int not null references people.contact,
  price_group text not null check (price_group in ('customer', 'partner', 'reseller')),
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  -- Who put him into it, and who ended it.
  given_by text not null,
  ended_by text,
  primary key (contact_id, from_at),
  check (from_at < until_at),
  check ((until_at = 'infinity') = (ended_by is null))
);
create unique index one_price_group_now on sales.contact_price_group (contact_id) where until_at = 'infinity';
