//! The second step: a code of the phone or a recovery code, and what follows from it.

use audit::Action;
use credentials::{Drift, NewSession, Stage};
use database::Connection;
use vault::Secret;

use super::code::{Code, Entered};
use super::enrolment::{Offer, offer};
use super::{Visitor, WRONG_CODES, measures};
use crate::second_factor::{Proof, Read};
use crate::store::pending::{self, Pending};
use crate::{Failure, Nip, Officers, entries};

/// The second step of somebody whose password was right.
#[derive(Debug)]
pub enum SecondStep {
    /// Asks for a code.
    Code,
    /// Asks to enrol an authenticator.
    Enrolment(Offer),
}

impl Officers {
    /// What the second step asks for; `None` when the first one has to be made (again).
    ///
    /// # Errors
    /// When the database is away, or the account cannot be opened.
    pub async fn second_step(&self, secret: &Secret) -> Result<Option<SecondStep>, Failure> {
        let Some(pending) = self.pending(secret).await? else { return Ok(None) };
        if pending.totp_secret.is_some() {
            return Ok(Some(SecondStep::Code));
        }
        let offered = self.offered(&pending).await?;
        let nip = self.open_nip(pending.officer_id, &pending.data_key, &pending.nip)?;
        Ok(Some(SecondStep::Enrolment(offer(&offered, &nip))))
    }

    /// The second step: a code of the authenticator, or a recovery code; for an account without an authenticator, the
    /// first code of the one that was offered.
    ///
    /// # Errors
    /// When the database is away, or the account cannot be opened.
    pub async fn enter_code(&self, secret: &Secret, typed: &str, visitor: &Visitor) -> Result<Code, Failure> {
        let step = self.compare_code(secret, typed, visitor).await;
        measures::second_step(&step);
        step
    }

    async fn compare_code(&self, secret: &Secret, typed: &str, visitor: &Visitor) -> Result<Code, Failure> {
        let Some(pending) = self.pending(secret).await? else { return Ok(Code::Over) };
        let nip = self.open_nip(pending.officer_id, &pending.data_key, &pending.nip)?;
        if let Some(wait) = self.count(&nip, Some(pending.officer_id), visitor).await? {
            return Ok(Code::Wait(wait));
        }
        if let Some(sealed) = &pending.totp_secret {
            return match self.read_proof(&pending.phone(sealed), typed)? {
                Read::Proof(proof) => self.accept(&pending, &nip, &proof, visitor).await,
                Read::Drift(drift) if pending.drifted().is_some_and(|before| drift.follows(before)) => {
                    let proof = Proof::Step { step: drift.step, measured: Some(drift.by) };
                    self.accept(&pending, &nip, &proof, visitor).await
                }
                Read::Drift(drift) => {
                    self.note_drift(&pending, Some(drift)).await?;
                    self.wrong_code(&pending, "drift", Code::Wrong).await
                }
                Read::Wrong => {
                    self.note_drift(&pending, None).await?;
                    self.wrong_code(&pending, "code", Code::Wrong).await
                }
            };
        }
        let Some(sealed) = &pending.offered_secret else { return Ok(Code::Over) };
        match self.first_code(&pending.phone(sealed), typed)? {
            Some(first) => self.enrol(&pending, &nip, sealed, first, visitor).await,
            None => self.wrong_code(&pending, "code", Code::Wrong).await,
        }
    }

    /// Keeps what the last code tells about the phone's clock. It says so to nobody before the next one is right, too:
    /// a guess would learn from it which codes are coming.
    async fn note_drift(&self, pending: &Pending, drift: Option<Drift>) -> Result<(), Failure> {
        Ok(pending::note_drift(&self.pool, pending.session_id, drift).await?)
    }

    /// Lets in whose proof was not used before.
    async fn accept(&self, pending: &Pending, nip: &Nip, proof: &Proof, visitor: &Visitor) -> Result<Code, Failure> {
        let mut transaction = self.pool.begin().await?;
        if !self.spend(&mut transaction, pending.officer_id, proof).await? {
            transaction.rollback().await?;
            return match proof {
                Proof::Step { .. } => self.wrong_code(pending, "used", Code::Used).await,
                Proof::Recovery(_) => self.wrong_code(pending, "recovery_code", Code::Wrong).await,
            };
        }
        let entered = self.let_in(&mut transaction, pending, proof.kind(), visitor).await?;
        transaction.commit().await?;
        self.forget(nip, pending.officer_id, visitor).await?;
        Ok(Code::Right(Box::new(entered)))
    }

    /// Ends the session between the steps and begins the open one, under another secret.
    pub(super) async fn let_in(
        &self,
        on: &mut Connection,
        pending: &Pending,
        how: &str,
        visitor: &Visitor,
    ) -> Result<Entered, Failure> {
        let now = self.clock.now();
        self.sessions.forget(&mut *on, pending.session_id).await?;
        self.sessions.make_room(&mut *on, pending.officer_id).await?;
        let session = NewSession {
            account: pending.officer_id,
            stage: Stage::Open,
            valid: self.sessions.longest(),
            client: &visitor.client,
        };
        let session = self.sessions.begin(&mut *on, session).await?;
        let device = self.devices.remember(&mut *on, pending.officer_id, visitor.device.as_ref()).await?;
        audit::record(on, &entries::own(pending.officer_id, now, Action::SignIn).detail(how)).await?;
        Ok(Entered { session, device, recovery_codes: Vec::new() })
    }

    /// Counts a code that was not right; after five the session between the steps is over.
    async fn wrong_code(&self, pending: &Pending, step: &str, told: Code) -> Result<Code, Failure> {
        self.note_failure(Some(pending.officer_id), step).await?;
        let wrong = pending::count_wrong_code(&self.pool, pending.session_id).await?;
        if wrong.is_none_or(|wrong| wrong >= WRONG_CODES) {
            return Ok(Code::Over);
        }
        Ok(told)
    }
}
