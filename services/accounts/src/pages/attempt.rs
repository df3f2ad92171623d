//! One try at the first step: what is judged, in which order, and how it ends.

use std::net::IpAddr;

use captcha::{Purpose, Solved};
use domain::FieldError;
use jiff::{SignedDuration, Timestamp};
use vault::Secret;

use super::typed::Typed;
use crate::drafts::{Begun, Failure};
use crate::identity::Outcome;
use crate::measures;
use crate::periods::Period;
use crate::public::network_index;
use crate::state::State;
use crate::store::accounts;
use crate::store::drafts::Identity;
use applicants::{Applicant, Marks};

/// One try.
pub(crate) struct Attempt<'a> {
    pub(crate) state: &'a State,
    pub(crate) period: &'a Period,
    /// Where it comes from.
    pub(crate) network: IpAddr,
    /// By which the own draft is found.
    pub(crate) own: Option<Secret>,
    pub(crate) typed: &'a Typed,
}

/// What a draft was written with.
pub(crate) struct Identified {
    /// For whoever has no draft yet.
    pub(crate) secret: Option<Secret>,
    pub(crate) identity: Identity,
}

/// Why no draft was written.
pub(crate) enum Refusal {
    /// Something is to be put right. A code that was answered rightly may be sent again.
    Invalid { errors: Vec<FieldError>, is_solved: bool },
    /// Too much came from the network; so many seconds are to wait.
    Wait { seconds: u32, is_solved: bool },
    /// The identity is not right, or was tried too often.
    WrongIdentity(Outcome, Box<Applicant>),
    /// The NIK has an account, and all that was told is right.
    Taken,
    /// The period ended meanwhile.
    Closed,
    /// The database or the vault failed.
    Failure(Failure),
}

impl Attempt<'_> {
    /// Goes through all of it.
    pub(crate) async fn make(self) -> Result<Identified, Refusal> {
        let Self { state, period, network, .. } = self;
        if let Err(limited) = state.public.check_first_step(network) {
            return Err(Refusal::Wait { seconds: limited.seconds_to_wait().unwrap_or(1), is_solved: false });
        }
        let (applicant, solved) = self.judge()?;
        let marks = Marks::of(&state.vault, &applicant.identity);
        // The same person may go on with the same code; nobody learns of two persons with one.
        if !state.spent_captchas.tell(&solved, &marks.identity).await? {
            return Err(Refusal::Invalid { errors: vec![captcha_texts().spent()], is_solved: false });
        }
        // Whoever tells what the account was made with need not cost an answer of the register. Anybody else learns
        // from the register alone whether what they told is right, as if there were no account.
        let taken = |identity| accounts::is_taken(&state.pool, period.id, &marks.nik, identity);
        if taken(Some(&marks.identity)).await? {
            return Err(Refusal::Taken);
        }
        let identity = match state.checks.check(&applicant.identity, &marks, period.closes_at).await? {
            Outcome::Match if taken(None).await? => return Err(Refusal::Taken),
            Outcome::Match => Identity::Verified,
            Outcome::Unavailable => Identity::Pending,
            outcome @ (Outcome::NotFound | Outcome::Differs | Outcome::TooMany) => {
                return Err(Refusal::WrongIdentity(outcome, Box::new(applicant)));
            }
        };
        let own = match &self.own {
            Some(secret) => state.drafts.find(secret).await?,
            None => None,
        };
        let network = network_index(&state.vault, network);
        match state.drafts.begin(own, period, (&applicant, &marks, identity), &network).await? {
            Begun::New(secret) => {
                measures::begun();
                Ok(Identified { secret: Some(secret), identity })
            }
            Begun::Changed => Ok(Identified { secret: None, identity }),
            Begun::TooMany(until) => Err(Refusal::Wait { seconds: seconds(until, state.clock.now()), is_solved: true }),
            Begun::Closed => Err(Refusal::Closed),
        }
    }

    /// Reads what was typed. Everything that is wrong is told at once.
    fn judge(&self) -> Result<(Applicant, Solved), Refusal> {
        let (applicant, mut errors) = self.typed.read(self.state.clock.today_wib());
        let solved = self.state.public.captchas.check(Purpose::CreateAccount, &self.typed.answer());
        match (applicant, solved) {
            (Some(applicant), Ok(solved)) if errors.is_empty() => Ok((applicant, solved)),
            (_, solved) => {
                errors.extend(solved.as_ref().err().map(|wrong| captcha_texts().fault(*wrong)));
                Err(Refusal::Invalid { errors, is_solved: solved.is_ok() })
            }
        }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// What is told about a code that does not count.
pub(crate) fn captcha_texts() -> captcha::http::Texts {
    captcha::http::Texts {
        missing: language::text("captcha-missing"),
        wrong: language::text("captcha-wrong"),
        expired: language::text("captcha-expired"),
        used: language::text("captcha-used"),
    }
}

/// Whole seconds from now on, at least one.
fn seconds(until: Option<Timestamp>, now: Timestamp) -> u32 {
    let wait = until.map_or(SignedDuration::ZERO, |until| until.duration_since(now));
    u32::try_from(wait.as_secs()).unwrap_or_default().max(1)
}
