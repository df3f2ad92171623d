//! Electronic signatures in PDF files: what is signed, by whom, and whether anybody changed it afterwards; whether a
//! signature is an e-meterai; and signatures of our own.
//!
//! What this crate promises:
//! - [`examine`] tells facts and judges nobody: one [`Finding`] for each signature, and the [`Conclusion`] about an
//!   e-meterai. It believes nothing that the file says about itself: it computes every digest, verifies every signature
//!   and follows every certificate to a root that the caller gives.
//! - A signature counts only for a file in which nobody changed anything that a reader shows: what stands behind the
//!   signed bytes must be later signatures and their evidence (`examine/changes` has the list).
//! - No input makes it panic, recurse without bound, or take more than a bounded amount of memory and time. It takes up
//!   to a second for the worst file of [`MAX_BYTES`]: call it where blocking is allowed.
//! - [`sign_incremental`] changes no byte of the file: it appends one revision, with a table of the kind that the file
//!   has. The same values and key give the same file, but for what is random in an ECDSA signature.
//! - There is no network: nobody is asked whether a certificate was withdrawn, and the time of a signature is what the
//!   signer says.
//! - No error and no `Debug` here holds anything of a file or of a name in it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each rule asks for a few of the many values of PDF and ASN.1; the others mean nothing to it"
)]

pub mod asn1;
mod cms;
mod examine;
mod pdf;
mod refusal;
mod report;
mod sign;
mod texts;
mod trust;

pub use examine::examine;
pub use refusal::Refusal;
pub use report::{Conclusion, Finding, Integrity, Issuer, Marks, Report};
pub use sign::{Appearance, LocalSigner, Picture, SignError, Signer, SignerError, SigningAlgorithm, sign_incremental};
pub use trust::{Trust, TrustError};

/// The most that a file may have, in bytes: what distributors of e-meterai take.
pub const MAX_BYTES: usize = 10 << 20;

/// The most signatures of a file.
pub const MAX_SIGNATURES: usize = 20;

/// The most that a signature with its certificates may have, in bytes.
pub const MAX_CONTENTS_BYTES: usize = 128 << 10;
