-- Below whom, and where, a partner is placed in the trees of binary and matrix bonuses, by his sponsor or the company. It only grows: who is placed
-- elsewhere gets a row of its own, and the one before says when it was replaced.
create table earnings.named_place (
  id bigint generated always as identity primary key,
  contact_id int not null references people.contact,
  -- Null: wherever the spillover leads.
  below_id int references people.contact check (below_id <> contact_id),
  -- From the left, beginning with 0; null: the next free place from there.
  place smallint check (place between 0 and 19),
  -- His first month in a tree is the one of this day.
  from_on date not null,
  -- Why the company placed him; empty where his sponsor did.
  reason text not null default '',
  decided_at timestamptz not null,
  decided_by text not null,
  replaced_at timestamptz,
  check (place is null or below_id is not null)
);
-- A place is one partner's, and he has one.
create unique index named_once on earnings.named_place (below_id, place) where replaced_at is null;
create unique index place_of_contact on earnings.named_place (contact_id) where replaced_at is null;
create index places_of_contact on earnings.named_place (contact_id, id desc);

create function earnings.refuse_second_replacement() returns trigger language plpgsql as $$
begin
  if old.replaced_at is not null or to_jsonb(new) - 'replaced_at' <> to_jsonb(old) - 'replaced_at' then
    raise exception 'the named place % stays as it was decided', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger replaced_once before update on earnings.named_place for each row execute function earnings.refuse_second_replacement();
create trigger kept_for_ever before delete on earnings.named_place for each statement execute function earnings.refuse_change();
