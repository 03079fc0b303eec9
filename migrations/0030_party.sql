-- A home party. What it is on a day (planned, open, closed, settled) follows from its days and from what was commanded.
create table referral.party (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  -- /party/<slug> is the guests' page.
  slug text not null unique,
  -- /host/<slug> is the host's own page: it must not be guessed.
  host_slug text not null unique,
  -- Who planned it. Whose it is now: his own, or his heir's where he left.
  partner_id int not null references people.contact,
  host_id int not null references people.contact,
  -- As the partner wrote it: it may belong to somebody whom she must not know more of.
  host_name text not null check (host_name <> ''),
  title text not null check (title <> ''),
  -- Null: online.
  place text check (place <> ''),
  begins_at text check (begins_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  held_on date not null,
  closes_on date not null check (closes_on >= held_on),
  -- Until then orders that were taken in time may still arrive, and it may be opened again.
  grace_until date not null check (grace_until >= closes_on),
  -- The party at which it was booked.
  booked_at_id bigint references referral.party,
  planned_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  settled_at timestamptz,
  cancelled_at timestamptz
);
create index parties_of_partner on referral.party (partner_id, held_on desc, id desc);
create index parties_of_host on referral.party (host_id);
create index parties_booked_at on referral.party (booked_at_id) where booked_at_id is not null;

-- What was commanded, by whom and when. It only grows.
create table referral.party_step (
  id bigint generated always as identity primary key,
  party_id bigint not null references referral.party,
  step text not null check (step in ('planned', 'changed', 'opened', 'closed', 'reopened', 'settled', 'cancelled')),
  at timestamptz not null,
  by_whom text not null
);
create index steps_of_party on referral.party_step (party_id, id);

-- Who is expected. A name is all that the partner or host may give of another; an address is given by the guest himself.
create table referral.party_guest (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  party_id bigint not null references referral.party,
  name text not null check (name <> ''),
  answer text not null check (answer in ('invited', 'coming', 'not coming')),
  listed_by text not null check (listed_by in ('partner', 'host', 'guest')),
  listed_at timestamptz not null,
  contact_id int references people.contact
);
create index guests_of_party on referral.party_guest (party_id, id);
create unique index guest_listed_once on referral.party_guest (party_id, lower(name));

-- A contact whose data somebody else entered. Until he confirms himself he is written to only where a contract needs it.
create table people.entered (
  contact_id int primary key references people.contact on delete cascade,
  by_id int not null references people.contact,
  entered_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_how text check (confirmed_how in ('order page', 'account', 'double opt-in')),
  check ((confirmed_at is null) = (confirmed_how is null))
);

-- Whose parties a partner has taken over.
create index leavers_of_heir on people.leaving (heir_id);
