//! One challenge: what a token holds, and what answers it.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::code::Code;
use crate::purpose::Purpose;
use crate::{picture, sound};

/// How long a challenge may be answered.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(5);

/// A code that was asked for, for one purpose.
#[derive(Clone, Copy, Debug)]
pub struct Challenge {
    id: Uuid,
    purpose: Purpose,
    issued_at: Timestamp,
    code: Code,
    work: u8,
}

/// A challenge that was answered rightly. It counts once its id is stored, and the id can be stored once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Solved {
    id: Uuid,
    expires_at: Timestamp,
}

/// Why an answer does not count. What the person does is the same each time: answer a new challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// There is no token, or nothing was typed.
    #[error("nothing was answered")]
    Missing,
    /// The token is none of ours.
    #[error("not a token")]
    Malformed,
    /// The token is older than five minutes.
    #[error("the challenge is over")]
    Expired,
    /// Another code was typed.
    #[error("another code was typed")]
    WrongCode,
    /// The challenge was issued for something else.
    #[error("the challenge was issued for something else")]
    OtherPurpose,
}

impl Challenge {
    pub(crate) fn new(id: Uuid, purpose: Purpose, issued_at: Timestamp, code: Code, work: u8) -> Self {
        Self { id, purpose, issued_at, code, work }
    }

    /// Judges what was typed for a purpose.
    ///
    /// # Errors
    /// [`Wrong::OtherPurpose`], [`Wrong::Missing`] when nothing was typed, or [`Wrong::WrongCode`].
    pub fn check(&self, purpose: Purpose, typed: &str) -> Result<Solved, Wrong> {
        if purpose != self.purpose {
            Err(Wrong::OtherPurpose)
        } else if domain::typed::is_blank_text(typed) {
            Err(Wrong::Missing)
        } else if self.code.is(typed) {
            Ok(Solved { id: self.id, expires_at: self.expires_at() })
        } else {
            Err(Wrong::WrongCode)
        }
    }

    /// Names this challenge; unknown to whoever only has its token.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Bits of work that go with the answer; 0 as a rule.
    #[must_use]
    pub fn work(&self) -> u8 {
        self.work
    }

    /// The code. A server has no business with it but to draw, to speak and to check.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// The code as a PNG of 400 × 140 pixels, to be shown at half that size; at most 12 kB. Takes one to two
    /// milliseconds of CPU.
    #[must_use]
    pub fn picture(&self) -> Vec<u8> {
        picture::draw(self.code, self.id)
    }

    /// The code read aloud in Indonesian, as a WAV of 5 to 10 seconds, about 60 kB. Takes about a millisecond of CPU.
    #[must_use]
    pub fn sound(&self) -> Vec<u8> {
        sound::speak(self.code, self.id)
    }

    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        now >= self.expires_at()
    }

    fn expires_at(&self) -> Timestamp {
        self.issued_at.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX)
    }

    /// `code (5) | purpose (2) | id (16) | issued at (milliseconds, 8) | bits of work (1)`. Tokens of before the
    /// work have no last byte.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = self.code.as_bytes().to_vec();
        bytes.extend_from_slice(&self.purpose.to_bytes());
        bytes.extend_from_slice(self.id.as_bytes());
        bytes.extend_from_slice(&self.issued_at.as_millisecond().to_be_bytes());
        bytes.push(self.work);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (code, rest) = bytes.split_first_chunk::<{ Code::LENGTH }>()?;
        let (purpose, rest) = rest.split_first_chunk::<{ Purpose::LENGTH }>()?;
        let (id, rest) = rest.split_first_chunk::<16>()?;
        let (issued_at, rest) = rest.split_first_chunk::<8>()?;
        let issued_at = Timestamp::from_millisecond(i64::from_be_bytes(*issued_at)).ok()?;
        let work = match rest {
            [] => 0,
            [work] => *work,
            _ => return None,
        };
        let purpose = Purpose::from_bytes(*purpose)?;
        Some(Self { id: Uuid::from_bytes(*id), purpose, issued_at, code: Code::from_bytes(*code)?, work })
    }
}

impl Solved {
    /// What is stored, so that the challenge does not count again.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// From then on the token is refused anyway, and the id need not be known any more.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}
