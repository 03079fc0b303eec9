-- Each time somebody set the last day of a rank given by hand: which, who, when and why. The rank itself has the newest.
create table earnings.rank_by_hand_end (
  id bigint generated always as identity primary key,
  given bigint not null references earnings.rank_by_hand,
  until_on date not null,
  reason text not null check (reason <> ''),
  ended_at timestamptz not null default now(),
  ended_by text not null
);
create index ends_of_rank on earnings.rank_by_hand_end (given, id);
create trigger kept_for_ever before update or delete on earnings.rank_by_hand_end
  for each statement execute function earnings.refuse_change();
