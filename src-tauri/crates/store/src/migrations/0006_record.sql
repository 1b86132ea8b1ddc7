-- The record of processing, transfers, sub-processors, and the due list.

ALTER TABLE provider ADD COLUMN parent TEXT;
ALTER TABLE provider ADD COLUMN parent_country TEXT CHECK (length(parent_country) = 2);

CREATE TABLE client_group (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  contract TEXT,
  notice_days INTEGER CHECK (notice_days >= 0),
  notes TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE client (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  legal_name TEXT,
  address TEXT,
  country TEXT CHECK (length(country) = 2),
  contact_name TEXT,
  contact_email TEXT,
  contact_phone TEXT,
  representative TEXT,
  dpo_name TEXT,
  dpo_email TEXT,
  group_id TEXT REFERENCES client_group (id),
  contract TEXT,
  notice_days INTEGER CHECK (notice_days >= 0),
  since TEXT,
  until TEXT,
  notes TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX client_of_group ON client (group_id);
CREATE INDEX client_by_name ON client (name COLLATE NOCASE, id);

CREATE TABLE activity (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('controller', 'processor')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'retired')),
  reference TEXT,
  owner TEXT,
  purposes TEXT NOT NULL CHECK (json_valid(purposes)),
  sub_purposes TEXT NOT NULL CHECK (json_valid(sub_purposes)),
  data TEXT NOT NULL CHECK (json_valid(data)),
  legal_bases TEXT NOT NULL CHECK (json_valid(legal_bases)),
  legal_basis_note TEXT,
  lia TEXT,
  consent_records TEXT,
  special_conditions TEXT NOT NULL CHECK (json_valid(special_conditions)),
  special_condition_note TEXT,
  criminal_law TEXT,
  data_source TEXT,
  recipients TEXT NOT NULL CHECK (json_valid(recipients)),
  joint_controllers TEXT NOT NULL CHECK (json_valid(joint_controllers)),
  transfer_note TEXT,
  security TEXT,
  security_measures TEXT NOT NULL CHECK (json_valid(security_measures)),
  automated_decisions INTEGER CHECK (automated_decisions IN (0, 1)),
  automated_note TEXT,
  rights TEXT NOT NULL CHECK (json_valid(rights)),
  privacy_notice TEXT,
  breach_record TEXT,
  data_location TEXT,
  dpia TEXT CHECK (dpia IN ('not_needed', 'needed', 'in_progress', 'done')),
  dpia_note TEXT,
  processing_categories TEXT NOT NULL CHECK (json_valid(processing_categories)),
  review_on TEXT,
  unknown TEXT NOT NULL CHECK (json_valid(unknown)),
  notes TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE activity_department (
  activity_id TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  department_id TEXT NOT NULL REFERENCES department (id),
  PRIMARY KEY (activity_id, department_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_of_department ON activity_department (department_id);

CREATE TABLE activity_service (
  activity_id TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  service_id TEXT NOT NULL REFERENCES service (id),
  PRIMARY KEY (activity_id, service_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_of_service ON activity_service (service_id);

CREATE TABLE activity_client (
  activity_id TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL REFERENCES client (id),
  PRIMARY KEY (activity_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_of_client ON activity_client (client_id);

CREATE TABLE activity_client_group (
  activity_id TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  group_id TEXT NOT NULL REFERENCES client_group (id),
  PRIMARY KEY (activity_id, group_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_of_client_group ON activity_client_group (group_id);

-- Who said last that an activity is still as written.
CREATE TABLE confirmation (
  activity_id TEXT PRIMARY KEY REFERENCES activity (id),
  person TEXT NOT NULL,
  confirmed_on TEXT NOT NULL,
  note TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE sub_processor (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  parent_id TEXT REFERENCES sub_processor (id),
  linked_id TEXT REFERENCES provider (id),
  name TEXT NOT NULL CHECK (name <> ''),
  address TEXT,
  country TEXT CHECK (length(country) = 2),
  contact TEXT,
  website TEXT,
  service TEXT,
  locations TEXT NOT NULL CHECK (json_valid(locations)),
  access_countries TEXT NOT NULL CHECK (json_valid(access_countries)),
  since TEXT,
  until TEXT,
  notes TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sub_processor_of_provider ON sub_processor (provider_id);
CREATE INDEX sub_processor_under ON sub_processor (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX sub_processor_linked_to ON sub_processor (linked_id) WHERE linked_id IS NOT NULL;

CREATE TABLE transfer (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  service_id TEXT REFERENCES service (id),
  exporter TEXT NOT NULL CHECK (json_valid(exporter)),
  importer TEXT NOT NULL CHECK (json_valid(importer)),
  country TEXT CHECK (length(country) = 2),
  organisation TEXT,
  storage_countries TEXT NOT NULL CHECK (json_valid(storage_countries)),
  access_countries TEXT NOT NULL CHECK (json_valid(access_countries)),
  decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'no_transfer')),
  no_transfer TEXT CHECK (no_transfer IN ('own_staff', 'same_entity', 'parent_only', 'not_disclosed', 'other')),
  reason TEXT,
  mechanism TEXT,
  signed_on TEXT,
  are_annexes_complete INTEGER CHECK (are_annexes_complete IN (0, 1)),
  authorised_on TEXT,
  scope_check TEXT CHECK (json_valid(scope_check)),
  dpf TEXT CHECK (json_valid(dpf)),
  has_hr_data INTEGER CHECK (has_hr_data IN (0, 1)),
  is_occasional INTEGER CHECK (is_occasional IN (0, 1)),
  safeguards TEXT,
  notes TEXT,
  decided_on TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX transfer_of_provider ON transfer (provider_id);
CREATE INDEX transfer_of_service ON transfer (service_id) WHERE service_id IS NOT NULL;

-- A transfer impact assessment: what stands of it today, the former ones are in the history.
CREATE TABLE tia (
  transfer_id TEXT PRIMARY KEY REFERENCES transfer (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('in_progress', 'acceptable', 'with_measures', 'stopped')),
  assessed_on TEXT NOT NULL,
  assessed_by TEXT NOT NULL,
  review_on TEXT NOT NULL,
  map TEXT,
  tool TEXT,
  law TEXT,
  measures TEXT NOT NULL CHECK (json_valid(measures)),
  formal TEXT,
  review TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  received_on TEXT NOT NULL,
  change TEXT,
  window_days INTEGER CHECK (window_days >= 0),
  effective_on TEXT,
  decision TEXT CHECK (decision IN ('accepted', 'objected', 'leave')),
  decided_on TEXT,
  reason TEXT,
  must_tell_clients INTEGER CHECK (must_tell_clients IN (0, 1)),
  client_days INTEGER CHECK (client_days >= 0),
  clients_told_on TEXT,
  objections TEXT NOT NULL CHECK (json_valid(objections)),
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_of_provider ON notice (provider_id);

-- Our public list of sub-processors, as it was published.
CREATE TABLE published_list (
  id TEXT PRIMARY KEY,
  published_on TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  entries TEXT NOT NULL CHECK (json_valid(entries)),
  notice TEXT,
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  provider_id TEXT REFERENCES provider (id),
  activity_id TEXT REFERENCES activity (id),
  owner TEXT,
  due_on TEXT NOT NULL,
  done_on TEXT,
  note TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX action_of_provider ON action (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX action_of_activity ON action (activity_id) WHERE activity_id IS NOT NULL;

-- What can wait, with a reason and an end.
CREATE TABLE snooze (
  key TEXT PRIMARY KEY,
  until TEXT NOT NULL,
  reason TEXT NOT NULL,
  person TEXT NOT NULL,
  snoozed_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Edits of the legal lists, each with its source, and whole lists from newer files.
CREATE TABLE list_edit (
  list TEXT NOT NULL CHECK (list IN ('eea', 'adequacy', 'mechanisms')),
  key TEXT NOT NULL,
  entry TEXT CHECK (json_valid(entry)),
  source TEXT NOT NULL,
  verified_on TEXT NOT NULL,
  PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE list_update (
  list TEXT PRIMARY KEY CHECK (list IN ('eea', 'adequacy', 'mechanisms')),
  source TEXT NOT NULL,
  last_verified TEXT NOT NULL,
  entries TEXT NOT NULL CHECK (json_valid(entries))
) STRICT, WITHOUT ROWID;

-- Derived, to be thrown away and made again.

CREATE TABLE activity_row (
  n INTEGER PRIMARY KEY,
  activity_id TEXT NOT NULL UNIQUE REFERENCES activity (id),
  sort_name TEXT NOT NULL,
  reference TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  completeness INTEGER NOT NULL CHECK (completeness BETWEEN 0 AND 100),
  is_special INTEGER NOT NULL CHECK (is_special IN (0, 1)),
  is_outside_eea INTEGER NOT NULL CHECK (is_outside_eea IN (0, 1)),
  next_on TEXT,
  updated_at TEXT NOT NULL,
  haystack TEXT NOT NULL,
  row TEXT NOT NULL CHECK (json_valid(row)),
  assessment TEXT NOT NULL CHECK (json_valid(assessment))
) STRICT;

-- A leg with its verdict: decided on, or only proposed.
CREATE TABLE transfer_row (
  n INTEGER PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  service_id TEXT,
  transfer_id TEXT,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  -- From what is fine, 0, to a breach, 2.
  rank INTEGER NOT NULL,
  ground TEXT NOT NULL,
  countries TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  haystack TEXT NOT NULL,
  row TEXT NOT NULL CHECK (json_valid(row))
) STRICT;

CREATE INDEX transfer_row_of_provider ON transfer_row (provider_id, service_id, rank, ground, is_open);
CREATE INDEX transfer_row_worst_first ON transfer_row (rank DESC, is_open, sort_name, n);
CREATE INDEX transfer_row_open ON transfer_row (is_open, rank DESC, sort_name, n);

-- Where the data of a service goes, and on what ground.
CREATE TABLE flow (
  n INTEGER PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  service_id TEXT NOT NULL,
  department_id TEXT,
  country TEXT,
  ground TEXT NOT NULL
) STRICT;

CREATE INDEX flow_of_provider ON flow (provider_id);
CREATE INDEX flow_in_sum ON flow (provider_id, department_id, country, ground, service_id);

-- A provider that works for our clients through us, as our public list says it.
CREATE TABLE our_sub_processor (
  provider_id TEXT PRIMARY KEY REFERENCES provider (id),
  sort_name TEXT NOT NULL,
  entry TEXT NOT NULL CHECK (json_valid(entry))
) STRICT, WITHOUT ROWID;

-- With which lists all of this was derived.
CREATE TABLE derived_with (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  lists TEXT NOT NULL
) STRICT;

DROP TABLE provider_due;

CREATE TABLE due (
  n INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('provider', 'activity', 'register')),
  subject_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  due_on TEXT NOT NULL,
  is_snoozed INTEGER NOT NULL CHECK (is_snoozed IN (0, 1)),
  name TEXT NOT NULL,
  haystack TEXT NOT NULL,
  due TEXT NOT NULL CHECK (json_valid(due))
) STRICT;

CREATE INDEX due_of_subject ON due (subject_kind, subject_id);
CREATE INDEX due_by_day ON due (due_on, haystack, n);
CREATE INDEX due_by_rule ON due (rule, due_on, haystack, n);
