-- What came back of orders that are not known: looked for in each month before it is closed.
create index lone_entries_of_month on volume.entry (period, contact_id) where order_line_id is null;
