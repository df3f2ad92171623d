//! A registration's number, and the kind of selection that it is for.

mod kind;
mod number;

pub use kind::SelectionKind;
pub use number::{AgencyNumber, InvalidRegistrationNumber, NineDigits, RegistrationNumber};
