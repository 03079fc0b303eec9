create schema if not exists referral;

-- Why a contact's sponsor is his sponsor: one row for each decision, with the signals and the policy it was decided by. It only grows.
create table referral.attribution (
  id bigint generated always as identity primary key,
  contact_id int not null references people.contact,
  moment text not null check (moment in ('registration', 'order', 'correction', 'cancellation')),
  decided_at timestamptz not null,
  -- From when on the sponsor is his sponsor.
  from_at timestamptz not null,
  sponsor_id int not null references people.contact,
  -- The sponsor before; null for whoever was registered by it.
  before_id int references people.contact,
  decided_by text not null,
  reason text not null,
  -- What the company said for it; empty where the rules decided.
  words text not null default '',
  signals jsonb not null,
  -- Null where the company decided.
  policy jsonb,
  -- A redeemed voucher made the prospect a customer at once.
  made_customer boolean not null default false,
  order_id bigint references sales."order",
  actor text not null,
  -- The guard of undoing: what an order bound is undone once.
  undoes_id bigint unique references referral.attribution
);
create index attributions_of_contact on referral.attribution (contact_id, id);
create index attributions_of_order on referral.attribution (order_id) where order_id is not null;

-- Each signal of a decision, and what became of it: 'decided', or why it did not.
create table referral.signal (
  attribution_id bigint not null references referral.attribution,
  kind text not null check (kind in ('voucher', 'party', 'named', 'link', 'subdomain', 'remembered')),
  -- Null where it names nobody: a mistyped number, a code of the company.
  partner_id int references people.contact,
  -- The code, campaign, name or number as it was given.
  said text not null,
  outcome text not null,
  primary key (attribution_id, kind)
);
create index signals_of_partner on referral.signal (partner_id, attribution_id desc);

-- Whose turn it is to get who came alone. The guard of fairness is the one row of `rotation`: whoever gives a turn holds it until his
-- transaction ends, so that no two see the same partner waiting longest, and what is rolled back gives its turn back.
create table referral.rotation (
  only_row boolean primary key default true check (only_row),
  turns bigint not null default 0
);
insert into referral.rotation default values;
create table referral.turn (
  partner_id int primary key references people.contact,
  -- The number of his last turn.
  turn bigint not null
);

-- The company's own numbers for those who register themselves: K-100001 and on.
create sequence referral.contact_reference start 100001;

-- A personal link, /l/<slug>. A partner's links differ by their campaign; an invitation is one for a single person.
create table referral.link (
  id bigint generated always as identity primary key,
  partner_id int not null references people.contact,
  campaign text not null check (campaign <> ''),
  slug text not null unique,
  is_invitation boolean not null default false,
  made_at timestamptz not null,
  closed_at timestamptz,
  unique (partner_id, campaign)
);

-- How often a link was opened, by the day: nobody is remembered.
create table referral.link_opening (
  link_id bigint not null references referral.link,
  opened_on date not null,
  count int not null,
  primary key (link_id, opened_on)
);

-- What an invited person typed in himself, until he confirms it by the mail he is sent. The token is kept as its hash.
create table referral.invitation_answer (
  id bigint generated always as identity primary key,
  link_id bigint not null references referral.link,
  token_hash text not null unique,
  data jsonb not null,
  asked_at timestamptz not null,
  until_at timestamptz not null,
  contact_id int references people.contact,
  confirmed_at timestamptz
);
create index invitation_answers_of_link on referral.invitation_answer (link_id, asked_at);
