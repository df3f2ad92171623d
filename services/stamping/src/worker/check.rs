//! Checks what the distributor gave back: it is the file that was sent, and one stamp with the serial number was added
//! that holds.

use distributor::Serial;
use messages::StampingRejection;
use signatures::{Conclusion, Integrity, Trust, examine};

/// Whether the file is what we asked for. It takes up to a second: call it where blocking is allowed.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(unstamped: &[u8], stamped: &[u8], serial: &Serial, trust: &Trust) -> Result<(), StampingRejection> {
    // A stamp is one more revision: the bytes before it are ours.
    if !stamped.starts_with(unstamped) {
        return Err(StampingRejection::WrongFile);
    }
    let report = examine(stamped, trust).map_err(|_unreadable| StampingRejection::NoStamp)?;
    let is_ours = report.signatures.iter().any(|finding| {
        finding.integrity == Integrity::Intact && finding.marks.serial.as_deref() == Some(serial.as_str())
    });
    let holds = match report.conclusion {
        Conclusion::Genuine => true,
        // Without roots nobody can say more.
        Conclusion::StampLike => {
            report.signatures.iter().all(|finding| finding.issuer == signatures::Issuer::Unchecked)
        }
        Conclusion::SignatureOnly
        | Conclusion::Altered
        | Conclusion::Recompressed
        | Conclusion::Unverifiable
        | Conclusion::None => false,
    };
    if is_ours && holds { Ok(()) } else { Err(StampingRejection::NoStamp) }
}
