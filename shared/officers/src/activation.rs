//! An officer chooses the first password with a one-time code, and another one after a reset. Nobody else learns it.

use audit::Action;
use credentials::OneTime;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::counted_by::CountedBy;
use crate::second_factor::{Phone, Read};
use crate::store::{accounts, phones};
use crate::{Failure, Nip, Officers, Password, PasswordFault, entries, personal};

/// Whose code it is.
#[derive(Clone, Debug)]
pub struct Activation {
    officer_id: Uuid,
    /// As colleagues read it.
    pub name: String,
    /// The account has a phone: a code of it, or a recovery code, is needed beside the one-time code.
    pub asks_proof: bool,
    nip: Nip,
}

/// What became of a password that was chosen with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activated {
    /// It is the officer's now; the code is spent.
    Yes,
    /// It is not good enough; the code can still be used.
    Faults(Vec<PasswordFault>),
    /// The phone's code or the recovery code is not right; the one-time code can still be used.
    WrongProof,
    /// Too many of them were wrong before.
    Wait(SignedDuration),
    /// The code was used or has run out meanwhile.
    Gone,
}

impl Officers {
    /// Whose one-time code this is; `None` when it was used, has run out, or is none.
    ///
    /// # Errors
    /// When the database is away, or the account cannot be opened.
    pub async fn activation(&self, typed: &str) -> Result<Option<Activation>, Failure> {
        let Some(code) = OneTime::read(typed) else { return Ok(None) };
        let Some(officer_id) = self.codes.owner_of(&code).await? else { return Ok(None) };
        let Some(account) = accounts::activating(&self.pool, officer_id).await? else { return Ok(None) };
        Ok(Some(Activation {
            officer_id,
            name: account.name,
            asks_proof: account.has_phone,
            nip: self.open_nip(officer_id, &account.identity.data_key, &account.identity.nip)?,
        }))
    }

    /// Chooses a password with a one-time code; `proof` is a code of the phone or a recovery code, for an account that
    /// has a phone: whoever handed the link over cannot use it.
    ///
    /// # Errors
    /// When the database is away or too many passwords are being hashed; the code can still be used then.
    pub async fn activate(
        &self,
        typed: &str,
        activation: &Activation,
        password: &Password,
        proof: &str,
    ) -> Result<Activated, Failure> {
        let Some(code) = OneTime::read(typed) else { return Ok(Activated::Gone) };
        let faults = self.hasher.judge(password, personal(&activation.name, &activation.nip)).await?;
        if !faults.is_empty() {
            return Ok(Activated::Faults(faults));
        }
        let id = activation.officer_id;
        let phone = phones::enrolled(&self.pool, id).await?;
        let proof = match &phone.totp_secret {
            None => None,
            Some(sealed) => {
                if let Some(wait) = self.count_attempt(&CountedBy::Own(id)).await? {
                    return Ok(Activated::Wait(wait));
                }
                let phone = Phone { officer_id: id, data_key: &phone.data_key, sealed, skew: phone.totp_skew };
                let Read::Proof(proof) = self.read_proof(&phone, proof)? else { return Ok(Activated::WrongProof) };
                Some(proof)
            }
        };
        let hash = self.hasher.hash(password).await?;
        let mut transaction = self.pool.begin().await?;
        if let Some(proof) = &proof
            && !self.spend(&mut transaction, id, proof).await?
        {
            return Ok(Activated::WrongProof);
        }
        // Two browsers with the same code: one spends it, the other finds none.
        if !self.codes.spend(&mut transaction, id, &code).await? {
            return Ok(Activated::Gone);
        }
        let now = self.clock.now();
        let chosen = accounts::activate(&mut *transaction, id, &hash, now, phone.totp_secret.as_deref()).await?;
        // The phone was taken away or enrolled meanwhile: what was asked for is not what is needed now.
        if !chosen {
            return Ok(Activated::Gone);
        }
        self.end_everything(&mut transaction, id).await?;
        audit::record(&mut *transaction, &entries::own(id, now, Action::Activated)).await?;
        transaction.commit().await?;
        self.forget_attempts(&CountedBy::Own(id)).await?;
        Ok(Activated::Yes)
    }
}
