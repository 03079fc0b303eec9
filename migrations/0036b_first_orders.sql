-- When somebody became a customer: asked of everybody by each run of commissions, and told by the index alone.
create index paid_orders_of_contact on sales."order" (contact_id, paid_at) where paid_at is not null;
