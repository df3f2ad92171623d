//! What a challenge is for.

use domain::FormCode;

/// What a person wants to do. An answer counts for no other purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// File this form.
    Form(FormCode),
    /// Create an account.
    CreateAccount,
    /// Sign in to an account.
    SignIn,
    /// Get back into an account whose password was lost.
    Recover,
    /// Have the number of a ticket sent.
    LostNumber,
    /// Have a link to a new password sent.
    NewPassword,
}

impl Purpose {
    /// Bytes of a purpose.
    pub(crate) const LENGTH: usize = 2;

    /// Two characters: a form's digits, or two letters.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        match self {
            Self::Form(code) => code.to_string().into_bytes(),
            Self::CreateAccount => b"ca".to_vec(),
            Self::SignIn => b"si".to_vec(),
            Self::Recover => b"rc".to_vec(),
            Self::LostNumber => b"ln".to_vec(),
            Self::NewPassword => b"np".to_vec(),
        }
    }

    pub(crate) fn from_bytes(bytes: [u8; Self::LENGTH]) -> Option<Self> {
        match &bytes {
            b"ca" => Some(Self::CreateAccount),
            b"si" => Some(Self::SignIn),
            b"rc" => Some(Self::Recover),
            b"ln" => Some(Self::LostNumber),
            b"np" => Some(Self::NewPassword),
            digits => Some(Self::Form(str::from_utf8(digits).ok()?.parse().ok()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_reads_back_from_its_bytes_and_nothing_else_does() {
        for purpose in [
            Purpose::Form("09".parse().unwrap()),
            Purpose::CreateAccount,
            Purpose::SignIn,
            Purpose::Recover,
            Purpose::NewPassword,
        ] {
            let bytes = purpose.to_bytes();
            assert_eq!(Purpose::from_bytes(bytes.as_slice().try_into().unwrap()), Some(purpose));
        }
        for none in [b"xx", b"9 ", b"\xff\xff", b"CA"] {
            assert_eq!(Purpose::from_bytes(*none), None);
        }
    }
}
