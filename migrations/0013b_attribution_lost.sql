create index attributions_after on referral.attribution (before_id) where before_id is not null;
