//! Files that somebody made to hide something from the check, or to exhaust it.

use std::time::{Duration, Instant};

use documents::{Refusal, check};

use crate::pdf_file::{FIRST_ADDED, Pdf, deflated, packed};

/// Longest time for one verdict, whatever the file, even on a slow machine.
const LONGEST: Duration = Duration::from_secs(3);

fn verdict(bytes: &[u8]) -> Result<(), Refusal> {
    assert!(bytes.len() <= domain::MAX_DOCUMENT_BYTES, "the test's file is too large: {} bytes", bytes.len());
    let start = Instant::now();
    let verdict = check(bytes).map(|_| ());
    assert!(start.elapsed() < LONGEST, "judged after {:?}", start.elapsed());
    verdict
}

#[test]
fn an_object_that_no_table_lists_is_judged() {
    let bytes = Pdf::new().bytes();
    let at = bytes.windows(5).position(|window| window == b"xref\n").unwrap();
    let hidden = b"99 0 obj << /S /JavaScript /JS (x) >> endobj\n";
    assert_eq!(verdict(&[&bytes[..at], hidden, &bytes[at..]].concat()), Err(Refusal::PdfScript));
}

#[test]
fn an_object_inside_another_streams_data_is_judged() {
    let hidden = b"99 0 obj << /S /Launch >> endobj";
    assert_eq!(verdict(&Pdf::new().stream("", hidden).bytes()), Err(Refusal::PdfAction));
}

#[test]
fn an_object_whose_number_hides_behind_a_comment_is_judged() {
    let bytes = Pdf::new().catalog("/OpenAction 9 0 R").bytes();
    let at = bytes.windows(5).position(|window| window == b"xref\n").unwrap();
    let hidden = b"9 0 % catatan\nobj << /S /URI /URI (https://example.com) >> endobj\n";
    assert_eq!(verdict(&[&bytes[..at], hidden, &bytes[at..]].concat()), Err(Refusal::PdfAction));
}

#[test]
fn an_older_revision_is_judged_too() {
    let mut bytes = Pdf::new().catalog("/OpenAction 4 0 R").object("<< /S /URI /URI (https://example.com) >>").bytes();
    bytes.extend_from_slice(
        b"4 0 obj << /S /GoTo /D [3 0 R /Fit] >> endobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
    );
    assert_eq!(verdict(&bytes), Err(Refusal::PdfAction));
}

#[test]
fn a_kind_given_by_reference_is_judged() {
    assert_eq!(verdict(&Pdf::new().object("<< /S 5 0 R /F (x) >>").object("/Launch").bytes()), Err(Refusal::PdfAction));
    let open = Pdf::new().catalog("/OpenAction << /S 4 0 R >>").object("/GoTo");
    assert_eq!(verdict(&open.bytes()), Err(Refusal::PdfAction));
}

#[test]
fn a_doubled_key_does_not_hide_the_first_or_the_last() {
    assert_eq!(verdict(&Pdf::new().object("<< /S /JavaScript /S /GoTo >>").bytes()), Err(Refusal::PdfScript));
    assert_eq!(verdict(&Pdf::new().object("<< /S /GoTo /S /JavaScript >>").bytes()), Err(Refusal::PdfScript));
}

#[test]
fn a_script_address_is_seen_through_its_disguises() {
    for address in [
        "(  JavaScript:x)",
        "(java\\163cript:x)",
        "(java\\\nscript:x)",
        "<6A617661736372697074 3A78>",
        "(\\j\\avascript:x)",
    ] {
        let pdf = Pdf::new().page(&format!("/Annots [<< /A << /S /URI /URI {address} >> >>]"));
        assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfScript), "{address}");
    }
}

#[test]
fn an_object_stream_under_another_type_or_with_a_false_length_is_judged() {
    let (index, body) = packed(&["<< /S /JavaScript >>"]);
    let data = deflated(&[index.clone(), body].concat());
    let mut object =
        format!("<< /Type /Image /N 1 /First {} /Filter /FlateDecode /Length 3 >>\nstream\r\n", index.len())
            .into_bytes();
    object.extend_from_slice(&data);
    assert_eq!(verdict(&Pdf::new().object(object).bytes()), Err(Refusal::PdfScript));
}

