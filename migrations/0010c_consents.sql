-- The words a person agreed to, each kept once. Its number is the version that a consent names.
create table people.consent_text (
  id int generated always as identity primary key,
  -- SHA-256 of the words.
  digest text not null unique,
  words text not null check (words <> '')
);

-- That a sender, the company (the house) or a partner, may write to a person by a channel. Nothing is deleted: what ended stays as proof.
create table people.consent (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  contact_id int not null references people.contact on delete cascade,
  sender_id int not null references people.contact on delete cascade,
  channel text not null check (channel in ('email', 'phone', 'post', 'messenger')),
  text_id int not null references people.consent_text,
  -- The mailbox or number it was given for, as it was written and as identity key: a new one has to be asked anew.
  address text,
  address_key text,
  -- Where he was asked, or what proves it, in words: "registration in the shop", "card signed on 3 March".
  place text not null,
  asked_at timestamptz not null,
  -- SHA-256 of what the message carries that asks for it (double opt-in); null where nothing was sent.
  token_hash text unique,
  expires_at timestamptz,
  given_at timestamptz,
  given_by text check (given_by in ('double opt-in', 'form', 'company')),
  recorded_by text,
  ended_at timestamptz,
  ended_because text check (ended_because in ('withdrawn', 'replaced')),
  ended_how text,
  check ((given_at is null) = (given_by is null)),
  check ((ended_at is null) = (ended_because is null))
);
-- The guard: of each sender and channel one consent stands, and one question is open.
create unique index one_standing_consent on people.consent (contact_id, sender_id, channel)
  where given_at is not null and ended_at is null;
create unique index one_open_question on people.consent (contact_id, sender_id, channel)
  where given_at is null and ended_at is null;
create index consents_of_contact on people.consent (contact_id);
create index consents_of_sender on people.consent (sender_id, channel) where given_at is not null and ended_at is null;

-- Who may write to whom, by which channel, now: a consent stands, for the address he has now, and the sender is the company or still a partner.
create view people.may_write as
select distinct kept.id as contact_id, consent.sender_id, consent.channel
from people.consent
join people.contact asked on asked.id = consent.contact_id
join people.contact kept on kept.id = case when asked.merged_into is null then asked.id else people.kept_as(asked.id) end
join people.role sender on sender.contact_id = consent.sender_id and sender.until_at = 'infinity'
  and sender.role in ('house', 'partner')
where consent.given_at is not null and consent.ended_at is null
  and (consent.address_key is null
    or exists (select from people.identity_key where contact_id = kept.id and key = consent.address_key));
