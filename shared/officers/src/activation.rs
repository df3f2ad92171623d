//! The first password, or a new one after a reset: chosen by the officer alone, with a one-time code.

use audit::{Action, Actor, Entry};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::BlindIndex;

use crate::code::ActivationCode;
use crate::password::check;
use crate::{Failure, Nip, Officers, Password, PasswordFault, accounts};

/// Whose code it is.
#[derive(Clone, Debug)]
pub struct Activation {
    officer_id: Uuid,
    /// As colleagues read it.
    pub name: String,
    nip: Nip,
}

/// What became of a password that was chosen with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activated {
    /// It is the officer's now; the code is spent.
    Yes,
    /// It is not good enough; the code can still be used.
    Faults(Vec<PasswordFault>),
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
            "SELECT o.id, o.name, o.data_key, o.nip FROM desk.activations a JOIN desk.officers o ON o.id = a.officer_id
              WHERE a.code_hash = $1 AND a.expires_at > $2 AND o.disabled_at IS NULL",
            index.as_bytes().as_slice(),
            self.clock.now().to_sqlx(),
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Activation { officer_id: row.id, name: row.name, nip: self.open_nip(row.id, &row.data_key, &row.nip)? }))
    }

    /// Chooses a password with a one-time code.
    ///
    /// # Errors
    /// When the database is away or too many passwords are being hashed; the code can still be used then.
    pub async fn activate(&self, typed: &str, activation: &Activation, password: &Password) -> Result<Activated, Failure> {
        let Some(code) = ActivationCode::read(typed) else { return Ok(Activated::Gone) };
        let faults = check(password, &activation.name, &activation.nip);
        if !faults.is_empty() {
            return Ok(Activated::Faults(faults));
        }
        let hash = self.hasher.hash(password).await?;
        let (id, now) = (activation.officer_id, self.clock.now());
        let mut transaction = self.pool.begin().await?;
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
        sqlx::query!(
            "UPDATE desk.officers SET password_hash = $2, activated_at = coalesce(activated_at, $3), totp_secret = NULL, totp_last_step = NULL
              WHERE id = $1",
            id,
            hash,
            now.to_sqlx(),
        )
        .execute(&mut *transaction)
        .await?;
        accounts::end_everything(&mut transaction, id, now).await?;
        audit::record(&mut *transaction, &Entry::new(now, Actor::Officer(id), Action::Activated).officer(id)).await?;
        transaction.commit().await?;
        Ok(Activated::Yes)
    }

    pub(crate) fn activation_index(&self, code: &ActivationCode) -> BlindIndex {
        self.vault.index("officer.activation", code.bare().as_bytes())
    }
}
