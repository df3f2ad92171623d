//! Pages of PDF files become pictures, and nothing that a file does reaches further than the process that draws it.

mod confined;
mod drawing;
mod hostile;
mod pdf_file;
