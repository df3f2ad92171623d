//! Pages of PDF files become pictures, and nothing that a file does reaches further than the process that draws it.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod confined;
mod drawing;
mod hostile;
mod pdf_file;
mod real_files;
