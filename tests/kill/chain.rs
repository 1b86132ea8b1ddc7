//! Killed while it takes a list of sub-processors over: all of its lines with what is due, or none.

use provident_store::{Access, StoreFault};

use super::{Subject, unless};
use crate::shelf::{OFFICER, Shelf, is_whole};

const LINES: usize = 150;

#[test]
fn a_list_of_sub_processors_is_taken_over_whole_or_not_at_all() {
    let shelf = Shelf::sealed(3);
    let lines: String = (0..LINES).map(|at| format!("Company {at};US;{}\n", if at == 0 { "" } else { "Company 0" })).collect();
    std::fs::write(shelf.path("list.csv"), format!("Sub-processor;Country;Engaged by\n{lines}")).expect("written");
    let subject = Subject {
        what: "killed while taking sub-processors over",
        shelf: &shelf,
        arguments: &["import", "one.provident", "list.csv", "--kind", "subprocessors", "--provider", "Provider 0001"],
        done: "0 unchanged",
        files: &[("one.provident-wal", Some(600_000))],
    };
    subject.is_killed(6, &|shelf, is_done| {
        let mut register = shelf.opened(Access::Write, OFFICER).map_err(|fault| fault.to_string())?;
        let read = register.read::<_, StoreFault>(|reading| {
            let mut chain = Vec::new();
            for provider in reading.provider_ids()? {
                chain.extend(reading.sub_processors(provider)?);
            }
            let under = chain.iter().filter(|held| held.sub_processor.parent.is_some()).count();
            Ok((chain.len(), under, reading.transfer_sums()?.open as usize))
        });
        let (held, under, open) = read.map_err(|fault| fault.to_string())?;
        unless(held == LINES && under == LINES - 1 && open == LINES || held == 0 && open == 0 && !is_done, || {
            format!("{held} of {LINES} lines, {under} below another, {open} proposed transfers")
        })?;
        is_whole(&mut register)
    });
}
