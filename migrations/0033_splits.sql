-- Pieces of an order that turned out to be somebody else's: of a collective order, to a guest who registered later. The order stays as it
-- was placed and paid; its turnover moves by counter-entries. It only grows.
create table sales.split (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  order_line_id bigint not null references sales.order_line,
  contact_id int not null references people.contact,
  quantity int not null check (quantity > 0),
  -- Of these pieces, taken off what is left of the line.
  net bigint not null,
  points bigint not null,
  at timestamptz not null,
  by_whom text not null
);
create index splits_of_line on sales.split (order_line_id, id);
create index splits_of_contact on sales.split (contact_id);
create trigger only_grows before update or delete on sales.split for each statement execute function sales.refuse_change();

create or replace function sales.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: % is refused', tg_table_schema || '.' || tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;

-- Whose pieces came back; null: the buyer's.
alter table sales.return_line add column split_id bigint references sales.split;
create index returns_of_split on sales.return_line (split_id) where split_id is not null;

alter table sales.event drop constraint event_kind_check;
alter table sales.event add constraint event_kind_check check (kind in ('placed', 'paid', 'shipped', 'returned', 'split'));

-- A split is two entries: off the buyer, and to whom the pieces went.
alter table volume.entry add column split_id bigint references sales.split;
alter table volume.entry add column split_part text check (split_part in ('from', 'to'));
alter table volume.entry add constraint split_entry_is_whole check ((split_id is null) = (split_part is null));
drop index volume.order_line_booked_once;
create unique index order_line_booked_once on volume.entry (order_line_id) where return_line_id is null and split_id is null;
create unique index split_booked_once on volume.entry (split_id, split_part) where split_id is not null;

-- How many guests the partner says are behind a collective order; null where she said nothing.
alter table sales.party_order add column told_guests int check (told_guests between 1 and 500);
