-- Dots make another mailbox but where the provider ignores them: see decisions/0014. Whatever holds a mailbox as key holds it as it is told now;
-- the new kinds of keys are made by the job that makes missing keys.
create function pg_temp.mailbox(written text, domain text) returns text language sql immutable as $$
  select coalesce(nullif(case when domain in ('proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me')
      then regexp_replace(box, '[._-]', '', 'g') else box end, ''), box)
    || '@' || case when domain in ('protonmail.com', 'protonmail.ch', 'pm.me') then 'proton.me' else domain end
  from (select coalesce(nullif(regexp_replace(split_part(lower(normalize(btrim(written), nfkc)), '@', 1), '\+.*$', ''), ''),
    split_part(lower(normalize(btrim(written), nfkc)), '@', 1)) as box) as local
$$;
alter table people.identity_key drop constraint identity_key_kind_check,
  add constraint identity_key_kind_check check (kind in ('email', 'dotless', 'alias', 'phone', 'person', 'household'));
update referral.new_customer_key used set key = pg_temp.mailbox(contact.email, split_part(used.key, '@', 2))
from referral.redemption
join people.identity_key kept on kept.contact_id = redemption.contact_id and kept.kind = 'email'
join people.contact on contact.id = redemption.contact_id
where redemption.id = used.redemption_id and used.kind = 'email' and used.key = kept.key
  and kept.key !~ '@(gmail\.com|proton\.me|protonmail\.com|protonmail\.ch|pm\.me)$';
update people.consent set address_key = pg_temp.mailbox(address, split_part(address_key, '@', 2))
where channel = 'email' and address_key not like '%@gmail.com' and address is not null;
update people.identity_key kept set key = pg_temp.mailbox(contact.email, split_part(kept.key, '@', 2))
from people.contact where contact.id = kept.contact_id and kept.kind = 'email' and kept.key not like '%@gmail.com';

alter table referral.redemption_trace drop constraint redemption_trace_kind_check,
  add constraint redemption_trace_kind_check check (kind in ('household', 'dotless', 'iban'));
alter table referral.suspicion drop constraint suspicion_kind_check,
  add constraint suspicion_kind_check
    check (kind in ('same household', 'same account', 'similar mailbox', 'own code', 'sudden spread'));
