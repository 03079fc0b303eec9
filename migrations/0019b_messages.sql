-- What lets whoever reads a letter do something, such as choose a password: which of its facts it is, and until when it works. Then it is wiped.
alter table ground.message add column secret_fact text, add column secret_until timestamptz,
  add constraint secret_has_end check ((secret_fact is null) = (secret_until is null));
create index messages_by_secret on ground.message ((facts ->> secret_fact)) where secret_fact is not null;
create index messages_with_secret on ground.message (secret_until) where secret_until is not null;

-- A message whose time is over is deleted; one that is told once leaves its key, so that it is not told again.
alter table ground.message alter column recipient drop not null, add column pruned_at timestamptz,
  add constraint pruned_is_empty check (pruned_at is null or (recipient is null and subject is null and body is null));
create index messages_kept on ground.message (created_at) where pruned_at is null;

update ground.message set secret_fact = 'token', secret_until = created_at + interval '14 days'
where kind in ('consent asked', 'invitation answered') and facts ? 'token';
update ground.message set secret_fact = 'word', secret_until = created_at + interval '48 hours'
where kind in ('account opened', 'password forgotten') and facts ? 'word';
