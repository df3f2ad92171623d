//! What this service reads of agencies, one function a reader, with plain values going out. `tests/fuzz` needs it. It
//! adds nothing: each function calls what the routes call.

pub use crate::api::fuzzing::{Body, body, query};
