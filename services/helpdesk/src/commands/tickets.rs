//! `helpdesk tickets`: accepted tickets that did not arrive, where they hang and since when. Numbers and times only.

use database::Pool;
use std::time::Duration;

use answer::jobs::{Ask, list_unreceived, send_unreceived};
use anyhow::Result;
use audit::Action;
use clap::Subcommand;
use jiff::Timestamp;
use queue::ResendPolicy;
use runtime::{Clock, Settings};

use crate::operator::{Operator, owners_database, say, table};

/// What can be asked about tickets.
#[derive(Debug, Subcommand)]
pub(crate) enum Tickets {
    /// List accepted tickets that have not come to a desk after minutes, which the services send again by themselves,
    /// and those that an agency has and has not answered for a day
    #[command(after_help = "Reads DATABASE_URL (the owner's) and RESEND_AFTER. A ticket that was GIVEN UP after six \
            attempts is in `helpdesk dead-letters`.")]
    Stuck {
        /// Send all of them again now, with their attempts counted anew
        #[arg(long)]
        resend: bool,
        /// At most so many lines, those first that wait longest
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
            (resend_unrouted(&pool, now, policy).await?, resend_unreceived(&pool, now, policy).await?);
        let entry =
            operator.entry(Action::MessagesResent).detail(format!("{to_router} to the router, {to_desks} to desks"));
        audit::record(&pool, &entry).await?;
        say(format!("sent again: {to_router} to the router, {to_desks} to their desks"));
    }
    Ok(())
}

async fn list(pool: &Pool, now: Timestamp, limit: u32) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT * FROM (
               SELECT u.ticket_number, 'the router' AS waits_for, u.accepted_at AS since, u.sends,
                      coalesce((SELECT h.given_up FROM intake.hand_overs h
                                 WHERE h.submitted_on = u.submitted_on
                                   AND h.number = u.ticket_number), false) AS given_up
                 FROM intake.unrouted u
               UNION ALL
               SELECT u.ticket_number, u.desk || coalesce(' of ' || s.agency, ''), u.sent_at, u.sends,
                      EXISTS (SELECT FROM desk.inbox i
                        WHERE i.event_id = u.event_id AND i.done_at IS NULL AND i.attempts >= 6)
                 FROM desk.unreceived u LEFT JOIN desk.served_by s ON s.desk = u.desk
               UNION ALL
               SELECT c.ticket_number, c.desk || ' of ' || s.agency || ': a report after ' || c.stage,
                 c.submitted_at, 0, false
                 FROM desk.served_by s JOIN desk.cases c ON c.desk = s.desk
                WHERE c.stage IN ('submitted', 'received', 'processing')
                  AND c.answer_due_at < now() + interval '24 hours'
                  AND NOT EXISTS (SELECT FROM desk.unreceived u WHERE u.ticket_number = c.ticket_number)
           ) AS stuck (ticket_number, waits_for, since, sends, given_up) ORDER BY since, ticket_number LIMIT $1"#,
        i64::from(limit),
    )
    .fetch_all(pool)
    .await?;
    let mut lines = vec![["TICKET", "WAITS FOR", "SINCE", "FOR", "SENT AGAIN", ""].map(str::to_owned).to_vec()];
    for row in rows {
        let (Some(number), Some(waits_for), Some(since)) = (row.ticket_number, row.waits_for, row.since) else {
            continue;
        };
        let since = since.to_jiff();
        let waited = Duration::from_secs(now.duration_since(since).as_secs().max(0).unsigned_abs());
        let given_up = if row.given_up == Some(true) { "GIVEN UP" } else { "" };
        let since = since.to_zoned(domain::time::wib()).strftime("%Y-%m-%d %H:%M WIB").to_string();
        let sends = row.sends.unwrap_or(0).to_string();
        lines.push(vec![number, waits_for, since, in_words(waited), sends, given_up.to_owned()]);
    }
    let counted = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM intake.unrouted) AS "unrouted!", (SELECT count(*)
           FROM desk.unreceived) AS "unreceived!",
                  (SELECT count(*) FROM desk.served_by s JOIN desk.cases c ON c.desk = s.desk
                    WHERE c.stage IN ('submitted', 'received', 'processing')
                      AND c.answer_due_at < now() + interval '24 hours'
                      AND NOT EXISTS (SELECT FROM desk.unreceived u
                        WHERE u.ticket_number = c.ticket_number)) AS "unanswered!""#
    )
    .fetch_one(pool)
    .await?;
    if lines.len() > 1 {
        say(table(&lines));
    }
    if counted.unanswered > 0 {
        say(format!("{} at an agency without an answer for a day: its reports may be lost", counted.unanswered));
    }
    say(format!("{} tickets without a dispatch, {} not at their desk", counted.unrouted, counted.unreceived));
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

async fn resend_unrouted(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> Result<usize> {
    sqlx::query!(
        "UPDATE routing.inbox i SET attempts = 0 FROM intake.unrouted u JOIN intake.tickets t ON t.submitted_on = \
        u.submitted_on AND t.number = u.ticket_number
          WHERE i.event_id = t.id AND i.done_at IS NULL"
    )
    .execute(pool)
    .await?;
    sqlx::query!("UPDATE intake.unrouted SET due_at = '-infinity'").execute(pool).await?;
    let mut all = 0;
    loop {
        match intake::send_unrouted(pool, now, policy, true).await? {
            (_, 0) => return Ok(all),
            (sent, _) => all += sent,
        }
    }
}

async fn resend_unreceived(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> Result<usize> {
    sqlx::query!(
        "UPDATE desk.inbox i SET attempts = 0 FROM desk.unreceived u WHERE i.event_id = u.event_id AND \
        i.done_at IS NULL"
    )
    .execute(pool)
    .await?;
    sqlx::query!("UPDATE desk.unreceived SET due_at = '-infinity'").execute(pool).await?;
    let mut all = 0;
    loop {
        match send_unreceived(pool, now, &Ask::Operator, policy).await? {
            (_, 0) => return Ok(all),
            (sent, _) => all += sent,
        }
    }
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
