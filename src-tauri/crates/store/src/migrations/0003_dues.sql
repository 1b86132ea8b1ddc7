-- What is due and until when, derived with the row of each provider; what the figures of
-- a day are counted from; and which records went into which.

CREATE TABLE provider_due (
  n INTEGER NOT NULL,
  position INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  due TEXT NOT NULL CHECK (json_valid(due)),
  PRIMARY KEY (n, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX provider_due_by_day ON provider_due (due_on, n, position);

CREATE INDEX provider_row_of_today ON provider_row (status, completeness, unverified, is_special, is_outside_eea, sort_name);

CREATE INDEX history_of_command ON history (command_id, sequence);

-- A provider that turned out to be another one. Its history goes on with that one.
CREATE TABLE merged_provider (
  id TEXT PRIMARY KEY,
  into_id TEXT NOT NULL REFERENCES provider (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX merged_provider_into ON merged_provider (into_id);
