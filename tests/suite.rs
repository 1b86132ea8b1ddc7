//! Everything that runs without a window: api, store, reports, exchange, tidy.

mod lists;
