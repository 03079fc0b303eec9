-- Commands that were carried out, by the key their sender chose: told twice, each happens once and is answered the same.
create table ground.command (
  -- Who sent it; a key means nothing outside its sender.
  actor text not null,
  key text not null,
  request text not null,
  -- SHA-256 of the request with its body.
  request_hash text not null,
  -- As text, so that it is answered byte for byte; null only inside the transaction that carries it out.
  answer json,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index commands_by_age on ground.command (created_at);

-- Logins and sessions. The columns of user, session, account and verification are better-auth's; a test compares them with what the
-- installed version wants.
create schema doors;

create table doors."user" (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  role text not null check (role in ('company', 'partner')),
  contact_id int references people.contact,
  check (role <> 'partner' or contact_id is not null)
);
create index logins_of_contact on doors."user" (contact_id);

create table doors.session (
  id uuid primary key default gen_random_uuid(),
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references doors."user" on delete cascade
);
create index session_user_id_idx on doors.session (user_id);

create table doors.account (
  id uuid primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references doors."user" on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  -- Salted and hashed with scrypt.
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_user_id_idx on doors.account (user_id);

create table doors.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier_idx on doors.verification (identifier);

-- Keys of the interface. A key belongs to a login of the company and ends with it.
create table doors.api_key (
  id uuid primary key,
  user_id uuid not null references doors."user" on delete cascade,
  name text not null check (name <> ''),
  -- SHA-256 of the key, which has 256 bits of chance; the key itself is shown once and kept nowhere.
  hash text not null unique,
  -- Its first characters, by which its holder finds it.
  start text not null,
  permission text not null check (permission in ('read', 'write')),
  created_at timestamptz not null default now(),
  -- To the minute.
  used_at timestamptz
);
create index keys_of_login on doors.api_key (user_id);

-- Signs the session cookies. Made once by the first server that opens the database.
create table doors.secret (
  only_row boolean primary key default true check (only_row),
  value text not null
);

-- Attempts to sign in, counted for each address, sender and pair of both; forgotten with every success and after the window.
create table doors.attempt (
  key text primary key,
  count int not null,
  since timestamptz not null
);

-- Logins that a demo company shows on its login page, with their passwords. Empty in a real company.
create table doors.demo_login (
  user_id uuid primary key references doors."user" on delete cascade,
  password text not null
);
