//! All integration tests, in one program: the crates on real files, the command line, and
//! journeys through the real window.

mod bindings;
mod cli;
mod clock;
mod dice;
mod exchange;
mod flip;
mod form;
mod full_disk;
mod fuzz;
mod ground;
mod hostile;
mod import;
mod journeys;
mod kill;
mod large;
mod lists;
mod many;
mod network;
mod program;
mod questionnaires;
mod reader;
mod record;
mod reports;
mod roundtrip;
mod schemas;
mod sealed;
mod shelf;
mod store;
mod tidy;
mod twice;
mod window;
