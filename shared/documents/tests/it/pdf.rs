//! PDF files by the rules: what the check accepts and refuses, one rule at a time.

use documents::{Checked, MediaType, Refusal, check};

use crate::pdf_file::{Pdf, deflated, packed};

fn accepted(pdf: &Pdf) {
    let bytes = pdf.bytes();
    assert_eq!(
        check(&bytes),
        Ok(Checked { media_type: MediaType::Pdf, bytes: bytes.clone() }),
        "{}",
        String::from_utf8_lossy(&bytes)
    );
}

fn refused(pdf: &Pdf, refusal: Refusal) {
    let bytes = pdf.bytes();
    assert_eq!(check(&bytes), Err(refusal), "{}", String::from_utf8_lossy(&bytes));
}

#[test]
fn a_plain_document_is_kept_unchanged() {
    accepted(&Pdf::new());
    accepted(&Pdf::new().page("/Contents 4 0 R").stream("", b"BT (JavaScript, Launch /JS) Tj ET"));
    accepted(&Pdf::new().object_stream(&["<< /Title (surat) >>", "[1 2 3]"]));
}

#[test]
fn turning_to_a_page_and_links_are_fine() {
    accepted(&Pdf::new().catalog("/OpenAction [3 0 R /Fit]"));
    accepted(&Pdf::new().catalog("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"));
    accepted(&Pdf::new().catalog("/OpenAction 4 0 R").object("[3 0 R /XYZ null null 0]"));
    accepted(&Pdf::new().catalog("/OpenAction << /S /Named /N /NextPage /Next [<< /S /GoTo /D (bab) >>] >>"));
    accepted(&Pdf::new().page("/AA << /O << /S /GoTo /D [3 0 R /Fit] >> >>"));
    accepted(&Pdf::new().page("/AA << >>"));
    accepted(&Pdf::new().page("/Annots [<< /Subtype /Link /A << /S /URI /URI (https://sscasn.bkn.go.id) >> >>]"));
    accepted(&Pdf::new().page("/Annots [<< /Subtype /Link /A << /S /GoTo /D [3 0 R /Fit] >> >>]"));
}

#[test]
fn names_that_only_look_alike_are_fine() {
    // A font, an image and a graphics state that a generator happened to name like keys of actions.
    accepted(
        &Pdf::new()
            .page("/Resources << /Font << /JS 4 0 R /AA 4 0 R /EF 4 0 R >> /ExtGState << /AA 5 0 R >> >>")
            .object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
            .object("<< /SMask << /S /Luminosity /G 4 0 R >> >>"),
    );
    accepted(&Pdf::new().object(
        "<< /Names << /JavaScript << /Names [] >> /EmbeddedFiles << /Names [] >> >> /AcroForm << /XFA [] >> >>",
    ));
}

#[test]
fn scripts_are_refused_wherever_they_are() {
    let action = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    refused(&Pdf::new().catalog(&format!("/OpenAction {action}")), Refusal::PdfScript);
    refused(&Pdf::new().page(&format!("/AA << /O {action} >>")), Refusal::PdfScript);
    refused(&Pdf::new().page(&format!("/Annots [<< /Subtype /Link /A {action} >>]")), Refusal::PdfScript);
    refused(&Pdf::new().catalog(&format!("/Names << /JavaScript << /Names [(a) {action}] >> >>")), Refusal::PdfScript);
    refused(&Pdf::new().object(action), Refusal::PdfScript);
    refused(&Pdf::new().object_stream(&["null", action]), Refusal::PdfScript);
    refused(&Pdf::new().page("/Annots [<< /Subtype /Screen /A << /S /Rendition /JS (a) >> >>]"), Refusal::PdfScript);
    refused(&Pdf::new().object("<< /JS 5 0 R >>").stream("", b"app.alert(1)"), Refusal::PdfScript);
    refused(&Pdf::new().object("<< /Subtype /U3D /OnInstantiate 5 0 R >>").stream("", b"scene"), Refusal::PdfScript);
    refused(&Pdf::new().page("/Annots [<< /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]"), Refusal::PdfScript);
}

#[test]
fn actions_that_reach_out_are_refused() {
    for kind in ["Launch", "SubmitForm", "ImportData", "GoToR", "GoToE"] {
        refused(
            &Pdf::new().page(&format!("/Annots [<< /Subtype /Link /A << /S /{kind} /F (x.exe) >> >>]")),
            Refusal::PdfAction,
        );
    }
}

