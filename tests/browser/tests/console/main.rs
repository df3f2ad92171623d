//! The officers' console in a real browser.

mod alike;
mod entering;
mod working;
