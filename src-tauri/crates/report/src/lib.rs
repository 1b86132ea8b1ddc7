//! Provident: report.