#[test]
fn an_index_that_points_into_a_string_is_followed() {
    let body = "(<< /S /JavaScript >>)";
    let content = format!("100 1 {body}");
    let pdf = Pdf::new().stream("/Type /ObjStm /N 1 /First 6", content.as_bytes());
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfScript));
}

#[test]
fn a_page_tree_in_a_circle_ends() {
    let pdf = Pdf::new()
        .catalog("/Pages 4 0 R")
        .object("<< /Type /Pages /Kids [4 0 R 5 0 R] >>")
        .object("<< /Kids [4 0 R] >>");
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfDamaged));
}

#[test]
fn actions_in_a_circle_end() {
    let pdf = Pdf::new()
        .catalog("/OpenAction 4 0 R")
        .object("<< /S /GoTo /Next [4 0 R 5 0 R] >>")
        .object("<< /S /GoTo /Next 4 0 R >>");
    assert_eq!(verdict(&pdf.bytes()), Ok(()));
}

#[test]
fn nesting_without_end_is_refused() {
    for open in ["[", "<< /A ", "[<</A"] {
        let content = open.repeat(150_000 / open.len());
        assert_eq!(verdict(&Pdf::new().object(content).bytes()), Err(Refusal::PdfTooComplex), "{open}");
    }
}

#[test]
fn a_string_without_end_hides_nothing() {
    let pdf = Pdf::new().object("(".repeat(150_000)).object("<< /S /JavaScript >>");
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfScript));
}

#[test]
fn an_object_stream_that_swells_is_refused() {
    let zeroes = vec![b' '; 100 << 20];
    let bomb = deflated(&zeroes);
    let pdf = Pdf::new().stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &bomb);
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfTooComplex));
}

#[test]
fn a_bomb_within_a_bomb_is_refused() {
    let zeroes = vec![b' '; 100 << 20];
    let bomb = deflated(&deflated(&zeroes));
    let pdf = Pdf::new().stream("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]", &bomb);
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfTooComplex));
    let pdf = Pdf::new().stream("/Type /ObjStm /N 1 /First 4 /Filter [/Fl /Fl /Fl /Fl /Fl]", &bomb);
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfTooComplex));
}

#[test]
fn many_small_bombs_are_refused_together() {
    let bomb = deflated(&deflated(&vec![b' '; 1 << 20]));
    let entries = "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]";
    let pdf = (0..500).fold(Pdf::new(), |pdf, _| pdf.stream(entries, &bomb));
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfTooComplex));
}

#[test]
fn many_values_in_few_bytes_are_refused() {
    let (index, _) = packed(&["[]"]);
    let body = [index.clone(), b"[".to_vec(), b"1 ".repeat(2 << 20), b"]".to_vec()].concat();
    let pdf =
        Pdf::new().stream(&format!("/Type /ObjStm /N 1 /First {} /Filter /FlateDecode", index.len()), &deflated(&body));
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfTooComplex));
}

#[test]
fn objects_that_are_never_closed_cost_a_bounded_time() {
    let pdf = Pdf::new().object("1 0 obj (".repeat(16_000));
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfTooComplex));
    let pdf = Pdf::new().object("1 0 obj <</A ".repeat(12_000));
    assert_eq!(verdict(&pdf.bytes()), Err(Refusal::PdfDamaged));
}

#[test]
fn references_to_many_revisions_cost_a_bounded_time() {
    let revisions = "9 0 obj<</A 1>>endobj ".repeat(4_000);
    let references = "/AA 9 0 R/EF 9 0 R".repeat(5_000);
    let pdf = Pdf::new().object(format!("null endobj {revisions}")).object(format!("<< {references} >>"));
    assert_eq!(verdict(&pdf.bytes()), Ok(()));
}

#[test]
fn many_branches_with_the_same_kids_cost_a_bounded_time() {
    let kids = "9 0 R ".repeat(10_000);
    let branches = (0..4_000).map(|branch| format!("{} 0 R ", branch + FIRST_ADDED + 2)).collect::<Vec<_>>().concat();
    let mut pdf =
        Pdf::new().catalog("/Pages 4 0 R").object(format!("<< /Kids [{branches}] >>")).object(format!("[{kids}]"));
    for _ in 0..1_500 {
        pdf = pdf.object("<</Kids 5 0 R>>");
    }
    assert!(verdict(&pdf.bytes()).is_err());
}
