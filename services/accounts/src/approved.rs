//! Form 06: a desk approved that somebody gets an answer to the second question, and this person is shown it, once.
//!
//! The answer is made when it is shown: before that nobody has it, no officer, no message and no table. Who it is shown
//! to tells the ticket's number and all that the account was made with, and types a code that is sent to the confirmed
//! addresses of the account, where it has some. Tickets that nobody approved, or that there are none of, count and look
//! the same as a wrong identity.

use std::net::IpAddr;

use ::letters::codes::Typed;
use audit::{Action, Actor, Entry, Subject};
use credentials::questions::{Answers, Question};
use credentials::{Failure, OneTimeAnswer};
use database::Pool;
use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use population::Identity;
use runtime::Clock;
use uuid::Uuid;
use vault::{Index, Vault};

use crate::addresses;
use crate::codes::{self, Compared};
use crate::letters::{self, News};
use crate::store::codes::{self as code_rows, Purpose};
use crate::store::failed_recoveries::{self, Bound};
use crate::store::{approvals, one_time_answers};
use applicants::Marks;

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
    /// Whether codes can be sent to telephones.
    texts: bool,
}

/// What stands for the second factor.
pub(crate) enum Second {
    /// Nothing yet.
    None,
    /// Another code is to be sent.
    Again,
    /// What somebody typed.
    Code(Typed),
}

/// Where the account waits for a code.
pub(crate) struct Asks {
    /// To which it was sent; masked.
    pub(crate) sent_to: Vec<String>,
    /// From when another one may be sent; `None`: now.
    pub(crate) next: Option<Timestamp>,
    /// Whether the one that was typed is wrong, and may be tried again or not.
    pub(crate) fault: Option<Fault>,
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is another one.
    Wrong,
    /// It counts no more.
    Void,
}

/// What became of an attempt.
pub(crate) enum Looked {
    /// The second question, and an answer to it that counts once, until then.
    Shown { question: Question, code: OneTimeAnswer, until: Timestamp },
    /// All of it is right, and the account asks for a code that was sent to its addresses.
    Asks(Asks),
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
    pub(crate) fn new(pool: Pool, vault: Vault, clock: Clock, answers: Answers, texts: bool) -> Self {
        Self { pool, vault, clock, answers, texts }
    }

    /// One attempt. It counts before anything is compared, and is taken back when it was right.
    ///
    /// # Errors
    /// When the database is away or too many answers are being hashed; the attempt does not count then.
    pub(crate) async fn look(
        &self,
        ticket: TicketNumber,
        identity: &Identity,
        second: &Second,
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
        let looked = self.look_once(ticket, identity, second).await;
        if !matches!(looked, Ok(Looked::Wrong)) {
            failed_recoveries::take_back(&self.pool, &of_ticket).await?;
            failed_recoveries::take_back(&self.pool, &network).await?;
        }
        looked
    }

    async fn look_once(&self, ticket: TicketNumber, identity: &Identity, second: &Second) -> Result<Looked, Failure> {
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
        let typed = match self.second_of(approval.account, second).await? {
            Ok(typed) => typed,
            Err(asks) => return Ok(Looked::Asks(asks)),
        };
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
        if let Some(id) = typed
            && !code_rows::spend(&mut transaction, id, now).await?
        {
            return Ok(Looked::Asks(self.asks(account, Some(Fault::Void)).await?));
        }
        one_time_answers::issue(&mut transaction, (account, SECOND), &hash, now, until).await?;
        let entry = Entry::new(now, Actor::Applicant(account), Action::AnswerIssued).about(Subject::Applicant(account));
        audit::record(&mut *transaction, &entry.detail(SECOND.to_string())).await?;
        letters::tell(&mut transaction, &self.clock, account, News::AnswerIssued).await?;
        transaction.commit().await?;
        Ok(Looked::Shown { question, code, until })
    }

    /// The id of the code that was typed and is right, which the caller uses; `None` for an account without a confirmed
    /// address. Else what the account waits for.
    async fn second_of(&self, account: Uuid, second: &Second) -> Result<Result<Option<Uuid>, Asks>, Failure> {
        let (purpose, now) = ((account, Purpose::ApprovedAnswer), self.clock.now());
        if addresses::confirmed(&self.pool, &self.vault, account, self.texts).await?.is_empty() {
            return Ok(Ok(None));
        }
        let fault = match second {
            Second::Code(typed) => match codes::compare(&self.pool, &self.vault, purpose, typed, now).await? {
                Compared::Right(right) => return Ok(Ok(Some(right.id))),
                Compared::Wrong => Some(Fault::Wrong),
                Compared::Void => Some(Fault::Void),
            },
            Second::Again => {
                self.send(account).await?;
                None
            }
            // Whoever sends the first form again has the same code still.
            Second::None => {
                if code_rows::live(&self.pool, account, Purpose::ApprovedAnswer, now).await?.is_none() {
                    self.send(account).await?;
                }
                None
            }
        };
        Ok(Err(self.asks(account, fault).await?))
    }

    async fn asks(&self, account: Uuid, fault: Option<Fault>) -> Result<Asks, Failure> {
        let confirmed = addresses::confirmed(&self.pool, &self.vault, account, self.texts).await?;
        let next = code_rows::waits_until(&self.pool, account, Purpose::ApprovedAnswer, self.clock.now()).await?;
        Ok(Asks { sent_to: confirmed.iter().map(|(_id, address)| address.masked()).collect(), next, fault })
    }

    /// Sends a code to all confirmed addresses, unless there were too many.
    async fn send(&self, account: Uuid) -> Result<(), Failure> {
        addresses::send_code(&self.pool, &self.vault, &self.clock, (account, Purpose::ApprovedAnswer), self.texts)
            .await?;
        Ok(())
    }
}
