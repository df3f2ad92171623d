//! The public site in a real browser: one test binary, one matter a file.

mod every_form;
mod every_page;
mod forgiving;
mod keyboard;
mod once;
mod photograph;
mod states;
