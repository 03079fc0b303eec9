-- Which returns take commissions back, each time somebody changed it: who, when, and from which month on it counts.
create table earnings.returns_change (
  id int generated always as identity primary key,
  classes text[] not null check (classes <@ array['withdrawal', 'goodwill', 'defect', 'unpaid']),
  -- The first month that was open then, 202602; null while none was closed.
  first_open int check (first_open between 190001 and 999912),
  changed_at timestamptz not null default now(),
  changed_by text not null
);
create trigger kept_for_ever before update or delete or truncate on earnings.returns_change
  for each statement execute function earnings.refuse_change();
