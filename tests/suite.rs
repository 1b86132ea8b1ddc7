//! Everything that runs without a window: api, store, reports, exchange, tidy.

mod bindings;
mod ground;
mod lists;
mod reports;
mod store;