#[test]
fn what_happens_by_itself_is_refused() {
    refused(&Pdf::new().catalog("/OpenAction << /S /URI /URI (https://example.com) >>"), Refusal::PdfAction);
    refused(&Pdf::new().catalog("/OpenAction << /S /Named /N /Print >>"), Refusal::PdfAction);
    refused(&Pdf::new().catalog("/AA << /WC << /S /URI /URI (https://example.com) >> >>"), Refusal::PdfAction);
    refused(&Pdf::new().page("/AA 4 0 R").object("<< /O 5 0 R >>").object("<< /S /Hide >>"), Refusal::PdfAction);
    refused(
        &Pdf::new()
            .catalog("/OpenAction << /S /GoTo /D (a) /Next [<< /S /GoTo /D (b) >> 4 0 R] >>")
            .object("<< /S /Hide /T (x) >>"),
        Refusal::PdfAction,
    );
}

#[test]
fn attachments_and_media_are_refused() {
    refused(&Pdf::new().stream("/Type /EmbeddedFile", b"MZ"), Refusal::PdfAttachment);
    refused(
        &Pdf::new().object("<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>").stream("", b"MZ"),
        Refusal::PdfAttachment,
    );
    refused(&Pdf::new().object("<< /EF 5 0 R >>").object("<< /UF 6 0 R >>").stream("", b"MZ"), Refusal::PdfAttachment);
    refused(&Pdf::new().page("/Annots [<< /Subtype /FileAttachment /FS (a.exe) >>]"), Refusal::PdfAttachment);
    refused(&Pdf::new().page("/Annots [<< /Subtype /RichMedia >>]"), Refusal::PdfAttachment);
    refused(&Pdf::new().object("<< /RichMediaContent << >> >>"), Refusal::PdfAttachment);
    for kind in ["Sound", "Movie", "Screen", "3D", "RichMedia", "FileAttachment"] {
        refused(&Pdf::new().page(&format!("/Annots [<< /Subtype /{kind} >>]")), Refusal::PdfAttachment);
        refused(&Pdf::new().page("/Annots [<< /Subtype 4 0 R >>]").object(format!("/{kind}")), Refusal::PdfAttachment);
    }
    for kind in ["Sound", "Movie", "Rendition", "GoTo3DView", "RichMediaExecute"] {
        refused(
            &Pdf::new().page(&format!("/Annots [<< /Subtype /Link /A << /S /{kind} >> >>]")),
            Refusal::PdfAttachment,
        );
    }
    refused(
        &Pdf::new()
            .catalog("/Names << /AlternatePresentations << /Names [(a) 4 0 R] >> >>")
            .object("<< /Type /SlideShow >>"),
        Refusal::PdfAttachment,
    );
}

#[test]
fn what_lies_in_other_files_is_refused() {
    refused(&Pdf::new().stream("/F (http://example.com/a.png)", b""), Refusal::PdfAction);
    refused(&Pdf::new().stream("/F 5 0 R", b"").object("<< /FS /URL /F (http://example.com) >>"), Refusal::PdfAction);
    refused(&Pdf::new().stream("/FFilter /FlateDecode", b""), Refusal::PdfAction);
    refused(&Pdf::new().stream("/Subtype /Form /Ref << /F (a.pdf) /Page 1 >>", b""), Refusal::PdfAction);
    refused(&Pdf::new().stream("/Subtype /Form /OPI << /2.0 << /F (a.tif) >> >>", b""), Refusal::PdfAction);
    refused(&Pdf::new().page("/Annots [<< /A << /S /Thread /F (a.pdf) /D 0 >> >>]"), Refusal::PdfAction);
    accepted(&Pdf::new().page("/Annots [<< /A << /S /Thread /D 0 >> >>]"));
    // The position of an annotation and its flags are no file.
    accepted(&Pdf::new().page("/Annots [<< /Subtype /Link /F 4 /A << /S /URI /URI (https://bkn.go.id) >> >>]"));
}

