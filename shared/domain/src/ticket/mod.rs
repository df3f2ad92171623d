//! What a ticket is called, where it stands and whose it is.

mod desk;
mod number;
mod stage;

pub use desk::Desk;
pub use number::{InvalidTicketNumber, SevenDigits, TicketNumber};
pub use stage::Stage;
