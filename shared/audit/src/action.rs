//! The acts that the log knows.

/// What was done. Its name is stored, so it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opened a ticket's content.
    ReadTicket,
    /// Opened a document; the detail is its kind.
    ReadDocument,
    /// Searched; the detail says by which fields, never for what, and which tickets were shown ([`Entry::seen`]).
    ///
    /// [`Entry::seen`]: crate::Entry::seen
    Search,
    /// Was shown tickets in a list, with what a list shows of each; the detail says in which list and which tickets
    /// ([`Entry::seen`]).
    ///
    /// [`Entry::seen`]: crate::Entry::seen
    List,
    /// Reported that the own system has a ticket.
    Receive,
    /// Took a ticket, or kept it longer.
    Claim,
    /// Gave a ticket back.
    Release,
    /// Took a ticket from the officer who held it.
    TakeOver,
    /// Gave a ticket to a colleague, who holds it from then on; the subject is that officer.
    Assign,
    /// Asked the applicant; the detail says for how many days the ticket waits for the reply.
    Ask,
    /// Gave a ticket back to its desk that had waited for its applicant; the detail says why (`replied`, `expired`).
    Return,
    /// Answered a ticket or corrected the answer; the detail is the revision.
    Answer,
    /// Opened a picture of the account beside a ticket; the detail is its kind, the subject that account.
    ReadAccountFile,
    /// Approved what a ticket asks for an account; the subject is that account, the detail says what: `answer`, or
    /// `freeze` for a complaint.
    AccountApproved,
    /// Confirmed, as the second officer, that an account that a complaint froze is removed; the subject is that
    /// account.
    RemovalConfirmed,
    /// Had an account released that a complaint froze; the subject is that account.
    FreezeLifted,
    /// Handed a ticket to another desk; the detail is that desk.
    Transfer,
    /// Took notice, as a supervisor, that a ticket is about to be late.
    Notice,
    /// Wrote an internal note.
    Note,
    /// Began, paused or resumed an answer to many tickets; the detail says which and how many.
    BulkAnswer,
    /// Took data out as a file; the detail says what and how many rows.
    Export,
    /// Changed a template of answers; the detail is its id.
    Template,
    /// Changed a macro; the detail is its id.
    Macro,
    /// Changed when the office works; the detail says what.
    Workdays,
    /// Wrote, published, declined or withdrew an entry of the FAQ; the detail says which act, entry and version.
    Faq,
    /// Added to the reference data from a ticket; the detail is the list.
    Reference,
    /// Signed in. The detail says with what: of an officer with both factors `totp` or `recovery_code`, of an applicant
    /// `password`.
    SignIn,
    /// Did not get in; the detail says at which step.
    SignInFailed,
    /// Signed out.
    SignOut,
    /// Ended a session from the list; the detail is `one` or `others`.
    SessionEnded,
    /// Chose a password with a one-time link.
    Activated,
    /// Changed the own password.
    PasswordChanged,
    /// Made an account; the subject is that account.
    AccountMade,
    /// Made an account for a NIK whose former account the population register had not confirmed; the subject is the
    /// former one.
    AccountReplaced,
    /// Froze an applicant's account, so that nobody signs in to it; the subject is that account.
    AccountFrozen,
    /// Had people sign in to a frozen account again; the subject is that account.
    AccountReleased,
    /// Had an account removed that others made with somebody's NIK; the subject is that account, the actor who
    /// confirmed it.
    AccountRemoved,
    /// Corrected the identity of the own account, which the population register had not confirmed; the detail says
    /// what the register said then: `match` or `unavailable`.
    IdentityCorrected,
    /// Was shown an answer that counts once in the place of the own one; the detail is the question, `1` or `2`.
    AnswerIssued,
    /// Chose a new password without the old one; the detail says with what proof: `answer`, `one_time_answer` or
    /// `link`.
    Recovered,
    /// Chose other security questions and answers.
    QuestionsChanged,
    /// Told another address for the own account, which waits to be confirmed; the detail is `email` or `phone`.
    ContactTold,
    /// Took back an address that waited to be confirmed; the detail as above.
    ContactWithdrawn,
    /// Confirmed an address of the own account, with a link or a code that was sent to it; the detail as above.
    ContactConfirmed,
    /// Changed a telephone where no code can be sent to it; the detail as above.
    ContactChanged,
    /// Ended the own registration, which is final from then on; the detail is its number.
    RegistrationFinalised,
    /// Enrolled an authenticator.
    TotpEnrolled,
    /// Put another authenticator in the place of the own one, and made new recovery codes; the detail says what stood
    /// for the old one: `totp` or `recovery_code`.
    PhoneChanged,
    /// Made new recovery codes.
    RecoveryCodesMade,
    /// Made an account.
    OfficerCreated,
    /// Changed roles and desks of an account; the detail holds the new ones.
    OfficerChanged,
    /// Closed an account.
    OfficerDisabled,
    /// Opened a closed account again.
    OfficerEnabled,
    /// Took password and authenticator from an account, for a new one-time link.
    OfficerReset,
    /// Read this log; the detail says by which filters.
    ReadAudit,
    /// Destroyed a ticket's data, its key and its documents.
    Erase,
    /// Destroyed the data of tickets whose period was over; the detail says how many and up to which day.
    Expire,
    /// Made a database ready that was restored from backups; the detail says how many tickets and sessions went.
    Restored,
    /// Took out everything that is kept about a person; the detail says how many tickets.
    ExportPerson,
    /// Listed whose data somebody read; the detail says whose reading and how many tickets.
    BreachReport,
    /// Closed a ticket to officers and agencies for as long as a dispute lasts.
    Restrict,
    /// Opened it to them again.
    LiftRestriction,
    /// Changed how long a kind of data is kept; the detail says which and how long.
    RetentionChanged,
    /// Made a token; the detail says of which kind.
    TokenCreated,
    /// Revoked a token.
    TokenRevoked,
    /// Added or removed a routing rule; the detail says which.
    RoutesChanged,
    /// Added or removed an agency, or made its credentials anew; the detail says which.
    AgencyChanged,
    /// Gave a desk's queue to somebody; the detail says to whom.
    DeskServed,
    /// Sent messages again; the detail says which and how many.
    MessagesResent,
    /// Wrapped data keys anew; the detail says how many.
    KeysRewrapped,
    /// Changed banners or closed forms; the detail says which.
    NoticeChanged,
    /// Added or extended a period in which accounts are made; the detail says which and until when.
    PeriodChanged,
    /// Brought the database to another version; the detail says which.
    Migrated,
    /// Imported the broker's topology and rights; the detail says into which virtual host.
    TopologyImported,
    /// Filled the database with tickets of people who do not exist; the detail says how many.
    Seeded,
    /// Loaded a reference list; the detail says which and how many rows.
    ReferenceImported,
    /// Asked for something without having the right, such as another desk's ticket; the detail says for what and how it
    /// was refused.
    Refused,
    /// Found that what is sealed does not open as it was sealed: somebody or something has changed it; the detail says
    /// what.
    Damaged,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 78] = [
        Self::ReadTicket,
        Self::ReadDocument,
        Self::Search,
        Self::List,
        Self::Receive,
        Self::Claim,
        Self::Release,
        Self::TakeOver,
        Self::Assign,
        Self::Ask,
        Self::Return,
        Self::Answer,
        Self::ReadAccountFile,
        Self::AccountApproved,
        Self::RemovalConfirmed,
        Self::FreezeLifted,
        Self::Transfer,
        Self::Notice,
        Self::Note,
        Self::BulkAnswer,
        Self::Export,
        Self::Template,
        Self::Macro,
        Self::Workdays,
        Self::Faq,
        Self::Reference,
        Self::SignIn,
        Self::SignInFailed,
        Self::SignOut,
        Self::SessionEnded,
        Self::Activated,
        Self::PasswordChanged,
        Self::AccountMade,
        Self::AccountReplaced,
        Self::AccountFrozen,
        Self::AccountReleased,
        Self::AccountRemoved,
        Self::IdentityCorrected,
        Self::AnswerIssued,
        Self::Recovered,
        Self::QuestionsChanged,
        Self::ContactTold,
        Self::ContactWithdrawn,
        Self::ContactConfirmed,
        Self::ContactChanged,
        Self::RegistrationFinalised,
        Self::TotpEnrolled,
        Self::PhoneChanged,
        Self::RecoveryCodesMade,
        Self::OfficerCreated,
        Self::OfficerChanged,
        Self::OfficerDisabled,
        Self::OfficerEnabled,
        Self::OfficerReset,
        Self::ReadAudit,
        Self::Erase,
        Self::Expire,
        Self::Restored,
        Self::ExportPerson,
        Self::BreachReport,
        Self::Restrict,
        Self::LiftRestriction,
        Self::RetentionChanged,
        Self::TokenCreated,
        Self::TokenRevoked,
        Self::RoutesChanged,
        Self::AgencyChanged,
        Self::DeskServed,
        Self::MessagesResent,
        Self::KeysRewrapped,
        Self::NoticeChanged,
        Self::PeriodChanged,
        Self::Migrated,
        Self::TopologyImported,
        Self::Seeded,
        Self::ReferenceImported,
        Self::Refused,
        Self::Damaged,
    ];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadTicket => "read_ticket",
            Self::ReadDocument => "read_document",
            Self::Search => "search",
            Self::List => "list",
            Self::Receive => "receive",
            Self::Claim => "claim",
            Self::Release => "release",
            Self::TakeOver => "take_over",
            Self::Assign => "assign",
            Self::Ask => "ask",
            Self::Return => "return",
            Self::Answer => "answer",
            Self::ReadAccountFile => "read_account_file",
            Self::AccountApproved => "account_approved",
            Self::RemovalConfirmed => "removal_confirmed",
            Self::FreezeLifted => "freeze_lifted",
            Self::Transfer => "transfer",
            Self::Notice => "notice",
            Self::Note => "note",
            Self::BulkAnswer => "bulk_answer",
            Self::Export => "export",
            Self::Template => "template",
            Self::Macro => "macro",
            Self::Workdays => "workdays",
            Self::Faq => "faq",
            Self::Reference => "reference",
            Self::SignIn => "sign_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignOut => "sign_out",
            Self::SessionEnded => "session_ended",
            Self::Activated => "activated",
            Self::PasswordChanged => "password_changed",
            Self::AccountMade => "account_made",
            Self::AccountReplaced => "account_replaced",
            Self::AccountFrozen => "account_frozen",
            Self::AccountReleased => "account_released",
            Self::AccountRemoved => "account_removed",
            Self::IdentityCorrected => "identity_corrected",
            Self::AnswerIssued => "answer_issued",
            Self::Recovered => "recovered",
            Self::QuestionsChanged => "questions_changed",
            Self::ContactTold => "contact_told",
            Self::ContactWithdrawn => "contact_withdrawn",
            Self::ContactConfirmed => "contact_confirmed",
            Self::ContactChanged => "contact_changed",
            Self::RegistrationFinalised => "registration_finalised",
            Self::TotpEnrolled => "totp_enrolled",
            Self::PhoneChanged => "phone_changed",
            Self::RecoveryCodesMade => "recovery_codes_made",
            Self::OfficerCreated => "officer_created",
            Self::OfficerChanged => "officer_changed",
            Self::OfficerDisabled => "officer_disabled",
            Self::OfficerEnabled => "officer_enabled",
            Self::OfficerReset => "officer_reset",
            Self::ReadAudit => "read_audit",
            Self::Erase => "erase",
            Self::Expire => "expire",
            Self::Restored => "restored",
            Self::ExportPerson => "export_person",
            Self::BreachReport => "breach_report",
            Self::Restrict => "restrict",
            Self::LiftRestriction => "lift_restriction",
            Self::RetentionChanged => "retention_changed",
            Self::TokenCreated => "token_created",
            Self::TokenRevoked => "token_revoked",
            Self::RoutesChanged => "routes_changed",
            Self::AgencyChanged => "agency_changed",
            Self::DeskServed => "desk_served",
            Self::MessagesResent => "messages_resent",
            Self::KeysRewrapped => "keys_rewrapped",
            Self::NoticeChanged => "notice_changed",
            Self::PeriodChanged => "period_changed",
            Self::Migrated => "migrated",
            Self::TopologyImported => "topology_imported",
            Self::Seeded => "seeded",
            Self::ReferenceImported => "reference_imported",
            Self::Refused => "refused",
            Self::Damaged => "damaged",
        }
    }

    /// The action with this stored name, if this version knows it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
    }
}
