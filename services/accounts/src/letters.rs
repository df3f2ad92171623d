//! Applicants are told what happens to their accounts.

use ::letters::ToAddress;
use database::{Connection, Schema};
use messages::LetterKind;
use runtime::Clock;
use uuid::Uuid;

use crate::store::addresses;
use crate::store::codes::Purpose;
use crate::store::links::{self, Link};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The owner changed the password.
    PasswordChanged,
    /// Somebody chose a new password without the old one.
    Recovered,
    /// Somebody was shown an answer that counts once.
    AnswerIssued,
    /// Somebody signed in with a browser that was not known.
    NewDevice,
    /// The contact was changed. The former addresses are told as well.
    ContactChanged,
    /// Another address was told, which waits to be confirmed.
    ContactTold,
    /// The security questions were changed.
    QuestionsChanged,
    /// The register confirmed the identity.
    IdentityVerified,
    /// The register did not confirm the identity.
    IdentityRefused,
    /// A claim became an account.
    ClaimMade,
    /// A claim came to nothing: the NIK has a verified account.
    ClaimTaken,
    /// Another account took the NIK.
    Replaced,
    /// The account is frozen, and why and how to object.
    Frozen,
    /// The account is frozen, since somebody complained that others made it.
    Complained,
    /// A complaint has it frozen no more.
    Released,
    /// It was removed, since others made it.
    Removed,
}

impl News {
    /// Which letter tells it.
    const fn kind(self) -> LetterKind {
        match self {
            Self::PasswordChanged => LetterKind::AccountPasswordChanged,
            Self::Recovered => LetterKind::AccountRecovered,
            Self::AnswerIssued => LetterKind::AccountAnswerIssued,
            Self::NewDevice => LetterKind::AccountNewDevice,
            Self::ContactChanged => LetterKind::AccountContactChanged,
            Self::ContactTold => LetterKind::AccountContactTold,
            Self::QuestionsChanged => LetterKind::AccountQuestionsChanged,
            Self::IdentityVerified => LetterKind::AccountIdentityVerified,
            Self::IdentityRefused => LetterKind::AccountIdentityRefused,
            Self::ClaimMade => LetterKind::AccountClaimMade,
            Self::ClaimTaken => LetterKind::AccountClaimTaken,
            Self::Replaced => LetterKind::AccountReplaced,
            Self::Frozen => LetterKind::AccountFrozen,
            Self::Complained => LetterKind::AccountComplained,
            Self::Released => LetterKind::AccountReleased,
            Self::Removed => LetterKind::AccountRemoved,
        }
    }
}

/// Asks for a letter to every current address of the account, in the caller's transaction. The relay finds the message
/// when the transaction commits.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn tell(on: &mut Connection, clock: &Clock, account: Uuid, news: News) -> Result<(), sqlx::Error> {
    let former = matches!(news, News::ContactChanged | News::ContactTold);
    for address in addresses::told_of(on, account, former, clock.now()).await? {
        let letter = ToAddress { kind: news.kind(), account, address, link: None };
        ::letters::to_address(on, Schema::Accounts, letter, clock).await?;
    }
    Ok(())
}

/// Sends a link of this kind to an address of the account, in the caller's transaction. Older ones of its kind work no
/// more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn send_link(
    on: &mut Connection,
    clock: &Clock,
    (account, address): (Uuid, Uuid),
    kind: links::Kind,
) -> Result<(), sqlx::Error> {
    let id = clock.new_id();
    links::make(on, id, &Link { account, address, kind }, clock.now()).await?;
    let kind = match kind {
        links::Kind::VerifyAddress => LetterKind::AccountVerifyEmail,
        links::Kind::NewPassword => LetterKind::AccountNewPassword,
    };
    let letter = ToAddress { kind, account, address, link: Some(id) };
    ::letters::to_address(on, Schema::Accounts, letter, clock).await?;
    Ok(())
}

/// Sends the code with this id to addresses of the account, in the caller's transaction.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn send_code(
    on: &mut Connection,
    clock: &Clock,
    (account, code): (Uuid, Uuid),
    purpose: Purpose,
    to: &[Uuid],
) -> Result<(), sqlx::Error> {
    let kind = match purpose {
        Purpose::VerifyPhone => LetterKind::AccountPhoneCode,
        Purpose::ApprovedAnswer => LetterKind::AccountAnswerCode,
        Purpose::NewPassword => LetterKind::AccountPasswordCode,
    };
    for address in to {
        let letter = ToAddress { kind, account, address: *address, link: Some(code) };
        ::letters::to_address(on, Schema::Accounts, letter, clock).await?;
    }
    Ok(())
}
