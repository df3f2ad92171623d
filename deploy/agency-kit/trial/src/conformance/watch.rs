//! Compares every report that arrives with the rules, and answers it as the helpdesk would.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use futures_util::StreamExt as _;
use lapin::message::Delivery;
use messages::replies::LONGEST_REPLY;
use messages::topology::{REPORTS, agency_user, report_key};
use messages::{CaseReply, Malformed, ReplyRejected, VERSION};
use uuid::Uuid;

use super::practice::{Practice, Rejected};
use super::rule::Rule;
use super::stage::Line;

/// AMQP's mark of a message that survives the broker's restart.
const PERSISTENT: u8 = 2;

/// The explanation in every rejection. The code says which rule the report broke.
const EXPLANATION: &str = "Laporan ini tidak berpengaruh. Alasannya tersebut dalam \"reason\".";

/// Takes reports until the connection ends.
pub(super) async fn watch(practice: Arc<Practice>, line: Arc<Line>) -> Result<()> {
    let mut reports = line.reports().await?;
    while let Some(delivery) = reports.next().await {
        let delivery = delivery.context("taking reports")?;
        let Err(reason) = judge(&practice, &delivery) else { continue };
        // Without a user we do not know whom to tell.
        if delivery.properties.user_id().is_some() {
            line.reject(&rejection(&practice, &delivery, reason)).await?;
        }
    }
    anyhow::bail!("the broker ended the helpdesk's own consumer")
}

/// Compares one report with the rules, each on its own. A report without a user takes effect here, so that the trial
/// can judge the other rules, too.
fn judge(practice: &Practice, delivery: &Delivery) -> Result<(), Rejected> {
    let (ledger, properties, body) = (&practice.ledger, &delivery.properties, delivery.data.as_slice());
    let about = describe(practice, delivery);
    let whole = format!("{properties:?} {} {}", delivery.routing_key, String::from_utf8_lossy(body));
    ledger.judge(Rule::NoPersonalData, !practice.is_quoted_in(&whole), || {
        format!("{about} held personal data or a text")
    });
    let user = properties.user_id().as_ref().map(lapin::types::ShortString::as_str);
    ledger.judge(Rule::UserId, user == Some(&agency_user(&practice.agency)), || format!("{about} had no user_id"));
    ledger.judge(Rule::Persistent, *properties.delivery_mode() == Some(PERSISTENT), || {
        format!(
            "{about} had delivery_mode {}",
            properties.delivery_mode().map_or("unset".to_owned(), |mode| mode.to_string())
        )
    });
    let reply = read(body).inspect_err(|reason| ledger.broken(Rule::Schema, format!("{about}: {reason}")))?;
    ledger.kept(Rule::Schema);
    let kind = reply.routing_key();
    let key = if delivery.exchange.as_str() == REPORTS { report_key(&practice.agency, kind) } else { kind.to_owned() };
    ledger.judge(Rule::RoutingKey, delivery.routing_key.as_str() == key, || {
        format!("{kind} had the routing key of {about}")
    });
    let same_id = message_id(delivery) == Some(reply.event_id());
    let taken = practice.take(&reply);
    if !ledger.judge(Rule::MessageId, same_id, || {
        format!("{kind} on {}: message_id is not its event_id", reply.ticket_number())
    }) {
        return Err(if message_id(delivery).is_some() { "other_event_id" } else { "no_event_id" });
    }
    taken
}

/// Reads a body, or says why it is invalid, with the helpdesk's own codes.
fn read(body: &[u8]) -> Result<CaseReply, Rejected> {
    if serde_json::from_slice::<serde::de::IgnoredAny>(body).is_err() {
        return Err("not_json");
    }
    if body.len() > LONGEST_REPLY {
        return Err("too_long");
    }
    CaseReply::parse(body).map_err(|malformed| match malformed {
        Malformed::Version { .. } => "unknown_version",
        Malformed::Body(_) => "malformed",
    })
}

/// Describes a report by its routing key, if the key is one of the known kinds: any other key may hold anything.
fn describe(practice: &Practice, delivery: &Delivery) -> String {
    let known = ["case.received", "case.processing", "case.answered", "case.transferred"];
    let key = delivery.routing_key.as_str();
    let key = key.strip_prefix(&report_key(&practice.agency, "")).unwrap_or(key);
    known.into_iter().find(|kind| *kind == key).unwrap_or("another routing key").to_owned()
}

fn message_id(delivery: &Delivery) -> Option<Uuid> {
    delivery.properties.message_id().as_ref()?.as_str().parse().ok()
}

fn rejection(practice: &Practice, delivery: &Delivery, reason: Rejected) -> ReplyRejected {
    ReplyRejected {
        version: VERSION,
        event_id: practice.clock.new_id(),
        rejected_id: message_id(delivery),
        reason: reason.to_owned(),
        explanation: EXPLANATION.to_owned(),
        at: practice.clock.now(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_refused_with_the_helpdesks_codes() {
        let long = format!("{{\"version\":1,\"padding\":\"{}\"}}", "x".repeat(LONGEST_REPLY));
        for (body, reason) in [
            ("\u{0} garbage", "not_json"),
            ("{\"version\":2}", "unknown_version"),
            ("{\"version\":1}", "malformed"),
            (&long, "too_long"),
        ] {
            assert_eq!(read(body.as_bytes()).unwrap_err(), reason);
        }
    }
}