#[test]
fn links_lead_to_the_web_or_nowhere() {
    let link =
        |address: &str| Pdf::new().page(&format!("/Annots [<< /Subtype /Link /A << /S /URI /URI {address} >> >>]"));
    for address in [
        "(https://bkn.go.id)",
        "(HTTP://BKN.GO.ID)",
        "(mailto:a@bkn.go.id)",
        "(tel:+6221)",
        "(www.bkn.go.id)",
        "(halaman.html#a)",
        "()",
    ] {
        accepted(&link(address));
    }
    for address in [
        "(file:///etc/passwd)",
        "(smb://a/b)",
        "(\\\\\\\\a\\\\b)",
        "(C:\\\\x.exe)",
        "(ms-msdt:/id)",
        "(data:text/html,x)",
        "<66696C653A2F2F2F78>",
        "4 0 R",
    ] {
        refused(&link(address).object("(file:///x)"), Refusal::PdfAction);
    }
    refused(&Pdf::new().catalog("/URI << /Base (file:///c:/) >>"), Refusal::PdfAction);
}

#[test]
fn dynamic_forms_are_refused() {
    refused(&Pdf::new().catalog("/AcroForm << /XFA [(template) 4 0 R] >>").stream("", b"<template/>"), Refusal::PdfXfa);
    refused(&Pdf::new().catalog("/AcroForm << /XFA 4 0 R >>").stream("", b"<xdp/>"), Refusal::PdfXfa);
}

#[test]
fn plain_forms_are_fine() {
    accepted(&Pdf::new().catalog("/AcroForm << /Fields [4 0 R] >>").object("<< /FT /Tx /T (nama) /V (Budi) >>"));
}

#[test]
fn encrypted_documents_are_refused() {
    refused(&Pdf::new().trailer("/Encrypt 4 0 R").object("<< /Filter /Standard /V 2 /R 3 >>"), Refusal::PdfEncrypted);
    refused(&Pdf::new().stream("/Type /XRef /Root 1 0 R /Encrypt << /V 4 >>", b""), Refusal::PdfEncrypted);
    accepted(&Pdf::new().trailer("/Encrypt null"));
}

#[test]
fn names_are_compared_without_their_escapes() {
    refused(&Pdf::new().object("<< /S /J#61vaScript >>"), Refusal::PdfScript);
    refused(&Pdf::new().object("<< /#53 /#4a#61#76#61#53#63#72#69#70#74 >>"), Refusal::PdfScript);
    refused(&Pdf::new().object("<< /#4aS (x) >>"), Refusal::PdfScript);
    refused(&Pdf::new().object("<< /S /L#61unch >>"), Refusal::PdfAction);
    refused(&Pdf::new().object("<< /Type /Embedded#46ile >>"), Refusal::PdfAttachment);
    refused(&Pdf::new().trailer("/#45ncrypt 4 0 R").object("<< >>"), Refusal::PdfEncrypted);
}

#[test]
fn object_streams_are_read_through_every_filter_they_may_use() {
    let (index, body) = packed(&["<< /S /Launch /F (x) >>"]);
    let content = [index.clone(), body].concat();
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat() + ">";
    let entries = format!("/Type /ObjStm /N 1 /First {}", index.len());
    refused(&Pdf::new().stream(&entries, &content), Refusal::PdfAction);
    refused(
        &Pdf::new().stream(&format!("{entries} /Filter /AHx"), hexadecimal(&content).as_bytes()),
        Refusal::PdfAction,
    );
    let filters = "/Filter [/ASCIIHexDecode /FlateDecode]";
    refused(
        &Pdf::new().stream(&format!("{entries} {filters}"), hexadecimal(&deflated(&content)).as_bytes()),
        Refusal::PdfAction,
    );
    let filters = "/F#69lter /Fl#61teDecode";
    refused(&Pdf::new().stream(&format!("{entries} {filters}"), &deflated(&content)), Refusal::PdfAction);
    let filters = "/Filter 5 0 R";
    refused(
        &Pdf::new().stream(&format!("{entries} {filters}"), &deflated(&content)).object("[/FlateDecode]"),
        Refusal::PdfAction,
    );
}

#[test]
fn an_object_stream_that_cannot_be_read_is_refused() {
    refused(&Pdf::new().stream("/Type /ObjStm /N 1 /First 4 /Filter /Rahasia", b"1 0 null"), Refusal::PdfDamaged);
}

#[test]
fn the_page_limit_is_one_hundred() {
    let document = |pages: usize| {
        let mut pdf = Pdf::new().catalog("/Pages 4 0 R");
        let kids = (0..pages).map(|page| format!("{} 0 R ", page + 5)).collect::<Vec<_>>().concat();
        pdf = pdf.object(format!("<< /Type /Pages /Kids [{kids}] >>"));
        (0..pages).fold(pdf, |pdf, _| pdf.object("<< /Type /Page /Parent 4 0 R >>"))
    };
    refused(&document(0), Refusal::PdfDamaged);
    accepted(&document(1));
    accepted(&document(100));
    refused(&document(101), Refusal::PdfTooManyPages);
}

