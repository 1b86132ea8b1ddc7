//! Who may open a sealed register, and what each may do there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::Check;
use crate::fault::Fault;

/// What somebody is to the register (Art. 37 to 39 for the officer).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Dpo,
    Deputy,
    ReadOnly,
}

/// What a command asks of whoever gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Right {
    /// Nothing of a register is touched.
    None,
    Read,
    Write,
    /// Who may open the register, whether it is sealed, and what it is replaced with.
    Govern,
}

impl Role {
    pub fn may(self, right: Right) -> bool {
        match right {
            Right::None | Right::Read => true,
            Right::Write => self != Role::ReadOnly,
            Right::Govern => self == Role::Dpo,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonDraft {
    pub name: String,
    pub role: Role,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Person {
    pub name: String,
    pub role: Role,
}

impl PersonDraft {
    pub fn check(&self) -> Result<Person, Vec<Fault>> {
        let mut check = Check::default();
        let person = Person { name: check.name("name", &self.name), role: self.role };
        check.finish(person)
    }
}

/// Somebody must be left who decides who may open the register; a printed key does not decide.
pub fn leaves_an_officer(mut roles: impl Iterator<Item = Role>) -> bool {
    roles.any(|role| role == Role::Dpo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_the_one_below_it_may() {
        let rights = [Right::None, Right::Read, Right::Write, Right::Govern];
        let of = |role: Role| rights.map(|right| role.may(right));
        assert_eq!(of(Role::Dpo), [true, true, true, true]);
        assert_eq!(of(Role::Deputy), [true, true, true, false]);
        assert_eq!(of(Role::ReadOnly), [true, true, false, false]);
    }
}
