//! The applicant's account beside the ticket, and what can be decided about it.

use domain::{TicketNumber, time};
use messages::CommandOutcome;

use super::claim::ClaimView;
use super::writing::{About, Writing};
use crate::pages::addresses;
use crate::texts::{self, Decline};
use crate::work::Beside;

/// What the page shows.
#[expect(clippy::struct_excessive_bools, reason = "each says whether the page shows one thing")]
pub(super) struct BesideView {
    /// There is an account with this NIK.
    pub(super) is_there: bool,
    pub(super) id: String,
    pub(super) period: String,
    pub(super) made_at: String,
    /// What the register said of it.
    pub(super) identity: &'static str,
    pub(super) is_frozen: bool,
    /// All five values are the same.
    pub(super) is_alike: bool,
    pub(super) pictures: Vec<PictureView>,
    /// Approved, and accounts has not reported yet: by whom and when; or "".
    pub(super) waits: String,
    /// The approval had no effect.
    pub(super) came_to_nothing: bool,
    /// The officer may decide.
    pub(super) offered: bool,
    /// Code and words of the reasons to decline, and whether it is the likely one.
    pub(super) reasons: Vec<(&'static str, &'static str, bool)>,
    pub(super) error: String,
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
        number: TicketNumber,
        (writing, claim, is_unanswered): (&Writing, &ClaimView, bool),
    ) -> Self {
        let account = beside.account.as_ref();
        let command = beside.command.as_ref();
        let open = command.filter(|command| command.outcome.is_none());
        let likely = if account.is_none() { Some(Decline::NoAccount) } else { None };
        Self {
            is_there: account.is_some(),
            id: account.map(|(account, _)| account.id.to_string()).unwrap_or_default(),
            period: account.map(|(account, _)| account.period.clone()).unwrap_or_default(),
            made_at: account.map(|(account, _)| time::wib_text(account.made_at)).unwrap_or_default(),
            identity: account.map(|(account, _)| texts::account_identity(&account.identity)).unwrap_or_default(),
            is_frozen: account.is_some_and(|(account, _)| account.is_frozen),
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
            waits: open
                .map(|command| {
                    texts::approved_by(beside.people.of(command.asked_by), &time::wib_text(command.asked_at))
                })
                .unwrap_or_default(),
            came_to_nothing: is_unanswered
                && command.is_some_and(|one| one.outcome == Some(CommandOutcome::AccountGone)),
            offered: beside.approvable && is_unanswered && open.is_none() && claim.mine,
            reasons: Decline::ALL.map(|reason| (reason.code(), reason.label(), Some(reason) == likely)).to_vec(),
            error: writing.trouble_about(About::Account),
        }
    }
}
