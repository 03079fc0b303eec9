-- A prospect whom one partner passes on to another: offered, and then accepted, declined or withdrawn, once.
create table referral.lead (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  contact_id int not null references people.contact,
  giver_id int not null references people.contact,
  receiver_id int not null references people.contact check (receiver_id <> giver_id),
  -- What the giver tells the receiver of him.
  note text not null default '',
  offered_at timestamptz not null,
  offered_by text not null,
  answer text check (answer in ('accepted', 'declined', 'withdrawn')),
  answered_at timestamptz,
  answered_by text,
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
-- The guard of offering: of each contact one offer is open.
create unique index open_lead on referral.lead (contact_id) where answer is null;
create index leads_of_giver on referral.lead (giver_id, id desc);
create index leads_of_receiver on referral.lead (receiver_id, id desc);

create function referral.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

-- Of an offer its answer is written once, and nothing else.
create function referral.refuse_second_answer() returns trigger language plpgsql as $$
begin
  if old.answer is not null or to_jsonb(new) - '{answer,answered_at,answered_by}'::text[] <> to_jsonb(old) - '{answer,answered_at,answered_by}'::text[] then
    raise exception 'lead % is answered once, and stays as it was offered', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger answered_once before update on referral.lead for each row execute function referral.refuse_second_answer();
create trigger only_grows before delete on referral.lead for each row execute function referral.refuse_change();

-- Who gave a contact as a lead, from when on: decided by an accepted lead, an import or the company. The last decision holds.
create table referral.lead_giver (
  id bigint generated always as identity primary key,
  contact_id int not null references people.contact,
  -- The house for a lead of the company; null: nobody.
  giver_id int references people.contact check (giver_id <> contact_id),
  from_at timestamptz not null,
  lead_id bigint references referral.lead,
  -- The last decision about his sponsor when this was decided: a later one ends it.
  attribution_id bigint references referral.attribution,
  reason text not null check (reason <> ''),
  decided_at timestamptz not null,
  decided_by text not null
);
create index givers_of_contact on referral.lead_giver (contact_id, id desc);
create trigger only_grows before update or delete on referral.lead_giver for each row execute function referral.refuse_change();

alter table referral.attribution drop constraint attribution_moment_check;
alter table referral.attribution add constraint attribution_moment_check
  check (moment in ('registration', 'order', 'correction', 'cancellation', 'lead'));
