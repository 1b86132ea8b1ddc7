//! A register made by every earlier schema: brought up to date with a copy of how it was kept beside,
//! whole, and then sealed like any other.

use provident_domain::person::{Person, Role};
use provident_store::{Access, BackupKind, Form, SCHEMA, StoreFault, backups, create_at_schema, form_of};
use uuid::Uuid;

use crate::ground::{act, alter, rules, schema};
use crate::shelf::{OFFICER, Shelf, is_whole, names, opened, phrase};

/// Tables that every schema has, in the order in which one points to another.
const TABLES: [&str; 13] = [
    "organisation",
    "department",
    "provider",
    "certification",
    "service",
    "service_department",
    "service_data",
    "service_country",
    "evidence_content",
    "evidence",
    "fact",
    "issued_report",
    "history_payload",
];

/// The columns of a provider that every schema has.
const PROVIDER: &str = "id, name, legal_name, aliases, registration_id, category, status, address, country, website, contacts, links, \
    unknown, notes, imported_notes, created_at, updated_at, revision";

/// Those of a group of facts.
const FACT: &str = "provider_id, fact_group, kind, person, stated_on, evidence_id, place";

/// A register as an earlier version left it, with all that such a version kept.
pub fn older(shelf: &Shelf, schema: u32, providers: usize) {
    let today = Shelf::open(providers);
    create_at_schema(&shelf.register(), &act("register_create"), Uuid::now_v7(), schema).expect("an older register");
    let history = "sequence, at, who, command, command_id, entity, entity_id, subject_id, payload_digest, seal";
    let copied = |table: &&str| match *table {
        "provider" => format!("INSERT INTO provider ({PROVIDER}) SELECT {PROVIDER} FROM today.provider;\n"),
        "fact" => format!("INSERT INTO fact ({FACT}) SELECT {FACT} FROM today.fact;\n"),
        other => format!("INSERT INTO {other} SELECT * FROM today.{other};\n"),
    };
    let tables: String = TABLES.iter().map(copied).collect();
    alter(
        &shelf.register(),
        &format!(
            "ATTACH '{}' AS today;
             BEGIN;
             INSERT INTO history ({history}) SELECT {history} FROM today.history;
             {tables}
             COMMIT;",
            today.register().display()
        ),
    );
}

fn is_brought_up_from(schema_before: u32) {
    let shelf = Shelf::bare();
    older(&shelf, schema_before, 7);
    let mut register = shelf.opened(Access::Write, OFFICER).expect("brought up to date");
    let copy = register.migrated_copy().expect("a copy was kept").to_owned();
    assert_eq!(schema(&copy), schema_before, "the copy is as it was before");
    assert_eq!(names(&mut register).expect("listed").len(), 7, "rows were derived for what was there");
    is_whole(&mut register).expect("whole");
    let found = register.read::<_, StoreFault>(|reading| reading.schema()).expect("a number");
    assert_eq!(found, SCHEMA);
    let listed = backups(&shelf.register());
    assert_eq!((listed.len(), listed[0].kind, &listed[0].path), (1, BackupKind::BeforeMigration, &copy));
    let backup = register.open_backup(&copy, None).expect("the copy opens");
    let comparison = register.compare(&backup).expect("compared");
    assert!(comparison.is_earlier && comparison.providers_then == 7, "schema {schema_before}: {comparison:?}");
    register.restore(&act("backup_restore"), rules(), &backup).expect("restored from the older one");
    assert_eq!(names(&mut register).expect("listed").len(), 7, "and brought up to date on the way");
    is_whole(&mut register).expect("whole");
    let officer = Person { name: "Anna Keller".into(), role: Role::Dpo };
    register.seal_for(&act("register_seal"), rules(), &officer, &phrase(OFFICER)).expect("sealed");
    drop(register);
    assert_eq!(form_of(&shelf.register()).expect("a register"), Form::Sealed);
    let mut register = opened(&shelf.register(), Access::Write, OFFICER).expect("opens");
    assert!(register.migrated_copy().is_none(), "nothing left to migrate");
    assert_eq!(names(&mut register).expect("listed").len(), 7);
    is_whole(&mut register).expect("whole");
}

#[test]
fn a_register_of_every_earlier_schema_is_copied_brought_up_whole_and_sealed() {
    for schema in 1..SCHEMA {
        is_brought_up_from(schema);
    }
    println!("registers of earlier schemas: tried {}, survived {}, lost 0", SCHEMA - 1, SCHEMA - 1);
}
