//! Somebody who lost the password proves to own the account: with the identity that it was made with, and the answer to
//! one of its questions.
//!
//! Every attempt costs two hashes, whatever is wrong with it. It counts before they are computed, and is taken back
//! when it was right.

use std::net::IpAddr;

use audit::Action;
use credentials::questions::{Matched, Question, Stored};
use credentials::{Failure, OneTimeAnswer};
use jiff::{SignedDuration, Timestamp};
use population::Identity;
use vault::{Index, Secret};

use super::Access;
use crate::letters::{self, News};
use crate::store::failed_recoveries::{self, Bound};
use crate::store::grants::{self, Proof};
use crate::store::{one_time_answers, recoveries};
use applicants::Marks;

/// Failures with one NIK, whether it has an account or not.
const OF_NIK: Bound = Bound { most: 5, within: SignedDuration::from_hours(24) };

/// Failures from one network.
const OF_NETWORK: Bound = Bound { most: 20, within: SignedDuration::from_hours(1) };

/// How long an answer counts that takes the place of the first one.
pub(crate) const ONE_TIME: SignedDuration = SignedDuration::from_mins(30);

/// Number of the account's first question in the database.
const FIRST: i16 = 1;
/// And of its second one.
const SECOND: i16 = 2;

/// What somebody tells to get back in. Personal data.
pub(crate) struct Told<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) question: Question,
    pub(crate) answer: &'a str,
    pub(crate) network: IpAddr,
}

/// What became of it.
pub(crate) enum Tried<T> {
    /// All of it is right.
    Right(T),
    /// Something is not, or there is no such account. Which it is, is not told.
    Wrong,
    /// Too many failed with this NIK.
    TooManyOfNik(Timestamp),
    /// Too many failed from this network.
    TooManyOfNetwork(Timestamp),
}

/// What stands for the first answer, once.
pub(crate) struct Opened {
    pub(crate) question: Question,
    pub(crate) code: OneTimeAnswer,
}

impl Access {
    /// Form 04. Who answers the first question gets a secret, with which the browser may choose a new password.
    ///
    /// # Errors
    /// When the database is away or too many answers are being compared; the attempt does not count then.
    pub(crate) async fn prove(&self, told: &Told<'_>) -> Result<Tried<Secret>, Failure> {
        self.counting(told, self.prove_once(told)).await
    }

    /// Form 05. Who answers the second question gets an answer to the first one.
    ///
    /// # Errors
    /// As [`Access::prove`].
    pub(crate) async fn open_first(&self, told: &Told<'_>) -> Result<Tried<Opened>, Failure> {
        self.counting(told, self.open_first_once(told)).await
    }

    async fn prove_once(&self, told: &Told<'_>) -> Result<Option<Secret>, Failure> {
        let Some((asked, matched)) = self.compare(told, FIRST).await? else { return Ok(None) };
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        if !self.accept(&mut transaction, &asked, (FIRST, matched), now).await? {
            return Ok(None);
        }
        let secret = Secret::new()?;
        let proof = if matched == Matched::OneTime { Proof::OneTimeAnswer } else { Proof::Answer };
        grants::make(&mut transaction, &secret.hash(), (asked.id, proof), now).await?;
        transaction.commit().await?;
        Ok(Some(secret))
    }

    async fn open_first_once(&self, told: &Told<'_>) -> Result<Option<Opened>, Failure> {
        let Some((asked, matched)) = self.compare(told, SECOND).await? else { return Ok(None) };
        let question = Question::numbered(asked.first_question);
        let question = question.ok_or(Failure::Inconsistent("accounts.accounts.question_1"))?;
        let code = OneTimeAnswer::new()?;
        let hash = self.answers.hash_one_time(&code).await?;
        let now = self.clock.now();
        let until = now.saturating_add(ONE_TIME).unwrap_or(Timestamp::MAX);
        let mut transaction = self.pool.begin().await?;
        if !self.accept(&mut transaction, &asked, (SECOND, matched), now).await? {
            return Ok(None);
        }
        one_time_answers::issue(&mut transaction, (asked.id, FIRST), &hash, now, until).await?;
        audit::record(&mut *transaction, &self.entry(asked.id, Action::AnswerIssued).detail("1")).await?;
        letters::tell(&mut transaction, &self.clock, asked.id, News::AnswerIssued).await?;
        transaction.commit().await?;
        Ok(Some(Opened { question, code }))
    }

    /// Makes an attempt that counts until it was right.
    async fn counting<T>(
        &self,
        told: &Told<'_>,
        attempt: impl Future<Output = Result<Option<T>, Failure>>,
    ) -> Result<Tried<T>, Failure> {
        let nik = self.vault.index(Index::RecoveriesOfNik, told.identity.nik.expose().as_bytes());
        let network = self.vault.index(Index::RecoveriesOfNetwork, told.network.to_string().as_bytes());
        let (nik, network) = (nik.as_bytes().as_slice(), network.as_bytes().as_slice());
        let now = self.clock.now();
        let over = async |subject| failed_recoveries::ends_at(&self.pool, subject).await;
        if !failed_recoveries::count(&self.pool, network, OF_NETWORK, now).await? {
            return Ok(Tried::TooManyOfNetwork(over(network).await?.unwrap_or(now)));
        }
        if !failed_recoveries::count(&self.pool, nik, OF_NIK, now).await? {
            failed_recoveries::take_back(&self.pool, network).await?;
            return Ok(Tried::TooManyOfNik(over(nik).await?.unwrap_or(now)));
        }
        let made = attempt.await;
        if !matches!(made, Ok(None)) {
            failed_recoveries::take_back(&self.pool, nik).await?;
            failed_recoveries::take_back(&self.pool, network).await?;
        }
        Ok(made?.map_or(Tried::Wrong, Tried::Right))
    }

    /// Two hashes, for nobody's account as well. `None` when something does not fit.
    async fn compare(&self, told: &Told<'_>, which: i16) -> Result<Option<(recoveries::Asked, Matched)>, Failure> {
        let marks = Marks::of(&self.vault, told.identity);
        let found = recoveries::find(&self.pool, &marks.nik, which, self.clock.now()).await?;
        let asked = found.filter(|asked| {
            asked.is_open && asked.identity_index == marks.identity && asked.question == told.question.number()
        });
        let stored = asked.as_ref().map_or_else(Stored::default, |asked| Stored {
            answer: Some(&asked.answer_hash),
            one_time: asked.one_time_hash.as_deref(),
        });
        let matched = self.answers.compare(told.answer, stored).await?;
        Ok(asked.filter(|_| matched != Matched::Nothing).map(|asked| (asked, matched)))
    }

    /// Locks the account, and uses the answer that counts once. `false` when either is not there any more.
    async fn accept(
        &self,
        on: &mut database::Connection,
        asked: &recoveries::Asked,
        (which, matched): (i16, Matched),
        now: Timestamp,
    ) -> Result<bool, Failure> {
        if !recoveries::lock(on, asked, which).await? {
            return Ok(false);
        }
        match (matched, &asked.one_time_hash) {
            (Matched::OneTime, Some(hash)) => Ok(one_time_answers::spend(on, (asked.id, which), hash, now).await?),
            (Matched::OneTime | Matched::Nothing, _) => Ok(false),
            (Matched::Answer, _) => Ok(true),
        }
    }
}
