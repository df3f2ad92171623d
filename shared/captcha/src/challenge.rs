//! One challenge: what a token holds, and what answers it.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::code::Code;
use crate::purpose::Purpose;
use crate::{picture, sound};

/// How long a challenge may be answered: long enough to gather documents, fill in a long form and check it all.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(30);

/// A code that a site asked for, for one purpose.
#[derive(Clone, Copy, Debug)]
pub struct Challenge {
    id: Uuid,
    purpose: Purpose,
    issued_at: Timestamp,
    code: Code,
    work: u8,
}

/// A challenge that a person answered correctly. It counts once its id is stored, and the database stores an id only
/// once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Solved {
    id: Uuid,
    expires_at: Timestamp,
}

/// Why an answer does not count. The person's next step is always the same: answer a new challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The form carried no token, or the person typed nothing.
    #[error("nothing was answered")]
    Missing,
    /// We never issued this token.
    #[error("not a token")]
    Malformed,
    /// The token is older than half an hour.
    #[error("the challenge is over")]
    Expired,
    /// The person typed another code.
    #[error("another code was typed")]
    WrongCode,
    /// We issued the challenge for another purpose.
    #[error("the challenge was issued for something else")]
    OtherPurpose,
}

impl Challenge {
    pub(crate) fn new(id: Uuid, purpose: Purpose, issued_at: Timestamp, code: Code, work: u8) -> Self {
        Self { id, purpose, issued_at, code, work }
    }

    /// Judges what a person typed for a purpose.
    ///
    /// # Errors
    /// [`Wrong::OtherPurpose`], [`Wrong::Missing`] when the person typed nothing, or [`Wrong::WrongCode`].
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

    /// Identifies this challenge. Whoever only has the token cannot learn it.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Bits of work that the answer must include; usually 0.
    #[must_use]
    pub fn work(&self) -> u8 {
        self.work
    }

    /// The code. The server may only draw it, speak it and check it.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// Draws the code as a PNG of 400 × 140 pixels and at most 5 kB; a page shows it at half that size. Takes a quarter
    /// of a millisecond of CPU.
    #[must_use]
    pub fn picture(&self) -> Vec<u8> {
        picture::draw(self.code, self.id)
    }

    /// Reads the code aloud in Indonesian, as a WAV of 5 to 10 seconds, about 60 kB. Takes about a millisecond of CPU.
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

    /// `code (5) | purpose (2) | id (16) | issued at (milliseconds, 8) | bits of work (1)`. Tokens that are older than
    /// the work have no last byte.
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
    /// The id to store, so that the challenge counts only once.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The time from which we refuse the token anyway. After it the id may be forgotten.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}
