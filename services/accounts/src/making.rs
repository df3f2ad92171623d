//! The last step: a draft becomes an account, or a claim. One transaction, however many confirm at the same moment.

use audit::{Action, Actor, Entry, Subject};
use database::{Pool, constraint};
use runtime::Clock;
use uuid::Uuid;
use vault::{Secret, Vault};

use crate::addresses;
use crate::drafts::Failure;
use crate::letters::{self, News};
use crate::store::accounts::{self, Standing};
use crate::store::drafts::{self, Identity};
use crate::store::files;
use crate::store::links;
use crate::uploaded::Kind;

/// How often it is tried again when somebody was quicker: the next time finds who that was.
const TRIES: u32 = 3;

/// What became of a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The account is made.
    Made,
    /// It waits for the register: the NIK has another one.
    Claimed,
    /// It was made before: the same was sent twice.
    MadeBefore,
    /// The NIK has an account whose identity the register confirmed.
    Taken,
    /// Something is left to be told, or the draft is over.
    NotReady,
}

impl Outcome {
    /// The name in metrics.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Claimed => "claimed",
            Self::MadeBefore => "made_before",
            Self::Taken => "taken",
            Self::NotReady => "not_ready",
        }
    }
}

/// Makes accounts. A clone is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Making {
    pool: Pool,
    vault: Vault,
    clock: Clock,
}

impl Making {
    pub(crate) fn new(pool: Pool, vault: Vault, clock: Clock) -> Self {
        Self { pool, vault, clock }
    }

    /// Makes an account of the draft of the browser that keeps this secret.
    ///
    /// # Errors
    /// When the database is away or refuses, or what was told does not open. Nothing is changed then.
    pub(crate) async fn confirm(&self, secret: &Secret) -> Result<Outcome, Failure> {
        let mut tries = TRIES;
        loop {
            tries -= 1;
            match self.confirm_once(secret).await {
                Err(Failure::Database(error)) if tries > 0 && constraint(&error) == Some("accounts_one_of_a_nik") => {}
                outcome => return outcome,
            }
        }
    }

    async fn confirm_once(&self, secret: &Secret) -> Result<Outcome, Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let Some((draft, identity)) = drafts::take(&mut transaction, &secret.hash(), now).await? else {
            let made = accounts::made_by(&mut *transaction, &secret.hash(), now).await?;
            return Ok(if made.is_some() { Outcome::MadeBefore } else { Outcome::NotReady });
        };
        let files = files::of(&mut *transaction, draft).await?;
        if !Kind::ALL.iter().all(|kind| files.iter().any(|file| file.kind == *kind)) {
            return Ok(Outcome::NotReady);
        }
        let holder = accounts::holder(&mut transaction, draft).await?;
        let standing = match (holder, identity) {
            (None, _) => Standing::Active,
            (Some(holder), Identity::Verified) if holder.is_verified => return Ok(Outcome::Taken),
            // Nobody said that the other one is right, and the register says that this one is.
            (Some(holder), Identity::Verified) => {
                accounts::replace(&mut transaction, holder.id, now).await?;
                audit::record(&mut *transaction, &entry(now, draft, Action::AccountReplaced, holder.id)).await?;
                letters::tell(&mut transaction, &self.clock, holder.id, News::Replaced).await?;
                Standing::Active
            }
            (Some(_), Identity::Pending) => Standing::Claim,
        };
        accounts::make(&mut transaction, draft, standing, now).await?;
        audit::record(&mut *transaction, &entry(now, draft, Action::AccountMade, draft)).await?;
        if let Some(email) = addresses::write(&mut transaction, &self.vault, &self.clock, draft).await? {
            let kind = links::Kind::VerifyAddress;
            letters::send_link(&mut transaction, &self.clock, (draft, email), kind).await?;
        }
        transaction.commit().await?;
        Ok(if standing == Standing::Active { Outcome::Made } else { Outcome::Claimed })
    }
}

fn entry(now: jiff::Timestamp, by: Uuid, action: Action, about: Uuid) -> Entry {
    Entry::new(now, Actor::Applicant(by), action).about(Subject::Applicant(about))
}
