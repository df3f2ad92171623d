//! Where an applicant is reached: each address lies sealed by itself, so that the sender of letters opens it and
//! nothing else of the account.

use audit::{Action, Actor, Entry, Subject};
use database::{Connection, Pool};
use domain::NoticeAddress;
use runtime::Clock;
use uuid::Uuid;
use vault::{DataKey, Sealed, Vault};

use crate::codes::{self, Sent};
use crate::drafts::Failure;
use crate::letters::{self, News};
use crate::store::addresses::{self as rows, Kind};
use crate::store::codes::Purpose;
use crate::store::contacts;
use applicants::{Applicant, Unreadable};

/// Writes the addresses that the account told, in the caller's transaction. Returns the e-mail address; `None` when the
/// account ended.
///
/// # Errors
/// When the database is away or refuses, or what was told does not open.
pub(crate) async fn write(
    on: &mut Connection,
    vault: &Vault,
    clock: &Clock,
    account: Uuid,
) -> Result<Option<Uuid>, Failure> {
    let Some(told) = rows::told(on, account).await? else { return Ok(None) };
    let key = vault.open_data_key(&told.data_key)?;
    let applicant = Applicant::open(&key, account, &told.content)?;
    let [email, phone] = [clock.new_id(), clock.new_id()];
    for (id, kind, address) in [(email, Kind::Email, &applicant.email), (phone, Kind::Phone, &applicant.phone)] {
        let sealed = key.seal(&Sealed::AccountAddress(id).of(account), address.expose().as_bytes())?;
        rows::insert(on, account, (id, kind, &sealed), clock.now()).await?;
    }
    rows::done(on, account).await?;
    Ok(Some(email))
}

/// Writes the addresses of accounts that were made before there were letters. One that does not open waits for the next
/// round.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn write_missing(pool: &Pool, vault: &Vault, clock: &Clock) -> Result<(), sqlx::Error> {
    let mut after = Uuid::nil();
    loop {
        let mut transaction = pool.begin().await?;
        let Some(account) = rows::missing(&mut transaction, after).await? else { return Ok(()) };
        match write(&mut transaction, vault, clock, account).await {
            Ok(_email) => transaction.commit().await?,
            Err(Failure::Database(error)) => return Err(error),
            Err(Failure::Vault(_) | Failure::Unreadable(_)) => {
                tracing::error!(account.id = %account, "an account's addresses cannot be written: it does not open");
            }
        }
        after = account;
    }
}

/// The owner opened or typed what was sent to this address, in the caller's transaction. An address that waited becomes
/// the account's own, and both it and the former one are told so. `false` when the account has it no more.
///
/// # Errors
/// When the database is away or refuses, or what was told does not open.
pub(crate) async fn verify(
    on: &mut Connection,
    vault: &Vault,
    clock: &Clock,
    (account, address): (Uuid, Uuid),
) -> Result<bool, Failure> {
    let Some(told) = rows::told(on, account).await? else { return Ok(false) };
    let Some(verified) = rows::verify(on, address, clock.now()).await? else { return Ok(false) };
    let entry = Entry::new(clock.now(), Actor::Applicant(account), Action::ContactConfirmed);
    audit::record(&mut *on, &entry.about(Subject::Applicant(account)).detail(verified.kind.as_str())).await?;
    if !verified.is_new {
        return Ok(true);
    }
    let key = vault.open_data_key(&told.data_key)?;
    let mut applicant = Applicant::open(&key, account, &told.content)?;
    let new = open(&key, (account, address), &verified.address)?;
    match verified.kind {
        Kind::Email => applicant.email = new,
        Kind::Phone => applicant.phone = new,
    }
    rows::tell(on, account, &applicant.seal(&key, account)?).await?;
    letters::tell(on, clock, account, News::ContactChanged).await?;
    Ok(true)
}

/// An address of an account, opened.
///
/// # Errors
/// When the seal does not open, or no address is in it.
pub(crate) fn open(
    key: &DataKey,
    (account, address): (Uuid, Uuid),
    sealed: &[u8],
) -> Result<NoticeAddress, Unreadable> {
    let opened = key.open(&Sealed::AccountAddress(address).of(account), sealed)?;
    let read = String::from_utf8(opened).ok().and_then(|text| NoticeAddress::read(&text).ok().flatten());
    read.ok_or(Unreadable::Form)
}

/// The addresses of an account that somebody confirmed and that can be written to: telephones only where `texts` are
/// sent.
///
/// # Errors
/// When the database is away or refuses, or an address does not open.
pub(crate) async fn confirmed(
    pool: &Pool,
    vault: &Vault,
    account: Uuid,
    texts: bool,
) -> Result<Vec<(Uuid, NoticeAddress)>, Failure> {
    let own = contacts::of(pool, account).await?.into_iter();
    let usable = own.filter(|row| row.is_verified && !row.is_waiting && (texts || row.kind == Kind::Email));
    let open = |row: contacts::Address| {
        let key = vault.open_data_key(&row.data_key)?;
        Ok((row.id, open(&key, (account, row.id), &row.sealed)?))
    };
    usable.map(open).collect()
}

/// Sends a code to all of these.
///
/// # Errors
/// As [`confirmed`].
pub(crate) async fn send_code(
    pool: &Pool,
    vault: &Vault,
    clock: &Clock,
    (account, purpose): (Uuid, Purpose),
    texts: bool,
) -> Result<Sent, Failure> {
    let to: Vec<Uuid> = confirmed(pool, vault, account, texts).await?.into_iter().map(|(id, _address)| id).collect();
    let mut transaction = pool.begin().await?;
    // Whoever changes the account or asks for a code at the same moment waits here.
    if !contacts::hold(&mut transaction, account).await? {
        return Ok(Sent::Wait(clock.now()));
    }
    let sent = codes::send(&mut transaction, clock, (account, purpose), None, &to).await?;
    transaction.commit().await?;
    Ok(sent)
}
