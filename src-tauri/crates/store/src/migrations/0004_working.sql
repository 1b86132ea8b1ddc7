-- Whether a provider works for us and how many of its groups of facts are verified, derived with
-- its row: the figures of a day are counted from these.

DROP INDEX provider_row_of_today;

ALTER TABLE provider_row ADD COLUMN works_for_us INTEGER NOT NULL DEFAULT 0 CHECK (works_for_us IN (0, 1));
ALTER TABLE provider_row ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;

CREATE INDEX provider_row_of_today
  ON provider_row (works_for_us, completeness, verified, unverified, is_special, is_outside_eea, sort_name);
