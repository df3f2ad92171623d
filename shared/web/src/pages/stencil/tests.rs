//! Prints are what the page would be, and what strangers unpack from them is, too.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use askama::Template;
use flate2::read::GzDecoder;
use proptest::prelude::*;

use super::{Print, Stencil, Stencils, cut};
use crate::Page;
use crate::pages::Notice;

/// A page as its parts: texts, and which value stands behind each.
type Parts = Vec<(String, usize)>;

fn drawn(parts: &Parts, values: &[String]) -> String {
    parts.iter().flat_map(|(text, which)| [text.as_str(), &values[which % values.len()]]).collect()
}

/// The print of a page that was cut with marks as long as the values.
fn print(parts: &Parts, values: &[String]) -> Print {
    let lengths: Vec<usize> = values.iter().map(String::len).collect();
    let marks: Vec<String> = (0..).zip(&lengths).map(|(hole, length)| cut::mark(hole, *length).unwrap()).collect();
    let stencil = Stencil::new(&drawn(parts, &marks), lengths).expect("it can be cut");
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    assert!(stencil.fits(&values));
    stencil.print(&values)
}

fn unpacked(file: &[u8]) -> String {
    let mut text = String::new();
    // It compares length and checksum, and refuses what ends early.
    GzDecoder::new(file).read_to_string(&mut text).expect("valid gzip");
    text
}

/// As the program of that name does it.
fn unpacked_by_gzip(file: &[u8]) -> String {
    let mut gzip = Command::new("gzip").arg("-dc").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    gzip.stdin.take().unwrap().write_all(file).unwrap();
    let done = gzip.wait_with_output().unwrap();
    assert!(done.status.success(), "gzip refuses it");
    String::from_utf8(done.stdout).unwrap()
}

/// Texts that repeat each other, as markup does, and some that do not.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-c<>/ ]{0,40}",
        2 => "(<p class=\"field\">[a-z]{1,3}</p>\n){0,60}",
        1 => "[^\\x00-\\x08]{0,300}",
    ]
}

fn parts() -> impl Strategy<Value = Parts> {
    prop::collection::vec((text(), 0_usize..8), 1..12)
}

fn values() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[A-Za-z0-9_-]{1,200}", 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_print_is_the_page_and_unpacks_to_it(parts in parts(), values in values()) {
        let whole = drawn(&parts, &values);
        let print = print(&parts, &values);
        prop_assert_eq!(&print.html, &whole);
        prop_assert_eq!(unpacked(&print.gzip.unwrap()), whole);
    }

    /// Such values are what the pieces would refer to, if they referred into holes.
    #[test]
    fn values_that_repeat_the_page_are_kept_apart_from_it(parts in parts(), at in 0_usize..50, length in 3_usize..60) {
        let letters: String = drawn(&parts, &[String::new()]).chars().filter(char::is_ascii_alphanumeric).collect();
        let value: String = letters.chars().cycle().skip(at).take(length).collect();
        prop_assume!(!value.is_empty());
        let values = [value.clone(), value];
        let whole = drawn(&parts, &values);
        prop_assert_eq!(unpacked(&print(&parts, &values).gzip.unwrap()), whole);
    }
}

#[test]
fn gzip_itself_unpacks_a_print() {
    let field = "<p class=\"field\">Nama</p>\n".repeat(3000);
    let parts = vec![(field.clone(), 0), (String::new(), 1), (field, 1), ("\u{1F600}é".to_owned(), 0)];
    for length in [1, 100, 65_535] {
        let values = ["a".repeat(length), "b-_9".repeat(length.min(9))];
        let file = print(&parts, &values).gzip.unwrap();
        let whole = drawn(&parts, &values);
        assert_eq!(unpacked_by_gzip(&file), whole);
        assert!(file.len() < 2 * values[0].len() + 1000, "{} bytes", file.len());
    }
}

/// All lengths of a reference, and distances around each code of them.
#[test]
fn a_value_that_stood_before_is_a_reference_to_it() {
    for length in (1..=300).chain([1000]) {
        for gap in [0, 1, 5, 100, 255, 1000, 2047, 4095, 8192, 16_383, 24_576, 32_768 - length, 32_769 - length] {
            let value: String = ('A'..='Z').cycle().take(length).collect();
            let parts = vec![("<p>".to_owned(), 0), ("-".repeat(gap), 0)];
            let file = print(&parts, std::slice::from_ref(&value)).gzip.unwrap();
            assert_eq!(unpacked(&file), drawn(&parts, std::slice::from_ref(&value)), "{length} {gap}");
            let is_reference = (3..=258).contains(&length) && length + gap <= 32_768;
            if length >= 100 {
                assert_eq!(file.len() < 2 * length, is_reference, "{length} {gap}: {} bytes", file.len());
            }
        }
    }
}

