//! Applicants are told what happens to their accounts.

use ::letters::ToAddress;
use database::{Connection, Schema};
use messages::LetterKind;
use runtime::Clock;
use uuid::Uuid;

use crate::store::addresses;
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
            Self::QuestionsChanged => LetterKind::AccountQuestionsChanged,
            Self::IdentityVerified => LetterKind::AccountIdentityVerified,
            Self::IdentityRefused => LetterKind::AccountIdentityRefused,
            Self::ClaimMade => LetterKind::AccountClaimMade,
            Self::ClaimTaken => LetterKind::AccountClaimTaken,
            Self::Replaced => LetterKind::AccountReplaced,
            Self::Frozen => LetterKind::AccountFrozen,
        }
    }
}

/// Asks for a letter to every current address of the account, in the caller's transaction. The relay finds the message
/// when the transaction commits.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn tell(on: &mut Connection, clock: &Clock, account: Uuid, news: News) -> Result<(), sqlx::Error> {
    let former = news == News::ContactChanged;
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
