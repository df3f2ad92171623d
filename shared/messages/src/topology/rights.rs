//! What each user may do. Nobody but the operator may change the topology.

/// A RabbitMQ user and its rights, as regular expressions over the names of exchanges and queues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The user's name; its password is the operator's choice.
    pub user: &'static str,
    /// What it may declare and delete.
    pub configure: &'static str,
    /// Where it may publish.
    pub write: &'static str,
    /// What it may consume.
    pub read: &'static str,
    /// What it may do in the management console.
    pub tags: &'static str,
}

/// Nothing at all.
const NOTHING: &str = "^$";
/// Everything.
const EVERYTHING: &str = ".*";

/// Publishes submissions.
pub const INTAKE: Rights = Rights { user: "intake", configure: NOTHING, write: r"^helpdesk\.submissions$", read: NOTHING, tags: "" };

/// Takes submissions, sends them to desks, puts off and parks what fails.
pub const ROUTER: Rights =
    Rights { user: "router", configure: NOTHING, write: r"^helpdesk\.(desks|retry|dead)$", read: r"^router\.submissions$", tags: "" };

/// Takes the desks' tickets and the partners' replies, hands tickets over, tells what happened, puts off and parks what fails.
pub const ANSWER: Rights = Rights {
    user: "answer",
    configure: NOTHING,
    write: r"^helpdesk\.(desks|events|retry|dead)$",
    read: r"^(desk\..+|answer\.replies)$",
    tags: "",
};

/// Imports the topology, looks into parking queues and drives messages home (through the default exchange).
pub const OPERATOR: Rights = Rights { user: "operator", configure: EVERYTHING, write: EVERYTHING, read: EVERYTHING, tags: "management" };

/// Every user.
pub const USERS: [Rights; 4] = [INTAKE, ROUTER, ANSWER, OPERATOR];
