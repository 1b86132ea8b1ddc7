//! The page that travels: opened from a file in real browsers, filled in, kept, continued, sealed,
//! and what it sealed opened again.

mod browser;
mod continued;
mod department;
mod hostile;
mod looks;
mod provider;
mod sheet;
mod speed;
