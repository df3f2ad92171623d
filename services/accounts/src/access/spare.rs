//! Whoever answered a question and also types a code that was sent to a confirmed address of the account is spared the
//! cool-down. Nobody has to: who lost the address goes on without.

use ::letters::codes::Typed;
use credentials::Failure;
use jiff::Timestamp;
use uuid::Uuid;
use vault::Secret;

use super::Access;
use crate::addresses;
use crate::codes::{self, Compared, Sent};
use crate::store::codes::{self as code_rows, Purpose};
use crate::store::contacts;
use crate::store::grants::{self, Proof};

/// What a grant still needs for the cool-down to be spared.
pub(crate) enum Spare {
    /// Nothing to be said: it came by a link, or the account has no confirmed address.
    Silent,
    /// It is spared.
    Spared,
    /// A code.
    Asks {
        /// To which it goes; masked.
        addresses: Vec<String>,
        /// Whether one was sent that counts still.
        is_sent: bool,
        /// From when another one may be sent; `None`: now.
        next: Option<Timestamp>,
    },
}

impl Access {
    /// What the browser with this secret is told; [`Spare::Silent`] when its grant is over. `texts` says whether codes
    /// go to telephones, too.
    ///
    /// # Errors
    /// When the database is away or refuses, or an address does not open.
    pub(crate) async fn spare(&self, secret: &Secret, texts: bool) -> Result<Spare, Failure> {
        let now = self.clock.now();
        let Some(grant) = grants::find(&self.pool, &secret.hash(), now).await? else { return Ok(Spare::Silent) };
        if grant.is_confirmed {
            return Ok(Spare::Spared);
        }
        let confirmed = addresses::confirmed(&self.pool, &self.vault, grant.account, texts).await?;
        if grant.proof == Proof::Link || confirmed.is_empty() {
            return Ok(Spare::Silent);
        }
        let purpose = Purpose::NewPassword;
        Ok(Spare::Asks {
            addresses: confirmed.iter().map(|(_id, address)| address.masked()).collect(),
            is_sent: code_rows::live(&self.pool, grant.account, purpose, now).await?.is_some(),
            next: code_rows::waits_until(&self.pool, grant.account, purpose, now).await?,
        })
    }

    /// Sends a code to all confirmed addresses.
    ///
    /// # Errors
    /// As [`Access::spare`].
    pub(crate) async fn send_spare(&self, secret: &Secret, texts: bool) -> Result<Option<Sent>, Failure> {
        let Some(account) = self.granted_account(secret).await? else { return Ok(None) };
        if addresses::confirmed(&self.pool, &self.vault, account, texts).await?.is_empty() {
            return Ok(None);
        }
        let purpose = (account, Purpose::NewPassword);
        Ok(Some(addresses::send_code(&self.pool, &self.vault, &self.clock, purpose, texts).await?))
    }

    /// Compares the code, and spares the cool-down when it is right.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn confirm_spare(&self, secret: &Secret, typed: &Typed) -> Result<Compared, Failure> {
        let now = self.clock.now();
        let Some(account) = self.granted_account(secret).await? else { return Ok(Compared::Void) };
        let purpose = (account, Purpose::NewPassword);
        let compared = codes::compare(&self.pool, &self.vault, purpose, typed, now).await?;
        let Compared::Right(right) = compared else { return Ok(compared) };
        let mut transaction = self.pool.begin().await?;
        if !contacts::hold(&mut transaction, account).await?
            || !code_rows::spend(&mut transaction, right.id, now).await?
            || !grants::confirm(&mut transaction, &secret.hash(), now).await?
        {
            return Ok(Compared::Void);
        }
        transaction.commit().await?;
        Ok(Compared::Right(right))
    }

    /// Whose password this browser may choose, when it was proved by knowledge alone.
    async fn granted_account(&self, secret: &Secret) -> Result<Option<Uuid>, Failure> {
        let grant = grants::find(&self.pool, &secret.hash(), self.clock.now()).await?;
        Ok(grant.filter(|grant| grant.proof != Proof::Link).map(|grant| grant.account))
    }
}
