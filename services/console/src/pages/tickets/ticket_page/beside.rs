//! The applicant's account beside the ticket, and what can be decided about it.

use desk::Caller;
use desk::store::account_commands::AccountCommand;
use domain::{Desk, TicketNumber, complaint, time};
use jiff::Timestamp;
use messages::{CommandKind, CommandOutcome};

use super::claim::ClaimView;
use super::writing::{About, Writing};
use crate::pages::addresses;
use crate::texts::{self, Decline};
use crate::work::Beside;

/// What the page shows.
#[expect(clippy::struct_excessive_bools, reason = "each says whether the page shows one thing")]
pub(super) struct BesideView {
    /// The ticket complains about the account; else it asks for an answer.
    pub(super) complains: bool,
    /// There is an account with this NIK.
    pub(super) is_there: bool,
    pub(super) id: String,
    pub(super) period: String,
    pub(super) made_at: String,
    /// What the register said of it.
    pub(super) identity: &'static str,
    /// That it is frozen, and why; or "".
    pub(super) frozen: String,
    /// That its NIK was complained about before, and an account removed; or "".
    pub(super) complained: String,
    /// All five values are the same.
    pub(super) is_alike: bool,
    pub(super) pictures: Vec<PictureView>,
    /// Decided, and accounts has not reported yet: by whom and when; or "".
    pub(super) waits: String,
    /// The decision had no effect.
    pub(super) came_to_nothing: bool,
    /// The officer may decide.
    pub(super) offered: bool,
    /// It can be approved.
    pub(super) approvable: bool,
    /// Why it cannot, though there is an account; or "".
    pub(super) not_approvable: &'static str,
    /// What a second officer decides.
    pub(super) second: Option<SecondView>,
    /// Code and words of the reasons to decline, and whether it is the likely one.
    pub(super) reasons: Vec<(&'static str, &'static str, bool)>,
    pub(super) error: String,
    /// There is no form that the error stands in.
    pub(super) error_alone: bool,
}

/// What a second officer decides about a frozen account.
#[derive(Default)]
pub(super) struct SecondView {
    /// The account that is frozen.
    pub(super) id: String,
    /// Somebody else has to decide.
    pub(super) waits: bool,
    /// The removal can be confirmed: from when on it happens; or "".
    pub(super) removal: String,
    /// The account can be released.
    pub(super) lift: bool,
}

/// A picture of the account.
pub(super) struct PictureView {
    pub(super) label: &'static str,
    pub(super) href: String,
    pub(super) size: String,
}

impl BesideView {
    pub(super) fn new(
        beside: &Beside,
        (number, desk): (TicketNumber, Desk),
        (writing, claim, is_unanswered): (&Writing, &ClaimView, bool),
        (caller, now): (&Caller, Timestamp),
    ) -> Self {
        let account = beside.account.as_ref();
        let command = beside.command.as_ref();
        let open = command.filter(|command| command.outcome.is_none());
        let likely = if account.is_none() { Some(Decline::NoAccount) } else { None };
        let second = SecondView::new(beside, desk, (caller, now));
        let offered = is_unanswered && open.is_none() && second.is_none() && claim.mine;
        let error = writing.trouble_about(About::Account);
        let has_form = offered || second.as_ref().is_some_and(|second| !second.waits);
        let is_frozen = account.is_some_and(|(account, _)| account.is_frozen);
        let not_approvable = not_approvable(beside, caller.may_supervise(desk), now);
        let is_free = if beside.complains { beside.open_complaint().is_none() } else { !is_frozen };
        Self {
            complains: beside.complains,
            is_there: account.is_some(),
            id: account.map(|(account, _)| account.id.to_string()).unwrap_or_default(),
            period: account.map(|(account, _)| account.period.clone()).unwrap_or_default(),
            made_at: account.map(|(account, _)| time::wib_text(account.made_at)).unwrap_or_default(),
            identity: account.map(|(account, _)| texts::account_identity(&account.identity)).unwrap_or_default(),
            frozen: frozen(beside, number, is_frozen),
            complained: beside
                .complaints
                .iter()
                .find(|one| one.is_removed)
                .map(|one| texts::removed_for(&one.ticket, &time::wib_text(one.ended_at.unwrap_or(one.frozen_at))))
                .unwrap_or_default(),
            is_alike: beside.is_alike,
            pictures: account
                .map(|(_, files)| files.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|file| PictureView {
                    label: texts::account_file(&file.kind),
                    href: addresses::account_file(number, &file.kind),
                    size: texts::kilobytes(file.size),
                })
                .collect(),
            waits: open.map(|command| waits(beside, command)).unwrap_or_default(),
            came_to_nothing: is_unanswered
                && command.is_some_and(|one| one.outcome == Some(CommandOutcome::AccountGone)),
            offered,
            approvable: account.is_some() && is_free && not_approvable.is_empty(),
            not_approvable,
            second,
            reasons: Decline::reasons(beside.complains)
                .map(|reason| (reason.code(), reason.label(), Some(reason) == likely))
                .collect(),
            error_alone: !has_form && !error.is_empty(),
            error,
        }
    }
}

