//! Form 06: a desk approved that somebody gets an answer to the second question, and this person is shown it, once.
//!
//! The answer is made when it is shown: before that nobody has it, no officer, no message and no table. Who it is shown
//! to tells the ticket's number and all that the account was made with. Tickets that nobody approved, or that there are
//! none of, count and look the same as a wrong identity.

use std::net::IpAddr;

use audit::{Action, Actor, Entry, Subject};
use credentials::questions::{Answers, Question};
use credentials::{Failure, OneTimeAnswer};
use database::Pool;
use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use population::Identity;
use runtime::Clock;
use vault::{Index, Vault};

use crate::applicant::Marks;
use crate::letters::{self, News};
use crate::store::failed_recoveries::{self, Bound};
use crate::store::{approvals, one_time_answers};

/// Failures with one ticket, whether it was approved or not.
const OF_TICKET: Bound = Bound { most: 3, within: SignedDuration::from_hours(24) };

/// Failures from one network.
const OF_NETWORK: Bound = Bound { most: 20, within: SignedDuration::from_hours(1) };

/// How long the answer counts after it was shown.
const COUNTS: SignedDuration = SignedDuration::from_hours(24);

/// Number of the account's second question.
const SECOND: i16 = 2;

/// Shows what was approved. A clone is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Approved {
    pool: Pool,
    vault: Vault,
    clock: Clock,
    answers: Answers,
}

/// What became of an attempt.
pub(crate) enum Looked {
    /// The second question, and an answer to it that counts once, until then.
    Shown { question: Question, code: OneTimeAnswer, until: Timestamp },
    /// It was shown then.
    Before(Timestamp),
    /// Nobody came for it until then.
    Over(Timestamp),
    /// Something is not right, or there is no such approval. Which it is, is not told.
    Wrong,
    /// Too many were wrong with this ticket.
    TooManyOfTicket(Timestamp),
    /// Too many were wrong from this network.
    TooManyOfNetwork(Timestamp),
}

impl Approved {
    pub(crate) fn new(pool: Pool, vault: Vault, clock: Clock, answers: Answers) -> Self {
        Self { pool, vault, clock, answers }
    }

    /// One attempt. It counts before anything is compared, and is taken back when it was right.
    ///
    /// # Errors
    /// When the database is away or too many answers are being hashed; the attempt does not count then.
    pub(crate) async fn look(
        &self,
        ticket: TicketNumber,
        identity: &Identity,
        network: IpAddr,
    ) -> Result<Looked, Failure> {
        let index = |purpose, text: String| self.vault.index(purpose, text.as_bytes()).as_bytes().to_vec();
        let network = index(Index::RecoveriesOfNetwork, network.to_string());
        let of_ticket = index(Index::RecoveriesOfTicket, ticket.to_string());
        let now = self.clock.now();
        if !failed_recoveries::count(&self.pool, &network, OF_NETWORK, now).await? {
            let until = failed_recoveries::ends_at(&self.pool, &network).await?;
            return Ok(Looked::TooManyOfNetwork(until.unwrap_or(now)));
        }
        if !failed_recoveries::count(&self.pool, &of_ticket, OF_TICKET, now).await? {
            failed_recoveries::take_back(&self.pool, &network).await?;
            let until = failed_recoveries::ends_at(&self.pool, &of_ticket).await?;
            return Ok(Looked::TooManyOfTicket(until.unwrap_or(now)));
        }
        let looked = self.look_once(ticket, identity).await;
        if !matches!(looked, Ok(Looked::Wrong)) {
            failed_recoveries::take_back(&self.pool, &of_ticket).await?;
            failed_recoveries::take_back(&self.pool, &network).await?;
        }
        looked
    }

    async fn look_once(&self, ticket: TicketNumber, identity: &Identity) -> Result<Looked, Failure> {
        let marks = Marks::of(&self.vault, identity);
        let found = approvals::find(&self.pool, ticket).await?;
        let Some(approval) = found.filter(|found| found.identity_index == marks.identity) else {
            return Ok(Looked::Wrong);
        };
        let now = self.clock.now();
        if let Some(at) = approval.shown_at {
            return Ok(Looked::Before(at));
        }
        if approval.until <= now {
            return Ok(Looked::Over(approval.until));
        }
        let question = Question::numbered(approval.question);
        let question = question.ok_or(Failure::Inconsistent("accounts.accounts.question_2"))?;
        let code = OneTimeAnswer::new()?;
        let hash = self.answers.hash_one_time(&code).await?;
        let until = now.saturating_add(COUNTS).unwrap_or(Timestamp::MAX);
        let account = approval.account;
        let mut transaction = self.pool.begin().await?;
        if !approvals::show(&mut transaction, ticket, now).await? {
            // Somebody was quicker, or the account ended.
            let before = approvals::find(&self.pool, ticket).await?.and_then(|approval| approval.shown_at);
            return Ok(before.map_or(Looked::Wrong, Looked::Before));
        }
        one_time_answers::issue(&mut transaction, (account, SECOND), &hash, now, until).await?;
        let entry = Entry::new(now, Actor::Applicant(account), Action::AnswerIssued).about(Subject::Applicant(account));
        audit::record(&mut *transaction, &entry.detail(SECOND.to_string())).await?;
        letters::tell(&mut transaction, &self.clock, account, News::AnswerIssued).await?;
        transaction.commit().await?;
        Ok(Looked::Shown { question, code, until })
    }
}
