//! A large register of invented providers, written through the store.

use std::path::Path;

use provident_api::assets::{lists, review};
use provident_api::{App, Folders, NoDesk, Silent};
use provident_domain::department::DepartmentDraft;
use provident_domain::id::{CommandId, DepartmentId, ProviderId, ServiceId};
use provident_domain::organisation::OrganisationDraft;
use provident_domain::provider::{ProviderDraft, ProviderStatus};
use provident_domain::service::{PersonalDataUse, ProviderRole, ServiceDraft};
use provident_store::{Act, Register, Rules, StoreFault, Writing};
use serde_json::json;
use uuid::Uuid;

/// Opens the sealed registers of benchmarks.
#[allow(dead_code, reason = "not every benchmark seals")]
pub const PASSPHRASE: &str = "marmot lantern seven rivers";

#[allow(dead_code, reason = "not every benchmark is content with these")]
pub fn filled(folder: &Path, providers: usize, services: usize) -> App {
    filled_with(folder, providers, services, |_, _| Ok(()))
}

/// The same, and what else is written in one go.
pub fn filled_with(
    folder: &Path,
    providers: usize,
    services: usize,
    more: impl FnOnce(&mut Writing, Rules) -> Result<(), StoreFault>,
) -> App {
    let path = folder.join("large.provident");
    let act = Act { who: "Bench".into(), command: "bench", command_id: CommandId(Uuid::now_v7()), at: "2026-11-23T09:00:00.000Z".into() };
    let rules = Rules { lists: lists(), review: review(), today: "2026-11-23".parse().expect("a day") };
    let mut register = Register::create(&path, &act, Uuid::now_v7()).expect("a register");
    let write = |writing: &mut Writing| {
        fill(writing, rules, providers, services)?;
        more(writing, rules)
    };
    register.write::<_, StoreFault>(&act, rules, write).expect("filled");
    drop(register);
    let app = app(folder);
    let file = app.lend(path);
    app.rpc("register_open", json!({ "file": file, "read_only": false }), &Silent).expect("opens");
    app
}

/// The program with its own files in this folder.
pub fn app(folder: &Path) -> App {
    std::fs::create_dir_all(folder).expect("a folder");
    App::new(Folders { config: Some(folder.join("config")), data: folder.join("data"), private: folder.join("opened") }, Box::new(NoDesk))
}

fn fill(writing: &mut Writing, rules: Rules, providers: usize, services: usize) -> Result<(), StoreFault> {
    let organisation = OrganisationDraft { name: "Bench".into(), ..Default::default() }.check(rules.lists).expect("good");
    writing.save_organisation(None, &organisation)?;
    let departments: Vec<DepartmentId> = (0..12).map(|_| DepartmentId(Uuid::now_v7())).collect();
    for (at, id) in departments.iter().enumerate() {
        let draft = DepartmentDraft { name: format!("Department {at}"), ..Default::default() };
        writing.save_department(*id, None, &draft.check().expect("good"))?;
    }
    let mut left = services;
    for at in 0..providers {
        let id = ProviderId(Uuid::now_v7());
        writing.save_provider(id, None, &provider(at).check(rules.lists).expect("good"))?;
        let share = left / (providers - at);
        let share = if at % 2 == 0 { share + 1 } else { share }.min(left);
        for of in 0..share {
            let service = service(at, of, departments[(at + of) % departments.len()]);
            writing.save_service(ServiceId(Uuid::now_v7()), id, None, &service.check(rules.lists, rules.today).expect("good"))?;
        }
        left -= share;
    }
    Ok(())
}

fn provider(at: usize) -> ProviderDraft {
    let stems = ["Mail", "Harbour", "Quill", "Pollen", "Kestrel", "Nordhylla", "Ostrava", "Lumen", "Maize", "Marble"];
    let countries = ["FR", "US", "DE", "GB", "NL", "CZ", "IE", "PL", "SE", "CA"];
    let statuses =
        [ProviderStatus::InUse, ProviderStatus::InUse, ProviderStatus::Proposed, ProviderStatus::UnderReview, ProviderStatus::Ended];
    let country = if at.is_multiple_of(997) { "IS" } else { countries[at % countries.len()] };
    ProviderDraft {
        name: format!("{} {} {at}", stems[at % stems.len()], stems[(at / 7) % stems.len()]),
        legal_name: (!at.is_multiple_of(3)).then(|| format!("{} Holding {at} SAS", stems[(at / 3) % stems.len()])),
        status: Some(statuses[at % statuses.len()]),
        category: Some(["hosting", "crm", "support"][at % 3].into()),
        country: Some(country.into()),
        website: Some(format!("https://provider-{at}.example")),
        ..Default::default()
    }
}

fn service(at: usize, of: usize, department: DepartmentId) -> ServiceDraft {
    let roles = [ProviderRole::Processor, ProviderRole::SubProcessor, ProviderRole::IndependentController];
    ServiceDraft {
        name: format!("Service {of} of {at}"),
        departments: vec![department],
        their_role: Some(roles[(at + of) % roles.len()]),
        purpose: Some("Sending the monthly newsletter to clients and counting what is read".into()),
        data: vec![PersonalDataUse { category: "identity".into(), subjects: vec!["customers".into()], volume: None }],
        data_fields: vec!["E-mail address".into(), "First name".into(), format!("Field {}", at % 50)],
        storage_countries: vec![["IE", "DE", "US"][of % 3].into()],
        ..Default::default()
    }
}
