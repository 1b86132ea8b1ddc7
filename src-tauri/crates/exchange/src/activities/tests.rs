//! Rows as real records of processing have them; what they say is invented.

use provident_domain::activity::{DataRight, DpiaStatus, RecipientKind, SecurityFamily};
use provident_domain::fault::FaultCode;

use super::*;
use crate::shipped::{shipped, table};

fn read(rows: &[&[&str]]) -> (Vec<IncomingActivity>, Vec<RefusedRow>) {
    let (reading, mapping) = table(ColumnSet::Activity, rows);
    let today = "2026-11-25".parse().expect("a day");
    incoming_activities(&reading, &mapping, Some(ActivityRole::Controller), shipped(), today)
}

/// The activity of one row with a name and one more cell.
#[track_caller]
fn one(header: &str, cell: &str) -> IncomingActivity {
    let (accepted, refused) = read(&[&["Activity", header], &["Payroll", cell]]);
    assert!(refused.is_empty(), "{refused:?}");
    accepted.into_iter().next().expect("one row")
}

#[track_caller]
fn bases(cell: &str, expected: &[&str], note: Option<&str>, left: Option<&str>) {
    let read = one("Legal basis", cell);
    let ids: Vec<&String> = read.draft.legal_bases.iter().chain(&read.draft.special_conditions).collect();
    assert_eq!(ids, expected, "{cell:?}");
    assert_eq!(read.draft.legal_basis_note.as_deref(), note, "what {cell:?} says of it");
    assert_eq!(read.draft.notes.as_deref(), left, "what is left of {cell:?}");
    assert_eq!(read.remarks.is_empty(), left.is_none(), "{:?}", read.remarks);
}

#[test]
fn a_legal_basis_is_read_however_it_is_written() {
    for cell in [
        "Art. 6(1)(f)",
        "6.1.f",
        "6(1)f GDPR",
        "Art. 6 Abs. 1 lit. f DSGVO",
        "article 6, paragraphe 1, point f) du RGPD",
        "6_1_f",
        "Legitimate interests",
        "Intérêt légitime",
        "intérêts légitimes",
        "berechtigtes Interesse",
        "Legitimate interests (Art. 6(1)(f))",
    ] {
        bases(cell, &["6_1_f"], None, None);
    }
    bases("Consentement", &["6_1_a"], None, None);
    bases("Contract", &["6_1_b"], None, None);
    bases("Exécution d’un contrat", &["6_1_b"], None, None);
    bases("Art. 6(1)(b), 6(1)(c)", &["6_1_b", "6_1_c"], None, None);
    bases("Art. 6(1)(b) and (f)", &["6_1_b", "6_1_f"], None, None);
    bases("Consent; contract\n- legal obligation", &["6_1_a", "6_1_b", "6_1_c"], None, None);
    bases("Consent, contract", &["6_1_a", "6_1_b"], None, None);
    bases("Art. 6(1)(c); Art. 9(2)(b)", &["6_1_c", "9_2_b"], None, None);
}

#[test]
fn what_is_said_beside_a_basis_is_kept() {
    bases("Legal obligation: Code du travail, L. 3243-4", &["6_1_c"], Some("Legal obligation: Code du travail, L. 3243-4"), None);
    bases("Because we always did", &[], None, Some("Legal basis: Because we always did"));
    bases("Consent; our habit", &["6_1_a"], None, Some("Legal basis: our habit"));
    bases("Not consent", &[], None, Some("Legal basis: Not consent"));
    bases("Explicit consent", &[], None, Some("Legal basis: Explicit consent"));
}

#[test]
fn a_condition_is_read_by_article_or_label() {
    let conditions = |cell: &str| one("Article 9 condition", cell).draft.special_conditions;
    assert_eq!(conditions("Art. 9(2)(h)"), ["9_2_h"]);
    assert_eq!(conditions("Explicit consent"), ["9_2_a"]);
    assert_eq!(conditions("Art. 9(2)(h) and (j)"), ["9_2_h", "9_2_j"]);
    assert!(conditions("none").is_empty());
}

#[test]
fn purposes_keep_their_commas() {
    let purposes = |cell: &str| one("Purpose", cell).draft.purposes;
    assert_eq!(purposes("Pay, bonus and expenses; declarations"), ["Pay, bonus and expenses", "declarations"]);
    assert_eq!(purposes("• Pay staff\n• Declare taxes"), ["Pay staff", "Declare taxes"]);
}

#[test]
fn data_is_read_by_label_or_id_and_the_rest_is_kept() {
    let rows: &[&[&str]] = &[
        &["Activity", "Categories of data", "Data subjects", "Retention"],
        &[
            "Payroll",
            "Identité; sc_health, payment\nShoe sizes",
            "Employees, trainees, temporary staff",
            "Contracts: 5 years; logs: 1 year",
        ],
    ];
    let (accepted, _) = read(rows);
    let draft = &accepted[0].draft;
    let categories: Vec<&str> = draft.data.iter().map(|data| data.category.as_str()).collect();
    assert_eq!(categories, ["identity", "sc_health", "payment"]);
    assert!(
        draft
            .data
            .iter()
            .all(|data| data.subjects == ["employees"] && data.retention.as_deref() == Some("Contracts: 5 years; logs: 1 year"))
    );
    assert_eq!(draft.notes.as_deref(), Some("Categories of data: Shoe sizes"));
    assert_eq!(
        accepted[0].remarks,
        [Remark::Column { header: "Categories of data".into(), code: FaultCode::NotInList { value: "Shoe sizes".into() } }]
    );
}

