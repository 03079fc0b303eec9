-- In which transaction an event was written: whoever reads on from where all before was finished misses none, in whichever order they end.
alter table sales.event add column written_by xid8;
alter table sales.event alter column written_by set default pg_current_xact_id();
create index events_by_writer on sales.event (written_by) where written_by is not null;

-- Guests of parties by the month of their orders: a cache, counted anew as soon as orders, returns or splits of the month have news.
create table sales.party_month (
  month date primary key,
  -- Who bought in his own name, or was given pieces of a collective order, and for how much.
  known int not null,
  known_net bigint not null,
  -- Guests of each party who bought in their own names, and for how much: what a guest usually buys.
  guests int not null,
  guests_net bigint not null,
  -- Collective orders with something left behind the partner's name.
  orders int not null,
  hidden_net bigint not null,
  -- Behind them whom partners counted; and of each order whose guests nobody counted what is left.
  told int not null,
  untold bigint[] not null
);

-- Until where it was counted, and in whose days.
create table sales.party_months_counted (
  is_one boolean primary key default true check (is_one),
  zone text not null,
  until xid8 not null
);
