//! Provident: store.
