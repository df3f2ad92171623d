//! Whole cases as their columns hold them: the one list of these columns.

use std::str::FromStr;

use domain::{Desk, FormCode, Stage, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;

use super::stored::stored;

/// The case of one ticket.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The ticket's number.
    pub number: TicketNumber,
    /// The ticket's id.
    pub ticket_id: Uuid,
    /// The form that was filed.
    pub form: FormCode,
    /// Whose it is now.
    pub desk: Desk,
    /// How far it is.
    pub stage: Stage,
    /// When it was filed.
    pub submitted_at: Timestamp,
    /// When the answer is due.
    pub answer_due_at: Timestamp,
    /// Who took it last.
    pub claim: Option<Claim>,
    /// It rests: it waits for its applicant's reply, until then at most.
    pub rests_until: Option<Timestamp>,
    /// How it came back from its applicant last, unless it was answered since.
    pub came_back: Option<CameBack>,
}

/// How a ticket came back from its applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// The applicant wrote once more after the answer.
    FollowUp,
    /// The applicant replied to a question.
    Reply,
    /// The applicant did not reply in time.
    Expired,
}

impl FromStr for CameBack {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "follow_up" => Ok(Self::FollowUp),
            "reply" => Ok(Self::Reply),
            "expired" => Ok(Self::Expired),
            _ => Err(()),
        }
    }
}

/// Who works on a case, and until when nobody else may take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// A token or an officer; `store::actors` knows the name.
    pub by: Uuid,
    /// Since when.
    pub since: Timestamp,
    /// Until when it keeps others away.
    pub expires_at: Timestamp,
}

impl Case {
    /// The claim that still counts at `now`.
    #[must_use]
    pub fn claim_at(&self, now: Timestamp) -> Option<Claim> {
        self.claim.filter(|claim| claim.expires_at > now)
    }

    /// Whether somebody else than `id` holds it at `now`.
    #[must_use]
    pub fn is_held_from(&self, id: Uuid, now: Timestamp) -> bool {
        self.claim_at(now).is_some_and(|claim| claim.by != id)
    }
}

/// The query that reads whole cases; `$from` is its SQL from `FROM` on.
macro_rules! case_rows {
    ($from:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            $crate::store::case::CaseRow,
            r#"SELECT ticket_number AS "ticket_number!", ticket_id AS "ticket_id!", form AS "form!", desk AS "desk!",
               stage AS "stage!", submitted_at AS "submitted_at!", answer_due_at AS "answer_due_at!",
               claimed_by AS "claimed_by?", claimed_at AS "claimed_at?", claim_expires_at AS "claim_expires_at?",
               rests_until AS "rests_until?", came_back AS "came_back?" "#
                + $from
            $(, $argument)*
        )
    };
}

pub(super) use case_rows;

/// A case as the columns hold it.
pub(crate) struct CaseRow {
    pub(crate) ticket_number: String,
    pub(crate) ticket_id: Uuid,
    pub(crate) form: String,
    pub(crate) desk: String,
    pub(crate) stage: String,
    pub(crate) submitted_at: Timestamp,
    pub(crate) answer_due_at: Timestamp,
    pub(crate) claimed_by: Option<Uuid>,
    pub(crate) claimed_at: Option<jiff_sqlx::Timestamp>,
    pub(crate) claim_expires_at: Option<jiff_sqlx::Timestamp>,
    pub(crate) rests_until: Option<jiff_sqlx::Timestamp>,
    pub(crate) came_back: Option<String>,
}

impl TryFrom<CaseRow> for Case {
    type Error = sqlx::Error;

    fn try_from(row: CaseRow) -> Result<Self, sqlx::Error> {
        let key = &row.ticket_number;
        let claim = match (row.claimed_by, row.claimed_at, row.claim_expires_at) {
            (Some(by), Some(since), Some(expires_at)) => {
                Some(Claim { by, since: since.to_jiff(), expires_at: expires_at.to_jiff() })
            }
            _ => None,
        };
        Ok(Self {
            number: stored(key, "desk.cases", "ticket_number", key)?,
            ticket_id: row.ticket_id,
            form: stored(&row.form, "desk.cases", "form", key)?,
            desk: stored(&row.desk, "desk.cases", "desk", key)?,
            stage: stored(&row.stage, "desk.cases", "stage", key)?,
            submitted_at: row.submitted_at,
            answer_due_at: row.answer_due_at,
            claim,
            rests_until: row.rests_until.map(jiff_sqlx::Timestamp::to_jiff),
            came_back: row.came_back.map(|how| stored(&how, "desk.cases", "came_back", key)).transpose()?,
        })
    }
}
