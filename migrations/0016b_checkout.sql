-- A return may give back nothing, such as one of a line that a voucher paid for; that it was looked at is kept all the same.
alter table sales.refund drop constraint refund_amount_check;
alter table sales.refund add constraint refund_amount_check check (amount >= 0);
