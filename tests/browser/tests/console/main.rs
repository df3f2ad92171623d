//! The officers' console in a real browser.

mod entering;
mod working;
