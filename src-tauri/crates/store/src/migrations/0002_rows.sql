-- What is derived from the records, for lists and search. All of it can be thrown away
-- and made again.

CREATE TABLE provider_row (
  n INTEGER PRIMARY KEY,
  provider_id TEXT NOT NULL UNIQUE REFERENCES provider (id),
  name TEXT NOT NULL,
  legal_name TEXT,
  sort_name TEXT NOT NULL,
  category TEXT NOT NULL,
  status TEXT NOT NULL,
  country TEXT NOT NULL,
  completeness INTEGER NOT NULL CHECK (completeness BETWEEN 0 AND 100),
  gaps INTEGER NOT NULL,
  services INTEGER NOT NULL,
  unverified INTEGER NOT NULL,
  stale INTEGER NOT NULL,
  is_special INTEGER NOT NULL CHECK (is_special IN (0, 1)),
  is_outside_eea INTEGER NOT NULL CHECK (is_outside_eea IN (0, 1)),
  departments TEXT NOT NULL CHECK (json_valid(departments)),
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  countries TEXT NOT NULL CHECK (json_valid(countries)),
  updated_at TEXT NOT NULL,
  valid_until TEXT,
  haystack TEXT NOT NULL,
  assessment TEXT NOT NULL CHECK (json_valid(assessment))
) STRICT;

CREATE INDEX provider_row_by_name ON provider_row (sort_name, n);
CREATE INDEX provider_row_by_completeness ON provider_row (completeness, sort_name, n);
CREATE INDEX provider_row_by_status ON provider_row (status, sort_name, n);
CREATE INDEX provider_row_by_country ON provider_row (country, sort_name, n);
CREATE INDEX provider_row_by_category ON provider_row (category, sort_name, n);
CREATE INDEX provider_row_by_update ON provider_row (updated_at, n);
CREATE INDEX provider_row_by_validity ON provider_row (valid_until) WHERE valid_until IS NOT NULL;

-- What a provider can be filtered by, such as `status:in_use`, `country:FR`, `special`; the
-- tag is a 64-bit hash of that text, since numbers are compared faster.
CREATE TABLE provider_tag (
  tag INTEGER NOT NULL,
  n INTEGER NOT NULL REFERENCES provider_row (n) ON DELETE CASCADE,
  PRIMARY KEY (tag, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX tag_of_provider ON provider_tag (n);

CREATE VIRTUAL TABLE provider_search USING fts5 (
  name,
  words,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3'
);
