//! Applicants change how they are reached. They give the password once more; the new address counts when what was sent
//! to it was opened or typed, and the old ones are told at once.

use ::letters::codes::Typed;
use audit::{Action, Entry};
use credentials::{Failure, Password};
use domain::NoticeAddress;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use vault::{Index, Sealed};

use super::confirm::Confirmation;
use super::{Access, SignedIn};
use crate::addresses;
use crate::codes::{self, Compared, Sent};
use crate::letters::{self, News};
use crate::store::addresses::{self as rows, Kind};
use crate::store::codes::Purpose;
use crate::store::{codes as code_rows, contacts, link_requests, links};
use applicants::Applicant;

/// Addresses that an account may be told in an hour: each is written to.
const IN_AN_HOUR: i32 = 5;

/// An address of the own account.
pub(crate) struct OwnAddress {
    pub(crate) kind: Kind,
    pub(crate) address: NoticeAddress,
    pub(crate) is_waiting: bool,
    pub(crate) is_verified: bool,
}

/// What became of an address that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NewAddress {
    /// It counts when it is confirmed.
    Waits,
    /// It counts: nothing here can confirm a telephone.
    Counts,
}

/// Why the contact stays.
pub(crate) enum NotTold {
    /// The password is not the applicant's.
    WrongPassword,
    /// Too many were wrong before.
    Wait(SignedDuration),
    /// Somebody got in by knowledge a short while ago; until then it stays.
    Cooling(Timestamp),
    /// The account has this address.
    Same,
    /// Too many were told; the next one may be told then.
    TooMany(Timestamp),
    /// The database is away, or the account cannot be opened.
    Failure(Failure),
}

impl<F: Into<Failure>> From<F> for NotTold {
    fn from(failure: F) -> Self {
        Self::Failure(failure.into())
    }
}

/// What became of a request for a link or a code that confirms an address.
pub(crate) enum Asked {
    /// It is on its way.
    Sent,
    /// Another one may be sent then.
    Wait(Timestamp),
    /// There is nothing to confirm.
    Nothing,
}

impl Access {
    /// The addresses that count, and those that wait.
    ///
    /// # Errors
    /// When the database is away or refuses, or what is sealed does not open.
    pub(crate) async fn own_addresses(&self, account: Uuid) -> Result<Vec<OwnAddress>, Failure> {
        let rows = contacts::of(&self.pool, account).await?;
        let open = |row: contacts::Address| {
            let key = self.vault.open_data_key(&row.data_key)?;
            let address =
                addresses::open(&key, (account, row.id), &row.sealed).map_err(crate::drafts::Failure::from)?;
            Ok(OwnAddress { kind: row.kind, address, is_waiting: row.is_waiting, is_verified: row.is_verified })
        };
        rows.into_iter().map(open).collect()
    }

    /// Tells another address for the account. Where `texts` can be sent, a telephone waits to be confirmed as an e-mail
    /// address does.
    ///
    /// # Errors
    /// Whatever is wrong; nothing was changed then.
    pub(crate) async fn tell_contact(
        &self,
        of: &SignedIn,
        password: &Password,
        address: &NoticeAddress,
        texts: bool,
    ) -> Result<NewAddress, NotTold> {
        let (cools_until, _) = self.standing(of.account).await?;
        if let Some(until) = cools_until {
            return Err(NotTold::Cooling(until));
        }
        let stored = match self.confirm(of, password).await? {
            Confirmation::Right(stored) => stored,
            Confirmation::Wrong => return Err(NotTold::WrongPassword),
            Confirmation::Wait(wait) => return Err(NotTold::Wait(wait)),
        };
        let (id, now, account) = (self.clock.new_id(), self.clock.now(), of.account);
        let kind = if address.is_email() { Kind::Email } else { Kind::Phone };
        let mut transaction = self.pool.begin().await?;
        let Some(changing) = contacts::lock(&mut transaction, &stored, now).await? else {
            // Another password, or a new cool-down, came between.
            return Err(NotTold::WrongPassword);
        };
        if !changing.addressed {
            addresses::write(&mut transaction, &self.vault, &self.clock, account).await?;
        }
        let key = self.vault.open_data_key(&changing.data_key)?;
        let mut applicant = Applicant::open(&key, account, &changing.content).map_err(crate::drafts::Failure::from)?;
        let current = match kind {
            Kind::Email => &mut applicant.email,
            Kind::Phone => &mut applicant.phone,
        };
        if current == address {
            return Err(NotTold::Same);
        }
        let subject = self.vault.index(Index::ApplicantContacts, account.as_bytes());
        if !link_requests::count(&mut *transaction, subject.as_bytes(), IN_AN_HOUR, now).await? {
            let until = link_requests::ends_at(&mut *transaction, subject.as_bytes()).await?;
            return Err(NotTold::TooMany(until.unwrap_or(now)));
        }
        let sealed = key.seal(&Sealed::AccountAddress(id).of(account), address.expose().as_bytes())?;
        let told = if kind == Kind::Phone && !texts {
            *current = address.clone();
            rows::tell(&mut transaction, account, &applicant.seal(&key, account)?).await?;
            contacts::replace(&mut transaction, account, (id, kind, &sealed), now).await?;
            audit::record(&mut *transaction, &self.about(account, Action::ContactChanged, kind)).await?;
            letters::tell(&mut transaction, &self.clock, account, News::ContactChanged).await?;
            NewAddress::Counts
        } else {
            contacts::wait(&mut transaction, account, (id, kind, &sealed), now).await?;
            audit::record(&mut *transaction, &self.about(account, Action::ContactTold, kind)).await?;
            letters::tell(&mut transaction, &self.clock, account, News::ContactTold).await?;
            match kind {
                Kind::Email => {
                    let link = links::Kind::VerifyAddress;
                    letters::send_link(&mut transaction, &self.clock, (account, id), link).await?;
                }
                Kind::Phone => {
                    let purpose = (account, Purpose::VerifyPhone);
                    // When there were too many, the page says from when the owner may ask for one.
                    codes::send(&mut transaction, &self.clock, purpose, Some(id), &[id]).await?;
                }
            }
            NewAddress::Waits
        };
        transaction.commit().await?;
        Ok(told)
    }

