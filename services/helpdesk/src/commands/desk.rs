//! `helpdesk desk`: who serves a desk, this system or a partner agency's own. It can be switched while tickets flow;
//! none is lost.

use anyhow::{Context as _, Result, ensure};
use audit::Action;
use clap::Subcommand;
use database::{NewMessage, Outbox, Pool, Schema};
use domain::Desk;
use messages::topology::DESKS;
use messages::{TicketRouted, VERSION};
use queue::management::Broker;
use runtime::Clock;

use super::agency;
use crate::operator::{Operator, owners_database, say, table};

/// Tickets that are sent again in one transaction.
const BATCH: i64 = 500;

/// What can be done with desks.
#[derive(Debug, Subcommand)]
pub(crate) enum Desks {
    /// List the desks: who serves each, and how many tickets are on their way to it, received and in work
    List,
    /// Give a desk's queue to an agency, or take it back; every process follows within five seconds
    #[command(
        after_help = "Reads DATABASE_URL (the owner's), RABBITMQ_MANAGEMENT_URL (an administrator's) and AMQP_URL."
    )]
    ServedBy {
        /// The desk
        desk: Desk,
        /// `here`, or the agency's name
        #[arg(value_name = "here|AGENCY")]
        by: String,
    },
    /// Put every ticket that was sent to a desk but not received there into its queue once more
    Resend {
        /// The desk
        desk: Desk,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Desks, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    let did = async |action: Action, desk: Desk, what: String| {
        audit::record(&pool, &operator.entry(action).desk(desk).detail(what)).await
    };
    match command {
        Desks::List => list(&pool).await,
        Desks::ServedBy { desk, by } => {
            if by == "here" {
                take_back(&pool, desk).await?;
            } else {
                give_to(&pool, desk, &by).await?;
            }
            Ok(did(Action::DeskServed, desk, by).await?)
        }
        Desks::Resend { desk } => {
            let count = send_again(&pool, desk).await?;
            did(Action::MessagesResent, desk, format!("{count} tickets")).await?;
            say(format!("{count} tickets sent to {desk} once more"));
            Ok(())
        }
    }
}

async fn list(pool: &Pool) -> Result<()> {
    let mut lines = vec![["DESK", "SERVED BY", "ON THE WAY", "RECEIVED", "IN WORK"].map(str::to_owned).to_vec()];
    for desk in Desk::ALL {
        let row = sqlx::query!(
            r#"SELECT coalesce((SELECT agency FROM desk.served_by WHERE desk = $1), 'here') AS "by!",
                      (SELECT count(*) FROM desk.cases WHERE desk = $1 AND stage = 'submitted')
                    + (SELECT count(*) FROM routing.dispatches d
                        WHERE d.desk = $1 AND NOT EXISTS (SELECT FROM desk.cases c
                          WHERE c.ticket_number = d.ticket_number)) AS "on_the_way!",
                      (SELECT count(*) FROM desk.cases WHERE desk = $1 AND stage = 'received') AS "received!",
                      (SELECT count(*) FROM desk.cases WHERE desk = $1 AND stage = 'processing') AS "processing!""#,
            desk.as_str(),
        )
        .fetch_one(pool)
        .await?;
        lines.push(vec![
            desk.to_string(),
            row.by,
            row.on_the_way.to_string(),
            row.received.to_string(),
            row.processing.to_string(),
        ]);
    }
    say(table(&lines));
    Ok(())
}

