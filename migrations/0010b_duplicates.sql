-- A contact who turned out to be another one points to him. What is booked on him stays where it is.
alter table people.contact add column merged_into int references people.contact check (merged_into <> id);
create index merged_contacts on people.contact (merged_into) where merged_into is not null;

-- The contact whom somebody is kept as, through any number of merges; himself where he was never merged.
create function people.kept_as(asked int) returns int language sql stable as $$
  with recursive chain (id, merged_into) as (
    select id, merged_into from people.contact where id = asked
    union all
    select next.id, next.merged_into from chain join people.contact next on next.id = chain.merged_into
  )
  select id from chain where merged_into is null
$$;
-- A contact and everybody who was merged into him.
create function people.same_person(asked int) returns setof int language sql stable as $$
  with recursive same (id) as (
    select asked
    union all
    select other.id from same join people.contact other on other.merged_into = same.id
  )
  select id from same
$$;

-- Contacts whose keys are new and who were not compared with the others since.
create table people.to_compare (contact_id int primary key references people.contact on delete cascade);
insert into people.to_compare select id from people.contact where keys_version is not null;

-- Two contacts who may be one person. A person decides.
create table people.duplicate (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  one_id int not null references people.contact on delete cascade,
  other_id int not null references people.contact on delete cascade,
  -- In hundredths.
  score int not null check (score between 0 and 100),
  because text[] not null,
  found_at timestamptz not null,
  decision text check (decision in ('merged', 'different')),
  decided_at timestamptz,
  decided_by text,
  unique (one_id, other_id),
  check (one_id < other_id),
  check ((decision is null) = (decided_at is null))
);
create index open_duplicates on people.duplicate (score desc, id desc) where decision is null;

create table people.merge (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  kept_id int not null references people.contact on delete cascade,
  dropped_id int not null references people.contact on delete cascade,
  at timestamptz not null,
  by_whom text not null,
  reason text not null,
  -- What the kept contact took over, by field: what he had and what he got. Who moved, from where and where to.
  taken jsonb not null,
  moved jsonb not null,
  undone_at timestamptz,
  undone_by text
);
-- The guard: nobody is merged into two.
create unique index merged_once on people.merge (dropped_id) where undone_at is null;
create index merges_of_kept on people.merge (kept_id);
