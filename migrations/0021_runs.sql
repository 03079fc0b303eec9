-- The commission run of a month: drafted, approved by somebody else, closed for ever.
create table earnings.run (
  period int primary key check (period between 190001 and 999912),
  uuid uuid not null unique,
  state text not null check (state in ('draft', 'approved', 'closed')),
  plan_version int not null references earnings.plan,
  -- SHA-256 of what it was computed from and of what came out: what was approved is what is closed.
  content text not null,
  -- What stands behind that digest, each part with its own, and the sums.
  record jsonb not null,
  drafted_at timestamptz not null,
  drafted_by text not null,
  approved_at timestamptz,
  approved_by text,
  -- Somebody asked to close it, and whoever does such work has not done it yet.
  closing_asked_at timestamptz,
  closing_asked_by text,
  -- Why it could not be closed when it was asked for.
  closing_refused text,
  closed_at timestamptz,
  closed_by text,
  -- The hash of the run before, and that of this one, which holds it.
  previous text,
  hash text,
  -- Four eyes.
  check (approved_by <> drafted_by),
  check ((state = 'draft') = (approved_at is null)),
  check ((state = 'closed') = (closed_at is not null and hash is not null))
);

-- Who did what with a run.
create table earnings.run_event (
  id bigint generated always as identity primary key,
  period int not null,
  at timestamptz not null,
  by text not null,
  what text not null check (what in ('drafted', 'approved', 'closing asked', 'closed')),
  content text not null
);
create index events_of_run on earnings.run_event (period, id);

-- The commission lines of closed months.
create table earnings.line (
  period int not null,
  place int not null,
  partner int not null,
  -- The rule's place in the plan: the month's, or of a line that takes back that of the month it takes back from.
  rule int not null,
  -- Whose turnover it is; -1 where it is of many.
  source int not null,
  -- Cents, or thousandths of points.
  base bigint not null,
  is_points boolean not null,
  -- Millionths.
  rate int not null,
  amount bigint not null,
  level int not null,
  passed int not null,
  less int not null,
  details bigint[],
  -- The line of a closed month that this one takes back, in part or whole.
  corrects_period int,
  corrects_place int,
  primary key (period, place)
);
create index lines_of_partner on earnings.line (period, partner, place);
create index lines_that_correct on earnings.line (corrects_period, corrects_place) where corrects_period is not null;

-- What a closed month was computed from, and what it leaves to later ones: packed columns, in parts.
create table earnings.kept_part (
  period int not null,
  name text not null,
  part int not null,
  bytes bytea not null,
  primary key (period, name, part)
);
alter table earnings.kept_part alter bytes set storage external;

-- How far the closing of a month is. Of no weight: who closes writes it beside his transaction.
create table earnings.progress (
  period int primary key,
  what text not null,
  done bigint not null,
  total bigint not null,
  at timestamptz not null default now()
);

create trigger kept_for_ever before update or delete or truncate on earnings.run_event
  for each statement execute function earnings.refuse_change();
create trigger kept_for_ever before update or delete or truncate on earnings.line
  for each statement execute function earnings.refuse_change();
create trigger kept_for_ever before update or delete or truncate on earnings.kept_part
  for each statement execute function earnings.refuse_change();

create function earnings.refuse_change_of_closed() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' then
    raise exception 'the run of % is closed for ever: % is refused', old.period, lower(tg_op) using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger closed_for_ever before update or delete on earnings.run for each row execute function earnings.refuse_change_of_closed();
create trigger kept_for_ever before truncate on earnings.run for each statement execute function earnings.refuse_change();

-- Nothing is added to a closed month either.
create function earnings.refuse_addition() returns trigger language plpgsql as $$
begin
  if exists (select from earnings.run join (select distinct period from added) month using (period) where state = 'closed') then
    raise exception 'the run is closed for ever: nothing is added' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger only_open_months after insert on earnings.line
  referencing new table as added for each statement execute function earnings.refuse_addition();
create trigger only_open_months after insert on earnings.kept_part
  referencing new table as added for each statement execute function earnings.refuse_addition();

-- A rank that the company gives somebody, with reason and end.
create table earnings.rank_by_hand (
  id bigint generated always as identity primary key,
  partner int not null references people.contact,
  rank text not null,
  from_on date not null,
  -- The last day; null while it is open.
  until_on date check (until_on >= from_on),
  reason text not null check (reason <> ''),
  given_at timestamptz not null default now(),
  given_by text not null
);
