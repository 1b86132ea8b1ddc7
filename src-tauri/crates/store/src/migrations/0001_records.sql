-- The records a person writes, and the history of every write.

CREATE TABLE register (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  name TEXT NOT NULL CHECK (name <> ''),
  legal_name TEXT,
  registration_id TEXT,
  address TEXT,
  country TEXT CHECK (length(country) = 2),
  contact_email TEXT,
  contact_phone TEXT,
  representative TEXT,
  dpo_name TEXT,
  dpo_email TEXT,
  dpo_phone TEXT,
  lead_authority TEXT,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE department (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  head_name TEXT,
  head_email TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE provider (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  legal_name TEXT,
  aliases TEXT NOT NULL CHECK (json_valid(aliases)),
  registration_id TEXT,
  category TEXT,
  status TEXT CHECK (status IN ('proposed', 'in_use', 'under_review', 'suspended', 'being_replaced', 'ended')),
  address TEXT,
  country TEXT CHECK (length(country) = 2),
  website TEXT,
  contacts TEXT NOT NULL CHECK (json_valid(contacts)),
  links TEXT NOT NULL CHECK (json_valid(links)),
  unknown TEXT NOT NULL CHECK (json_valid(unknown)),
  notes TEXT,
  imported_notes TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE certification (
  provider_id TEXT NOT NULL REFERENCES provider (id),
  position INTEGER NOT NULL,
  standard TEXT NOT NULL,
  scope TEXT,
  valid_from TEXT,
  valid_until TEXT,
  PRIMARY KEY (provider_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE service (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  name TEXT NOT NULL CHECK (name <> ''),
  owner TEXT,
  our_role TEXT CHECK (our_role IN ('controller', 'joint_controller', 'processor')),
  their_role TEXT CHECK (their_role IN ('processor', 'sub_processor', 'independent_controller', 'joint_controller', 'no_personal_data')),
  purpose TEXT,
  data_fields TEXT NOT NULL CHECK (json_valid(data_fields)),
  direction TEXT CHECK (direction IN ('to_provider', 'from_provider', 'both')),
  transfer_note TEXT,
  staff_people INTEGER CHECK (staff_people >= 0),
  staff_administrators INTEGER CHECK (staff_administrators >= 0),
  staff_roles TEXT NOT NULL CHECK (json_valid(staff_roles)),
  staff_sign_on TEXT NOT NULL CHECK (json_valid(staff_sign_on)),
  staff_leavers TEXT,
  staff_last_review TEXT,
  client_meaning TEXT,
  clients_told TEXT CHECK (clients_told IN ('yes', 'no', 'not_needed')),
  unknown TEXT NOT NULL CHECK (json_valid(unknown)),
  notes TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

CREATE INDEX service_of_provider ON service (provider_id);

CREATE TABLE service_department (
  service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  department_id TEXT NOT NULL REFERENCES department (id),
  PRIMARY KEY (service_id, department_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX department_of_service ON service_department (department_id);

CREATE TABLE service_data (
  service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  category TEXT NOT NULL,
  subjects TEXT NOT NULL CHECK (json_valid(subjects)),
  volume TEXT CHECK (volume IN ('under_100', 'from_100', 'from_10000', 'from_100000')),
  position INTEGER NOT NULL,
  PRIMARY KEY (service_id, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_country (
  service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('storage', 'access')),
  country TEXT NOT NULL CHECK (length(country) = 2),
  PRIMARY KEY (service_id, kind, country)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_content (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  content BLOB NOT NULL
) STRICT;

CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  provider_id TEXT REFERENCES provider (id),
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('contract', 'dpa', 'certificate', 'audit_report', 'policy', 'screenshot', 'correspondence', 'source_list', 'other')),
  dated TEXT,
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL REFERENCES evidence_content (digest),
  size INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_of_provider ON evidence (provider_id);
CREATE INDEX evidence_by_digest ON evidence (digest);

CREATE TABLE fact (
  provider_id TEXT NOT NULL REFERENCES provider (id),
  fact_group TEXT NOT NULL CHECK (fact_group IN ('identity', 'data', 'locations', 'transfers', 'sub_processors', 'staff_access', 'contract', 'certifications')),
  kind TEXT NOT NULL CHECK (kind IN ('declared', 'verified')),
  person TEXT NOT NULL,
  stated_on TEXT NOT NULL,
  evidence_id TEXT REFERENCES evidence (id),
  place TEXT,
  PRIMARY KEY (provider_id, fact_group),
  CHECK (kind = 'verified' OR (evidence_id IS NULL AND place IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_from_evidence ON fact (evidence_id) WHERE evidence_id IS NOT NULL;

-- One line a record touched. The payload stands apart, so that it can be erased
-- while the line and its place in the chain remain.
CREATE TABLE history (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  command TEXT NOT NULL,
  command_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  payload_digest BLOB NOT NULL CHECK (length(payload_digest) = 32),
  seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;

CREATE INDEX history_of_entity ON history (entity_id, sequence);
CREATE INDEX history_of_subject ON history (subject_id, sequence);

CREATE TABLE history_payload (
  sequence INTEGER PRIMARY KEY REFERENCES history (sequence),
  salt BLOB NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE TRIGGER history_is_append_only_on_update BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER history_is_append_only_on_delete BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TABLE issued_report (
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'fr')),
  issued_on TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  pages INTEGER NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;
