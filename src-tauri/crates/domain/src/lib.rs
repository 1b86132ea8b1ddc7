//! The rules of the register. Pure: no input or output, no clock, no randomness;
//! time, ids and reference data are passed in.

pub mod country;
pub mod lists;
pub mod name;
