//! The public site in a real browser: one test binary, one topic a file.

mod accounts;
mod away;
mod check;
mod conversation;
mod english;
mod every_form;
mod every_page;
mod forgiving;
mod formations;
mod getting_back_in;
mod keyboard;
mod once;
mod own_pages;
mod owner;
mod photograph;
mod problems;
mod reading;
mod receipt;
mod registering;
mod renewal;
mod states;
mod typing;
mod work;
