//! Where the legs lead, country by country.

use std::collections::BTreeMap;

use provident_domain::lists::Adequacy;
use provident_domain::name::NameKey;
use provident_domain::transfer::{Ground, VerdictStatus};

use super::Register;
use crate::document::Cell;
use crate::kinds::build::{Body, faint, plain, strong, unknown};
use crate::kinds::facts::TransferLine;
use crate::kinds::transfer_text::{is_transfer, of_status, organisation_label, third_countries};
use crate::kinds::transfer_words::TransferWord;
use crate::kinds::words::date;

/// A line a country: how many legs lead there, on what grounds, and how the worst stands.
pub(super) fn by_country(body: &mut Body, register: &Register) {
    let places = places(register);
    if places.is_empty() {
        return;
    }
    body.heading(1, register.word(TransferWord::ByCountry));
    let heads =
        [TransferWord::CountryOrOrganisation, TransferWord::Legs, TransferWord::Ground, TransferWord::DecisionInForce, TransferWord::State];
    let mut places: Vec<_> = places.into_iter().collect();
    places.sort_by_cached_key(|(name, _)| NameKey::of(name));
    let rows = places.into_iter().map(|(name, place)| place.row(name, register)).collect();
    body.small_table(&heads.map(|word| register.word(word)), &[22, 10, 30, 26, 12], rows);
}

/// Each place that legs lead to, by its name.
fn places<'a>(register: &'a Register) -> BTreeMap<&'a str, Place> {
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    for line in register.lines.iter().filter(|line| is_transfer(line)) {
        let organisation = line.transfer.as_ref().and_then(|transfer| transfer.organisation.as_deref());
        if let Some(code) = organisation {
            let decision = line.verdict.decision.clone();
            places.entry(organisation_label(code, register.labels, register.legal)).or_default().add(
                line,
                line.verdict.ground,
                line.verdict.status,
                decision,
            );
            continue;
        }
        for code in third_countries(line) {
            let of_country = line.verdict.countries.iter().find(|held| held.country == code);
            let (ground, status) = of_country.map_or((line.verdict.ground, line.verdict.status), |held| (held.ground, held.status));
            let decision = register.legal.adequacy(code, register.issue.as_of).map(|held| decision(held, register));
            places.entry(register.labels.country(code)).or_default().add(line, ground, status, decision);
        }
    }
    places
}

fn decision(held: &Adequacy, register: &Register) -> String {
    let until = held.expires.map(|day| format!(", {} {}", register.word(TransferWord::Until), date(day, register.labels.language)));
    let is_for_all = !held.recipient_check_required && held.recipient_list.is_none();
    let some = (!is_for_all).then(|| format!(", {}", register.word(TransferWord::SomeRecipients)));
    format!("{}{}{}", held.decision, until.unwrap_or_default(), some.unwrap_or_default())
}

/// What leads to one country or organisation.
#[derive(Default)]
struct Place {
    legs: usize,
    grounds: BTreeMap<Ground, usize>,
    worst: Option<VerdictStatus>,
    undecided: usize,
    decision: Option<String>,
}

impl Place {
    fn add(&mut self, line: &TransferLine, ground: Ground, status: VerdictStatus, decision: Option<String>) {
        self.legs += 1;
        self.decision = self.decision.take().or(decision);
        if line.transfer.is_none() {
            self.undecided += 1;
            return;
        }
        *self.grounds.entry(ground).or_default() += 1;
        self.worst = self.worst.max(Some(status));
    }

    fn row(self, name: &str, register: &Register) -> Vec<Cell> {
        let labels = register.labels;
        let mut grounds: Vec<String> =
            self.grounds.iter().map(|(ground, count)| labels.said(labels.of("ground", ground), &register.count(*count))).collect();
        if self.undecided > 0 {
            grounds.push(labels.said(register.word(TransferWord::Undecided), &register.count(self.undecided)));
        }
        let worst = self.worst.map(|status| of_status(labels.of("verdict_status", &status), status));
        // One that is in order says nothing of those that nobody has decided on.
        let and = if worst.is_some() { "· " } else { "" };
        let open = (self.undecided > 0).then(|| unknown(&format!("{and}{}", register.word(TransferWord::Undecided))));
        vec![
            vec![strong(name)],
            vec![plain(&register.count(self.legs))],
            vec![plain(&grounds.join(" · "))],
            vec![self.decision.map_or_else(|| faint(register.word(TransferWord::NoDecision)), |text| plain(&text))],
            worst.into_iter().chain(open).collect(),
        ]
    }
}
