//! "Pengecekan Dokumen": whether a document is one that we issued, by its code or by its bytes. It tells a stranger
//! nothing of the person but a masked name.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use runtime::crowd::{Bounds, Crowd, WhoLeaves};
use signatures::{Finding, Integrity, Issuer, Trust, examine};
use tokio::task::JoinError;
use vault::VaultError;
use web::{Limit, Problem};

use super::code::Code;
use super::{Cards, Frozen, NotFrozen};
use crate::measures;
use crate::store::issued::{self, Recorded};

/// Checks per minute and client network.
const A_MINUTE: u32 = 30;

/// What bounds checks.
pub(super) struct Checks {
    /// By client network.
    limit: Limit<IpAddr>,
    /// Files that are looked into at once.
    crowd: Arc<Crowd>,
    at_once: usize,
}

/// A document that we issued.
pub(crate) struct Known {
    pub(crate) code: String,
    pub(crate) standing: Standing,
    pub(crate) number: String,
    pub(crate) agency: String,
    pub(crate) position: String,
    /// The first letter of each name.
    pub(crate) masked_name: String,
    pub(crate) finalised_at: Timestamp,
    pub(crate) issued_at: Timestamp,
}

/// What a document is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The newest of its registration.
    Valid,
    /// A newer version took its place.
    Replaced(Timestamp),
    /// Its registration was cancelled.
    Cancelled,
}

impl Standing {
    /// A stable code for programs.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Replaced(_) => "replaced",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What became of the check of a file.
pub(crate) enum Verdict {
    /// Byte for byte one that we issued.
    Genuine(Known),
    /// One that we issued, changed afterwards; which one, where that can be told.
    Altered(Option<Known>),
    /// Signed by us and unchanged, but no longer recorded.
    Unrecorded,
    /// None of ours.
    Foreign,
}

/// Why a document cannot be checked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Uncheckable {
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    #[error("a registration could not be opened")]
    Vault(#[from] VaultError),
    #[error("a registration could not be read")]
    Frozen(#[from] NotFrozen),
    #[error("the process ends")]
    Ending(#[from] JoinError),
}

impl Checks {
    pub(super) fn new(processors: usize) -> Self {
        let a_minute = NonZeroU32::new(A_MINUTE).unwrap_or(NonZeroU32::MIN);
        Self {
            limit: Limit::new("document checks", a_minute, Duration::from_mins(1)),
            crowd: Crowd::new(WhoLeaves::LargerOnes),
            at_once: processors,
        }
    }
}

impl Cards {
    /// Counts a check of a client's network.
    ///
    /// # Errors
    /// 429 when there are too many.
    pub(crate) fn count_check(&self, network: IpAddr) -> Result<(), Problem> {
        self.checks.limit.check(&network)
    }

    /// The document with this code; `None` when we issued none.
    ///
    /// # Errors
    /// [`Uncheckable`].
    pub(crate) async fn check_code(&self, code: &Code) -> Result<Option<Known>, Uncheckable> {
        let found = self.with_code(code).await;
        measures::document_checked(match &found {
            Ok(Some(known)) => known.standing.code(),
            Ok(None) => "foreign",
            Err(_) => "failed",
        });
        found
    }

    async fn with_code(&self, code: &Code) -> Result<Option<Known>, Uncheckable> {
        let found = issued::with_code(&self.pool, &[code.to_string()]).await?;
        found.map(|recorded| self.known(&recorded)).transpose()
    }

    /// Whether a file is one that we issued. It is kept nowhere.
    ///
    /// # Errors
    /// [`Uncheckable`].
    pub(crate) async fn check_file(&self, network: IpAddr, file: Bytes) -> Result<Verdict, Uncheckable> {
        let verdict = self.judge(network, file).await;
        measures::document_checked(match &verdict {
            Ok(Verdict::Genuine(known)) => known.standing.code(),
            Ok(Verdict::Altered(_)) => "altered",
            Ok(Verdict::Unrecorded) => "unrecorded",
            Ok(Verdict::Foreign) => "foreign",
            Err(_) => "failed",
        });
        verdict
    }

    async fn judge(&self, network: IpAddr, file: Bytes) -> Result<Verdict, Uncheckable> {
        let bounds = Bounds { of_one: self.checks.at_once.div_ceil(2), of_all: self.checks.at_once };
        // The place goes along, so that a caller who leaves frees none that is still in use.
        let place = self.checks.crowd.admitted(network, bounds).await;
        let trust = self.press.as_ref().map_or_else(Trust::nobody, |press| press.signer.trust().clone());
        let read = tokio::task::spawn_blocking(move || {
            let read = Read::of(&file, &trust);
            drop(place);
            read
        });
        let read = read.await?;
        if let Some(recorded) = issued::with_bytes(&self.pool, &read.sha256).await? {
            return Ok(Verdict::Genuine(self.known(&recorded)?));
        }
        if let Some(recorded) = issued::with_code(&self.pool, &read.named).await? {
            return Ok(Verdict::Altered(Some(self.known(&recorded)?)));
        }
        Ok(match read.ours {
            None => Verdict::Foreign,
            Some(true) => Verdict::Unrecorded,
            Some(false) => Verdict::Altered(None),
        })
    }

    fn known(&self, recorded: &Recorded) -> Result<Known, Uncheckable> {
        let key = self.vault.open_data_key(&recorded.data_key)?;
        let frozen = Frozen::open(&key, recorded.account, recorded.registration, &recorded.frozen)?;
        let standing = match recorded.replaced_at {
            _ if recorded.cancelled => Standing::Cancelled,
            Some(at) => Standing::Replaced(at),
            None => Standing::Valid,
        };
        Ok(Known {
            code: recorded.code.clone(),
            standing,
            number: frozen.number.to_string(),
            agency: frozen.agency.name,
            position: frozen.formation.position,
            masked_name: masked(&frozen.identity.full_name),
            finalised_at: frozen.finalised_at,
            issued_at: recorded.issued_at,
        })
    }
}

/// What the bytes of a file tell.
struct Read {
    sha256: Vec<u8>,
    /// The codes that it names.
    named: Vec<String>,
    /// Whether it is as we signed it; `None` without a signature of ours.
    ours: Option<bool>,
}

impl Read {
    fn of(file: &[u8], trust: &Trust) -> Self {
        let named = Code::named_in(file).iter().map(Code::to_string).collect();
        // A file that cannot be read is none of ours: ours can be.
        let signatures = examine(file, trust).map(|report| report.signatures).unwrap_or_default();
        let mut ours = signatures.iter().filter(|finding| finding.issuer == Issuer::Trusted).peekable();
        let is_whole = |finding: &Finding| finding.integrity == Integrity::Intact && finding.covers_all;
        let ours = ours.peek().is_some().then(|| ours.all(is_whole));
        Self { sha256: digest(&SHA256, file).as_ref().to_vec(), named, ours }
    }
}

/// The first letter of each part of a name, and a dot for each further one, at most five.
fn masked(name: &str) -> String {
    const MOST: usize = 5;
    let parts = name.split_whitespace().map(|part| {
        let mut letters = part.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        first + &"•".repeat(letters.count().min(MOST))
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_name_shows_first_letters_alone() {
        for (name, shown) in [
            ("ARFIAN NOVA GUNTUR", "A••••• N••• G•••••"),
            ("I Made  Wibowowowo", "I M••• W•••••"),
            ("", ""),
            ("Éa", "É•"),
        ] {
            assert_eq!(masked(name), shown);
        }
    }
}
