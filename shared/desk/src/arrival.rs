//! Tickets that an agency's system took from its desk's queue. Nobody here saw their message, so their case begins when
//! the agency first touches them.

use std::time::{Duration, Instant};

use domain::TicketNumber;

use crate::Desks;
use crate::store::cases::{self, Case};

/// How long to wait for the router to write down where it sent a ticket: an agency may be quicker than that by some
/// milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// Pause between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// The case of a ticket, made now when the router has sent the ticket to a desk and nobody has made it before.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn case_of(desks: &Desks, number: TicketNumber) -> Result<Option<Case>, sqlx::Error> {
    let started = Instant::now();
    loop {
        if let Some(case) = cases::find(&desks.pool, number).await? {
            return Ok(Some(case));
        }
        match cases::adopt(&desks.pool, number).await? {
            None => return Ok(None),
            Some(true) => {}
            Some(false) if started.elapsed() > PATIENCE => return Ok(None),
            Some(false) => tokio::time::sleep(PAUSE).await,
        }
    }
}
