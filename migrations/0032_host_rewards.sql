-- What the host of a party gets. The scheme is the company's of the day the party was settled, and stays the party's.
create table sales.host_reward (
  party_id bigint primary key references referral.party,
  host_id int not null references people.contact,
  scheme jsonb not null,
  granted_at timestamptz not null,
  -- When it could not change any more: everything was paid, and could not be withdrawn from.
  final_at timestamptz,
  -- What it was last computed from, and when to look again without news.
  last_return_id bigint not null default 0,
  next_look_at timestamptz not null
);
create index rewards_to_look_at on sales.host_reward (next_look_at) where final_at is null;

-- The reward's book: what was granted, and what returns took off it. Its sum is the reward. It only grows.
create table sales.host_reward_entry (
  id bigint generated always as identity primary key,
  party_id bigint not null references sales.host_reward,
  credit bigint not null,
  half_price int not null,
  -- The turnover, guests and bookings it was computed from, and its lines.
  result jsonb not null,
  at timestamptz not null,
  check (credit <> 0 or half_price <> 0)
);
create index entries_of_reward on sales.host_reward_entry (party_id, id);

-- What the host took of it: a reward in goods, with what it is worth for tax.
create table sales.host_reward_goods (
  id bigint generated always as identity primary key,
  party_id bigint not null references sales.host_reward,
  sku text not null,
  name text not null,
  quantity int not null check (quantity > 0),
  redeemed_by text not null check (redeemed_by in ('credit', 'half price')),
  -- Of the whole line, with VAT: the list price, what the host pays herself to the partner, and the reward with its parts.
  gross bigint not null check (gross >= 0),
  paid bigint not null check (paid >= 0 and paid <= gross),
  net bigint not null,
  vat bigint not null check (net + vat + paid = gross),
  vat_rate int not null,
  currency text not null,
  taken_at timestamptz not null,
  by_whom text not null
);
create index goods_of_reward on sales.host_reward_goods (party_id, id);

create function sales.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the book of host rewards only grows: % is refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger only_grows before update or delete on sales.host_reward_entry
  for each statement execute function sales.refuse_change();
create trigger only_grows before update or delete on sales.host_reward_goods
  for each statement execute function sales.refuse_change();
