//! Checks what the distributor gave back: it is the file that was sent, and a stamp was added that has the serial
//! number and holds.

use distributor::Serial;
use messages::StampingRejection;
use signatures::{Finding, Issuer, Trust, examine};

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
    let is_ours = |finding: &Finding| is_new_stamp(finding, unstamped.len(), serial);
    if report.signatures.iter().any(is_ours) { Ok(()) } else { Err(StampingRejection::NoStamp) }
}

/// Whether this very signature was added to the file, has the serial number, and is a stamp that holds. Another one
/// that is genuine, such as an older stamp of the same file, says nothing for it.
fn is_new_stamp(finding: &Finding, unstamped: usize, serial: &Serial) -> bool {
    let holds = match finding.issuer {
        Issuer::Trusted => finding.is_genuine(),
        // Without roots nobody can say more.
        Issuer::Unchecked => finding.is_stamp_like(),
        Issuer::OutOfTime | Issuer::Unknown => false,
    };
    holds && finding.covers > unstamped && finding.marks.serial.as_deref() == Some(serial.as_str())
}

#[cfg(test)]
mod tests {
    use signatures::{Integrity, Marks};

    use super::*;

    const SERIAL: &str = "0012345678901234567890";

    fn stamp(issuer: Issuer) -> Finding {
        Finding {
            integrity: Integrity::Intact,
            issuer,
            signer_name: None,
            issuer_name: None,
            signed_at: None,
            covers: 200,
            covers_all: true,
            marks: Marks {
                certificate: true,
                words: true,
                square: true,
                picture: true,
                serial: Some(SERIAL.to_owned()),
            },
        }
    }

    fn is_ours(finding: &Finding) -> bool {
        is_new_stamp(finding, 100, &Serial::parse(SERIAL).unwrap())
    }

    #[test]
    fn a_stamp_of_a_trusted_issuer_with_our_number_is_ours() {
        assert!(is_ours(&stamp(Issuer::Trusted)));
        assert!(is_ours(&stamp(Issuer::Unchecked)), "without roots its form counts");
    }

    #[test]
    fn a_signature_that_lacks_anything_of_it_is_not_although_another_one_is_genuine() {
        let [mut other_number, mut older, mut no_square] = [Issuer::Trusted; 3].map(stamp);
        other_number.marks.serial = Some("0099999999999999999999".to_owned());
        older.covers = 100;
        no_square.marks.square = false;
        let broken = [Integrity::Changed, Integrity::Extended, Integrity::Rewritten, Integrity::Forged]
            .map(|integrity| Finding { integrity, ..stamp(Issuer::Trusted) });
        let untrusted = [Issuer::Unknown, Issuer::OutOfTime].map(stamp);
        for finding in [other_number, older, no_square].iter().chain(&broken).chain(&untrusted) {
            assert!(!is_ours(finding), "{finding:?}");
        }
    }
}
