//! Files that somebody changed after they were signed.

use signatures::{Conclusion, Integrity};

use crate::support::{SERIAL, file, finding, replaced, report, signed, stamped};

#[test]
fn one_changed_byte_of_the_text_is_found() {
    for bytes in [file("rsa.pdf"), file("p256.pdf"), file("pss.pdf"), stamped(&file("plain.pdf"), "rsa")] {
        let changed = replaced(&bytes, "Surat pernyataan", "Surat pernyataam");
        assert_eq!(finding(&changed).integrity, Integrity::Changed);
        assert_eq!(report(&changed).conclusion, Conclusion::Altered);
    }
}

#[test]
fn appended_bytes_are_found() {
    for tail in [&b"%"[..], b"\n\n", b" ", b"% a comment\n%%EOF\n", &[0; 100]] {
        let bytes = [&file("rsa.pdf"), tail].concat();
        assert_eq!(finding(&bytes).integrity, Integrity::Extended, "{tail:?}");
        assert_eq!(report(&bytes).conclusion, Conclusion::Altered, "{tail:?}");
    }
}

#[test]
fn an_edited_page_is_found_even_when_it_is_signed_again() {
    assert_eq!(finding(&file("edited.pdf")).integrity, Integrity::Extended);
    assert_eq!(finding(&file("annotated.pdf")).integrity, Integrity::Extended);
    let report = report(&file("edited-signed.pdf"));
    let told: Vec<Integrity> = report.signatures.iter().map(|finding| finding.integrity).collect();
    assert_eq!(told, [Integrity::Extended, Integrity::Intact]);
    assert_eq!(report.conclusion, Conclusion::Altered);
}

#[test]
fn a_certification_that_forbids_everything_forbids_a_signature() {
    let report = report(&signed(&file("certified.pdf"), "ec"));
    assert_eq!(report.signatures[0].integrity, Integrity::Extended);
}

#[test]
fn a_file_that_was_written_anew_has_lost_its_signatures() {
    let report = report(&file("rewritten.pdf"));
    assert!(report.signatures.iter().all(|finding| finding.integrity == Integrity::Rewritten));
    assert_eq!(report.conclusion, Conclusion::Recompressed);
}

#[test]
fn a_stamp_whose_signature_is_gone_still_shows() {
    let stamped = stamped(&file("plain.pdf"), "rsa");
    let report = report(&with_picture_on_page(&stamped));
    assert_eq!(report.conclusion, Conclusion::Recompressed);
    assert_eq!(report.serial.as_deref(), Some(SERIAL));
    assert_eq!(report.signatures.len(), 0);
}

/// What programs that print or compress a PDF leave: the stamped file without its field, and with
/// the stamp's picture among those of the page.
fn with_picture_on_page(stamped: &[u8]) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(stamped).unwrap();
    let image = document
        .objects
        .iter()
        .find(|(_, object)| object.as_stream().is_ok_and(|stream| stream.dict.has(b"Width")))
        .map(|(id, _)| *id)
        .unwrap();
    let page = document.get_pages()[&1];
    document.add_xobject(page, "Im0", image).unwrap();
    document.get_object_mut(page).and_then(lopdf::Object::as_dict_mut).unwrap().remove(b"Annots");
    document.catalog_mut().unwrap().remove(b"AcroForm");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn another_signers_key_does_not_make_a_signature() {
    let ours = signed(&file("plain.pdf"), "rsa");
    // The last bytes of the message are those of the signature itself.
    let end = last_digit(&ours);
    let mut forged = ours;
    forged[end] = if forged[end] == b'1' { b'2' } else { b'1' };
    assert_eq!(finding(&forged).integrity, Integrity::Forged);
    assert_eq!(report(&forged).conclusion, Conclusion::Altered);
}

#[test]
fn a_signature_that_is_none_is_no_reason_to_show_something() {
    let stamped = stamped(&signed(&file("plain.pdf"), "ec"), "rsa");
    let mut forged = stamped;
    let end = last_digit(&forged);
    forged[end] = if forged[end] == b'1' { b'2' } else { b'1' };
    let told: Vec<Integrity> = report(&forged).signatures.iter().map(|finding| finding.integrity).collect();
    assert_eq!(told, [Integrity::Extended, Integrity::Forged]);
}

#[test]
fn an_object_that_the_signed_file_only_awaits_may_not_come_later() {
    // The page refers to a second content, which is not there when the file is signed.
    let mut document = lopdf::Document::load_mem(&file("plain.pdf")).unwrap();
    let page = document.get_pages()[&1];
    let contents = vec![lopdf::Object::Reference((4, 0)), lopdf::Object::Reference((40, 0))];
    document.get_object_mut(page).and_then(lopdf::Object::as_dict_mut).unwrap().set("Contents", contents);
    let mut prepared = Vec::new();
    document.save_to(&mut prepared).unwrap();
    let signed = signed(&prepared, "ec");
    assert_eq!(finding(&signed).integrity, Integrity::Intact);
    let mut later =
        lopdf::IncrementalDocument::create_from(signed.clone(), lopdf::Document::load_mem(&signed).unwrap());
    let content = lopdf::Stream::new(lopdf::Dictionary::new(), b"BT /F 14 Tf 60 700 Td (dan gaji) Tj ET".to_vec());
    later.new_document.set_object((40, 0), content);
    let mut bytes = Vec::new();
    later.save_to(&mut bytes).unwrap();
    assert_eq!(finding(&bytes).integrity, Integrity::Extended);
}

/// Where the last digit of the message stands, in front of the zeros that fill its place.
fn last_digit(bytes: &[u8]) -> usize {
    let start = bytes.windows(10).rposition(|window| window == b"/Contents ").unwrap();
    let end = start + bytes[start..].iter().position(|byte| *byte == b'>').unwrap();
    (start..end).rev().find(|at| bytes[*at] != b'0').unwrap()
}

#[test]
fn bytes_that_the_range_leaves_out_beside_the_message_count_for_nothing() {
    let bytes = file("rsa.pdf");
    let at = bytes.windows(10).rposition(|window| window == b"/ByteRange").unwrap();
    let text = String::from_utf8_lossy(&bytes[at..at + 60]).into_owned();
    let numbers: Vec<usize> = text.split(['[', ' ', ']']).filter_map(|number| number.parse().ok()).collect();
    // Each range has as many digits as the first, so that nothing else moves.
    for (from, to) in [(numbers[1], numbers[1] - 1), (numbers[2], numbers[2] + 1)] {
        let changed = replaced(&bytes, &format!(" {from} "), &format!(" {to} "));
        assert_eq!(finding(&changed).integrity, Integrity::Rewritten);
    }
    let short = replaced(&bytes, &format!(" {}]", numbers[3]), &format!(" {}]", numbers[3] - 1));
    assert_eq!(finding(&short).integrity, Integrity::Changed);
}