    /// Takes back the address of this kind that waits. `false` when none does.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn withdraw_contact(&self, of: &SignedIn, kind: Kind) -> Result<bool, Failure> {
        let mut transaction = self.pool.begin().await?;
        if !contacts::hold(&mut transaction, of.account).await?
            || !contacts::withdraw(&mut transaction, of.account, kind).await?
        {
            return Ok(false);
        }
        audit::record(&mut *transaction, &self.about(of.account, Action::ContactWithdrawn, kind)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Sends a link that confirms the e-mail address: the one that waits, else the one that counts. Once an hour at
    /// most; of two requests at once, one sends it.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn ask_link(&self, of: &SignedIn) -> Result<Asked, Failure> {
        let (account, kind) = (of.account, links::Kind::VerifyAddress);
        let mut transaction = self.pool.begin().await?;
        let Some(email) = rows::email(&mut *transaction, account).await? else { return Ok(Asked::Nothing) };
        if !rows::lock(&mut transaction, account, email.address_id).await? {
            return Ok(Asked::Nothing);
        }
        if let Some(until) = links::waits_until(&mut *transaction, account, kind, self.clock.now()).await? {
            return Ok(Asked::Wait(until));
        }
        letters::send_link(&mut transaction, &self.clock, (account, email.address_id), kind).await?;
        transaction.commit().await?;
        Ok(Asked::Sent)
    }

    /// Sends a code that confirms the telephone: the one that waits, else the one that counts.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn ask_phone_code(&self, of: &SignedIn) -> Result<Asked, Failure> {
        let mut transaction = self.pool.begin().await?;
        if !contacts::hold(&mut transaction, of.account).await? {
            return Ok(Asked::Nothing);
        }
        let own = contacts::of(&mut *transaction, of.account).await?;
        let phones = || own.iter().filter(|address| address.kind == Kind::Phone && !address.is_verified);
        let Some(phone) = phones().find(|phone| phone.is_waiting).or_else(|| phones().next()) else {
            return Ok(Asked::Nothing);
        };
        let purpose = (of.account, Purpose::VerifyPhone);
        match codes::send(&mut transaction, &self.clock, purpose, Some(phone.id), &[phone.id]).await? {
            Sent::Sent => {}
            Sent::Wait(until) => return Ok(Asked::Wait(until)),
        }
        transaction.commit().await?;
        Ok(Asked::Sent)
    }

    /// Confirms the telephone to which the code was sent. One that waited takes the place of the one before.
    ///
    /// # Errors
    /// When the database is away or refuses, or what is sealed does not open.
    pub(crate) async fn confirm_phone(&self, of: &SignedIn, typed: &Typed) -> Result<Compared, Failure> {
        let (purpose, now) = ((of.account, Purpose::VerifyPhone), self.clock.now());
        let compared = codes::compare(&self.pool, &self.vault, purpose, typed, now).await?;
        let Compared::Right(right) = compared else { return Ok(compared) };
        let Some(address) = right.address else { return Ok(Compared::Void) };
        let mut transaction = self.pool.begin().await?;
        // The account first, as everywhere.
        if !contacts::hold(&mut transaction, of.account).await?
            || !code_rows::spend(&mut transaction, right.id, now).await?
            || !addresses::verify(&mut transaction, &self.vault, &self.clock, (of.account, address)).await?
        {
            return Ok(Compared::Void);
        }
        transaction.commit().await?;
        Ok(Compared::Right(right))
    }

    /// Whether a code waits to be typed that confirms the telephone, and when another one may be sent, if not now.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn phone_code(&self, account: Uuid) -> Result<(bool, Option<Timestamp>), Failure> {
        let (purpose, now) = (Purpose::VerifyPhone, self.clock.now());
        let live = code_rows::live(&self.pool, account, purpose, now).await?;
        Ok((live.is_some(), code_rows::waits_until(&self.pool, account, purpose, now).await?))
    }

    /// When another link that confirms the e-mail address may be sent; `None`: now.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn next_link(&self, account: Uuid) -> Result<Option<Timestamp>, Failure> {
        Ok(links::waits_until(&self.pool, account, links::Kind::VerifyAddress, self.clock.now()).await?)
    }

    fn about(&self, account: Uuid, action: Action, kind: Kind) -> Entry {
        self.entry(account, action).detail(kind.as_str())
    }
}
