//! The relay from outbox to confirm, and the router from its queue to the desks' queues, with its records and
//! idempotency.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use domain::{FormCode, SevenDigits, TicketNumber, answer_due_at};
use jiff::civil::date;
use messages::TicketSubmitted;
use messages::topology::{SUBMISSIONS, submitted_key};
use runtime::Clock;
use testing::{Layout, System, eventually};

use crate::Plan;
use crate::bare::broker;
use crate::table::Row;

/// Messages per round.
const MESSAGES: usize = 20_000;
/// Longest wait for all of them.
const PATIENCE: Duration = Duration::from_mins(2);

/// Measures both rows, with the same messages.
pub(crate) async fn measure(plan: Plan) -> Result<Vec<Row>> {
    super::announce("relay and routing");
    let system = System::start(Layout::Separate).await?;
    let url = setting(&system, "AMQP_URL")?;
    for name in ["intake", "router", "answer"] {
        system.kill(name)?;
    }
    let (mut publish, mut hop, mut relay, mut routing) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut memory = (0.0, 0.0);
    for _ in 0..plan.rounds {
        let limits = broker::measure(&url, MESSAGES).await?;
        publish.push(limits.publish);
        hop.push(limits.hop);
        fill_outbox(&system).await?;
        system.launch("intake")?;
        relay.push(rate(&system, "SELECT $1 - count(*) FROM intake.outbox").await.context("the relay")?);
        memory.0 = system.memory_mb("intake")?;
        system.kill("intake")?;
        sqlx::query("TRUNCATE routing.dispatches").execute(system.database.owner()).await?;
        system.launch("router")?;
        routing
            .push(rate(&system, "SELECT count(*) FROM routing.dispatches WHERE $1 > 0").await.context("the router")?);
        memory.1 = system.memory_mb("router")?;
        system.kill("router")?;
    }
    Ok(vec![
        Row::rated("relay, outbox to confirmed", middle(relay), middle(publish)).sized(memory.0),
        Row::rated("routing, queue to desk, recorded", middle(routing), middle(hop)).sized(memory.1),
    ])
}

fn setting(system: &System, key: &str) -> Result<String> {
    system
        .broker
        .settings()
        .into_iter()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value)
        .context("a setting of the broker")
}

/// Writes the messages that 20,000 submissions would have written.
async fn fill_outbox(system: &System) -> Result<()> {
    let (clock, form) = (Clock::system(), "66".parse::<FormCode>()?);
    let (mut ids, mut bodies) = (Vec::with_capacity(MESSAGES), Vec::with_capacity(MESSAGES));
    for sequence in 1..=MESSAGES {
        let now = clock.now();
        let message = TicketSubmitted {
            version: messages::VERSION,
            event_id: clock.new_id(),
            ticket_number: TicketNumber::drawn(
                form,
                date(2026, 1, 1),
                SevenDigits::new(u32::try_from(sequence)?).context("few enough")?,
            ),
            ticket_id: clock.new_id(),
            form,
            region: "317401".to_owned(),
            submitted_at: now,
            answer_due_at: answer_due_at(now),
            documents: 2,
        };
        ids.push(message.event_id);
        bodies.push(serde_json::to_value(&message)?);
    }
    sqlx::query(
        "INSERT INTO intake.outbox (event_id, exchange, routing_key, body) SELECT id, $3, $4, body FROM \
        unnest($1::uuid[], $2::jsonb[]) AS m (id, body)",
    )
    .bind(ids)
    .bind(bodies)
    .bind(SUBMISSIONS)
    .bind(submitted_key(form))
    .execute(system.database.owner())
    .await?;
    sqlx::query("VACUUM ANALYZE intake.outbox").execute(system.database.owner()).await?;
    Ok(())
}

/// Messages per second between the first and the last completed one; `done` counts them.
async fn rate(system: &System, done: &'static str) -> Result<f64> {
    let mut first: Option<(i64, Instant)> = None;
    let total = i64::try_from(MESSAGES)?;
    eventually("all messages", PATIENCE, async || {
        let count: i64 = sqlx::query_scalar(done).bind(total).fetch_one(system.database.owner()).await?;
        let now = Instant::now();
        if count > 0 && first.is_none() {
            first = Some((count, now));
        }
        let Some((before, began)) = first else { return Ok(None) };
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 messages")]
        let rate = (count - before) as f64 / now.duration_since(began).as_secs_f64();
        Ok((count >= total).then_some(rate))
    })
    .await
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or(f64::NAN)
}
