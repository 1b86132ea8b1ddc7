//! All integration tests, in one program: the crates on real files, the command line, and
//! journeys through the real window.

mod bindings;
mod cli;
mod exchange;
mod ground;
mod hostile;
mod import;
mod journeys;
mod kill;
mod lists;
mod many;
mod program;
mod reader;
mod reports;
mod roundtrip;
mod sealed;
mod store;
mod tidy;
mod window;
