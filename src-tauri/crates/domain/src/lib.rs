//! The rules of the register. Pure: no input or output, no clock, no randomness;
//! time, ids and reference data are passed in.

pub mod assess;
pub mod backup;
pub mod certification_name;
pub mod check;
pub mod country;
pub mod department;
pub mod due;
pub mod evidence;
pub mod fact;
pub mod fault;
pub mod history;
pub mod id;
pub mod lists;
pub mod name;
pub mod organisation;
pub mod person;
pub mod provider;
pub mod requirement;
pub mod service;
pub mod similar;
