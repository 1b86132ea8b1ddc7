//! Small files that are named on the command line.

use std::io::Read;
use std::path::Path;

/// Bytes.
const LARGEST: u64 = 1_048_576;

/// All of it as a text; a larger file is refused before memory is used.
pub fn small_text(path: &Path) -> Result<String, String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = std::fs::File::open(path).map_err(told)?;
    if file.metadata().map_err(told)?.len() > LARGEST {
        return Err(format!("{}: larger than the 1 MB allowed", path.display()));
    }
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).map_err(told)?;
    Ok(text)
}
