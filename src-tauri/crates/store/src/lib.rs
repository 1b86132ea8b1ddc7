//! The register file. The only place with SQL: what a record means is decided in the
//! domain, what a person may do is decided by the caller.

mod act;
mod department;
mod evidence;
mod fact;
pub mod fault;
mod find;
pub mod history;
mod issued;
pub mod list;
mod lock;
mod migrate;
mod organisation;
mod provider;
mod register;
mod row;
mod search;
mod service;
mod today;
mod value;
pub mod verify;

pub use act::{Act, Rules, Saved, Writing};
pub use department::StoredDepartment;
pub use evidence::StoredEvidence;
pub use fault::{Holder, StoreFault, Stored};
pub use find::FoundService;
pub use issued::Issued;
pub use migrate::SCHEMA;
pub use organisation::StoredOrganisation;
pub use provider::{StoredNames, StoredProvider};
pub use register::{Access, Reading, Register, create_at_schema};
pub use service::StoredService;
pub use today::{Deed, DueRow, Figures};
