//! The register in a form that any program reads: every record and the whole history as one JSON file,
//! and back into a new register without loss. People and their keys stay behind; evidence lies beside.
//!
//! Tables and columns are read from the register itself, so that nothing is forgotten; what each
//! holds is said in its published schema ([`json_schema`]).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read, Write};
use std::path::Path;

use provident_domain::evidence::content_digest;
use provident_domain::person::Person;
use rusqlite::types::{Value as SqlValue, ValueRef};
use rusqlite::{Connection, params_from_iter};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::act::{Act, Rules};
use crate::fault::{StoreFault, Stored};
use crate::lock::WriterLock;
use crate::migrate::{self, SCHEMA};
use crate::people::Founded;
use crate::register::{Access, Reading, Register, Sealed, make};
use crate::replace::{clear_place, part_path, put_in_place, tidy_up};
use crate::seal::{DatabaseKey, Passphrase, keys_path};
use crate::verify::{Finding, verify_records};

/// A record is never saved so often; the next number must fit as well.
const MOST_REVISIONS: i64 = 1_000_000_000;
/// First field of the file.
pub const DUMP_FORMAT: &str = "provident-register";
/// Bytes of the file that are read at the most.
pub const LARGEST_DUMP: u64 = 512 * 1_048_576;

/// A table with what a row of it is, in the order in which one points to another.
const TABLES: &[(&str, &str)] = &[
    ("register", "Which register this is, and since when."),
    ("copied", "That the register is a copy for somebody to read, and of how many of its providers."),
    ("organisation", "The organisation that keeps the register (Art. 30(1)(a))."),
    ("department", "A department that uses providers."),
    ("provider", "A provider."),
    ("certification", "A certificate or report that a provider holds."),
    ("service", "A service of a provider."),
    ("service_department", "That a department uses a service."),
    ("service_data", "A category of personal data in a service, and whose data it is."),
    ("service_country", "A country where a service stores data or from where it is accessed."),
    ("evidence", "A document kept as proof; its content is the file of the folder `evidence` with this SHA-256."),
    ("fact", "Who stated or verified a group of facts, when, and from what."),
    ("merged_provider", "A provider that turned out to be another one."),
    ("client_group", "Clients that share a standard contract."),
    ("client", "A controller for whom the organisation processes (Art. 30(2)(a))."),
    ("activity", "A processing activity (Art. 30(1), 30(2))."),
    ("activity_department", "That an activity is a department's."),
    ("activity_service", "That a service carries an activity out."),
    ("activity_client", "That an activity is carried out for a client."),
    ("activity_client_group", "That an activity is carried out for the clients of a group."),
    ("confirmation", "Who said last that an activity is still as written, and when."),
    ("sub_processor", "A provider's provider (Art. 28(2), 28(4))."),
    ("transfer", "A leg on which data goes to a third country, or was found not to (Chapter V)."),
    ("tia", "The impact assessment of a transfer."),
    ("notice", "A provider's notice that its sub-processors change, and the answer to it."),
    ("published_list", "The public list of sub-processors, as it was published."),
    ("action", "Something a person undertook to do."),
    ("snooze", "What was put off, by whom, until when and why."),
    ("list_edit", "An edit of a legal list, with its source."),
    ("list_update", "A legal list that was taken over from a file."),
    ("questionnaire", "A questionnaire of our own, while it is edited."),
    ("questionnaire_version", "A version of a questionnaire, as it was published or first asked."),
    ("assessment", "One round of one questionnaire with one respondent."),
    ("questionnaire_file", "A file that was made to be sent."),
    ("answer_set", "What a respondent sent; without content once it was erased."),
    ("card_decision", "Which changes were taken over from what a department said of a tool."),
    ("answer_review", "The reviewer's word on the answer to one question."),
    ("mail_text", "What the mails of one kind say, where it was changed."),
    ("history", "A line of the change history; each seal follows from the one before."),
    ("history_payload", "What a line of the history wrote. Missing where it was erased."),
    ("issued_report", "A report that was handed out, as the document it was made from."),
];

