//! The structure of a PDF file (ISO 32000), as far as signatures need it: the chain of cross-reference sections, single
//! objects on demand, and where each of them stands in the bytes.
//!
//! lopdf reads whole documents into memory and forgets where an object stood and which revision brought it; a signature
//! is about exactly that. So this reader follows the chain itself, reads only the objects that somebody asks for, and
//! takes from lopdf the values, the filters and the writing.
//!
//! The reader repairs nothing. A file whose table leads nowhere, or whose objects could be read in two ways, is
//! damaged.

mod budget;
mod file;
mod found;
mod lexer;
mod pages;
mod parser;
mod sections;
mod streams;

pub(crate) use budget::Budget;
pub(crate) use file::{Pdf, is_name};
pub(crate) use found::Found;
pub(crate) use pages::pages;
pub(crate) use sections::{Place, Section};
