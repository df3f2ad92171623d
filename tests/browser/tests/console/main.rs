//! The officers' console in a real browser.

mod alike;
mod approving;
mod asking;
mod entering;
mod faq;
mod pages_of_documents;
mod reading;
mod supervising;
mod together;
mod working;
mod workplace;
