//! What a day begins with, and finding anything by a few letters.

use chrono::{Days, NaiveDate};
use provident_domain::fact::FactGroup;
use provident_domain::requirement::Requirement;
use provident_store::{Deed, DueRow, Figures, FoundService, Reading};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::{Call, opened};
use crate::command::activity::{ActivityQuery, ActivityRow};
use crate::command::client::{ClientQuery, ClientRow};
use crate::command::provider::{ProviderQuery, ProviderRow};
use crate::command::report::IssuedReport;
use crate::dispatch::{Done, Nothing};
use crate::failure::Failure;
use crate::settings::LastHere;

/// How far ahead a day looks.
const DAYS_AHEAD: u64 = 30;
const SHOWN: u32 = 8;
const DEEDS: usize = 12;
const NAMED: usize = 3;
const FOUND: u32 = 8;

/// A provider in a list of the day, with what it is there for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct OpenProvider {
    pub row: ProviderRow,
    /// What is missing, heaviest first, each once; some of it.
    pub missing: Vec<Requirement>,
    pub unverified: Vec<FactGroup>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct TodayView {
    pub figures: Figures,
    /// Earliest first; some of them.
    pub late: Vec<DueRow>,
    pub soon: Vec<DueRow>,
    pub soon_until: NaiveDate,
    pub incomplete: Vec<OpenProvider>,
    pub unverified: Vec<OpenProvider>,
    /// The latest commands, newest first.
    pub deeds: Vec<Deed>,
    /// When this register was last closed at this desk, and how far its history was then.
    pub last_here: Option<LastHere>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Find {
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Findings {
    pub providers: Vec<ProviderRow>,
    pub services: Vec<FoundService>,
    pub reports: Vec<IssuedReport>,
    pub activities: Vec<ActivityRow>,
    pub clients: Vec<ClientRow>,
}

pub(crate) fn show(call: &Call, _: Nothing) -> Result<Done<TodayView>, Failure> {
    let today = call.app.clock.today();
    let mut state = call.app.state();
    let open = opened(&mut state)?;
    let last_here = open.last_here.clone();
    open.register.read(|reading| Ok(Done::read(view(reading, today, last_here)?)))
}

fn view(reading: &Reading, today: NaiveDate, last_here: Option<LastHere>) -> Result<TodayView, Failure> {
    let until = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    let yesterday = today.pred_opt().unwrap_or(today);
    let with = |rows: Vec<ProviderRow>| rows.into_iter().map(|row| open_provider(reading, row)).collect::<Result<Vec<_>, Failure>>();
    Ok(TodayView {
        figures: reading.figures(today, until)?,
        late: reading.dues(None, yesterday, SHOWN)?,
        soon: reading.dues(Some(today), until, SHOWN)?,
        soon_until: until,
        incomplete: with(reading.least_complete(SHOWN)?)?,
        unverified: with(reading.least_verified(SHOWN)?)?,
        deeds: reading.latest_deeds(DEEDS)?,
        last_here,
    })
}

fn open_provider(reading: &Reading, row: ProviderRow) -> Result<OpenProvider, Failure> {
    let assessment = reading.assessed(row.id)?;
    let mut missing: Vec<Requirement> = Vec::new();
    for gap in &assessment.gaps {
        if missing.len() < NAMED && !missing.contains(&gap.requirement) {
            missing.push(gap.requirement);
        }
    }
    Ok(OpenProvider { row, missing, unverified: assessment.unverified })
}

/// Providers, services and issued reports that the text may mean.
pub(crate) fn find(call: &Call, arguments: Find) -> Result<Done<Findings>, Failure> {
    let text = arguments.text.trim();
    if text.is_empty() {
        return Ok(Done::read(Findings {
            providers: Vec::new(),
            services: Vec::new(),
            reports: Vec::new(),
            activities: Vec::new(),
            clients: Vec::new(),
        }));
    }
    let today = call.app.clock.today();
    call.read(|reading| {
        let query = ProviderQuery { search: text.into(), limit: FOUND, ..ProviderQuery::default() };
        let wanted = text.to_lowercase();
        let is_meant =
            |report: &IssuedReport| report.title.to_lowercase().contains(&wanted) || report.number.to_lowercase().contains(&wanted);
        let reports = reading.issued_reports()?.into_iter().map(super::report::row).filter(is_meant).take(FOUND as usize).collect();
        let activities = ActivityQuery { search: text.into(), limit: FOUND, ..ActivityQuery::default() };
        let activities = reading.activities(&activities)?.rows;
        let clients = reading.client_page(&ClientQuery { search: text.into(), limit: FOUND, ..ClientQuery::default() }, today)?.rows;
        Ok(Done::read(Findings {
            providers: reading.providers(&query)?.rows,
            services: reading.services_named(text, FOUND)?,
            reports,
            activities,
            clients,
        }))
    })
}
