//! The rules that an agency's system must keep, in plain words.

/// One rule. The order is that of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    Consumes,
    ReadsWithToken,
    RoutingKey,
    UserId,
    MessageId,
    OwnEventIds,
    Persistent,
    Schema,
    NoPersonalData,
    OwnTickets,
    TextFirst,
    InTime,
    AnswersOnce,
    SurvivesUnreadable,
    TriesAgain,
    WaitsAsAsked,
    GoesOnWithoutGone,
    TakesRejections,
    ConnectsAgain,
    AcknowledgesAfterReport,
    AcknowledgesAll,
}

impl Rule {
    /// Every rule.
    pub(super) const ALL: [Self; 21] = [
        Self::Consumes,
        Self::ReadsWithToken,
        Self::RoutingKey,
        Self::UserId,
        Self::MessageId,
        Self::OwnEventIds,
        Self::Persistent,
        Self::Schema,
        Self::NoPersonalData,
        Self::OwnTickets,
        Self::TextFirst,
        Self::InTime,
        Self::AnswersOnce,
        Self::SurvivesUnreadable,
        Self::TriesAgain,
        Self::WaitsAsAsked,
        Self::GoesOnWithoutGone,
        Self::TakesRejections,
        Self::ConnectsAgain,
        Self::AcknowledgesAfterReport,
        Self::AcknowledgesAll,
    ];

    /// A stable name for programs.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Consumes => "consumes",
            Self::ReadsWithToken => "reads_with_token",
            Self::RoutingKey => "routing_key",
            Self::UserId => "user_id",
            Self::MessageId => "message_id",
            Self::OwnEventIds => "own_event_ids",
            Self::Persistent => "persistent",
            Self::Schema => "schema",
            Self::NoPersonalData => "no_personal_data",
            Self::OwnTickets => "own_tickets",
            Self::TextFirst => "text_first",
            Self::InTime => "in_time",
            Self::AnswersOnce => "answers_once",
            Self::SurvivesUnreadable => "survives_unreadable",
            Self::TriesAgain => "tries_again",
            Self::WaitsAsAsked => "waits_as_asked",
            Self::GoesOnWithoutGone => "goes_on_without_gone",
            Self::TakesRejections => "takes_rejections",
            Self::ConnectsAgain => "connects_again",
            Self::AcknowledgesAfterReport => "acknowledges_after_report",
            Self::AcknowledgesAll => "acknowledges_all",
        }
    }

    /// What a system does that keeps the rule.
    pub(super) fn statement(self) -> &'static str {
        match self {
            Self::Consumes => "consumes its desk's queue, without declaring it",
            Self::ReadsWithToken => "reads every ticket that it answers, with its token",
            Self::RoutingKey => "publishes each report with its name and the report's kind as routing key",
            Self::UserId => "names its own user in the property user_id",
            Self::MessageId => "gives the property message_id the event_id of the body",
            Self::OwnEventIds => "gives every report an event_id of its own",
            Self::Persistent => "publishes with delivery_mode 2",
            Self::Schema => "sends only bodies that follow their schema",
            Self::NoPersonalData => "puts nothing of a ticket's content and no text into a message",
            Self::OwnTickets => "reports only on tickets that it was given",
            Self::TextFirst => "puts a text before a report names it",
            Self::InTime => "answers in time",
            Self::AnswersOnce => "answers a ticket once that is delivered several times",
            Self::SurvivesUnreadable => "goes on after messages that it cannot read",
            Self::TriesAgain => "tries again when the API answers 429 or 503",
            Self::WaitsAsAsked => "waits as long as Retry-After says",
            Self::GoesOnWithoutGone => "goes on when a ticket answers 404 or 410",
            Self::TakesRejections => "consumes its rejections, and goes on after one",
            Self::ConnectsAgain => "connects again when the broker ended its connection",
            Self::AcknowledgesAfterReport => "acknowledges a ticket only when it is reported as received",
            Self::AcknowledgesAll => "leaves no message unacknowledged in the end",
        }
    }
}
