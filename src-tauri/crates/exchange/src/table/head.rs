//! Finds the row of headers, and which number of a date is the day.

use super::{DateOrder, HeaderRow, Raw, RawRow, Reading};
use crate::fault::ExchangeFault;
use crate::remark::Remark;

/// Rows above the headers that may be a title.
const TITLE_ROWS: usize = 20;

pub(super) fn with_header(raw: Raw, header: HeaderRow) -> Result<Reading, ExchangeFault> {
    let Raw { format, mut how_read, sheets, sheet, rows, mut remarks } = raw;
    let rows: Vec<RawRow> = rows.into_iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())).collect();
    if rows.is_empty() {
        return Err(ExchangeFault::Empty);
    }
    let head = match header {
        HeaderRow::First => Some(0),
        HeaderRow::Missing => None,
        HeaderRow::Known(known) => best_head(&rows, known),
    };
    let has_header = head.is_some();
    let mut rest = rows;
    let names = match head {
        Some(at) => {
            let body = rest.split_off(at + 1);
            let head = rest.pop().map(|row| row.cells).unwrap_or_default();
            if !rest.is_empty() {
                remarks.push(Remark::RowsAboveHeader { count: rest.len() as u32 });
            }
            rest = body;
            head
        }
        None => {
            if matches!(header, HeaderRow::Known(_)) {
                remarks.push(Remark::NoHeader);
            }
            Vec::new()
        }
    };
    let wide = rest.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(names.len());
    let header = named(names, wide);
    rest.iter_mut().for_each(|row| row.cells.resize(wide, String::new()));
    let date_order = date_order(&rest, &mut how_read);
    Ok(Reading { format, how_read: how_read.join(" · "), sheets, sheet, header, has_header, rows: rest, remarks, date_order })
}

/// The row among the first that has most known headers, where one has any.
pub(super) fn best_head(rows: &[RawRow], known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let count = |row: &RawRow| row.cells.iter().filter(|cell| known(cell)).count();
    let best = (0..rows.len().min(TITLE_ROWS)).max_by_key(|at| (count(&rows[*at]), std::cmp::Reverse(*at)));
    best.filter(|at| count(&rows[*at]) > 0)
}

/// A name for every column, each one once.
fn named(header: Vec<String>, wide: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(wide);
    for at in 0..wide {
        let plain = header.get(at).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty());
        let name = plain.unwrap_or_else(|| format!("Column {}", letters(at)));
        let doubles = names.iter().filter(|other| **other == name || other.starts_with(&format!("{name} ("))).count();
        names.push(if doubles == 0 { name } else { format!("{name} ({})", doubles + 1) });
    }
    names
}

/// A, B, … Z, AA, as spreadsheets count.
fn letters(mut at: usize) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return text;
        }
        at = at / 26 - 1;
    }
}

/// One number above twelve decides for the whole list; the day comes first otherwise.
fn date_order(rows: &[RawRow], how_read: &mut Vec<String>) -> DateOrder {
    let (mut any, mut day_first, mut month_first) = (false, 0, 0);
    for cell in rows.iter().flat_map(|row| &row.cells) {
        let parts: Vec<&str> = cell.trim().split(['/', '.', '-']).collect();
        let [first, second, year] = parts[..] else { continue };
        let (Ok(first), Ok(second), true) = (first.parse::<u32>(), second.parse::<u32>(), year.len() == 4) else { continue };
        any = true;
        day_first += u32::from(first > 12 && second <= 12);
        month_first += u32::from(second > 12 && first <= 12);
    }
    let order = if month_first > day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    if any {
        how_read.push(if order == DateOrder::DayFirst { "25/05/2026".into() } else { "05/25/2026".into() });
    }
    order
}
