//! A ticket's number, stage and desk.

mod desk;
mod number;
mod stage;

pub use desk::Desk;
pub use number::{InvalidTicketNumber, SevenDigits, TicketNumber};
pub use stage::Stage;
