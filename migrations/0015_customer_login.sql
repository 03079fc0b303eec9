-- Customers sign in too, in the shops. A customer's login is his contact's.
alter table doors."user" drop constraint user_role_check;
alter table doors."user" add constraint user_role_check check (role in ('company', 'partner', 'customer'));
alter table doors."user" drop constraint user_check;
alter table doors."user" add constraint login_has_contact check (role = 'company' or contact_id is not null);

-- Links that were written to a mailbox: who opens one holds it. Each works once.
create table doors.login_link (
  -- SHA-256 of the word in the link, which has 256 bits of chance.
  hash text primary key,
  user_id uuid not null references doors."user" on delete cascade,
  purpose text not null check (purpose in ('confirm', 'password')),
  expires_at timestamptz not null
);
create index login_links_of_login on doors.login_link (user_id);
