//! Saving: optimistic revisions, standings that fall back, derived rows that can be made again.

use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::ProviderId;
use provident_domain::provider::{Link, LinkKind, ProviderDraft};
use provident_domain::service::{PersonalDataUse, ProviderRole, ServiceDraft};
use provident_store::{Access, Register, Saved, StoreFault};

use crate::ground::{Desk, act, add, add_service, day, provider, reopen, rules, rules_on, service, today};
use provident_api::assets::lists;

fn verify(register: &mut Register, id: ProviderId, group: FactGroup) {
    let standing = Standing::Verified { by: "DPO".into(), on: today(), evidence: None, place: Some("DPA, p. 4".into()) };
    register.write::<_, StoreFault>(&act("fact_verify"), rules(), |writing| writing.set_standing(id, group, &standing)).expect("verified");
}

fn standing(register: &mut Register, id: ProviderId, group: FactGroup) -> Option<Standing> {
    register.read::<_, StoreFault>(|reading| reading.standings(id)).expect("standings").remove(&group)
}

#[test]
fn saving_an_old_revision_is_a_conflict() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    let id = add(&mut register, &provider("Quillworks"));
    let mut save = |revision, name: &str| {
        register.write::<_, StoreFault>(&act("provider_save"), rules(), |writing| writing.save_provider(id, revision, &provider(name)))
    };
    assert_eq!(save(Some(1), "Quillworks SA").expect("saved"), Saved::Updated);
    assert!(matches!(save(Some(1), "Other"), Err(StoreFault::Conflict { revision: 2 })), "the second form read revision 1");
    assert_eq!(save(Some(2), "Quillworks SA").expect("saved"), Saved::Unchanged, "the same again writes nothing");
}

#[test]
fn a_changed_fact_takes_the_verification_back_to_declared() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    let id = add(&mut register, &provider("Quillworks"));
    verify(&mut register, id, FactGroup::Identity);
    let with_note = ProviderDraft { notes: Some("called them".into()), ..provider("Quillworks").to_draft() }.check(lists()).expect("good");
    register.write::<_, StoreFault>(&act("provider_save"), rules(), |writing| writing.save_provider(id, None, &with_note)).expect("saved");
    assert!(standing(&mut register, id, FactGroup::Identity).is_some_and(|held| held.is_verified()), "a note is no fact");
    let moved = ProviderDraft { country: Some("FR".into()), ..with_note.to_draft() }.check(lists()).expect("good");
    register.write::<_, StoreFault>(&act("provider_save"), rules(), |writing| writing.save_provider(id, None, &moved)).expect("saved");
    let held = standing(&mut register, id, FactGroup::Identity);
    assert_eq!(held, Some(Standing::Declared { by: "Test DPO".into(), on: today(), file: None }), "a country is");
}

#[test]
fn a_change_of_a_service_touches_only_its_own_groups() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    let id = add(&mut register, &provider("Quillworks"));
    let draft =
        ServiceDraft { name: "Desk".into(), storage_countries: vec!["FR".into()], purpose: Some("tickets".into()), ..Default::default() };
    let first = add_service(&mut register, id, &service(&draft));
    verify(&mut register, id, FactGroup::Data);
    verify(&mut register, id, FactGroup::Locations);
    let moved = service(&ServiceDraft { storage_countries: vec!["US".into()], ..draft });
    register.write::<_, StoreFault>(&act("service_save"), rules(), |writing| writing.save_service(first, id, None, &moved)).expect("saved");
    assert!(standing(&mut register, id, FactGroup::Data).is_some_and(|held| held.is_verified()), "the data is as verified");
    assert!(standing(&mut register, id, FactGroup::Locations).is_some_and(|held| !held.is_verified()), "the place is not");
}

#[test]
fn everything_of_a_service_comes_back() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    let id = add(&mut register, &provider("Quillworks"));
    let draft = ServiceDraft {
        name: "Desk".into(),
        their_role: Some(ProviderRole::SubProcessor),
        data: vec![PersonalDataUse { category: "sc_health".into(), subjects: vec!["customers".into()], volume: None }],
        data_fields: vec!["=HYPERLINK(\"x\")".into(), "<script>alert(1)</script>".into()],
        storage_countries: vec!["DE".into(), "FR".into()],
        access_countries: vec!["US".into()],
        ..Default::default()
    };
    let saved = service(&draft);
    let service_id = add_service(&mut register, id, &saved);
    let read = register.read::<_, StoreFault>(|reading| reading.service(service_id)).expect("read");
    assert_eq!(read.service, saved);
    let assessment = register.read::<_, StoreFault>(|reading| reading.assessed(id)).expect("derived");
    assert_eq!(assessment.special_categories, ["sc_health"], "special-category data is derived");
    assert_eq!(assessment.outside_eea.len(), 1, "remote access from the United States is outside the EEA");
}

#[test]
fn a_verification_grows_stale_when_the_day_comes() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    let id = add(&mut register, &provider("Quillworks"));
    verify(&mut register, id, FactGroup::Identity);
    drop(register);
    let stale_on = |text: &str| {
        let mut register =
            Register::open(&desk.path("one.provident"), Access::Write, &act("register_open"), rules_on(day(text))).expect("opens");
        register.read::<_, StoreFault>(|reading| reading.assessed(id)).expect("derived").stale
    };
    assert!(stale_on("2027-11-23").is_empty(), "a year later it still counts");
    assert_eq!(stale_on("2027-11-24"), [FactGroup::Identity], "the day after it does not");
}

#[test]
fn what_is_derived_can_be_thrown_away_and_made_again() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    for (at, name) in ["Quillworks", "Żółta Poczta", "Αθήνα Μέιλ", "Harbourdesk"].into_iter().enumerate() {
        let id = add(&mut register, &provider(name));
        if at % 2 == 0 {
            add_service(
                &mut register,
                id,
                &service(&ServiceDraft { name: "Mail".into(), storage_countries: vec!["US".into()], ..Default::default() }),
            );
        }
    }
    let links = vec![Link { kind: LinkKind::Dpa, url: "https://quill.example/dpa".into() }];
    let extra = ProviderDraft { links, ..provider("Linked").to_draft() }.check(lists()).expect("good");
    add(&mut register, &extra);
    let rows = |register: &mut Register| register.read::<_, StoreFault>(|reading| reading.providers(&Default::default())).expect("rows");
    let stored = rows(&mut register);
    register.write::<_, StoreFault>(&act("rebuild"), rules(), |writing| writing.rebuild_rows()).expect("rebuilt");
    assert_eq!(rows(&mut register), stored, "rebuilt = stored");
    for row in stored.rows {
        let (kept, derived) =
            register.read::<_, StoreFault>(|reading| Ok((reading.assessed(row.id)?, reading.derive(row.id, rules())?))).expect("both");
        assert_eq!(kept, derived, "{}", row.name);
    }
    drop(register);
    reopen(&desk.path("one.provident"), Access::Write).expect("opens");
}
