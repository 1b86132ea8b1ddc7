//! The day and the instant, from outside, so that a test can choose them.

use chrono::{DateTime, Local, NaiveDate, SecondsFormat, Utc};

#[derive(Clone, Copy, Debug)]
pub enum Clock {
    System,
    /// Always this instant.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// Today where the person sits.
    pub fn today(self) -> NaiveDate {
        match self {
            Clock::System => Local::now().date_naive(),
            Clock::Fixed(instant) => instant.date_naive(),
        }
    }

    /// RFC 3339 in UTC, to the millisecond.
    pub fn now(self) -> String {
        let instant = match self {
            Clock::System => Utc::now(),
            Clock::Fixed(instant) => instant,
        };
        instant.to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}
