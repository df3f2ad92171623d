//! Somebody is to be written to. The service that knows why sends this message to the one that writes.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;
use crate::values;

/// A letter is to be sent. On `helpdesk.letters`, with the kind as routing key. To whom, and what it says, stays in the
/// database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LetterRequested {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The letter. It may be asked for more than once, and is sent once.
    #[schemars(schema_with = "values::uuid")]
    pub letter_id: Uuid,
    /// Which text.
    pub kind: LetterKind,
    /// When somebody asked for it.
    #[schemars(schema_with = "values::time")]
    pub requested_at: Timestamp,
}

/// Which text a letter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// A ticket has an answer, or a new one.
    TicketAnswered,
    /// The helpdesk asks the applicant something about a ticket.
    TicketAsked,
    /// The number of a ticket, for somebody who lost it.
    TicketNumber,
    /// A link by which the owner of an account confirms the address.
    AccountVerifyEmail,
    /// A link to a new password.
    AccountNewPassword,
    /// The owner changed the password.
    AccountPasswordChanged,
    /// Somebody chose a new password without the old one.
    AccountRecovered,
    /// Somebody was shown an answer that counts once.
    AccountAnswerIssued,
    /// Somebody signed in with a browser that was not known.
    AccountNewDevice,
    /// The contact was changed.
    AccountContactChanged,
    /// The security questions were changed.
    AccountQuestionsChanged,
    /// The population register confirmed the identity.
    AccountIdentityVerified,
    /// The population register did not confirm the identity.
    AccountIdentityRefused,
    /// What waited for the register became an account.
    AccountClaimMade,
    /// What waited for the register came to nothing: the NIK has a verified account.
    AccountClaimTaken,
    /// Another account took the NIK.
    AccountReplaced,
    /// The account is frozen.
    AccountFrozen,
    /// Somebody told another address for the account, which waits to be confirmed.
    AccountContactTold,
    /// A code by which the owner of an account confirms a telephone.
    AccountPhoneCode,
    /// A code for whoever is shown an answer that a desk approved.
    AccountAnswerCode,
    /// A code for whoever chooses a new password.
    AccountPasswordCode,
    /// The account is frozen, since somebody complained that others made it.
    AccountComplained,
    /// The account is not frozen any more.
    AccountReleased,
    /// The account was removed, since others made it.
    AccountRemoved,
    /// The registration is final.
    RegistrationFinal,
    /// The registration is a draft still, and closes soon.
    RegistrationReminder,
    /// Letters of the registration have their e-meterai.
    RegistrationStamped,
    /// A letter of the registration waits for its owner, to sign in at the distributor or to buy stamps.
    RegistrationStampWaits,
    /// A letter of the registration gets no e-meterai: another file is needed.
    RegistrationStampRejected,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 29] = [
        Self::TicketAnswered,
        Self::TicketAsked,
        Self::TicketNumber,
        Self::AccountVerifyEmail,
        Self::AccountNewPassword,
        Self::AccountPasswordChanged,
        Self::AccountRecovered,
        Self::AccountAnswerIssued,
        Self::AccountNewDevice,
        Self::AccountContactChanged,
        Self::AccountQuestionsChanged,
        Self::AccountIdentityVerified,
        Self::AccountIdentityRefused,
        Self::AccountClaimMade,
        Self::AccountClaimTaken,
        Self::AccountReplaced,
        Self::AccountFrozen,
        Self::AccountContactTold,
        Self::AccountPhoneCode,
        Self::AccountAnswerCode,
        Self::AccountPasswordCode,
        Self::AccountComplained,
        Self::AccountReleased,
        Self::AccountRemoved,
        Self::RegistrationFinal,
        Self::RegistrationReminder,
        Self::RegistrationStamped,
        Self::RegistrationStampWaits,
        Self::RegistrationStampRejected,
    ];

    /// The name in messages, in the database and in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TicketAnswered => "ticket_answered",
            Self::TicketAsked => "ticket_asked",
            Self::TicketNumber => "ticket_number",
            Self::AccountVerifyEmail => "account_verify_email",
            Self::AccountNewPassword => "account_new_password",
            Self::AccountPasswordChanged => "account_password_changed",
            Self::AccountRecovered => "account_recovered",
            Self::AccountAnswerIssued => "account_answer_issued",
            Self::AccountNewDevice => "account_new_device",
            Self::AccountContactChanged => "account_contact_changed",
            Self::AccountQuestionsChanged => "account_questions_changed",
            Self::AccountIdentityVerified => "account_identity_verified",
            Self::AccountIdentityRefused => "account_identity_refused",
            Self::AccountClaimMade => "account_claim_made",
            Self::AccountClaimTaken => "account_claim_taken",
            Self::AccountReplaced => "account_replaced",
            Self::AccountFrozen => "account_frozen",
            Self::AccountContactTold => "account_contact_told",
            Self::AccountPhoneCode => "account_phone_code",
            Self::AccountAnswerCode => "account_answer_code",
            Self::AccountPasswordCode => "account_password_code",
            Self::AccountComplained => "account_complained",
            Self::AccountReleased => "account_released",
            Self::AccountRemoved => "account_removed",
            Self::RegistrationFinal => "registration_final",
            Self::RegistrationReminder => "registration_reminder",
            Self::RegistrationStamped => "registration_stamped",
            Self::RegistrationStampWaits => "registration_stamp_waits",
            Self::RegistrationStampRejected => "registration_stamp_rejected",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl LetterRequested {
    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_name_everywhere() {
        for kind in LetterKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(LetterKind::named(kind.as_str()), Some(kind));
        }
        assert_eq!(LetterKind::named("advertisement"), None);
    }
}
