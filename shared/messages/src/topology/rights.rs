//! What each user may do. Nobody but the operator may change the topology.

use domain::Desk;

use super::{desk_queue, rejected_queue};

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

/// Takes the desks' tickets and the partners' replies, hands tickets over, tells what happened, puts off, parks and rejects what fails.
pub const ANSWER: Rights = Rights {
    user: "answer",
    configure: NOTHING,
    write: r"^helpdesk\.(desks|events|retry|dead|rejected)$",
    read: r"^(desk\..+|answer\.replies)$",
    tags: "",
};

/// Imports the topology, looks into parking queues and drives messages home (through the default exchange).
pub const OPERATOR: Rights = Rights { user: "operator", configure: EVERYTHING, write: EVERYTHING, read: EVERYTHING, tags: "management" };

/// What a partner agency's user may do: report, and read its rejections and the queues of the desks that it serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyRights {
    /// What it may declare and delete: nothing.
    pub configure: &'static str,
    /// Where it may publish.
    pub write: &'static str,
    /// What it may consume.
    pub read: String,
}

impl AgencyRights {
    /// The rights of the agency with this name while it serves these desks.
    #[must_use]
    pub fn new(agency: &str, served: &[Desk]) -> Self {
        let queues: Vec<String> = std::iter::once(rejected_queue(agency))
            .chain(served.iter().map(|desk| desk_queue(*desk).to_owned()))
            .map(|queue| queue.replace('.', r"\."))
            .collect();
        Self { configure: NOTHING, write: r"^helpdesk\.replies$", read: format!("^({})$", queues.join("|")) }
    }
}

/// Every user of ours.
pub const USERS: [Rights; 4] = [INTAKE, ROUTER, ANSWER, OPERATOR];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_reads_its_rejections_and_the_desks_that_it_serves() {
        assert_eq!(AgencyRights::new("dukcapil", &[]).read, r"^(agency\.dukcapil\.rejected)$");
        let serving = AgencyRights::new("pusat-data", &[Desk::KemendikbudTeacherData]);
        assert_eq!(serving.read, r"^(agency\.pusat-data\.rejected|desk\.kemendikbud\.teacher-data)$");
    }
}
