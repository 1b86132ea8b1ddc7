//! The notice to our clients of a change of sub-processors (Art. 28(2)), as plain text.

use provident_domain::legal::Legal;
use provident_domain::lists::{Language, Lists};
use provident_domain::organisation::Organisation;
use provident_domain::published::{PublishedChange, PublishedEntry};
use provident_domain::sub_processor::ChangeKind;

use super::facts::PublicList;
use super::label::Labels;
use super::public_change::{field_lines, kind_word};
use super::record_head::{address, joined};
use super::sub_processors::{grounds, places, work};
use super::transfer_words::TransferWord;
use super::words::date;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientNotice {
    pub subject: String,
    pub text: String,
}

/// The notice of `list.changes`; those added are described from `list.entries`, the list as it will be.
pub fn client_notice(list: &PublicList, us: &Organisation, lists: &Lists, language: Language, legal: &Legal) -> ClientNotice {
    let labels = Labels { lists, language };
    let name = us.legal_name.as_ref().unwrap_or(&us.name);
    let day = date(list.effective_on, language);
    let mut parts = vec![labels.word(TransferWord::Greeting).to_owned(), opening(name, language)];
    parts.push(labels.word(TransferWord::WhatChanges).to_uppercase());
    if list.changes.is_empty() {
        parts.push(labels.word(TransferWord::NothingChanges).to_owned());
    }
    parts.extend(list.changes.iter().map(|change| paragraph(change, list, &labels, legal)));
    parts.extend([labels.word(TransferWord::FromWhen).to_uppercase(), effect(&day, language)]);
    parts.extend([labels.word(TransferWord::RightToObject).to_uppercase(), objection(list, language)]);
    parts.extend([labels.word(TransferWord::Contact).to_uppercase(), contact(us, name, &labels)]);
    ClientNotice { subject: subject(name, &day, language), text: parts.join("\n\n") + "\n" }
}

fn subject(name: &str, day: &str, language: Language) -> String {
    match language {
        Language::En => format!("{name}: change of our sub-processors from {day}"),
        Language::Fr => format!("{name} : changement de nos sous-traitants ultérieurs à partir du {day}"),
    }
}

fn opening(name: &str, language: Language) -> String {
    match language {
        Language::En => format!(
            "{name} processes personal data on your behalf. Under Art. 28(2) of Regulation (EU) 2016/679 (GDPR) we inform you of an intended change of the sub-processors that take part in it."
        ),
        Language::Fr => format!(
            "{name} traite des données personnelles pour votre compte. Conformément à l’art. 28, par. 2, du règlement (UE) 2016/679 (RGPD), nous vous informons d’un changement envisagé parmi les sous-traitants ultérieurs qui y participent."
        ),
    }
}

fn effect(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("The change takes effect on {day}."),
        Language::Fr => format!("Le changement prend effet le {day}."),
    }
}

/// Until the day before it takes effect, where that lies ahead.
fn objection(list: &PublicList, language: Language) -> String {
    let last = list.effective_on.pred_opt().filter(|last| *last >= list.as_of).map(|last| date(last, language));
    let decides = TransferWord::ContractDecides.get(language);
    let until = match (last, language) {
        (Some(last), Language::En) => format!(" until {last}"),
        (Some(last), Language::Fr) => format!(" jusqu’au {last}"),
        (None, _) => String::new(),
    };
    match language {
        Language::En => format!("You may object to this change{until}, by writing to the contact below. {decides}"),
        Language::Fr => format!("Vous pouvez émettre une objection{until}, en écrivant au contact ci-dessous. {decides}"),
    }
}

fn paragraph(change: &PublishedChange, list: &PublicList, labels: &Labels, legal: &Legal) -> String {
    let first = labels.said(labels.word(kind_word(change.kind)), &change.name);
    let entry = list.entries.iter().find(|entry| entry.provider == change.provider);
    let details = match (change.kind, entry) {
        (ChangeKind::Added, Some(entry)) => described(entry, list, labels, legal),
        (ChangeKind::Added | ChangeKind::Removed | ChangeKind::Changed, _) => field_lines(change, labels, legal),
    };
    std::iter::once(first).chain(details.into_iter().map(|line| format!("  {line}"))).collect::<Vec<_>>().join("\n")
}

fn described(entry: &PublishedEntry, list: &PublicList, labels: &Labels, legal: &Legal) -> Vec<String> {
    let said = |word: TransferWord, value: Option<String>| value.map(|value| labels.said(labels.word(word), &value));
    let rows = [
        said(TransferWord::Services, work(entry)),
        said(TransferWord::Address, entry.address.clone()),
        said(TransferWord::Established, entry.country.map(|code| labels.country(code).to_owned())),
        said(TransferWord::ProcessedIn, places(entry, labels)),
        said(TransferWord::Mechanisms, grounds(entry, list.as_of, labels, legal)),
    ];
    rows.into_iter().flatten().collect()
}

fn contact(us: &Organisation, name: &str, labels: &Labels) -> String {
    let dpo = joined(&[&us.dpo_name, &us.dpo_email, &us.dpo_phone]);
    let dpo = dpo.map(|dpo| format!("{} {dpo}", labels.word(TransferWord::Dpo)));
    let ours = joined(&[&us.contact_email, &us.contact_phone]);
    let is_reached = us.dpo_email.is_some() || us.dpo_phone.is_some() || us.address.is_some() || ours.is_some();
    let open = (!is_reached).then(|| labels.word(TransferWord::ContactOpen).to_owned());
    let lines = [dpo, Some(name.to_owned()), address(us, labels), ours, open];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
