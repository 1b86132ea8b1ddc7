//! Why answers cannot be taken.

use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswersFault {
    #[error("this is not a file of answers")]
    NotAnswers,
    #[error("it is of a newer kind: update the program to read it")]
    Newer,
    #[error("the file is cut short; ask for it again")]
    CutShort,
    #[error("it is sealed for another register")]
    OtherKey,
    /// Altered after it was finished: the file, or one attachment by its name.
    #[error("{} is damaged; ask for it again", .what.as_deref().unwrap_or("the file"))]
    Damaged { what: Option<String> },
    /// Megabytes.
    #[error("it is larger than {limit} MB")]
    TooLarge { limit: u64 },
    #[error("more than {most} files are attached")]
    TooManyFiles { most: usize },
    #[error("the answers are not written as they should be: {detail}")]
    Malformed { detail: String },
    #[error("the key is none")]
    NotAKey,
}
