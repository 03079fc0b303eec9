-- By what a contact is recognised, however it was written: see src/1-people/likeness. Not unique: two contacts may be one person.
create table people.identity_key (
  contact_id int not null references people.contact on delete cascade,
  kind text not null check (kind in ('email', 'phone', 'person', 'household')),
  key text not null,
  primary key (contact_id, kind, key)
);
create index contacts_by_identity_key on people.identity_key (kind, key);

-- By which version of the rules the keys of a contact were made; null before they were made at all.
alter table people.contact add column keys_version int;
create index contacts_by_keys_version on people.contact (keys_version);