/// Derived from the others, or nobody's business outside: people, keys and what somebody was typing.
const LEFT_OUT: &[&str] = &[
    "evidence_content",
    "provider_row",
    "provider_tag",
    "provider_search",
    "activity_row",
    "transfer_row",
    "flow",
    "our_sub_processor",
    "due",
    "derived_with",
    "person",
    "answer_key",
    "kept_draft",
];

/// Texts that hold JSON, and are written as JSON. Those of the history stay as they are: its seals
/// are over their letters.
const NESTED: &[&str] = &[
    "aliases",
    "contacts",
    "links",
    "unknown",
    "data_fields",
    "staff_roles",
    "staff_sign_on",
    "subjects",
    "purposes",
    "sub_purposes",
    "data",
    "legal_bases",
    "special_conditions",
    "recipients",
    "joint_controllers",
    "security_measures",
    "rights",
    "processing_categories",
    "locations",
    "storage_countries",
    "access_countries",
    "measures",
    "objections",
    "entries",
    "only_questions",
    "reminded_on",
    "cards",
    "attachments",
    "answer_remarks",
    "taken",
    "left_out",
];

/// Texts that hold one JSON object.
const OBJECTS: &[&str] =
    &["exporter", "importer", "scope_check", "dpf", "entry", "draft", "questionnaire", "question_remarks", "answers", "word"];

struct Column {
    name: String,
    kind: Kind,
    is_required: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Json,
    Object,
    Integer,
    /// Hexadecimal digits.
    Bytes,
}

impl Reading<'_> {
    /// Writes `register.json`, row by row.
    pub fn dump(&self, to: &mut dyn Write) -> Stored<()> {
        let fault = |cause| StoreFault::File { doing: "writing register.json".into(), cause };
        let schema = migrate::schema_of(self.connection)?;
        write!(to, "{{\n\"format\": \"{DUMP_FORMAT}\",\n\"schema\": {schema},\n\"tables\": {{").map_err(fault)?;
        for (at, (table, _)) in TABLES.iter().enumerate() {
            write!(to, "{}\n\"{table}\": [", if at == 0 { "" } else { "," }).map_err(fault)?;
            self.dump_table(table, to)?;
            write!(to, "]").map_err(fault)?;
        }
        writeln!(to, "\n}}\n}}").map_err(fault)
    }

    fn dump_table(&self, table: &str, to: &mut dyn Write) -> Stored<()> {
        let columns = columns(self.connection, table)?;
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let mut statement = self.connection.prepare(&format!("SELECT {} FROM {table} ORDER BY 1, 2", names.join(", ")))?;
        let mut rows = statement.query([])?;
        let mut lead = "\n";
        while let Some(row) = rows.next()? {
            let mut object = Map::new();
            for (at, column) in columns.iter().enumerate() {
                object.insert(column.name.clone(), out(row.get_ref(at)?, column)?);
            }
            let written = write!(to, "{lead}").and_then(|()| Ok(serde_json::to_writer(&mut *to, &object)?));
            written.map_err(|cause| StoreFault::File { doing: "writing register.json".into(), cause })?;
            lead = ",\n";
        }
        Ok(())
    }

    /// Every file of evidence once: its digest and its first name.
    pub fn evidence_files(&self) -> Stored<Vec<(String, String)>> {
        let mut statement = self.connection.prepare("SELECT digest, min(file_name) FROM evidence GROUP BY digest ORDER BY digest")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The published schema of `register.json` (JSON Schema, draft 2020-12), as this program writes it.
pub fn json_schema() -> Stored<Value> {
    let mut fresh = Connection::open_in_memory()?;
    migrate::migrate_to(&mut fresh, SCHEMA)?;
    let mut tables = Map::new();
    for (table, meaning) in TABLES {
        let columns = columns(&fresh, table)?;
        let properties: Map<String, Value> = columns.iter().map(|column| (column.name.clone(), property(column))).collect();
        let required: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let row = json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
        tables.insert((*table).into(), json!({ "description": meaning, "type": "array", "items": row }));
    }
    let required: Vec<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Provident register",
        "description": "Every record and the whole history. Days are ISO 8601, instants RFC 3339 in UTC, ids UUID, bytes hexadecimal. \
            Each seal of the history is the SHA-256 over the seal before (32 zero bytes at first), the sequence, and each of at, who, \
            command, command_id, entity, entity_id and subject_id with its length, the payload digest, and the role where there is one.",
        "type": "object",
        "properties": {
            "format": { "const": DUMP_FORMAT },
            "schema": { "const": SCHEMA, "description": "Version of these tables." },
            "tables": { "type": "object", "properties": tables, "required": required, "additionalProperties": false },
        },
        "required": ["format", "schema", "tables"],
        "additionalProperties": false,
    }))
}

