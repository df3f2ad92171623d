//! An officer without an authenticator enrols one in place of the second step.

use audit::Action;
use credentials::{Drift, TotpSecret};

use super::Visitor;
use super::code::{Code, Entered};
use crate::second_factor::totp_context;
use crate::store::pending::{self, Pending};
use crate::store::phones;
use crate::{Failure, Nip, Officers, entries};

/// As authenticator apps show it.
const ISSUER: &str = "Helpdesk SSCASN";

/// An authenticator to be enrolled. Does not print.
pub struct Offer {
    /// The secret as people type it, in groups of four.
    pub secret: String,
    /// What the QR code holds.
    pub uri: String,
}

impl Officers {
    /// The secret that this session offers; made now if it is the first time.
    pub(super) async fn offered(&self, pending: &Pending) -> Result<TotpSecret, Failure> {
        let key = self.vault.open_data_key(&pending.data_key)?;
        let context = totp_context(pending.officer_id);
        if let Some(sealed) = &pending.offered_secret {
            return Ok(TotpSecret::restored(key.open(&context, sealed)?));
        }
        let sealed = key.seal(&context, TotpSecret::new()?.bytes())?;
        let kept = pending::offer(&self.pool, pending.session_id, &sealed).await?;
        Ok(TotpSecret::restored(key.open(&context, &kept)?))
    }

    /// Takes the offered secret as the account's own, unless another browser was faster.
    pub(super) async fn enrol(
        &self,
        pending: &Pending,
        nip: &Nip,
        sealed: &[u8],
        first: Drift,
        visitor: &Visitor,
    ) -> Result<Code, Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        if !phones::enrol(&mut *transaction, pending.officer_id, sealed, first).await? {
            return Ok(Code::Over);
        }
        let recovery_codes = self.new_recovery_codes(&mut transaction, pending.officer_id).await?;
        let entry = entries::own(pending.officer_id, now, Action::TotpEnrolled);
        audit::record(&mut *transaction, &entry).await?;
        let entered = self.let_in(&mut transaction, pending, "totp", visitor).await?;
        transaction.commit().await?;
        self.forget(nip, pending.officer_id, visitor).await?;
        Ok(Code::Right(Box::new(Entered { recovery_codes, ..entered })))
    }
}

/// What an app is to scan: <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>. The account is named
/// by the last four digits of the NIP, for a phone shows it to whoever looks at it.
pub(crate) fn offer(secret: &TotpSecret, nip: &Nip) -> Offer {
    let text = secret.base32();
    let characters: Vec<char> = text.chars().collect();
    let issuer = ISSUER.replace(' ', "%20");
    let account = nip.expose().get(14..).unwrap_or_default();
    Offer {
        secret: characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" "),
        uri: format!(
            "otpauth://totp/{issuer}:NIP%20{account}?secret={text}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
        ),
    }
}

impl std::fmt::Debug for Offer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Offer(…)")
    }
}
