//! Who may open a sealed register: each change is one in the register and one in its key file, and
//! at every moment in between somebody who could open it before or after can open it.

use std::path::Path;

use provident_domain::id::PersonId;
use provident_domain::person::Person;

use crate::act::{Act, Rules};
use crate::fault::{StoreFault, Stored};
use crate::person::{self, StoredPerson};
use crate::register::{Access, Register, Sealed};
use crate::replace::Coming;
use crate::seal::{DatabaseKey, Generation, KeyFile, Passphrase, Slot, Stretching, open_slots, write_keys};

/// The first person of a register, and their way in.
pub(crate) struct Founded {
    register: String,
    pub person: StoredPerson,
    pub slot: Slot,
}

impl Founded {
    pub fn new(register: &str, act: &Act, founder: &Person, passphrase: &Passphrase, key: &DatabaseKey) -> Stored<Founded> {
        let id = PersonId(uuid::Uuid::now_v7());
        let slot = Slot::make(register, id, &Stretching::fresh(), passphrase, key)?;
        let person = StoredPerson { id, person: founder.clone(), is_recovery: false, added_at: act.at.clone() };
        Ok(Founded { register: register.into(), person, slot })
    }

    pub fn keys(&self) -> Generation {
        Generation { slots: vec![self.slot.clone()] }
    }

    pub fn write_keys(&self, path: &Path) -> Stored<()> {
        write_keys(path, &KeyFile::new(&self.register, vec![self.keys()]))
    }
}

impl Register {
    /// Whose passphrase this is.
    pub fn whose(&self, passphrase: &Passphrase) -> Stored<Option<PersonId>> {
        let opened = open_slots(&self.id()?, &person::slots(&self.connection)?, passphrase)?;
        Ok(opened.first().map(|opened| opened.person))
    }

    /// Adds somebody; a passphrase that another person has is refused.
    pub fn add_person(&mut self, act: &Act, rules: Rules, person: &StoredPerson, passphrase: &Passphrase) -> Stored<()> {
        if self.whose(passphrase)?.is_some() {
            return Err(StoreFault::PassphraseTaken);
        }
        let slot = self.slot_of(person.id, passphrase)?;
        self.put(act, rules, person, slot)
    }

    /// Another passphrase for this person.
    pub fn change_passphrase(&mut self, act: &Act, rules: Rules, id: PersonId, passphrase: &Passphrase) -> Stored<()> {
        if self.whose(passphrase)?.is_some_and(|other| other != id) {
            return Err(StoreFault::PassphraseTaken);
        }
        let person = person::find(&self.connection, id)?.ok_or_else(|| person::unknown(id))?;
        let slot = self.slot_of(id, passphrase)?;
        self.put(act, rules, &person, slot)
    }

    /// Another name or role.
    pub fn change_person(&mut self, act: &Act, rules: Rules, id: PersonId, changed: &Person) -> Stored<()> {
        let held = person::find(&self.connection, id)?.ok_or_else(|| person::unknown(id))?;
        let slot = self.slots()?.into_iter().find(|slot| slot.person == id).ok_or_else(|| person::unknown(id))?;
        let person = StoredPerson { person: changed.clone(), ..held };
        self.write::<_, StoreFault>(act, rules, |writing| writing.put_person(&person, &slot))?;
        if let Some(sealed) = self.sealed.as_mut().filter(|sealed| sealed.person.id == id) {
            sealed.person = person;
        }
        Ok(())
    }

    /// Takes somebody's way in away, and gives the register another key: what they may have kept of
    /// the old one opens nothing that is written from now on.
    pub fn revoke_person(&mut self, act: &Act, rules: Rules, id: PersonId) -> Stored<()> {
        let register = self.id()?;
        person::find(&self.connection, id)?.ok_or_else(|| person::unknown(id))?;
        let key = DatabaseKey::random();
        let slots: Stored<Vec<Slot>> =
            self.slots()?.into_iter().filter(|slot| slot.person != id).map(|slot| slot.with_key(&register, &key)).collect();
        let slots = slots?;
        let sealed = Some(Sealed { key: key.clone(), person: self.seal()?.person.clone() });
        let coming = Coming { sealed: sealed.clone(), slots: slots.clone() };
        self.replace_with(coming, |register, part| {
            let mut copy = register.copy_to(part, Some(&key))?;
            copy.sealed = sealed;
            copy.write::<_, StoreFault>(act, rules, |writing| {
                slots.iter().try_for_each(|slot| person::replace_slot(&writing.transaction, slot))?;
                writing.remove_person(id)
            })?;
            copy.close_as_one_file()
        })
    }

    pub(crate) fn seal(&self) -> Stored<&Sealed> {
        self.sealed.as_ref().ok_or_else(|| StoreFault::NotSealed(self.path.clone()))
    }

    fn slots(&self) -> Stored<Vec<Slot>> {
        person::slots(&self.connection)
    }

    fn slot_of(&self, id: PersonId, passphrase: &Passphrase) -> Stored<Slot> {
        let stretching = self.slots()?.first().map_or_else(Stretching::fresh, |slot| slot.stretching.clone());
        Slot::make(&self.id()?, id, &stretching, passphrase, &self.seal()?.key)
    }

    /// The key file knows the old and the new slot while the register changes.
    fn put(&mut self, act: &Act, rules: Rules, person: &StoredPerson, slot: Slot) -> Stored<()> {
        if self.access() == Access::ReadOnly {
            return Err(StoreFault::ReadOnly);
        }
        self.is_where_it_was()?;
        let mut slots = self.slots()?;
        slots.push(slot.clone());
        write_keys(&self.path, &KeyFile::new(&self.id()?, vec![Generation { slots }]))?;
        let written = self.write::<_, StoreFault>(act, rules, |writing| writing.put_person(person, &slot));
        let renewed = self.renew_keys();
        written.and(renewed)
    }
}
