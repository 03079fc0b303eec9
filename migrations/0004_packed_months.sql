-- How many entries a month has, so that nobody needs to count them.
alter table volume.version add column entries bigint not null default 0;
update volume.version set entries = (select sum(entries) from volume.balance where balance.period = version.period);

-- Who books into a month holds its version, so its entries are kept in the order of their numbers: what is new has a higher one.
create index entries_of_month on volume.entry (period, id);

-- A cache: a month's entries up to `last_entry`, summed as in volume.balance, in columns of little-endian numbers (int32, float64)
-- in the order of contacts. volume/ledger has a test that rebuilds it.
create table volume.pack (
  period int primary key,
  last_entry bigint not null,
  entries bigint not null,
  rows int not null
);
create table volume.pack_part (
  period int not null,
  last_entry bigint not null,
  part int not null,
  contacts bytea not null,
  decided_periods bytea not null,
  direct bytea not null,
  nearest bytea not null,
  recruited bytea not null,
  net bytea not null,
  points bytea not null,
  primary key (period, last_entry, part)
);
-- They hardly compress, and unpacking costs more than reading.
alter table volume.pack_part
  alter contacts set storage external, alter decided_periods set storage external, alter direct set storage external,
  alter nearest set storage external, alter recruited set storage external, alter net set storage external, alter points set storage external;
