-- How much is in a piece of an article, in thousandths of a unit (250000 g is 250 g): of what is sold by weight, volume, length or area the law
-- wants the price of a kilogram, litre, metre or square metre beside its own (PAngV § 4).
alter table sales.variant add column content bigint check (content > 0),
  add column content_unit text check (content_unit in ('g', 'kg', 'ml', 'l', 'm', 'm2')),
  add constraint content_has_unit check ((content is null) = (content_unit is null));
