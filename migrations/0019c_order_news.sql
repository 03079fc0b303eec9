-- Which news of an order its buyer was told, as far as he is told of them; what happened before is no news.
alter table sales.event add column told_at timestamptz default now();
alter table sales.event alter column told_at drop default;
create index not_told on sales.event (id) where told_at is null;