#[test]
fn a_page_without_holes_is_a_stencil_too() {
    let stencil = Stencil::new("<p>Halo</p>", Vec::new()).unwrap();
    assert_eq!(unpacked_by_gzip(&stencil.print(&[]).gzip.unwrap()), "<p>Halo</p>");
    assert_eq!(unpacked(&Stencil::new("", Vec::new()).unwrap().print(&[]).gzip.unwrap()), "");
}

#[test]
fn a_damaged_mark_makes_no_stencil() {
    let mark = cut::mark(0, 5).unwrap();
    for drawn in [&mark[1..], &format!("{}x", &mark[2..]), &cut::mark(1, 5).unwrap()] {
        assert!(Stencil::new(&format!("<p>{drawn}</p>"), vec![5]).is_none(), "{drawn:?}");
    }
    assert!(cut::mark(8, 5).is_none());
}

#[derive(Template)]
#[template(source = "{% for notice in page.notices %}{{ notice.text }}{% endfor %}<b>{{ value }}</b>", ext = "html")]
struct Shown {
    page: Page,
    value: String,
}

/// A shelf that counts how often it has to draw.
#[derive(Default)]
struct Counting {
    stencils: Stencils,
    drawn: AtomicUsize,
}

impl Counting {
    fn show(&self, page: &Page, value: &str) -> String {
        let draw = |[value]: [&str; 1]| {
            self.drawn.fetch_add(1, Ordering::Relaxed);
            Shown { page: page.clone(), value: value.to_owned() }
        };
        let print = self.stencils.page("shown", page, [value], draw).unwrap();
        if let Some(gzip) = &print.gzip {
            assert_eq!(unpacked(gzip), print.html);
        }
        print.html
    }

    fn drawn(&self) -> usize {
        self.drawn.load(Ordering::Relaxed)
    }
}

#[test]
fn a_page_is_drawn_once_for_all_values_of_a_length() {
    let (shelf, page) = (Counting::default(), Page::default());
    for value in ["aaa", "bbb", "c-_"] {
        assert_eq!(shelf.show(&page, value), format!("<b>{value}</b>"));
    }
    assert_eq!(shelf.drawn(), 1);
    assert_eq!(shelf.show(&page, "longer"), "<b>longer</b>");
    assert_eq!(shelf.drawn(), 2);
}

#[test]
fn a_value_that_needs_escapes_is_drawn_as_ever_and_marks_are_no_values() {
    let (shelf, page) = (Counting::default(), Page::default());
    shelf.show(&page, "abc");
    assert_eq!(shelf.show(&page, "<b>"), "<b>&#60;b&#62;</b>");
    assert_eq!(shelf.show(&page, ""), "<b></b>");
    assert_eq!(shelf.show(&page, "\u{1}"), "<b>\u{1}</b>");
    assert_eq!(shelf.show(&page, "xyz"), "<b>xyz</b>");
    assert_eq!(shelf.drawn(), 4);
}

#[test]
fn what_the_operator_tells_everybody_is_seen_at_once() {
    let (shelf, quiet) = (Counting::default(), Page::default());
    let told = Page { notices: vec![Notice { text: "Gangguan".to_owned(), urgent: true }], ..quiet.clone() };
    assert_eq!(shelf.show(&quiet, "abc"), "<b>abc</b>");
    assert_eq!(shelf.show(&told, "abc"), "Gangguan<b>abc</b>");
    assert_eq!(shelf.show(&quiet, "abc"), "<b>abc</b>");
}

#[tokio::test]
async fn languages_and_what_an_address_brings_are_kept_apart() {
    let (shelf, page) = (Counting::default(), Page::default());
    for (address, drawn) in [("/a", 1), ("/en/a", 2), ("/a", 2), ("/en/a", 2), ("/a?b=c", 3), ("/a?b=c", 4), ("/a", 4)]
    {
        language::speaking(address, async { shelf.show(&page, "abc") }).await;
        assert_eq!(shelf.drawn(), drawn, "{address}");
    }
}
