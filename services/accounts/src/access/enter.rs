//! NIK and password.

use std::net::IpAddr;

use audit::Action;
use credentials::{Failure, NewSession, Password, Stage, Tally};
use domain::Nik;
use jiff::SignedDuration;
use uuid::Uuid;
use vault::{Index, Secret};

use super::Access;
use super::counted_by::CountedBy;
use crate::letters::{self, News};
use crate::store::entrances;
use crate::store::freezes::Frozen;

/// Who stands at the door.
pub(crate) struct Visitor {
    pub(crate) network: IpAddr,
    /// What binds the page to the browser that opened it.
    pub(crate) browser: Secret,
    /// Of a browser in which somebody signed in before.
    pub(crate) device: Option<Secret>,
    /// Of the session that the browser has already, over or not.
    pub(crate) session: Option<Secret>,
    /// Browser and system in words.
    pub(crate) client: String,
}

/// What became of NIK and password.
pub(crate) enum Attempt {
    /// They are right.
    Right(Box<Entered>),
    /// They are, and nobody signs in to the account.
    Frozen(Frozen),
    /// They are not. Whether the NIK has an account is not told.
    Wrong,
    /// Too many were wrong before.
    Wait(SignedDuration),
}

/// Somebody who is in.
pub(crate) struct Entered {
    pub(crate) account: Uuid,
    /// The secret of the session, for the browser to keep.
    pub(crate) session: Secret,
    /// The secret of a browser that was not known before.
    pub(crate) device: Option<Secret>,
    /// The oldest session had to end for this one.
    pub(crate) has_ended_oldest: bool,
}

impl Access {
    /// One attempt, which was tallied before ([`Access::tally`]). It costs one hash, whether the NIK has an account or
    /// not. The account of the newest period counts.
    ///
    /// # Errors
    /// When the database is away or too many passwords are being compared; the attempt does not count then.
    pub(crate) async fn enter(
        &self,
        nik: &Nik,
        password: &Password,
        visitor: &Visitor,
        tally: &Tally,
    ) -> Result<Attempt, Failure> {
        let index = self.vault.index(Index::AccountNik, nik.expose().as_bytes());
        let account = entrances::find(&self.pool, index.as_bytes()).await?;
        let by = self.counted_by(nik, account.as_ref().map(|account| account.id), visitor).await?;
        if let Some(wait) = self.count(&by).await? {
            self.untally(tally).await?;
            return Ok(Attempt::Wait(wait));
        }
        let stored = account.as_ref().map(|account| account.password_hash.as_str());
        let is_right = match self.hasher.is(password, stored).await {
            Ok(is_right) => is_right,
            Err(failure) => {
                self.take_back(&by).await?;
                self.untally(tally).await?;
                return Err(failure);
            }
        };
        let Some(account) = account.filter(|_| is_right) else { return Ok(Attempt::Wrong) };
        // Only who knows the password learns that the account is frozen.
        let attempt = match account.frozen {
            Some(frozen) => Attempt::Frozen(frozen),
            None => match self.let_in(&account, visitor).await? {
                Some(entered) => Attempt::Right(Box::new(entered)),
                None => return Ok(Attempt::Wrong),
            },
        };
        self.forget(&[by, CountedBy::Nik(nik)]).await?;
        self.untally(tally).await?;
        Ok(attempt)
    }

    /// By what the attempt counts. A NIK without an account is looked for in the same way.
    async fn counted_by<'a>(
        &self,
        nik: &'a Nik,
        account: Option<Uuid>,
        visitor: &'a Visitor,
    ) -> Result<CountedBy<'a>, Failure> {
        match &visitor.device {
            Some(device) if self.devices.knows(account.unwrap_or_default(), device).await? => {
                Ok(CountedBy::Device(device))
            }
            Some(_) | None => Ok(CountedBy::Nik(nik)),
        }
    }

    /// Begins the session. `None` when the account got another password, ended, or was frozen since it was read.
    pub(super) async fn let_in(
        &self,
        account: &entrances::Entrance,
        visitor: &Visitor,
    ) -> Result<Option<Entered>, Failure> {
        let before = match &visitor.session {
            Some(secret) => self.sessions.open(secret).await?,
            None => None,
        };
        let mut transaction = self.pool.begin().await?;
        // Whoever signs in or changes the password at the same moment waits here.
        if !entrances::lock(&mut transaction, account).await? {
            return Ok(None);
        }
        if let Some(before) = before {
            self.sessions.end(&mut transaction, before.account, before.id).await?;
        }
        let ended = self.sessions.make_room(&mut transaction, account.id).await?;
        let valid = self.sessions.longest();
        let new = NewSession { account: account.id, stage: Stage::Open, valid, client: &visitor.client };
        let session = self.sessions.begin(&mut *transaction, new).await?;
        let device = self.devices.remember(&mut transaction, account.id, visitor.device.as_ref()).await?;
        let entry = self.entry(account.id, Action::SignIn).detail("password");
        audit::record(&mut *transaction, &entry).await?;
        if device.is_some() && !entrances::is_first(&mut transaction, account.id, self.clock.now()).await? {
            letters::tell(&mut transaction, &self.clock, account.id, News::NewDevice).await?;
        }
        transaction.commit().await?;
        Ok(Some(Entered { account: account.id, session, device, has_ended_oldest: ended > 0 }))
    }
}