/// Tables of a register that an export neither holds nor leaves out on purpose.
pub fn forgotten_tables() -> Stored<Vec<String>> {
    let mut fresh = Connection::open_in_memory()?;
    migrate::migrate_to(&mut fresh, SCHEMA)?;
    let mut statement = fresh.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let known = |name: &str| TABLES.iter().any(|(table, _)| *table == name) || LEFT_OUT.iter().any(|left| name.starts_with(left));
    Ok(names.into_iter().filter(|name| !known(name)).collect())
}

fn property(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Json => json!({ "type": "array" }),
        Kind::Object => json!({ "type": "object" }),
        Kind::Integer => json!({ "type": "integer" }),
        Kind::Bytes => json!({ "type": "string", "pattern": "^([0-9a-f]{2})*$" }),
    };
    if column.is_required { kind } else { json!({ "anyOf": [kind, { "type": "null" }] }) }
}

fn columns(connection: &Connection, table: &str) -> Stored<Vec<Column>> {
    let mut statement = connection.prepare("SELECT name, type, \"notnull\" OR pk > 0 FROM pragma_table_info(?1) ORDER BY cid")?;
    let read = |row: &rusqlite::Row| {
        let (name, declared): (String, String) = (row.get(0)?, row.get(1)?);
        let kind = match declared.as_str() {
            "INTEGER" => Kind::Integer,
            "BLOB" => Kind::Bytes,
            _ if NESTED.contains(&name.as_str()) => Kind::Json,
            _ if OBJECTS.contains(&name.as_str()) => Kind::Object,
            _ => Kind::Text,
        };
        Ok(Column { name, kind, is_required: row.get(2)? })
    };
    let columns = statement.query_map([table], read)?;
    Ok(columns.collect::<Result<_, _>>()?)
}

fn out(value: ValueRef, column: &Column) -> Stored<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => json!(number),
        ValueRef::Blob(bytes) => Value::String(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        ValueRef::Text(text) if matches!(column.kind, Kind::Json | Kind::Object) => serde_json::from_slice(text)?,
        ValueRef::Text(text) => Value::String(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Real(_) => return Err(StoreFault::Value(format!("{} is no value of a register", column.name))),
    })
}

/// `register.json` as it is read; what it says is not believed yet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dump {
    format: String,
    schema: u32,
    tables: BTreeMap<String, Vec<Map<String, Value>>>,
}

/// Makes a new register from an exported folder: sealed for `founder`, or open to all. What does not
/// add up (types, references, digests, the chain, records against their history) is refused whole.
/// `accept` looks at what was read before it is put in its place.
pub fn register_from_dump<E: From<StoreFault>>(
    folder: &Path,
    to: &Path,
    act: &Act,
    rules: Rules,
    founder: Option<(&Person, &Passphrase)>,
    accept: impl FnOnce(&Reading) -> Result<(), E>,
) -> Result<(), E> {
    let _lock = WriterLock::take(to, &act.who, &act.at)?;
    if to.exists() {
        return Err(StoreFault::Exists(to.into()).into());
    }
    let dump = read_dump(&folder.join("register.json"))?;
    // Keys or a log without a register may be those of one that was only moved away.
    clear_place(to, &act.at)?;
    let made = fill(&dump, folder, to, act, rules, founder, accept);
    tidy_up(to);
    if made.is_err() {
        let _ = std::fs::remove_file(keys_path(to));
    }
    made
}

