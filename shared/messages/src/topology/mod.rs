//! Exchanges, queues, bindings, policies and users' rights, as data.
//!
//! ```text
//! helpdesk.submissions  topic    submitted.#    -> router.submissions
//! helpdesk.desks        direct   <desk>         -> desk.<desk>, one per desk
//! helpdesk.reports      topic    agency.<name>.# -> agency.<name>.reports, one per partner agency
//! helpdesk.replies      topic    #              -> answer.replies, for programs from before own queues
//! helpdesk.events       topic                   -> whoever subscribes
//! helpdesk.letters      topic    #              -> notify.letters
//! helpdesk.accounts     topic    account.*      -> accounts.commands · answer.accounts
//! helpdesk.stampings    topic    requested.*    -> stamping.urgent · stamping.requests
//! helpdesk.stamped      topic                   -> whoever subscribes
//! helpdesk.registrations topic                  -> whoever subscribes
//! helpdesk.retry        headers  delay = 10s …  -> retry.10s · retry.1m · retry.10m, from there home by queue name
//! helpdesk.dead         direct   <queue>        -> dead.<queue>
//! helpdesk.rejected     direct   <user>         -> agency.<name>.rejected, one per partner agency
//! helpdesk.unroutable   fanout                  -> unroutable (alternate exchange of reports and replies)
//! ```
//!
//! `helpdesk agency` makes and removes the queues of agencies. The definitions contain their policy, not the queues.
//!
//! The services declare nothing: the operator imports what [`definitions`] renders. Only the queue type, which never
//! changes, is an argument. Time-outs, lengths and dead-lettering are policies, so the operator can change them on a
//! running broker.
//!
//! An alternate exchange would defeat `mandatory`: the broker counts a message that reaches it as routed. So only
//! `helpdesk.reports` and `helpdesk.replies` have one, where partner agencies publish with clients of their own.

mod definitions;
mod delay;
mod rights;

pub use definitions::{definitions, definitions_with};
pub use delay::{Delay, DelayTimes};
pub use rights::{
    ACCOUNTS, AGENCY_LIMITS, ANSWER, AgencyRights, CONSOLE, INTAKE, NOTIFY, OPERATOR, REGISTRATION, ROUTER, Rights,
    STAMPING, USERS,
};

use domain::{Desk, FormCode};

/// The virtual host that holds everything.
pub const VIRTUAL_HOST: &str = "helpdesk";

/// Accepted submissions (topic).
pub const SUBMISSIONS: &str = "helpdesk.submissions";
/// Tickets on their way to desks (direct, keyed by the desk's name).
pub const DESKS: &str = "helpdesk.desks";
/// What partner agencies report, each into a queue of its own (topic, keyed by [`report_key`]).
pub const REPORTS: &str = "helpdesk.reports";
/// What older programs of partner agencies report, all into one queue (topic).
pub const REPLIES: &str = "helpdesk.replies";
/// What happened to tickets (topic). The only exchange to which we publish without `mandatory`: nobody has to listen.
pub const EVENTS: &str = "helpdesk.events";
/// Letters to people that are to be sent (topic, keyed by the kind).
pub const LETTERS: &str = "helpdesk.letters";
/// What desks ask of accounts, and what became of it (topic, keyed by the message).
pub const ACCOUNT_COMMANDS: &str = "helpdesk.accounts";
/// Stampings that are asked for (topic, keyed by how urgent they are).
pub const STAMPINGS: &str = "helpdesk.stampings";
/// What became of stampings (topic, keyed by the message). Nobody has to listen: their rows tell it, too.
pub const STAMPED: &str = "helpdesk.stamped";
/// Registrations that are final (topic, keyed by the message). Nobody has to listen: their rows tell it, too.
pub const REGISTRATIONS: &str = "helpdesk.registrations";
/// Failed messages that wait for the next attempt (headers, [`DELAY_HEADER`]; the routing key is the origin queue).
pub const RETRY: &str = "helpdesk.retry";
/// Parked messages (direct, keyed by the origin queue).
pub const DEAD: &str = "helpdesk.dead";
/// Replies that had no effect, on their way back to the agency (direct, keyed by the agency's user).
pub const REJECTED: &str = "helpdesk.rejected";
/// Replies with a routing key that no queue wants (fanout).
pub const UNROUTABLE: &str = "helpdesk.unroutable";

/// The routing key of a stamping on [`STAMPINGS`] whose registration closes soon.
pub const STAMPING_URGENT_KEY: &str = "requested.urgent";
/// The routing key of every other one.
pub const STAMPING_USUAL_KEY: &str = "requested.usual";

