//! Provident: exchange.
