-- A month's returns are few among its entries, and each run asks for them.
create index returns_of_month on volume.entry (period) where return_line_id is not null;
