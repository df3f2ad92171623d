//! What the register says, and why it may say nothing.

use http::StatusCode;

/// One of the values that the register compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// The number of the family card.
    FamilyCard,
    /// The name.
    FullName,
    /// The place of birth.
    BirthPlace,
    /// The day of birth.
    BirthDate,
}

/// What the register says about an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All values belong to the person with the NIK.
    Match,
    /// The register has nobody with the NIK.
    NotFound,
    /// The register has the NIK, and these values differ. None of them: the person is dead, is there twice, or is not
    /// active.
    ///
    /// Never tell the person which: whoever tries values would learn them one by one.
    Differs(Vec<Value>),
}

/// An answer of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it says.
    pub verdict: Verdict,
    /// How many answers it has left for us today, if it says so.
    pub quota_left: Option<u64>,
}

/// Why there is no verdict. Nothing in it is personal.
#[derive(Debug, thiserror::Error)]
pub enum Unavailable {
    /// No whole answer in time.
    #[error("the population register did not answer in time")]
    Timeout,
    /// No connection, or it broke.
    #[error("the population register cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Our answers of today are used up.
    #[error("the quota of the population register is used up")]
    QuotaSpent,
    /// It does not accept the request: another status than 200.
    #[error("the population register answered {0}")]
    Refused(StatusCode),
    /// It answered with a code that is no verdict, such as one for a wrong password.
    #[error("the population register answered code {0}")]
    RefusedWith(String),
    /// It answered with something that we do not understand.
    #[error("the population register answered something unknown")]
    Malformed,
    /// We do not ask: it failed too often a moment ago.
    #[error("the population register failed too often, and is not asked for a while")]
    Resting,
}
