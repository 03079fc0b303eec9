-- What a room wants somebody to be told, written in the transaction it is about. Doors word it and send it.
create table ground.message (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  kind text not null,
  recipient text not null check (recipient like '%@%'),
  language text not null check (language in ('de', 'en')),
  facts jsonb not null,
  -- Told once however often it is asked for: "order 17 placed".
  once_key text unique,
  created_at timestamptz not null default now(),
  -- As it went out, so that it can be read again.
  subject text,
  body text,
  sent_at timestamptz,
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  failure text
);
create index messages_to_send on ground.message (next_try_at) where sent_at is null;

-- A room's policy as data, one row for each that differs from what the program brings along.
create table ground.setting (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by text not null
);
