//! Tests of the checks from outside, on generated files, and on real ones where a developer has them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "builders of tests stop the test when they fail")]

mod evasions;
mod hostile_pdf;
mod jpeg;
mod jpeg_file;
mod pdf;
mod pdf_file;
mod real_files;
mod robustness;
