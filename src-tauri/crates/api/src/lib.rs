//! Provident: api.
