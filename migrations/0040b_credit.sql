-- What became of credit: kept of a surplus, used for orders, given back by what was taken back of them, paid back. It only grows; what is
-- left of a credit is the sum of its entries.
create table sales.credit_entry (
  id bigint generated always as identity primary key,
  surplus_id bigint not null references sales.surplus,
  -- Settled: a person says that it was used elsewhere.
  kind text not null check (kind in ('kept', 'used', 'given back', 'paid back', 'settled')),
  amount bigint not null,
  -- The order it paid for, and the return that gave it back; a return that gave back nothing is kept as looked at.
  order_id bigint references sales.shop_order,
  return_id bigint references sales.return,
  happened_at timestamptz not null,
  check (case kind when 'kept' then amount > 0 when 'given back' then amount >= 0 else amount < 0 end),
  check ((kind in ('used', 'given back')) = (order_id is not null)),
  check ((kind = 'given back') = (return_id is not null))
);
create index credit_entries_of_surplus on sales.credit_entry (surplus_id, id);
create unique index credit_used_once on sales.credit_entry (order_id, surplus_id) where kind = 'used';
create unique index credit_given_back_once on sales.credit_entry (return_id, surplus_id) where kind = 'given back';

create function sales.refuse_credit_change() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of a credit is never changed: % is refused, add another', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger credit_entries_stay before update or delete on sales.credit_entry
  for each row execute function sales.refuse_credit_change();

-- What of the total is paid by credit: a way of paying, no discount.
alter table sales.shop_order add column credit bigint not null default 0 check (credit between 0 and total);

insert into sales.credit_entry (surplus_id, kind, amount, happened_at)
select id, 'kept', amount, decided_at from sales.surplus where state in ('credit', 'used') order by id;
insert into sales.credit_entry (surplus_id, kind, amount, happened_at)
select id, 'settled', -amount, decided_at from sales.surplus where state = 'used' order by id;
