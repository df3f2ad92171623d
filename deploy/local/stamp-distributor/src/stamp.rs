//! Stamps a file: one more revision, with a picture on a page and a signature (`PAdES` B-B).

use anyhow::Context as _;
use distributor::wire::Stamping;
use jiff::Timestamp;
use signatures::{Appearance, Picture, sign_incremental};

use crate::Authority;
use crate::picture::{Canvas, SIDE};

/// The file with a stamp.
///
/// # Errors
/// When the file or the place is not fit.
pub(crate) fn stamp(file: &[u8], asked: &Stamping, authority: &Authority, at: Timestamp) -> anyhow::Result<Vec<u8>> {
    let pixels = Canvas::of(&asked.ref_token)?.pixels();
    let side = u32::try_from(SIDE)?;
    let page = usize::try_from(asked.vis_signature_page)?.checked_sub(1).context("pages count from 1 on")?;
    let place = [asked.left, asked.bottom, asked.right, asked.top];
    let appearance = Appearance {
        at,
        reason: Some("CONTOH – BUKAN METERAI"),
        name: None,
        location: Some(&asked.location),
        picture: Some(Picture { page, place, width: side, height: side, pixels: &pixels }),
    };
    Ok(sign_incremental(file, &appearance, authority.stamper())?)
}

/// Another file than any that was sent.
pub(crate) fn another_file() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = vec!["0000000000 65535 f ".to_owned()];
    for (at, object) in objects.iter().enumerate() {
        table.push(format!("{:010} 00000 n ", out.len()));
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).into_bytes());
    }
    let (start, table) = (out.len(), table.join("\n"));
    let end = format!("xref\n0 4\n{table}\ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.extend(end.into_bytes());
    out
}

#[cfg(test)]
mod tests {
    use signatures::{Conclusion, Trust, examine};

    use super::*;

    fn asked(serial: &str) -> Stamping {
        Stamping {
            certificatelevel: String::new(),
            src: String::new(),
            dest: String::new(),
            docpass: String::new(),
            jw_token: String::new(),
            location: "Indonesia".to_owned(),
            profile_name: String::new(),
            reason: String::new(),
            ref_token: serial.to_owned(),
            spesimen_path: String::new(),
            left: 237.0,
            bottom: 559.0,
            right: 337.0,
            top: 659.0,
            vis_signature_page: 1,
        }
    }

    #[test]
    fn a_stamp_is_genuine_for_who_trusts_the_authority_and_for_nobody_else() {
        let at: Timestamp = "2026-12-01T03:04:05Z".parse().unwrap();
        let authority = Authority::new(at).unwrap();
        let stamped = stamp(&another_file(), &asked("0012345678901234567890"), &authority, at).unwrap();
        let trust = Trust::from_pem(authority.certificate().as_bytes()).unwrap().with_stamp_words(["e-meterai"]);
        let report = examine(&stamped, &trust).unwrap();
        assert_eq!(report.conclusion, Conclusion::Genuine, "{report:?}");
        assert_eq!(report.serial.as_deref(), Some("0012345678901234567890"));
        let other = Authority::new(at).unwrap();
        let other = Trust::from_pem(other.certificate().as_bytes()).unwrap().with_stamp_words(["e-meterai"]);
        assert_eq!(examine(&stamped, &other).unwrap().conclusion, Conclusion::StampLike);
    }

    #[test]
    fn a_page_that_is_not_there_is_refused() {
        let at: Timestamp = "2026-12-01T03:04:05Z".parse().unwrap();
        let authority = Authority::new(at).unwrap();
        for page in [0, 2] {
            let asked = Stamping { vis_signature_page: page, ..asked("0012345678901234567890") };
            assert!(stamp(&another_file(), &asked, &authority, at).is_err(), "{page}");
        }
    }
}
