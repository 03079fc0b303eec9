-- What another plan would have cost: asked by somebody, computed by whoever does such work, kept to be looked at.
create table earnings.simulation (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  asked_at timestamptz not null,
  asked_by text not null,
  -- Both plans as they are written, what was changed, and the months.
  question jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  months_done int not null default 0,
  -- Who computes it, and when he last told so: one who is silent for long is gone, and another begins anew.
  worker uuid,
  attempts int not null default 0,
  told_at timestamptz,
  -- What came out, and every partner's difference in columns.
  result jsonb,
  partners bytea,
  done_at timestamptz,
  check ((state = 'done') = (result is not null and partners is not null))
);
create index simulations_open on earnings.simulation (id) where state in ('waiting', 'running');
