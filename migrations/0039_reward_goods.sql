-- What became of goods that a host took: sent to her, or undone with a reason as long as they were not. The guard: one of both, once.
create table sales.host_reward_goods_end (
  goods_id bigint primary key references sales.host_reward_goods,
  what text not null check (what in ('shipped', 'undone')),
  reason text check (reason <> ''),
  at timestamptz not null,
  by_whom text not null,
  check ((what = 'undone') = (reason is not null))
);
create trigger only_grows before update or delete on sales.host_reward_goods_end
  for each statement execute function sales.refuse_change();
