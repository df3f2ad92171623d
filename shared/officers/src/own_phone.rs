//! An officer gives the own account another phone, in two steps. The first one takes the password and a code of the old
//! phone, or a recovery code. The second one takes the first code of the new phone.
//!
//! The old phone counts until that first code has come. One statement puts the new one in its place: there is no moment
//! in which neither works.

use audit::Action;
use credentials::TotpSecret;
use jiff::{SignedDuration, Timestamp};

use crate::counted_by::CountedBy;
use crate::own_account::OwnRefusal;
use crate::second_factor::{Phone, Proof, Read, totp_context};
use crate::sign_in::offer;
use crate::store::phones::{self, Offered};
use crate::{Failure, Offer, Officer, Officers, Password, entries};

/// How long the new phone can be enrolled.
const VALID: SignedDuration = SignedDuration::from_mins(15);

impl Officers {
    /// Offers a new authenticator to this session, for a quarter of an hour. The code that was typed is spent.
    ///
    /// # Errors
    /// Whatever is wrong; nothing is offered then.
    pub async fn offer_phone(&self, officer: &Officer, password: &Password, typed: &str) -> Result<(), OwnRefusal> {
        // Forgiven only when both are right, so that who knows the password cannot try codes without end.
        self.check_own_password(officer, password).await?;
        let account = phones::enrolled(&self.pool, officer.id).await?;
        let Some(sealed) = account.totp_secret else { return Err(OwnRefusal::WrongCode) };
        let phone =
            Phone { officer_id: officer.id, data_key: &account.data_key, sealed: &sealed, skew: account.totp_skew };
        let Read::Proof(proof) = self.read_proof(&phone, typed)? else { return Err(OwnRefusal::WrongCode) };
        let key = self.vault.open_data_key(&account.data_key).map_err(Failure::from)?;
        let fresh = key.seal(&totp_context(officer.id), TotpSecret::new()?.bytes()).map_err(Failure::from)?;
        let mut transaction = self.pool.begin().await?;
        if !self.spend(&mut transaction, officer.id, &proof).await? {
            return Err(match proof {
                Proof::Step { .. } => OwnRefusal::UsedCode,
                Proof::Recovery(_) => OwnRefusal::WrongCode,
            });
        }
        let until = self.clock.now().saturating_add(VALID).unwrap_or(Timestamp::MAX);
        phones::offer(&mut *transaction, officer.session_id, &fresh, until, proof.kind()).await?;
        transaction.commit().await?;
        Ok(self.forget_attempts(&CountedBy::Own(officer.id)).await?)
    }

    /// The authenticator that this session offers, until it is enrolled or its time is over.
    ///
    /// # Errors
    /// When the database is away, or the account cannot be opened.
    pub async fn offered_phone(&self, officer: &Officer) -> Result<Option<Offer>, Failure> {
        let Some(offered) = self.offered_to(officer).await? else { return Ok(None) };
        let secret = self.vault.open_data_key(&offered.data_key)?.open(&totp_context(officer.id), &offered.secret)?;
        let nip = self.open_nip(officer.id, &offered.data_key, &offered.nip)?;
        Ok(Some(offer(&TotpSecret::restored(secret), &nip)))
    }

    /// Puts the offered authenticator in the place of the old one, with its first code. New recovery codes, shown once,
    /// take the place of the old ones, and all other sessions end.
    ///
    /// # Errors
    /// Whatever is wrong; the old phone is the account's own then.
    pub async fn change_phone(&self, officer: &Officer, typed: &str) -> Result<Vec<String>, OwnRefusal> {
        let Some(offered) = self.offered_to(officer).await? else { return Err(OwnRefusal::NothingOffered) };
        // Not counted: the page has just shown the secret that the code comes from.
        let phone = Phone { officer_id: officer.id, data_key: &offered.data_key, sealed: &offered.secret, skew: 0 };
        let Some(first) = self.first_code(&phone, typed)? else { return Err(OwnRefusal::WrongCode) };
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let changed = phones::exchange(&mut *transaction, officer.id, &offered.secret, first).await?;
        if !changed || !phones::take_offer(&mut *transaction, officer.session_id, &offered.secret).await? {
            return Err(OwnRefusal::NothingOffered);
        }
        let codes = self.new_recovery_codes(&mut transaction, officer.id).await?;
        self.end_others(&mut transaction, officer).await?;
        let entry = entries::own(officer.id, now, Action::PhoneChanged).detail(offered.proof);
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(codes)
    }

    async fn offered_to(&self, officer: &Officer) -> Result<Option<Offered>, Failure> {
        Ok(phones::offered(&self.pool, officer.session_id, self.clock.now()).await?)
    }
}
