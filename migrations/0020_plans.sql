-- What a compensation plan tells apart (goods, starter kits, training …). A line keeps the group its article had when it was ordered.
alter table sales.product add column product_group text check (product_group <> '');
alter table sales.order_line add column product_group text check (product_group <> '');

create schema earnings;

-- The company's compensation plans as they were written, each with its first month. A plan is never changed: a newer one takes its place.
create table earnings.plan (
  version int generated always as identity primary key,
  name text not null,
  -- The first month it holds for, 202601.
  from_period int not null check (from_period between 190001 and 999912),
  text text not null,
  added_at timestamptz not null default now(),
  added_by text not null
);
create index plans_by_month on earnings.plan (from_period, version);

create function earnings.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is kept for ever: % is refused', tg_table_schema || '.' || tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;
create trigger kept_for_ever before update or delete or truncate on earnings.plan
  for each statement execute function earnings.refuse_change();

-- Up to which month the books are closed, 201110; 0 as long as none is. What is booked later into such a month goes to the first open one.
create table volume.closing (
  only_row boolean primary key default true check (only_row),
  closed_until int not null default 0 check (closed_until = 0 or closed_until between 190001 and 999912)
);
insert into volume.closing default values;
create function volume.refuse_reopening() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or new.closed_until < old.closed_until then
    raise exception 'a closed month stays closed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger stays_closed before update or delete on volume.closing for each row execute function volume.refuse_reopening();
create trigger stays_there before truncate on volume.closing for each statement execute function volume.refuse_reopening();
-- A closed month gets no entry, whoever books.
create function volume.refuse_closed_month() returns trigger language plpgsql as $$
begin
  if exists (select from added join volume.closing on added.period <= closed_until) then
    raise exception 'the month is closed: book into the open one' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger only_open_months after insert on volume.entry
  referencing new table as added for each statement execute function volume.refuse_closed_month();

-- Why something came back, by the law's classes; null where nobody told. It decides whether commissions are taken back.
alter table sales.return add column reason_class text
  check (reason_class in ('withdrawal', 'goodwill', 'defect', 'unpaid'));