fn fill<E: From<StoreFault>>(
    dump: &Dump,
    folder: &Path,
    to: &Path,
    act: &Act,
    rules: Rules,
    founder: Option<(&Person, &Passphrase)>,
    accept: impl FnOnce(&Reading) -> Result<(), E>,
) -> Result<(), E> {
    let part = part_path(to);
    tidy_up(to);
    let id = register_id(dump, folder)?;
    let key = founder.map(|_| DatabaseKey::random());
    let connection = make(&part, key.as_ref(), act, id, dump.schema)?;
    let mut register = Register::on(connection, &part, Access::Write, None);
    insert(&mut register.connection, dump, folder)?;
    migrate::migrate_to(&mut register.connection, SCHEMA)?;
    let checked = verify_records(&register.connection).map_err(|fault| unread(folder, fault))?;
    if let Some(finding) = checked.findings.first() {
        return Err(refused(folder, &found(finding)).into());
    }
    register.read(accept)?;
    let founded = match (founder, &key) {
        (Some((person, passphrase)), Some(key)) => Some(Founded::new(&id.to_string(), act, person, passphrase, key)?),
        _ => None,
    };
    register.sealed = founded.as_ref().zip(key).map(|(founded, key)| Sealed { key, person: founded.person.clone() });
    register.write::<_, StoreFault>(act, rules, |writing| {
        if let Some(founded) = &founded {
            writing.put_person(&founded.person, &founded.slot)?;
        }
        writing.record("register", &id.to_string(), None, Some("{\"imported\":true}"))?;
        writing.rebuild_rows()
    })?;
    register.close_as_one_file()?;
    if let Some(founded) = &founded {
        founded.write_keys(to)?;
    }
    Ok(put_in_place(to)?)
}

fn read_dump(path: &Path) -> Stored<Dump> {
    let fault = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::NotFound => StoreFault::NoSuchFile(path.into()),
        _ => StoreFault::File { doing: format!("reading {}", path.display()), cause },
    };
    let file = std::fs::File::open(path).map_err(fault)?;
    let found = file.metadata().map_err(fault)?;
    if !found.is_file() || found.len() > LARGEST_DUMP {
        return Err(refused(path, "it is larger than any export"));
    }
    let dump: Dump = serde_json::from_reader(BufReader::new(file.take(LARGEST_DUMP))).map_err(|error| refused(path, &error.to_string()))?;
    if dump.format != DUMP_FORMAT {
        return Err(refused(path, "it is no exported register"));
    }
    if dump.schema > SCHEMA {
        return Err(StoreFault::Newer { path: path.into(), found: dump.schema, known: SCHEMA });
    }
    if dump.schema == 0 {
        return Err(refused(path, "it says no schema"));
    }
    if let Some(table) = dump.tables.keys().find(|table| !TABLES.iter().any(|(known, _)| known == table)) {
        return Err(refused(path, &format!("there is no table {table:?}")));
    }
    Ok(dump)
}

fn register_id(dump: &Dump, folder: &Path) -> Stored<uuid::Uuid> {
    let id = dump.tables.get("register").and_then(|rows| rows.first()).and_then(|row| row.get("id")).and_then(Value::as_str);
    id.and_then(|id| id.parse().ok()).ok_or_else(|| refused(folder, "it does not say which register it is"))
}

fn insert(connection: &mut Connection, dump: &Dump, folder: &Path) -> Stored<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON; DELETE FROM register;")?;
    for (table, _) in TABLES {
        let columns = columns(&transaction, table)?;
        let rows = dump.tables.get(*table).map(Vec::as_slice).unwrap_or_default();
        if columns.is_empty() && !rows.is_empty() {
            return Err(refused(folder, &format!("there was no table {table:?} in schema {}", dump.schema)));
        }
        for (at, row) in rows.iter().enumerate() {
            let wrong = |what: String| refused(folder, &format!("{table}, row {}: {what}", at + 1));
            insert_row(&transaction, table, &columns, row).map_err(wrong)?;
        }
    }
    let wanted: BTreeSet<String> = {
        let mut statement = transaction.prepare("SELECT DISTINCT digest FROM evidence")?;
        statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    insert_evidence(&transaction, &folder.join("evidence"), wanted)?;
    transaction.commit().map_err(|error| refused(folder, &error.to_string()))
}

