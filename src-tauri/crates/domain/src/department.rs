//! A department of ours and its head, who knows which services it uses.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, NAME};
use crate::fault::Fault;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DepartmentDraft {
    pub name: String,
    pub head_name: Option<String>,
    pub head_email: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Department {
    pub name: String,
    pub head_name: Option<String>,
    pub head_email: Option<String>,
}

impl DepartmentDraft {
    pub fn check(&self) -> Result<Department, Vec<Fault>> {
        let mut check = Check::default();
        let department = Department {
            name: check.name("name", &self.name),
            head_name: check.line("head_name", self.head_name.as_deref(), NAME),
            head_email: check.email("head_email", self.head_email.as_deref()),
        };
        check.finish(department)
    }
}
