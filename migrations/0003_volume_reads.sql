-- What the pages read month by month: an owner's balances under each reading, and an address's own.
create index balances_of_nearest_owner on volume.balance (nearest_owner_id, period);
create index balances_of_direct_owner on volume.balance (direct_owner_id, period);
create index balances_of_recruited_owner on volume.balance (recruited_owner_id, period);
create index balances_of_contact on volume.balance (contact_id, period);

-- Who joined in a month.
create index joined on people.contact (joined_at);

-- The entries behind an order and behind a return without order.
create index entries_of_order_line on volume.entry (order_line_id);
