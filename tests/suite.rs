//! All integration tests, in one program: the crates on real files, the command line, and
//! journeys through the real window.

mod bindings;
mod ground;
mod journeys;
mod lists;
mod reader;
mod reports;
mod store;
mod window;
