//! What each user may do. Only the operator may change the topology.

use domain::Desk;

use super::{desk_queue, rejected_queue};

/// A RabbitMQ user and its rights, as regular expressions over the names of exchanges and queues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The user's name. The operator chooses its password.
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

/// Publishes submissions, and asks for letters.
pub const INTAKE: Rights =
    Rights { user: "intake", configure: NOTHING, write: r"^helpdesk\.(submissions|letters)$", read: NOTHING, tags: "" };

/// Consumes submissions, sends them to desks, postpones and parks what fails.
pub const ROUTER: Rights = Rights {
    user: "router",
    configure: NOTHING,
    write: r"^helpdesk\.(desks|retry|dead)$",
    read: r"^router\.submissions$",
    tags: "",
};

/// Consumes the desks' tickets and the partners' replies, hands tickets over, publishes events, asks for letters,
/// asks accounts again and takes what became of it, and postpones, parks and rejects what fails.
pub const ANSWER: Rights = Rights {
    user: "answer",
    configure: NOTHING,
    write: r"^helpdesk\.(desks|events|letters|accounts|retry|dead|rejected)$",
    read: r"^(desk\..+|answer\.(replies|accounts)|agency\.[^.]+\.reports)$",
    tags: "",
};

/// Hands tickets over, publishes events, and asks for letters and for acts of accounts when officers act.
pub const CONSOLE: Rights = Rights {
    user: "console",
    configure: NOTHING,
    write: r"^helpdesk\.(desks|events|letters|accounts)$",
    read: NOTHING,
    tags: "",
};

/// Consumes letters, asks again for those that got lost, and postpones and parks what fails.
pub const NOTIFY: Rights = Rights {
    user: "notify",
    configure: NOTHING,
    write: r"^helpdesk\.(letters|retry|dead)$",
    read: r"^notify\.letters$",
    tags: "",
};

/// Asks for letters when something happens to an applicant's account, consumes what desks ask of accounts and reports
/// what became of it, and postpones and parks what fails.
pub const ACCOUNTS: Rights = Rights {
    user: "accounts",
    configure: NOTHING,
    write: r"^helpdesk\.(letters|accounts|retry|dead)$",
    read: r"^accounts\.commands$",
    tags: "",
};

/// Consumes stampings that are asked for, asks again for those that got lost, reports what became of them, and
/// postpones and parks what fails.
pub const STAMPING: Rights = Rights {
    user: "stamping",
    configure: NOTHING,
    write: r"^helpdesk\.(stampings|stamped|retry|dead)$",
    read: r"^stamping\.(urgent|requests)$",
    tags: "",
};

/// Asks for letters and stampings, and tells which registrations are final.
pub const REGISTRATION: Rights = Rights {
    user: "registration",
    configure: NOTHING,
    write: r"^helpdesk\.(letters|stampings|registrations)$",
    read: NOTHING,
    tags: "",
};

/// Imports the topology, reads parking queues and sends messages home (through the default exchange).
pub const OPERATOR: Rights =
    Rights { user: "operator", configure: EVERYTHING, write: EVERYTHING, read: EVERYTHING, tags: "management" };

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
    /// These rights without the queue that all agencies share: the agency reports into its own queue only.
    #[must_use]
    pub fn own_queue_only(self) -> Self {
        Self { write: r"^helpdesk\.reports$", ..self }
    }

    /// The rights of the agency with this name while it serves these desks.
    #[must_use]
    pub fn new(agency: &str, served: &[Desk]) -> Self {
        let queues: Vec<String> = std::iter::once(rejected_queue(agency))
            .chain(served.iter().map(|desk| desk_queue(*desk).to_owned()))
            .map(|queue| queue.replace('.', r"\."))
            .collect();
        Self { configure: NOTHING, write: r"^helpdesk\.(reports|replies)$", read: format!("^({})$", queues.join("|")) }
    }
}

/// What an agency's user may hold open at once, by the broker's names for its limits on users: connections, and
/// channels over all of them. A program needs one connection with one or two channels. The limits leave room for some
/// programs and for those that end badly.
pub const AGENCY_LIMITS: [(&str, u32); 2] = [("max-connections", 10), ("max-channels", 50)];

/// Every user of our services.
pub const USERS: [Rights; 9] = [INTAKE, ROUTER, ANSWER, CONSOLE, NOTIFY, ACCOUNTS, STAMPING, REGISTRATION, OPERATOR];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_reads_its_rejections_and_the_desks_that_it_serves() {
        assert_eq!(AgencyRights::new("dukcapil", &[]).read, r"^(agency\.dukcapil\.rejected)$");
        let serving = AgencyRights::new("pusat-data", &[Desk::KemendikbudTeacherData]);
        assert_eq!(serving.read, r"^(agency\.pusat-data\.rejected|desk\.kemendikbud\.teacher-data)$");
        assert_eq!(serving.own_queue_only().write, r"^helpdesk\.reports$");
    }
}
