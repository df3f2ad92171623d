//! Why a distributor did not do what it was asked for.

use http::StatusCode;

/// What went wrong. Nothing in it is personal, and no answer is quoted.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// No whole answer in time. What was asked for may be done.
    #[error("the distributor of e-meterai did not answer in time")]
    Timeout,
    /// No connection, or it broke. What was asked for may be done.
    #[error("the distributor of e-meterai cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It says that it is in trouble.
    #[error("the distributor of e-meterai answered {0}")]
    Away(StatusCode),
    /// It answered with something that we do not understand.
    #[error("the distributor of e-meterai answered something unknown")]
    Malformed,
    /// It says that it failed, and not why.
    #[error("the distributor of e-meterai says that it failed")]
    Failed,
    /// The person's token or password does not count, or not any more.
    #[error("the distributor of e-meterai asks for the person's password")]
    NeedsLogin,
    /// The person has no stamp left.
    #[error("the distributor of e-meterai says that no stamp is left")]
    NeedsBalance,
    /// It does not take the file.
    #[error("the distributor of e-meterai does not take the file")]
    RefusedFile,
}

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The distributor's, for everybody: it is away or in trouble.
    Outage,
    /// The distributor's, for this document: it may work at the next try.
    Failed,
    /// The person must sign in there again.
    NeedsLogin,
    /// The person must buy stamps there.
    NeedsBalance,
    /// Another file is needed.
    RefusedFile,
}

impl Fault {
    /// Whose move it is.
    #[must_use]
    pub const fn kind(&self) -> FaultKind {
        match self {
            Self::Timeout | Self::Unreachable(_) | Self::Away(_) | Self::Malformed => FaultKind::Outage,
            Self::Failed => FaultKind::Failed,
            Self::NeedsLogin => FaultKind::NeedsLogin,
            Self::NeedsBalance => FaultKind::NeedsBalance,
            Self::RefusedFile => FaultKind::RefusedFile,
        }
    }

    /// A short code that stays the same, for metrics and logs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Unreachable(_) => "unreachable",
            Self::Away(_) => "away",
            Self::Malformed => "malformed",
            Self::Failed => "failed",
            Self::NeedsLogin => "needs_login",
            Self::NeedsBalance => "needs_balance",
            Self::RefusedFile => "refused_file",
        }
    }

    /// What an answer with another status than 2xx means, before anybody reads its words. `None`: the words tell.
    pub(crate) fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::UNAUTHORIZED => Some(Self::NeedsLogin),
            StatusCode::PAYMENT_REQUIRED => Some(Self::NeedsBalance),
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Self::RefusedFile),
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => None,
            _ => Some(Self::Away(status)),
        }
    }

    /// What the distributor's words about a file mean. It has no codes for them.
    pub(crate) fn of_words_about_a_file(words: &str) -> Self {
        let fault = Self::of_words(words);
        let is_of_the_file = matches!(fault, Self::Failed) && speak_of(words, &["pdf", "dokumen", "document"]);
        if is_of_the_file { Self::RefusedFile } else { fault }
    }

    /// What its words about anything else mean: they refuse no file.
    pub(crate) fn of_words(words: &str) -> Self {
        if speak_of(words, &["saldo", "kuota", "quota"]) {
            Self::NeedsBalance
        } else if speak_of(words, &["token", "login", "unauthorized"]) {
            Self::NeedsLogin
        } else {
            Self::Failed
        }
    }

    /// The same of a request that had no file: what refuses a file there is a failure of its document.
    pub(crate) fn without_a_file(self) -> Self {
        if matches!(self, Self::RefusedFile) { Self::Failed } else { self }
    }
}

fn speak_of(words: &str, marks: &[&str]) -> bool {
    let words = words.to_lowercase();
    marks.iter().any(|mark| words.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_whose_move_it_is() {
        for (words, kind) in [
            ("Saldo tidak cukup", FaultKind::NeedsBalance),
            ("KUOTA habis", FaultKind::NeedsBalance),
            ("Token expired", FaultKind::NeedsLogin),
            ("File PDF tidak dapat dibaca", FaultKind::RefusedFile),
            ("Terjadi kesalahan", FaultKind::Failed),
            ("", FaultKind::Failed),
        ] {
            assert_eq!(Fault::of_words_about_a_file(words).kind(), kind, "{words}");
            let other = if kind == FaultKind::RefusedFile { FaultKind::Failed } else { kind };
            assert_eq!(Fault::of_words(words).kind(), other, "{words}: only a stamping refuses a file");
        }
    }

    #[test]
    fn a_status_that_nobody_foresaw_is_an_outage_and_no_refusal_of_the_file() {
        for status in [403, 404, 429, 500, 502, 503, 504, 302] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(Fault::of_status(status).map(|fault| fault.kind()), Some(FaultKind::Outage), "{status}");
        }
        assert!(Fault::of_status(StatusCode::BAD_REQUEST).is_none());
    }
}
