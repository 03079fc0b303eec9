-- Since when the record of a proved domain is missing, as far as we looked. After some days the domain leads to the partner no more.
alter table referral.domain add column missing_since timestamptz;
create index domains_to_look_at on referral.domain (checked_at) where verified_at is not null;
