-- Who may open a sealed register, and in each line of the history as what they had opened it.
-- A register without people is open to whoever has its file.

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('dpo', 'deputy', 'read_only')),
  is_recovery INTEGER NOT NULL CHECK (is_recovery IN (0, 1)),
  added_at TEXT NOT NULL,
  slot TEXT NOT NULL CHECK (json_valid(slot))
) STRICT, WITHOUT ROWID;

ALTER TABLE history ADD COLUMN role TEXT CHECK (role IN ('dpo', 'deputy', 'read_only'));

-- A copy for somebody to read, made from a register; limited to some of its providers or not.
CREATE TABLE copied (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  providers INTEGER NOT NULL,
  providers_of INTEGER NOT NULL
) STRICT;

-- What somebody was typing when the register was locked.
CREATE TABLE kept_draft (
  person_id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft))
) STRICT, WITHOUT ROWID;

-- Whom a command touched is counted from this alone, however many lines it wrote.
CREATE INDEX history_of_command_subjects ON history (command_id, subject_id);
