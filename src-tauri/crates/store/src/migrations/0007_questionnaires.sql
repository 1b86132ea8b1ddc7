-- The file of answers that a group of facts was declared in.
ALTER TABLE fact ADD COLUMN file TEXT;

-- A questionnaire of our own, while it is edited.
CREATE TABLE questionnaire (
  id TEXT PRIMARY KEY,
  -- None where the last version is as it was published.
  draft TEXT CHECK (json_valid(draft)),
  revision INTEGER NOT NULL CHECK (revision > 0)
) STRICT, WITHOUT ROWID;

-- A version as it was published or first asked; never changed.
CREATE TABLE questionnaire_version (
  questionnaire_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL,
  questionnaire TEXT NOT NULL CHECK (json_valid(questionnaire)),
  PRIMARY KEY (questionnaire_id, version)
) STRICT, WITHOUT ROWID;

-- One round of one questionnaire with one respondent.
CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  provider_id TEXT REFERENCES provider (id),
  department_id TEXT REFERENCES department (id),
  questionnaire_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  round INTEGER NOT NULL CHECK (round > 0),
  follow_up_of TEXT REFERENCES assessment (id),
  only_questions TEXT NOT NULL CHECK (json_valid(only_questions)),
  question_remarks TEXT NOT NULL CHECK (json_valid(question_remarks)),
  state TEXT NOT NULL CHECK (state IN ('prepared', 'sent', 'reminded', 'received', 'in_review', 'closed', 'withdrawn')),
  way TEXT NOT NULL CHECK (way IN ('page', 'archive', 'workbook', 'interview', 'desk')),
  language TEXT NOT NULL CHECK (language IN ('en', 'fr')),
  prepared_on TEXT NOT NULL,
  sent_on TEXT,
  reminded_on TEXT NOT NULL CHECK (json_valid(reminded_on)),
  due_on TEXT,
  received_on TEXT,
  closed_on TEXT,
  withdrawn_on TEXT,
  reason TEXT,
  owner TEXT,
  note TEXT,
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  cards TEXT NOT NULL CHECK (json_valid(cards)),
  revision INTEGER NOT NULL CHECK (revision > 0),
  CHECK ((provider_id IS NULL) <> (department_id IS NULL)),
  FOREIGN KEY (questionnaire_id, version) REFERENCES questionnaire_version (questionnaire_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX assessment_of_provider ON assessment (provider_id, prepared_on);
CREATE INDEX assessment_of_department ON assessment (department_id, prepared_on);
CREATE INDEX assessment_by_state ON assessment (state, due_on);
CREATE INDEX assessment_follow_up ON assessment (follow_up_of);

-- A file that was made to be sent.
CREATE TABLE questionnaire_file (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  way TEXT NOT NULL,
  language TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX questionnaire_file_of ON questionnaire_file (assessment_id);

-- What came back. The content goes when it need not be kept any longer; its digest and the trace stay.
CREATE TABLE answer_set (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  number INTEGER NOT NULL CHECK (number > 0),
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('page', 'archive', 'workbook', 'interview', 'desk')),
  file_name TEXT,
  is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0, 1)),
  sender_name TEXT,
  sender_function TEXT,
  sender_email TEXT,
  finished_at TEXT,
  -- From whom it came, as whoever looked at it says.
  came_from TEXT,
  digest TEXT NOT NULL,
  answers TEXT CHECK (json_valid(answers)),
  cards TEXT CHECK (json_valid(cards)),
  attachments TEXT NOT NULL CHECK (json_valid(attachments)),
  answer_remarks TEXT NOT NULL CHECK (json_valid(answer_remarks)),
  keep_until TEXT,
  keep_reason TEXT,
  erased_on TEXT,
  UNIQUE (assessment_id, digest),
  UNIQUE (assessment_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_set_to_erase ON answer_set (keep_until) WHERE erased_on IS NULL;

-- What a person decided on the changes that a card asks for.
CREATE TABLE card_decision (
  answer_set_id TEXT NOT NULL REFERENCES answer_set (id),
  card_id TEXT NOT NULL,
  provider_id TEXT,
  service_id TEXT,
  taken TEXT NOT NULL CHECK (json_valid(taken)),
  left_out TEXT NOT NULL CHECK (json_valid(left_out)),
  PRIMARY KEY (answer_set_id, card_id)
) STRICT, WITHOUT ROWID;

-- The reviewer's word on one main question.
CREATE TABLE answer_review (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  question_id TEXT NOT NULL,
  word TEXT NOT NULL CHECK (json_valid(word)),
  reviewed_at TEXT NOT NULL,
  reviewed_by TEXT NOT NULL,
  PRIMARY KEY (assessment_id, question_id)
) STRICT, WITHOUT ROWID;

-- The key pair that answers are sealed to and opened with.
CREATE TABLE answer_key (
  recipient TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What mails say where we changed it, by kind and language.
CREATE TABLE mail_text (
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, language)
) STRICT, WITHOUT ROWID;
