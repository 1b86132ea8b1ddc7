//! How high a row has to be. Not every spreadsheet finds it out by itself, and none says so.

/// Points of a line of ordinary and of small text.
pub(super) const LINE: f64 = 15.0;
pub(super) const SMALL: f64 = 12.5;
/// Points; a spreadsheet takes 409.
const HIGHEST: f64 = 400.0;

/// Points of a text in a column so many characters wide.
pub(super) fn of(text: &str, width: f64, line: f64) -> f64 {
    // Small letters need less room; words that do not fit leave the end of a line empty.
    let wrapped = |text: &str| (text.chars().count() as f64 * line / (LINE * width)).ceil().max(1.0);
    text.lines().map(wrapped).sum::<f64>() * line
}

/// The highest of them; none where one line is enough, so that the row may still grow by itself.
pub(super) fn of_row(heights: impl IntoIterator<Item = f64>) -> Option<f64> {
    let highest = heights.into_iter().fold(0.0, f64::max);
    (highest > LINE).then_some(highest.min(HIGHEST))
}
