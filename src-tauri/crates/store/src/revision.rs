//! Optimistic saving: what is saved must be of the revision that was read.

use crate::fault::{StoreFault, Stored};

/// The revision held, 0 where there is none; a conflict where another one was read.
pub(crate) fn held_revision(held: Option<u32>, read: Option<u32>) -> Stored<u32> {
    let current = held.unwrap_or(0);
    match read {
        Some(read) if read != current => Err(StoreFault::Conflict { revision: current }),
        _ => Ok(current),
    }
}

pub(crate) fn not_found(entity: &'static str, id: impl ToString) -> StoreFault {
    StoreFault::NotFound { entity, id: id.to_string() }
}
