-- Withdrawals (Widerrufe) as consumers declare them, word for word, also where no order is found for them.
create table sales.withdrawal (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  -- The id that the form chose: sent twice, it is one withdrawal.
  command_key text not null unique,
  name text not null check (name <> ''),
  email text not null check (email like '%@%'),
  -- The order's number as it was written.
  order_written text not null check (order_written <> ''),
  -- Which goods, in the consumer's words, or which pieces, chosen from an order in sight; neither: the whole contract.
  part text check (part <> ''),
  pieces jsonb,
  language text not null check (language in ('de', 'en')),
  received_at timestamptz not null,
  -- What the company made of it: whose order it is, and how it ended.
  order_id bigint references sales."order",
  matched_at timestamptz,
  matched_by text,
  return_id bigint unique references sales.return,
  closed_at timestamptz,
  closed_by text,
  closed_because text,
  check ((order_id is null) = (matched_at is null)),
  check (return_id is null or (order_id is not null and closed_at is not null)),
  check ((closed_at is null) = (closed_because is null))
);
create index withdrawals_by_time on sales.withdrawal (received_at desc, id desc);
create index open_withdrawals on sales.withdrawal (received_at desc, id desc) where closed_at is null;
create index withdrawals_of_email on sales.withdrawal (lower(email), received_at);
create index withdrawals_of_order on sales.withdrawal (order_id) where order_id is not null;
create index if not exists contact_email on people.contact (lower(email)) where email is not null;

-- The last number given in a year. Its row is the lock that keeps numbers without gap: held until the invoice is committed with it.
create table sales.invoice_number (
  year int primary key,
  last int not null check (last > 0)
);

create table sales.invoice (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  year int not null,
  serial int not null,
  number text not null unique,
  kind text not null check (kind in ('invoice', 'cancellation')),
  order_id bigint not null references sales."order",
  -- Of a cancellation: the invoice it corrects and the return that made it due.
  cancels_id bigint references sales.invoice,
  return_id bigint unique references sales.return,
  issued_at timestamptz not null,
  -- All that stands on it, as it was then.
  facts jsonb not null,
  unique (year, serial),
  check ((kind = 'cancellation') = (cancels_id is not null)),
  check ((kind = 'cancellation') = (return_id is not null))
);
create unique index one_invoice_for_an_order on sales.invoice (order_id) where kind = 'invoice';
create index invoices_of_order on sales.invoice (order_id, id);

create function sales.refuse_invoice_change() returns trigger language plpgsql as $$
begin
  raise exception 'an invoice is never changed: % is refused, write a cancellation', lower(tg_op)
    using errcode = 'restrict_violation';
end $$;
create trigger invoices_stay before update or delete on sales.invoice
  for each row execute function sales.refuse_invoice_change();