/// Why a complaint cannot be approved though there is an account, or "".
fn not_approvable(beside: &Beside, supervises: bool, now: Timestamp) -> &'static str {
    let Some((account, _)) = beside.account.as_ref().filter(|_| beside.complains) else { return "" };
    if account.closes_at <= now {
        texts::CLOSED
    } else if beside.complained_before() && !supervises {
        texts::SUPERVISORS_SECOND
    } else {
        ""
    }
}

fn frozen(beside: &Beside, number: TicketNumber, is_frozen: bool) -> String {
    match beside.open_complaint() {
        Some(one) if one.ticket == number.to_string() => {
            texts::frozen_by(beside.people.of(one.frozen_by), &time::wib_text(one.frozen_at))
        }
        Some(one) => texts::frozen_for(&one.ticket, &time::wib_text(one.frozen_at)),
        None if is_frozen => texts::FROZEN.to_owned(),
        None => String::new(),
    }
}

fn waits(beside: &Beside, command: &AccountCommand) -> String {
    let from = command.expected_at.map(time::wib_text).unwrap_or_default();
    texts::decided_by(command.kind, beside.people.of(command.asked_by), &time::wib_text(command.asked_at), &from)
}

impl SecondView {
    /// `None` unless accounts has frozen what the ticket complains about, and not removed or released it.
    fn new(beside: &Beside, desk: Desk, (caller, now): (&Caller, Timestamp)) -> Option<Self> {
        let command = beside.command.as_ref()?;
        let open = beside.open_complaint();
        let (confirms, frozen_by) = match (command.kind, command.outcome) {
            (CommandKind::Freeze, Some(CommandOutcome::Done)) => (true, Some(command.asked_by)),
            (CommandKind::Remove, None) => (false, open.map(|open| open.frozen_by)),
            // The period closed before it was removed: it is frozen still.
            (CommandKind::Remove, Some(CommandOutcome::TooLate)) => (false, Some(open?.frozen_by)),
            _ => return None,
        };
        let id = command.account.to_string();
        if !caller.may_supervise(desk) || frozen_by == Some(caller.id()) {
            return Some(Self { id, waits: true, ..Self::default() });
        }
        let account = beside.account.as_ref().filter(|_| confirms).zip(open);
        let from =
            account.and_then(|((account, _), open)| complaint::removed_from(open.frozen_at, now, account.closes_at));
        let removal = match from {
            Some(at) if at > now => texts::removed_from(&time::wib_text(at)),
            Some(_) => texts::REMOVED_NOW.to_owned(),
            None => String::new(),
        };
        Some(Self { id, waits: false, removal, lift: true })
    }
}