/// The queue of stampings whose registrations close soon.
pub const STAMPING_URGENT: &str = "stamping.urgent";
/// The queue of every other stamping.
pub const STAMPING_REQUESTS: &str = "stamping.requests";
/// The router's queue.
pub const ROUTER_SUBMISSIONS: &str = "router.submissions";
/// The queue of partner agencies' replies.
pub const ANSWER_REPLIES: &str = "answer.replies";
/// The queue of letters that are to be sent.
pub const NOTIFY_LETTERS: &str = "notify.letters";
/// The queue of what desks ask of accounts.
pub const ACCOUNTS_COMMANDS: &str = "accounts.commands";
/// The queue of what became of it.
pub const ANSWER_ACCOUNTS: &str = "answer.accounts";
/// Where the broker puts unroutable replies.
pub const UNROUTABLE_QUEUE: &str = "unroutable";

/// The header that chooses a [`Delay`] on [`RETRY`].
pub const DELAY_HEADER: &str = "delay";

/// The routing key of a submission on [`SUBMISSIONS`].
#[must_use]
pub fn submitted_key(form: FormCode) -> String {
    format!("submitted.{form}")
}

/// The queue of a desk.
#[must_use]
pub fn desk_queue(desk: Desk) -> &'static str {
    match desk {
        Desk::DukcapilGuidance => "desk.dukcapil.guidance",
        Desk::BknDataFixes => "desk.bkn.data-fixes",
        Desk::BknAccounts => "desk.bkn.accounts",
        Desk::KemendikbudTeacherData => "desk.kemendikbud.teacher-data",
        Desk::InstansiComplaints => "desk.instansi.complaints",
    }
}

/// The queue with the parked messages of `queue`.
#[must_use]
pub fn dead_queue(queue: &str) -> String {
    format!("dead.{queue}")
}

/// The RabbitMQ user of the agency with this name.
#[must_use]
pub fn agency_user(agency: &str) -> String {
    format!("agency.{agency}")
}

/// The agency whose RabbitMQ user has this name.
#[must_use]
pub fn agency_of(user: &str) -> Option<&str> {
    user.strip_prefix("agency.")
}

/// The queue in which an agency finds its replies that had no effect.
#[must_use]
pub fn rejected_queue(agency: &str) -> String {
    format!("agency.{agency}.rejected")
}

/// The queue of an agency's own reports. No other agency's reports wait in it.
#[must_use]
pub fn reports_queue(agency: &str) -> String {
    format!("agency.{agency}.reports")
}

/// The routing key of a report of this kind on [`REPORTS`]. The broker lets an agency publish with its own name only.
#[must_use]
pub fn report_key(agency: &str, kind: &str) -> String {
    format!("agency.{agency}.{kind}")
}

/// The routing keys that an agency may use on [`REPORTS`], as a regular expression.
#[must_use]
pub fn report_keys(agency: &str) -> String {
    format!(r"^agency\.{agency}\.")
}

/// Every queue that a service consumes. Each has its parking queue.
pub fn work_queues() -> impl Iterator<Item = &'static str> {
    [
        ROUTER_SUBMISSIONS,
        ANSWER_REPLIES,
        NOTIFY_LETTERS,
        ACCOUNTS_COMMANDS,
        ANSWER_ACCOUNTS,
        STAMPING_URGENT,
        STAMPING_REQUESTS,
    ]
    .into_iter()
    .chain(Desk::ALL.iter().copied().map(desk_queue))
}

/// The AMQP `type` property of messages on `exchange`: the kind of message, readable without the body.
#[must_use]
pub fn message_type(exchange: &str) -> Option<&'static str> {
    match exchange {
        SUBMISSIONS => Some("ticket.submitted"),
        DESKS => Some("ticket.routed"),
        EVENTS => Some("ticket.event"),
        LETTERS => Some("letter.requested"),
        STAMPINGS => Some("stamping.requested"),
        REGISTRATIONS => Some("registration.finalised"),
        REJECTED => Some("case.rejected"),
        _ => None,
    }
}

/// Whether the broker must return a message to `exchange` that no queue takes.
#[must_use]
pub fn is_mandatory(exchange: &str) -> bool {
    ![EVENTS, STAMPED, REGISTRATIONS].contains(&exchange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desks_queue_is_named_after_the_desk() {
        for desk in Desk::ALL.iter().copied() {
            assert_eq!(desk_queue(desk), format!("desk.{}", desk.as_str()));
        }
    }
}