fn insert_row(connection: &Connection, table: &str, columns: &[Column], row: &Map<String, Value>) -> Result<(), String> {
    if let Some(unknown) = row.keys().find(|name| !columns.iter().any(|column| column.name == **name)) {
        return Err(format!("there is no column {unknown:?}"));
    }
    let values: Result<Vec<SqlValue>, String> =
        columns.iter().map(|column| back(row.get(&column.name).unwrap_or(&Value::Null), column)).collect();
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
    let values = values?;
    let inserted = connection.prepare_cached(&sql).and_then(|mut statement| statement.execute(params_from_iter(values)));
    inserted.map(drop).map_err(|error| error.to_string())
}

fn back(value: &Value, column: &Column) -> Result<SqlValue, String> {
    let wrong = || format!("{} is not what it should be", column.name);
    match (value, column.kind) {
        (Value::Null, _) if column.is_required => Err(format!("{} is missing", column.name)),
        (Value::Null, _) => Ok(SqlValue::Null),
        (Value::String(text), Kind::Text) => Ok(SqlValue::Text(text.clone())),
        (Value::Array(_), Kind::Json) | (Value::Object(_), Kind::Object) => Ok(SqlValue::Text(value.to_string())),
        (Value::Number(number), Kind::Integer) => {
            let number = number.as_i64().filter(|number| column.name != "revision" || (1..=MOST_REVISIONS).contains(number));
            number.map(SqlValue::Integer).ok_or_else(wrong)
        }
        (Value::String(digits), Kind::Bytes) => bytes(digits).map(SqlValue::Blob).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}

/// Files are known by their content; no name from outside is followed.
fn insert_evidence(connection: &Connection, folder: &Path, mut wanted: BTreeSet<String>) -> Stored<()> {
    let fault = |cause| StoreFault::File { doing: format!("reading {}", folder.display()), cause };
    let entries = match std::fs::read_dir(folder) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => None,
        entries => Some(entries.map_err(fault)?),
    };
    for entry in entries.into_iter().flatten() {
        let entry = entry.map_err(fault)?;
        let length = entry.metadata().map_err(fault)?;
        if !length.is_file() || length.len() > provident_domain::evidence::LARGEST_EVIDENCE {
            continue;
        }
        let content = std::fs::read(entry.path()).map_err(fault)?;
        let digest = content_digest(&content);
        if wanted.remove(&digest) {
            connection.execute("INSERT INTO evidence_content (digest, content) VALUES (?1, ?2)", rusqlite::params![digest, content])?;
        }
    }
    match wanted.first() {
        None => Ok(()),
        Some(digest) => Err(refused(folder, &format!("no file in it has the SHA-256 {digest}"))),
    }
}

/// A value that no register holds.
fn unread(folder: &Path, fault: StoreFault) -> StoreFault {
    match fault {
        StoreFault::Value(_) | StoreFault::Database(_) => refused(folder, &fault.to_string()),
        other => other,
    }
}

fn refused(path: &Path, detail: &str) -> StoreFault {
    StoreFault::Damaged { path: path.into(), detail: detail.chars().take(300).collect() }
}

fn found(finding: &Finding) -> String {
    match finding {
        Finding::Integrity { detail } => detail.clone(),
        Finding::Schema { object, .. } => format!("{object} is not as it should be"),
        Finding::ForeignKey { table, parent, .. } => format!("a row of {table} points to nothing in {parent}"),
        Finding::BrokenLink { sequence, .. } => format!("line {sequence} of the history does not follow from the one before"),
        Finding::Evidence { digest } => format!("evidence {digest} has another content"),
        Finding::Record { entity, id } => format!("{entity} {id} is not what the history says"),
    }
}