/// The agency gets the right to consume. Until the processes have followed, both take tickets from the queue, each one
/// only once.
async fn give_to(pool: &Pool, desk: Desk, name: &str) -> Result<()> {
    let (_, desks) = agency::valid(pool, name).await?;
    ensure!(desks.contains(&desk), "{name} may not see tickets of {desk}; it was added for {desks:?}");
    let broker = Broker::from_env()?;
    let mut transaction = pool.begin().await?;
    let former = sqlx::query_scalar!("SELECT agency FROM desk.served_by WHERE desk = $1 FOR UPDATE", desk.as_str())
        .fetch_optional(&mut *transaction)
        .await?;
    sqlx::query!(
        "INSERT INTO desk.served_by (desk, agency) VALUES ($1, $2) ON CONFLICT (desk) DO UPDATE SET agency = $2, \
        changed_at = now()",
        desk.as_str(),
        name,
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    if let Some(former) = former.filter(|former| former != name) {
        broker.change_rights(&former, agency::rights(pool, &former).await?).await?;
        send_again(pool, desk).await?;
    }
    broker.change_rights(name, agency::rights(pool, name).await?).await?;
    say(format!(
        "{desk} is served by {name}; tickets received here before stay in its list: GET /api/v1/desks/{desk}/tickets"
    ));
    Ok(())
}

/// The agency's connections end, so that what it has not acknowledged goes back into the queue. What it acknowledged
/// and never reported is sent once more. Safe to repeat.
async fn take_back(pool: &Pool, desk: Desk) -> Result<()> {
    let broker = Broker::from_env()?;
    let former = sqlx::query_scalar!("DELETE FROM desk.served_by WHERE desk = $1 RETURNING agency", desk.as_str())
        .fetch_optional(pool)
        .await?;
    if let Some(former) = &former {
        broker.change_rights(former, agency::rights(pool, former).await?).await?;
    }
    let count = send_again(pool, desk).await?;
    say(format!("{desk} is served here; {count} tickets that were on their way are sent once more"));
    Ok(())
}

/// Sends every ticket that is on its way to the desk once more, under a new event id. One that arrives twice is
/// received once.
async fn send_again(pool: &Pool, desk: Desk) -> Result<usize> {
    let (clock, mut after, mut count) = (Clock::system(), String::new(), 0);
    loop {
        let mut transaction = pool.begin().await?;
        let rows = sqlx::query!(
            r#"SELECT t.number, t.id, t.form, t.submitted_at AS "submitted_at: jiff_sqlx::Timestamp",
                      t.answer_due_at AS "answer_due_at: jiff_sqlx::Timestamp",
                        jsonb_array_length(t.documents) AS "documents!",
                      coming.transferred AS "transferred!"
                 FROM (SELECT ticket_number, true AS transferred FROM desk.cases WHERE desk = $1 AND stage = 'submitted'
                       UNION ALL
                       SELECT DISTINCT d.ticket_number, false FROM routing.dispatches d
                        WHERE d.desk = $1 AND NOT EXISTS (SELECT FROM desk.cases c
                          WHERE c.ticket_number = d.ticket_number)) AS coming
                 JOIN intake.tickets t
                   ON t.number = coming.ticket_number
                     AND t.submitted_on = to_date(substr(coming.ticket_number, 3, 8), 'YYYYMMDD')
                WHERE t.erased_at IS NULL AND t.number > $2 ORDER BY t.number LIMIT $3"#,
            desk.as_str(),
            after,
            BATCH,
        )
        .fetch_all(&mut *transaction)
        .await?;
        let Some(last) = rows.last() else { return Ok(count) };
        after.clone_from(&last.number);
        count += rows.len();
        let mut letters = Vec::with_capacity(rows.len());
        for row in rows {
            let event_id = clock.new_id();
            let ticket = TicketRouted {
                version: VERSION,
                event_id,
                ticket_number: row.number.parse().context("a ticket's number")?,
                ticket_id: row.id,
                form: row.form.parse().context("a ticket's form")?,
                desk,
                submitted_at: row.submitted_at.to_jiff(),
                answer_due_at: row.answer_due_at.to_jiff(),
                documents: u8::try_from(row.documents).unwrap_or(u8::MAX),
                transferred: row.transferred,
            };
            let body = serde_json::to_value(&ticket)?;
            letters.push(NewMessage {
                event_id,
                exchange: DESKS,
                routing_key: desk.as_str().to_owned(),
                body,
                traceparent: None,
            });
        }
        Outbox::insert(&mut transaction, Schema::Desk, &letters).await?;
        transaction.commit().await?;
    }
}