#[test]
fn a_period_without_data_goes_to_the_notes() {
    let read = one("Retention", "3 years");
    assert_eq!(read.draft.notes.as_deref(), Some("Retention: 3 years"));
}

#[test]
fn no_kind_of_recipient_is_guessed() {
    let read = one("Recipients", "Public authority; Bank or insurer: Banque Lune; Acme (processor); the tax office; service public");
    let kinds: Vec<(RecipientKind, Option<&str>)> = read.draft.recipients.iter().map(|one| (one.kind, one.name.as_deref())).collect();
    assert_eq!(
        kinds,
        [
            (RecipientKind::PublicAuthority, None),
            (RecipientKind::BankInsurer, Some("Bank or insurer: Banque Lune")),
            (RecipientKind::Processor, Some("Acme (processor)")),
        ]
    );
    assert_eq!(read.draft.notes.as_deref(), Some("Recipients: the tax office; service public"));
    assert_eq!(one("Recipients", "None").remarks, [], "nobody is named");
}

#[test]
fn answers_are_read_in_three_languages() {
    let automated = |cell: &str| one("Automated decisions", cell).draft.automated_decisions;
    for (cell, expected) in [("Yes", Some(true)), ("Nein", Some(false)), ("oui : profilage", Some(true)), ("maybe", None), ("", None)] {
        assert_eq!(automated(cell), expected, "{cell:?}");
    }
    let dpia = |cell: &str| one("DPIA", cell).draft.dpia;
    for (cell, expected) in [
        ("yes", Some(DpiaStatus::Needed)),
        ("Done (DPIA-12)", Some(DpiaStatus::Done)),
        ("no", Some(DpiaStatus::NotNeeded)),
        ("Nicht erforderlich", Some(DpiaStatus::NotNeeded)),
        ("En cours", Some(DpiaStatus::InProgress)),
        ("see the folder", None),
    ] {
        assert_eq!(dpia(cell), expected, "{cell:?}");
    }
    assert_eq!(one("DPIA", "Done (DPIA-12)").draft.dpia_note.as_deref(), Some("Done (DPIA-12)"));
    assert_eq!(one("DPIA", "see the folder").draft.notes.as_deref(), Some("DPIA: see the folder"));
    assert_eq!(one("DPIA", "?").draft.unknown, [provident_domain::activity::ActivityField::Dpia]);
}

#[test]
fn rights_and_measures_are_read_by_label() {
    assert_eq!(
        one("Rights", "Access, Right to erasure; droit d’opposition").draft.rights,
        [DataRight::Access, DataRight::Erasure, DataRight::Objection]
    );
    let read = one("Security", "Encryption: AES; Backup: daily; Encryption: TLS");
    let families: Vec<(SecurityFamily, &str)> =
        read.draft.security_measures.iter().map(|one| (one.family, one.measures.as_str())).collect();
    assert_eq!(families, [(SecurityFamily::Encryption, "AES; TLS"), (SecurityFamily::Backup, "daily")]);
    assert_eq!(one("Security", "Locked doors; alarms").draft.security.as_deref(), Some("Locked doors; alarms"));
}

#[test]
fn names_of_others_keep_their_legal_form() {
    let read = one("Software", "Acme, Inc., Beta GmbH, Gamma");
    assert_eq!(read.services, ["Acme, Inc.", "Beta GmbH", "Gamma"]);
}

#[test]
fn rows_of_one_name_and_role_are_one_activity() {
    let rows: &[&[&str]] = &[
        &["Activity", "Role", "Purpose", "Owner", "Software"],
        &["Payroll", "Controller", "Pay", "Ada", "Acme"],
        &["PAYROLL", "", "Taxes", "Grace", "Beta"],
        &["Payroll", "Processor", "For clients", "", ""],
    ];
    let (accepted, refused) = read(rows);
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(accepted.len(), 2, "the role tells them apart");
    assert_eq!((&accepted[0].rows[..], &accepted[0].draft.purposes[..]), (&[2, 3][..], &["Pay".to_owned(), "Taxes".to_owned()][..]));
    assert_eq!(accepted[0].services, ["Acme", "Beta"]);
    assert_eq!(accepted[0].draft.owner.as_deref(), Some("Ada"), "the first speaks");
    assert_eq!(accepted[0].draft.notes.as_deref(), Some("Internal owner (row 3): Grace"));
}

#[test]
fn a_row_that_cannot_be_kept_is_refused_with_its_reason() {
    let long = "x".repeat(10_000);
    let (accepted, refused) = read(&[&["Activity", "Shoes"], &[&long, ""], &["Payroll", &long], &["", "a"]]);
    assert!(accepted.is_empty());
    let reasons: Vec<&[Remark]> = refused.iter().map(|row| &row.reasons[..]).collect();
    let too_long = FaultCode::TooLong { max: 200, length: 10_000 };
    assert_eq!(reasons, [&[Remark::Name { code: too_long }][..], &[Remark::TooManyNotes { most: 4_000 }], &[Remark::NoName]]);
}
