//! The operator sets how long each kind of data is kept (`helpdesk retention`). The jobs that delete data read the
//! periods here. The table `retention.periods` alone says what a period may be (docs/adr/0033).

use std::fmt;
use std::time::Duration;

use crate::Pool;

/// A kind of data that is kept for a period. A closed list, the same as the table's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// What a ticket's key seals: content, documents, answers, notes.
    Tickets,
    /// Marks that make a resend one ticket.
    Idempotency,
    /// Answers that officers have not sent.
    Drafts,
    /// Texts that agencies posted for reports to refer to.
    Texts,
    /// Messages seen.
    Inbox,
    /// Sessions that are over.
    Sessions,
    /// Browsers in which an officer or an applicant was signed in.
    Devices,
    /// Answers to many tickets, with what became of each.
    Bulk,
    /// Banners that ended, and forms that opened again.
    Notices,
    /// Counts by the hour.
    Statistics,
    /// Versions of entries of the FAQ that nobody reads any more.
    Faq,
    /// Searches in the FAQ that found nothing.
    Searches,
    /// Letters to people, and what became of them.
    Letters,
    /// Stampings and their files.
    Stampings,
}

impl Kept {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Tickets,
        Self::Idempotency,
        Self::Drafts,
        Self::Texts,
        Self::Inbox,
        Self::Sessions,
        Self::Devices,
        Self::Bulk,
        Self::Notices,
        Self::Statistics,
        Self::Faq,
        Self::Searches,
        Self::Letters,
        Self::Stampings,
    ];

    /// The stored name, by which the operator names it too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tickets => "tickets",
            Self::Idempotency => "idempotency",
            Self::Drafts => "drafts",
            Self::Texts => "texts",
            Self::Inbox => "inbox",
            Self::Sessions => "sessions",
            Self::Devices => "devices",
            Self::Bulk => "bulk",
            Self::Notices => "notices",
            Self::Statistics => "statistics",
            Self::Faq => "faq",
            Self::Searches => "searches",
            Self::Letters => "letters",
            Self::Stampings => "stampings",
        }
    }

    /// What it is, and from when on its days count.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Tickets => "content, documents, answers and notes of tickets, from the day of submission",
            Self::Idempotency => "marks that make a resend one ticket, from the first sending",
            Self::Drafts => "answers that officers have not sent, from the last change",
            Self::Texts => "texts that agencies posted for a report to refer to, from the posting",
            Self::Inbox => "messages seen, from the first sight",
            Self::Sessions => "sessions of officers and applicants, from their end",
            Self::Devices => "browsers in which an officer or an applicant was signed in, from the last time",
            Self::Bulk => "answers to many tickets, from their end",
            Self::Notices => "banners and closed forms, from their end",
            Self::Statistics => "counts of tickets by desk and hour, from that hour",
            Self::Faq => "versions of entries of the FAQ that nobody reads any more, from their writing",
            Self::Searches => "searches in the FAQ that found nothing, from the last time",
            Self::Letters => "what became of letters to people, from the request",
            Self::Stampings => "stampings with their files, from the end of their registration",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// For how long it is kept now. A job asks at each run, so that a change counts from the next one on.
    ///
    /// # Errors
    /// When the database is away or refuses: then nothing is to be deleted.
    pub async fn period(self, pool: &Pool) -> Result<Duration, sqlx::Error> {
        let days: i32 = sqlx::query_scalar("SELECT days FROM retention.periods WHERE kind = $1")
            .bind(self.as_str())
            .fetch_one(pool)
            .await?;
        Ok(Duration::from_hours(24 * u64::from(days.unsigned_abs())))
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
