//! The day and the instant, from outside, so that a test can choose them.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Local, NaiveDate, SecondsFormat, Utc};

#[derive(Clone, Debug)]
pub enum Clock {
    System,
    /// Whatever instant stands here, in UTC.
    Driven(Arc<Mutex<DateTime<Utc>>>),
}

fn driven(instant: &Mutex<DateTime<Utc>>) -> DateTime<Utc> {
    *instant.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Clock {
    /// Today where the person sits.
    pub fn today(&self) -> NaiveDate {
        match self {
            Clock::System => Local::now().date_naive(),
            Clock::Driven(instant) => driven(instant).date_naive(),
        }
    }

    /// RFC 3339 in UTC, to the millisecond.
    pub fn now(&self) -> String {
        let instant = match self {
            Clock::System => Utc::now(),
            Clock::Driven(instant) => driven(instant),
        };
        instant.to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}
