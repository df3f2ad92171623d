//! What the helpdesk does not know of: a report that the broker confirmed and lost with its disk. The helpdesk cannot
//! miss it; whoever sent it can, for the desk's list still shows the ticket as open. So what is open for long is
//! reported once more, all of it. What had arrived has no second effect.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use lapin::Channel;

use crate::desk::{OneTicket, on_ticket};
use crate::{Api, Credentials, Ticket, say};

/// How long a report may be on its way. Tickets that were filed later are left to the queue.
pub const SETTLED: Duration = Duration::from_mins(30);

/// Works once more on every ticket of the agency's desks that was filed so long ago and has no answer yet.
/// Returns how many. Where people write the answers, publish the reports again that your own store has for them.
///
/// # Errors
/// When the broker or the API is away.
#[expect(
    clippy::disallowed_methods,
    reason = "the example stands outside of the system and asks the machine's own clock"
)]
pub async fn catch_up(
    credentials: &Credentials,
    api: &Api,
    channel: &Channel,
    answer_to: fn(&Ticket) -> String,
) -> Result<usize> {
    let (now, mut done) = (Timestamp::now(), 0);
    for desk in &credentials.desks {
        for open in api.open_tickets(desk).await? {
            if now.duration_since(open.submitted_at).unsigned_abs() < SETTLED {
                continue;
            }
            // The list has no event id. Ids made from the number are the same whenever this happens.
            let ids_from = format!("catching up {}", open.ticket_number);
            let ticket = OneTicket { number: open.ticket_number.parse()?, ids_from };
            on_ticket(credentials, api, channel, &ticket, answer_to).await?;
            done += 1;
        }
    }
    if done > 0 {
        say(&format!("reported {done} open tickets once more"));
    }
    Ok(done)
}
