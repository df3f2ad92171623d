//! Why a piece of work was not done.

use domain::DocumentKind;

/// Why a piece of work was not done. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such ticket, or not for this caller.
    #[error("no such ticket for this caller")]
    UnknownTicket,
    /// No such desk, or not for this caller.
    #[error("no such desk for this caller")]
    UnknownDesk,
    /// The ticket has no document of this kind.
    #[error("the ticket has no such document")]
    UnknownDocument,
    /// The ticket's data was erased.
    #[error("the ticket's data was erased")]
    Erased,
    /// The operator closed the ticket to desks while a dispute lasts.
    #[error("the ticket is restricted")]
    Restricted,
    /// The ticket is still on its way to the desk.
    #[error("the ticket is still on its way to the desk")]
    NotReceived,
    /// There is an answer already.
    #[error("the ticket is answered already")]
    AlreadyAnswered,
    /// The correction does not name the newest answer.
    #[error("the correction does not name the newest answer")]
    OutdatedCorrection,
    /// Somebody else works on it.
    #[error("somebody else works on the ticket")]
    ClaimedByAnother,
    /// The ticket is at that desk already.
    #[error("the ticket is at that desk already")]
    SameDesk,
    /// That desk answers by itself, and not what this form asks.
    #[error("that desk answers by itself, and not what this form asks")]
    AnswersByItself,
    /// The applicant was asked something, and it is still waited for the reply.
    #[error("the applicant was asked something already")]
    AlreadyAsked,
    /// The applicant was asked as often as may be.
    #[error("the applicant was asked too often already")]
    AskedTooOften,
    /// The applicant has just replied to a question: whoever acts on the ticket reads that first.
    #[error("the applicant has just replied")]
    ReplyUnread,
    /// An officer approved what the ticket asks for, and accounts has not reported yet.
    #[error("an approval waits for accounts")]
    AwaitsAccounts,
    /// The account beside the ticket is another one by now, or is frozen.
    #[error("the account beside the ticket is another one by now")]
    OtherAccount,
    /// Whoever froze the account does not decide about it a second time.
    #[error("another officer has to decide")]
    SameOfficer,
    /// The period of the account is closed.
    #[error("the period of the account is closed")]
    PeriodClosed,
    /// The NIK had a complaint in this period already: a supervisor decides.
    #[error("a supervisor decides about a second complaint")]
    SecondComplaint,
    /// Only a supervisor of the desk may do this.
    #[error("only a supervisor of the desk may do this")]
    SupervisorsOnly,
    /// The caller posted no text under this id.
    #[error("no text was posted under this id")]
    UnknownText,
    /// The posted text does not fit what it is used for.
    #[error("the posted text does not fit its use")]
    UnfitText,
    /// Another text was posted under this id.
    #[error("another text was posted under this id")]
    TextTaken,
    /// The ticket has too many posted texts.
    #[error("the ticket has too many posted texts")]
    TooManyTexts,
    /// The database is away or holds something unknown.
    #[error("the desks' tables could not be used")]
    Database(#[from] sqlx::Error),
    /// Sealed data could not be opened or sealed.
    #[error("sealed data could not be opened or sealed")]
    Vault(#[from] vault::VaultError),
    /// The document vanished from the store, or is damaged there. The applicant can be asked for it again.
    #[error("the document vanished or is damaged in the store")]
    DocumentLost(DocumentKind),
    /// The document could not be fetched or opened.
    #[error("the document could not be fetched or opened")]
    Document(#[from] documents::StoreError),
    /// The opened content is not what this version writes.
    #[error("the opened content is not what this version knows")]
    Content,
}

/// What kind of refusal it is, whatever its words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// There is no such thing, or not for this caller.
    Unknown,
    /// It was there and is not any more.
    Gone,
    /// It is closed while a dispute lasts.
    Locked,
    /// It does not go together with what is so already.
    Conflict,
    /// What was asked for cannot be done.
    Invalid,
    /// The caller has not the right.
    Forbidden,
    /// The database or the documents are away: a little later it may go well.
    Unavailable,
    /// A fault of ours.
    Fault,
}

impl Refusal {
    /// The refusal's name in interfaces.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownTicket => "unknown_ticket",
            Self::UnknownDesk => "unknown_desk",
            Self::UnknownDocument => "unknown_document",
            Self::Erased => "erased",
            Self::Restricted => "restricted",
            Self::NotReceived => "not_received",
            Self::AlreadyAnswered => "already_answered",
            Self::OutdatedCorrection => "outdated_correction",
            Self::ClaimedByAnother => "claimed_by_another",
            Self::SameDesk | Self::AnswersByItself => "invalid_transfer",
            Self::AlreadyAsked => "already_asked",
            Self::AskedTooOften => "asked_too_often",
            Self::ReplyUnread => "reply_unread",
            Self::AwaitsAccounts => "awaits_accounts",
            Self::OtherAccount => "other_account",
            Self::SameOfficer => "same_officer",
            Self::PeriodClosed => "period_closed",
            Self::SecondComplaint => "second_complaint",
            Self::SupervisorsOnly => "role_missing",
            Self::UnknownText => "unknown_text",
            Self::UnfitText => "unfit_text",
            Self::TextTaken => "text_taken",
            Self::TooManyTexts => "too_many_texts",
            Self::DocumentLost(_) => "document_lost",
            Self::Database(_) | Self::Document(_) | Self::Vault(_) | Self::Content => {
                if self.kind() == RefusalKind::Unavailable { "unavailable" } else { "internal" }
            }
        }
    }

    /// The refusal's kind.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::UnknownTicket | Self::UnknownDesk | Self::UnknownDocument | Self::UnknownText => RefusalKind::Unknown,
            Self::Erased | Self::DocumentLost(_) => RefusalKind::Gone,
            Self::Restricted => RefusalKind::Locked,
            Self::NotReceived
            | Self::AlreadyAnswered
            | Self::OutdatedCorrection
            | Self::ClaimedByAnother
            | Self::AlreadyAsked
            | Self::AskedTooOften
            | Self::ReplyUnread
            | Self::AwaitsAccounts
            | Self::OtherAccount
            | Self::SameOfficer
            | Self::PeriodClosed
            | Self::TextTaken
            | Self::TooManyTexts => RefusalKind::Conflict,
            Self::SameDesk | Self::AnswersByItself | Self::UnfitText => RefusalKind::Invalid,
            Self::SupervisorsOnly | Self::SecondComplaint => RefusalKind::Forbidden,
            Self::Database(error) if database::is_unavailable(error) => RefusalKind::Unavailable,
            Self::Document(documents::StoreError::Unavailable(_)) => RefusalKind::Unavailable,
            Self::Database(_) | Self::Document(_) | Self::Vault(_) | Self::Content => RefusalKind::Fault,
        }
    }
}
