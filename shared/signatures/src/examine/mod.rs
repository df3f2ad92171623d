//! The examination of a file.

mod changes;
mod fields;
mod frame;
mod marks;
mod picture;
mod time;

use fields::Field;
use frame::Frame;
use lopdf::Object;

use crate::cms::{Signed, common_name, follow};
use crate::pdf::{Budget, Pdf};
use crate::report::{Conclusion, Finding, Integrity, Issuer, Report};
use crate::{Refusal, Trust};

/// Finds the signatures of a PDF and tells what is known of each.
///
/// # Errors
///
/// The reason, when the file cannot be read at all.
pub fn examine(bytes: &[u8], trust: &Trust) -> Result<Report, Refusal> {
    let budget = Budget::new();
    let pdf = Pdf::open(bytes, &budget)?;
    let mut signatures = Vec::new();
    for field in fields::signed(&pdf)? {
        let finding = finding(&pdf, &field, trust)?;
        signatures.push((finding, field));
    }
    signatures.sort_by_key(|(finding, _)| finding.covers);
    judge_what_follows(&pdf, &mut signatures)?;
    let signatures: Vec<Finding> = signatures.into_iter().map(|(finding, _)| finding).collect();
    let stray = if signatures.iter().any(|finding| finding.integrity == Integrity::Intact) {
        None
    } else {
        marks::serial_on_pages(&pdf)?
    };
    let conclusion = conclude(&signatures, stray.is_some());
    let serial = signatures.iter().rev().find_map(|finding| finding.marks.serial.clone()).or(stray);
    Ok(Report { signatures, conclusion, serial })
}

/// What follows a signature must be signed by the next one, and what follows the last one must be evidence. So nobody
/// adds something to see under the name of a signature that is none.
fn judge_what_follows(pdf: &Pdf<'_>, signatures: &mut [(Finding, Field)]) -> Result<(), Refusal> {
    let mut next = None;
    for (finding, field) in signatures.iter_mut().rev() {
        if finding.integrity == Integrity::Intact && !finding.covers_all {
            let is_last = next.is_none();
            let is_followed_well = matches!(next, None | Some(Integrity::Intact));
            if !is_followed_well || !changes::are_allowed(pdf, finding.covers, field, is_last)? {
                finding.integrity = Integrity::Extended;
            }
        }
        next = Some(finding.integrity);
    }
    Ok(())
}

/// What is known of a signature by itself, without what follows it.
fn finding(pdf: &Pdf<'_>, field: &Field, trust: &Trust) -> Result<Finding, Refusal> {
    let mut marks = marks::of_field(pdf, field, trust)?;
    let said = pdf.get(&field.signature, b"M")?.as_str().ok().and_then(time::read);
    let nothing = Finding {
        integrity: Integrity::Unverifiable,
        issuer: Issuer::Unknown,
        signer_name: None,
        issuer_name: None,
        signed_at: said,
        covers: 0,
        covers_all: false,
        marks: marks.clone(),
    };
    let Some(frame) = Frame::of(pdf, field)? else {
        return Ok(Finding { integrity: Integrity::Rewritten, ..nothing });
    };
    let nothing = Finding { covers: frame.end(), covers_all: frame.end() == pdf.bytes.len(), ..nothing };
    let kind = field.signature.get(b"SubFilter").and_then(Object::as_name).ok();
    let is_detached = matches!(kind, Some(b"adbe.pkcs7.detached" | b"ETSI.CAdES.detached"));
    let Some(signed) = Signed::read(&frame.contents).filter(|_| is_detached) else { return Ok(nothing) };
    let signed_at = signed.signed_at().or(said);
    marks.certificate = marks::is_stamp_issuer(&signed.signer, trust);
    Ok(Finding {
        integrity: signed.verify(frame.parts(pdf.bytes)),
        issuer: follow(&signed.signer, &signed.certificates, trust, signed_at),
        signer_name: common_name(&signed.signer.tbs_certificate.subject),
        issuer_name: common_name(&signed.signer.tbs_certificate.issuer),
        signed_at,
        marks,
        ..nothing
    })
}

/// The most telling fact first. An unchanged stamp tells more than a broken signature under it; a signature that broke
/// tells more than one that holds.
fn conclude(signatures: &[Finding], has_stray_marks: bool) -> Conclusion {
    let any = |is_such: &dyn Fn(&Finding) -> bool| signatures.iter().any(is_such);
    let is_intact = |finding: &Finding| finding.integrity == Integrity::Intact;
    if any(&Finding::is_genuine) {
        Conclusion::Genuine
    } else if any(&Finding::is_stamp_like) {
        Conclusion::StampLike
    } else if any(&|finding| finding.integrity == Integrity::Rewritten) {
        Conclusion::Recompressed
    } else if any(&|finding| matches!(finding.integrity, Integrity::Changed | Integrity::Extended | Integrity::Forged))
    {
        Conclusion::Altered
    } else if any(&is_intact) {
        Conclusion::SignatureOnly
    } else if has_stray_marks {
        Conclusion::Recompressed
    } else if signatures.is_empty() {
        Conclusion::None
    } else {
        Conclusion::Unverifiable
    }
}
