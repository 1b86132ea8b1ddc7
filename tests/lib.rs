//! Integration tests of Provident. `suite` drives the crates on real files,
//! `journeys` drives the real window.
