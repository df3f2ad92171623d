//! The first password, or a new one after a reset: chosen by the officer alone, with a one-time code.

use audit::{Action, Actor, Entry};
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::{BlindIndex, Index};

use crate::code::ActivationCode;
use crate::password::judge;
use crate::second_factor::{Phone, Read};
use crate::throttle::Subject;
use crate::{Failure, Nip, Officers, Password, PasswordFault, accounts};

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
        let Some(code) = ActivationCode::read(typed) else { return Ok(None) };
        let index = self.activation_index(&code);
        let row = sqlx::query!(
            "SELECT o.id, o.name, o.data_key, o.nip, o.totp_secret IS NOT NULL AS \"asks_proof!\" FROM desk.activations a JOIN desk.officers o ON o.id = a.officer_id
              WHERE a.code_hash = $1 AND a.expires_at > $2 AND o.disabled_at IS NULL",
            index.as_bytes().as_slice(),
            self.clock.now().to_sqlx(),
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Activation {
            officer_id: row.id,
            name: row.name,
            asks_proof: row.asks_proof,
            nip: self.open_nip(row.id, &row.data_key, &row.nip)?,
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
        let Some(code) = ActivationCode::read(typed) else { return Ok(Activated::Gone) };
        let faults = judge(password, &activation.name, &activation.nip).await?;
        if !faults.is_empty() {
            return Ok(Activated::Faults(faults));
        }
        let (id, now) = (activation.officer_id, self.clock.now());
        let phone = sqlx::query!("SELECT data_key, totp_secret, totp_skew FROM desk.officers WHERE id = $1", id)
            .fetch_one(&self.pool)
            .await?;
        let proof = match &phone.totp_secret {
            None => None,
            Some(sealed) => {
                if let Some(wait) = self.count_attempt(&Subject::Own(id)).await? {
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
        let index = self.activation_index(&code);
        // Two browsers with the same code: one deletes the row, the other finds none.
        let spent = sqlx::query!(
            "DELETE FROM desk.activations WHERE code_hash = $1 AND officer_id = $2 AND expires_at > $3",
            index.as_bytes().as_slice(),
            id,
            now.to_sqlx(),
        )
        .execute(&mut *transaction)
        .await?;
        if spent.rows_affected() == 0 {
            return Ok(Activated::Gone);
        }
        let chosen = sqlx::query!(
            "UPDATE desk.officers SET password_hash = $2, activated_at = coalesce(activated_at, $3)
              WHERE id = $1 AND totp_secret IS NOT DISTINCT FROM $4",
            id,
            hash,
            now.to_sqlx(),
            phone.totp_secret,
        )
        .execute(&mut *transaction)
        .await?;
        // The phone was taken away or enrolled meanwhile: what was asked for is not what is needed now.
        if chosen.rows_affected() == 0 {
            return Ok(Activated::Gone);
        }
        accounts::end_everything(&mut transaction, id, now).await?;
        audit::record(&mut *transaction, &Entry::new(now, Actor::Officer(id), Action::Activated).officer(id)).await?;
        transaction.commit().await?;
        self.forget_attempts(&Subject::Own(id)).await?;
        Ok(Activated::Yes)
    }

    pub(crate) fn activation_index(&self, code: &ActivationCode) -> BlindIndex {
        self.vault.index(Index::OfficerActivation, code.bare().as_bytes())
    }
}
