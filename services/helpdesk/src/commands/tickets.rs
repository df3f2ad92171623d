//! `helpdesk tickets`: accepted tickets that did not arrive, where they hang and since when. It shows numbers and times
//! only.

use database::Pool;
use std::time::Duration;

use answer::jobs::list_unreceived;
use answer::operator::tickets::{self as desks, Stuck};
use anyhow::Result;
use audit::Action;
use clap::Subcommand;
use intake::operator::tickets as submissions;
use jiff::{SignedDuration, Timestamp};
use queue::ResendPolicy;
use runtime::{Clock, Settings};

use crate::operator::{Operator, owners_database, say, table};

/// A stamping that is older waits too long.
const STAMPING: SignedDuration = SignedDuration::from_hours(1);

/// What an operator can ask about tickets.
#[derive(Debug, Subcommand)]
pub(crate) enum Tickets {
    /// List accepted tickets that have not come to a desk after minutes, and those whose approval accounts has not
    /// carried out by then, which the services send again by themselves; and those that an agency has and has not
    /// answered for a day
    #[command(after_help = "Reads DATABASE_URL (the owner's) and RESEND_AFTER. A ticket that was GIVEN UP after six \
            attempts is in `helpdesk dead-letters`.")]
    Stuck {
        /// Send all of them again now, and restart their count of attempts
        #[arg(long)]
        resend: bool,
        /// At most this many lines; those that wait longest come first
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Tickets, operator: Operator) -> Result<()> {
    let Tickets::Stuck { resend, limit } = command;
    let mut settings = Settings::from_env();
    let policy = ResendPolicy::read(&mut settings);
    settings.finish()?;
    let (pool, now) = (owners_database()?, Clock::system().now());
    intake::list_unrouted(&pool, now, policy).await?;
    list_unreceived(&pool, now, policy).await?;
    list(&pool, now, limit).await?;
    if resend {
        let (to_router, to_desks) =
            (resend_unrouted(&pool, now, policy).await?, desks::resend(&pool, now, policy).await?);
        let to_accounts = desks::ask_accounts_again(&pool, &Clock::system()).await?;
        let sent = format!("{to_router} to the router, {to_desks} to desks, {to_accounts} to accounts");
        audit::record(&pool, &operator.entry(Action::MessagesResent).detail(sent.clone())).await?;
        say(format!("sent again: {sent}"));
    }
    Ok(())
}

async fn list(pool: &Pool, now: Timestamp, limit: u32) -> Result<()> {
    let most = i64::from(limit);
    let mut stuck = desks::stuck(pool, now, most).await?;
    stuck.extend(submissions::unrouted(pool, most).await?.into_iter().map(|ticket| Stuck {
        number: ticket.number,
        waits_for: "the router".to_owned(),
        since: ticket.since,
        sends: Some(ticket.sends),
        given_up: ticket.given_up,
    }));
    stuck.sort_by(|one, other| (one.since, &one.number).cmp(&(other.since, &other.number)));
    stuck.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let mut lines = vec![["TICKET", "WAITS FOR", "SINCE", "FOR", "SENT AGAIN", ""].map(str::to_owned).to_vec()];
    lines.extend(stuck.into_iter().map(|ticket| {
        let waited = Duration::from_secs(now.duration_since(ticket.since).as_secs().max(0).unsigned_abs());
        let given_up = if ticket.given_up { "GIVEN UP" } else { "" };
        let since = ticket.since.to_zoned(domain::time::wib()).strftime("%Y-%m-%d %H:%M WIB").to_string();
        let sends = ticket.sends.map_or_else(|| "-".to_owned(), |sends| sends.to_string());
        vec![ticket.number, ticket.waits_for, since, in_words(waited), sends, given_up.to_owned()]
    }));
    let (unrouted, counted) = (submissions::count(pool).await?, desks::count(pool, now).await?);
    if lines.len() > 1 {
        say(table(&lines));
    }
    if counted.unanswered > 0 {
        say(format!("{} at an agency without an answer for a day: its reports may be lost", counted.unanswered));
    }
    if counted.at_accounts > 0 {
        say(format!("{} approved and without a report of accounts: does it run?", counted.at_accounts));
    }
    let late = now.saturating_sub(STAMPING).unwrap_or(Timestamp::MIN);
    let stampings = stamping::operator::stuck::count(pool, late).await?;
    if stampings > 0 {
        say(format!("{stampings} stampings have waited for an hour: `helpdesk stamping stuck` lists them"));
    }
    say(format!("{unrouted} tickets without a dispatch, {} not at their desk", counted.unreceived));
    Ok(())
}

/// `2h 5m`, to the minute.
fn in_words(waited: Duration) -> String {
    let minutes = waited.as_secs() / 60;
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, minutes) => format!("{minutes}m"),
        (0, hours, minutes) => format!("{hours}h {minutes}m"),
        (days, hours, _) => format!("{days}d {hours}h"),
    }
}

/// The router tries again what it parked.
async fn resend_unrouted(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> Result<usize> {
    let mut after = String::new();
    while let Some((events, last)) = submissions::events(pool, &after).await? {
        router::operator::count_anew(pool, &events).await?;
        after = last;
    }
    submissions::resend(pool, now, policy).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_told_as_people_say_it() {
        for (seconds, words) in [(59, "0m"), (3_900, "1h 5m"), (180_000, "2d 2h")] {
            assert_eq!(in_words(Duration::from_secs(seconds)), words);
        }
    }
}
