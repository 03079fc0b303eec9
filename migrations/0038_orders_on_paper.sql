-- A guest at a party need have no e-mail address: her partner hands her the confirmation on paper.
alter table sales.shop_order alter column email drop not null;

-- Which of the links that open an order stand on a paper, and who printed it. Only their hash is kept (SHA-256).
create table sales.order_paper (
  token_hash text primary key,
  order_id bigint not null references sales.shop_order,
  made_at timestamptz not null,
  made_by text not null
);
create index papers_of_order on sales.order_paper (order_id, made_at);

-- Who confirms himself may have come by such a code.
alter table people.entered drop constraint entered_confirmed_how_check;
alter table people.entered add constraint entered_confirmed_how_check
  check (confirmed_how in ('order page', 'paper', 'account', 'double opt-in'));
