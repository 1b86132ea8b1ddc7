//! Whom a questionnaire can be sent to: departments, or the providers in use.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{AssessmentState, Respondent, Way};
use provident_domain::lists::Language;
use provident_domain::questionnaire::QuestionnaireKind;
use provident_store::{AssessmentFilter, Reading};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::named;
use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::Failure;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RespondentQuery {
    pub kind: QuestionnaireKind,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RespondentRow {
    pub respondent: Respondent,
    pub name: String,
    /// Where a mail goes; a file can be made without.
    pub address: Option<String>,
    /// What was asked last.
    pub last: Option<LastAsked>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct LastAsked {
    pub state: AssessmentState,
    pub prepared_on: NaiveDate,
    /// As it was asked, it is likely to be asked again.
    pub way: Way,
    pub language: Language,
}

/// By name.
pub(crate) fn list(call: &Call, arguments: RespondentQuery) -> Result<Done<Vec<RespondentRow>>, Failure> {
    let rows = call.read(|reading| {
        let last = last_asked(reading, arguments.kind)?;
        let mut rows = Vec::new();
        for respondent in respondents(reading, arguments.kind)? {
            let (name, address) = named(reading, respondent)?;
            rows.push(RespondentRow { respondent, name, address, last: last.get(&key(respondent)).cloned() });
        }
        Ok(rows)
    })?;
    Ok(Done::read(rows))
}

fn respondents(reading: &Reading, kind: QuestionnaireKind) -> Result<Vec<Respondent>, Failure> {
    if kind == QuestionnaireKind::Department {
        return Ok(reading.departments()?.into_iter().map(|held| Respondent::Department(held.id)).collect());
    }
    let mut found = Vec::new();
    for id in reading.provider_ids()? {
        if reading.provider(id)?.provider.works_for_us() {
            found.push(Respondent::Provider(id));
        }
    }
    Ok(found)
}

fn last_asked(reading: &Reading, kind: QuestionnaireKind) -> Result<BTreeMap<String, LastAsked>, Failure> {
    let filter = AssessmentFilter { kind: Some(kind), ..AssessmentFilter::default() };
    let mut last = BTreeMap::new();
    // The newest comes first.
    for line in reading.assessments(&filter)? {
        let held = line.stored.assessment;
        last.entry(key(held.respondent)).or_insert(LastAsked {
            state: held.state,
            prepared_on: held.prepared_on,
            way: held.way,
            language: held.language,
        });
    }
    Ok(last)
}

fn key(respondent: Respondent) -> String {
    match respondent {
        Respondent::Provider(id) => id.to_string(),
        Respondent::Department(id) => id.to_string(),
    }
}
