//! Which backups are kept: of the last days all, of the last weeks and months one each.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime};

pub const DAYS: usize = 7;
pub const WEEKS: usize = 4;
pub const MONTHS: usize = 12;

/// True for those to keep, in the order given. Counted in days, weeks and months that have a
/// backup, not from today: a clock that goes wrong throws nothing away.
pub fn kept(made: &[NaiveDateTime]) -> Vec<bool> {
    let mut newest_first: Vec<usize> = (0..made.len()).collect();
    newest_first.sort_by_key(|at| std::cmp::Reverse(made[*at]));
    let mut kept = vec![false; made.len()];
    // What stood there before an import or a restore is of one day only: of these days each is kept.
    let mut days = BTreeSet::new();
    for at in &newest_first {
        days.insert(made[*at].date());
        kept[*at] = days.len() <= DAYS;
    }
    let mut keep_newest_of = |most: usize, period: fn(&NaiveDateTime) -> (i32, u32)| {
        let mut seen = BTreeSet::new();
        for at in &newest_first {
            if seen.len() < most && seen.insert(period(&made[*at])) {
                kept[*at] = true;
            }
        }
    };
    keep_newest_of(WEEKS, |at| (at.iso_week().year(), at.iso_week().week()));
    keep_newest_of(MONTHS, |at| (at.year(), at.month()));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};

    fn on(day: NaiveDate, hour: u32) -> NaiveDateTime {
        day.and_hms_opt(hour, 0, 0).expect("an hour of the day")
    }

    fn start() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, 24).expect("a day")
    }

    #[test]
    fn after_a_year_of_days_seven_days_four_weeks_and_twelve_months_are_there() {
        let mut held: Vec<NaiveDateTime> = Vec::new();
        for day in 0..400 {
            held.push(on(start() + Days::new(day), 9));
            held.push(on(start() + Days::new(day), 15));
            let keep = kept(&held);
            let mut keep = keep.iter();
            held.retain(|_| *keep.next().expect("one for each"));
        }
        let last = start() + Days::new(399);
        let both = |back| held.contains(&on(last - Days::new(back), 9)) && held.contains(&on(last - Days::new(back), 15));
        assert!((0..7).all(both), "all of the last seven days: {held:?}");
        let months: BTreeSet<(i32, u32)> = held.iter().map(|at| (at.year(), at.month())).collect();
        assert_eq!(months.len(), 12, "{held:?}");
        assert!(held.len() <= 2 * DAYS + WEEKS + MONTHS, "and no more: {held:?}");
    }

    #[test]
    fn days_without_a_backup_do_not_count() {
        let held: Vec<NaiveDateTime> = (0..7).map(|step| on(start() + Days::new(step * 40), 9)).collect();
        assert_eq!(kept(&held), vec![true; 7]);
    }
}