#[test]
fn a_document_cut_off_anywhere_is_refused() {
    let bytes =
        Pdf::new().page("/Contents 4 0 R").stream("", b"0 0 m 10 10 l S").object_stream(&["<< /A 1 >>"]).bytes();
    let end = bytes.windows(9).position(|window| window == b"startxref").unwrap();
    for length in 5..end {
        assert_eq!(check(&bytes[..length]), Err(Refusal::PdfDamaged), "cut to {length} bytes");
    }
}

#[test]
fn what_stands_before_the_header_is_left_out_when_it_is_text() {
    let file = Pdf::new().bytes();
    let headers = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n";
    let long = b"GPL Ghostscript 9.55.0\n".repeat(40);
    for before in [&b"\n"[..], b"\r\n", b"\xef\xbb\xbf", b"  \t", headers, &long] {
        let stored = Checked { media_type: MediaType::Pdf, bytes: file.clone() };
        assert_eq!(check(&[before, &file].concat()), Ok(stored), "{}", String::from_utf8_lossy(before));
    }
}

#[test]
fn a_file_that_is_two_things_at_once_is_refused() {
    let file = Pdf::new().bytes();
    let far = b"a\n".repeat(600);
    for before in [
        &b"<html>"[..],
        b"PK\x03\x04",
        b"GIF89a",
        b"MZ",
        b"#!/bin/sh\n",
        b"%!PS-Adobe-3.0\n",
        b"\x89PNG\r\n",
        b"\0\0",
        b"II*\0",
        &far,
    ] {
        assert_eq!(check(&[before, &file].concat()), Err(Refusal::UnknownType), "{}", String::from_utf8_lossy(before));
    }
    // The file is both a photograph and a PDF. The check judges it as a photograph and drops the PDF.
    let photo = crate::jpeg_file::file(&[&crate::jpeg_file::image(8, 8)]);
    let both = [photo.clone(), file.clone()].concat();
    assert_eq!(check(&both), Ok(Checked { media_type: MediaType::Jpeg, bytes: photo }));
    let zip = [&b"PK\x05\x06"[..], &[0; 12], b"\x01\x02\x03\x04\x05\x06"].concat();
    for after in [
        &b"<html><script>alert(1)</script>"[..],
        &b"PK\x03\x04\x14\0\x08\0 tersembunyi di sini\0\x01"[..],
        &b"teks ".repeat(300),
    ] {
        assert_eq!(check(&[&file, after, &zip].concat()), Err(Refusal::PdfDamaged));
    }
}

#[test]
fn what_mail_and_web_leave_behind_the_end_is_fine() {
    let file = Pdf::new().bytes();
    for after in [&b"\r\n"[..], b"\0\0\0\0", b"\x1a", b"\n--batas--\r\n", b""] {
        let bytes = [&file, after].concat();
        assert_eq!(check(&bytes).map(|checked| checked.bytes == bytes), Ok(true));
    }
}

#[test]
fn a_table_that_is_broken_is_repaired_as_viewers_do() {
    let text = Pdf::new().bytes();
    let at = text.windows(9).position(|window| window == b"startxref").unwrap();
    accepted_bytes(&[&text[..at], b"startxref\n999999\n%%EOF\n"].concat());
}

fn accepted_bytes(bytes: &[u8]) {
    assert_eq!(check(bytes).map(|checked| checked.media_type), Ok(MediaType::Pdf));
}

#[test]
fn every_refusal_tells_the_applicant_what_to_do() {
    use Refusal::{
        Empty, JpegDamaged, JpegTooManyPixels, PdfAction, PdfAttachment, PdfDamaged, PdfEncrypted, PdfScript,
        PdfTooComplex, PdfTooManyPages, PdfXfa, TooLarge, UnknownType,
    };
    let all = [
        Empty,
        TooLarge,
        UnknownType,
        JpegDamaged,
        JpegTooManyPixels,
        PdfDamaged,
        PdfEncrypted,
        PdfTooManyPages,
        PdfTooComplex,
        PdfScript,
        PdfAttachment,
        PdfAction,
        PdfXfa,
    ];
    let mut codes: Vec<_> = all.map(Refusal::code).to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all.len(), "each refusal has its own code");
    for refusal in all {
        assert!(refusal.message().contains("Silakan"), "{}", refusal.code());
    }
}
