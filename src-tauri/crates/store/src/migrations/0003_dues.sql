-- What is due and until when, derived with the row of each provider; and what the
-- figures of a day are counted from.

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
