//! What addresses and forms carry sealed (receipts, kept documents, kept forms) and open (cursors, places in the audit
//! log, return addresses). The pieces of an input are changes of a sealed token, the inside of one that our own key
//! sealed, a cursor, and an address.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use console::fuzzing::{audit_place, cursor, kept_form, return_address};
use intake::fuzzing::{draft, names_open_ticket, receipt};
use uuid::Uuid;
use vault::Token;

use super::{NOW, Target, VAULT, pieces, text};

pub(super) const TARGET: Target = Target { name: "tokens", words: &WORDS, most: 2_048, run };

const WORDS: [&[u8]; 24] = [
    b"\x1f",
    b"{\"number\":\"702026112900000422\",\"submitted_at\":\"2026-11-21T05:00:00Z\",\"region\":\"320205\"}",
    b"\"id\":\"019aa000-0000-7000-8000-000000000001\"",
    b"\"form\":\"66\"",
    b"\"until\":\"2026-11-21T05:30:00Z\"",
    b"\"documents\":[]",
    b"\"officer_id\":\"00000000-0000-0000-0000-000000000000\"",
    b"\"fields\":[[\"jawaban\",\"x\"]]",
    b"-262143-01-01T00:00:00Z",
    b"9999-12-31T23:59:59Z",
    b"MTc5NTIzNzIwMDAwMDAwMC43MDIwMjYxMTI5MDAwMDA0MjI",
    b"KzE3OTUyMzcyMDAwMDAwMDAuNzAyMDI2MTEyOTAwMDAwNDIy",
    b"1795237200000000-17",
    b"/petugas/tiket?meja=bkn.accounts",
    b"/petugas/masuk",
    b"//",
    b"\\",
    b"http://a/petugas",
    b"%2f",
    b"?",
    b"#",
    b"@",
    b"=",
    b":",
];

fn run(input: &[u8]) -> bool {
    let [changes, inside, open, address] = pieces(input);
    strange(changes);
    let opened = sealed_by_us(inside);
    led_back(address);
    opened | travels_open(&text(open))
}

/// A text that our key did not seal opens nothing.
fn strange(changes: &[u8]) {
    let Ok(mut sealed) = VAULT.seal_token(Token::Receipt, br#"{"number":"702026112900000422"}"#) else {
        unreachable!("the vault seals")
    };
    let sound = sealed.clone();
    for change in changes.chunks_exact(2) {
        let (at, by) = (change.first().copied().unwrap_or_default(), change.last().copied().unwrap_or_default());
        let at = usize::from(at) % sealed.len();
        if let Some(byte) = sealed.get_mut(at) {
            *byte ^= by;
        }
    }
    assert_eq!(VAULT.open_token(Token::Receipt, &sealed).is_ok(), sealed == sound, "what was changed does not open");
    assert!(VAULT.open_token(Token::Receipt, changes).is_err() && VAULT.open_data_key(changes).is_err());
    for token in [text(changes).into_owned(), URL_SAFE_NO_PAD.encode(&sealed)] {
        assert!(receipt(&VAULT, &token, NOW).is_none() && draft(&VAULT, &token).is_none());
        assert!(status::fuzzing::receipt(&VAULT, &token, NOW).is_none());
        assert!(kept_form(&VAULT, &token, Uuid::nil(), NOW).is_none());
    }
}

/// What opens stays the same when sealed again, and both services read the same.
fn sealed_by_us(inside: &[u8]) -> bool {
    let token = |purpose: Token| {
        let Ok(sealed) = VAULT.seal_token(purpose, inside) else { unreachable!("the vault seals") };
        URL_SAFE_NO_PAD.encode(sealed)
    };
    let reference = token(Token::Receipt);
    let told = receipt(&VAULT, &reference, NOW);
    if let Some((number, at, region, again)) = &told {
        let Some((number_again, at_again, region_again, _)) = receipt(&VAULT, again, NOW) else {
            unreachable!("a receipt that is sealed again opens")
        };
        assert_eq!((number, at, region), (&number_again, &at_again, &region_again), "a receipt says the same again");
        assert_eq!(status::fuzzing::receipt(&VAULT, &reference, NOW), Some(*number), "status reads the same number");
    }
    let kept = draft(&VAULT, &token(Token::Draft));
    if let Some((said, again)) = &kept {
        assert_eq!(draft(&VAULT, again).map(|(said, _)| said).as_ref(), Some(said), "a draft says the same again");
    }
    let form = kept_form(&VAULT, &token(Token::KeptForm), Uuid::nil(), NOW);
    if let Some((fields, again)) = &form {
        let again = kept_form(&VAULT, again, Uuid::nil(), NOW).map(|(fields, _)| fields);
        assert_eq!(again.as_ref(), Some(fields), "a form says the same again");
    }
    told.is_some() || kept.is_some() || form.is_some()
}

fn travels_open(open: &str) -> bool {
    let (written, place) = (cursor(open), audit_place(open));
    if let Some(written) = &written {
        assert_eq!(written, open, "a cursor has one spelling");
    }
    if let Some(place) = &place {
        assert_eq!(place, open, "a place has one spelling");
    }
    assert!(!names_open_ticket(open) || !open.trim().is_empty(), "a blank names nothing");
    written.is_some() || place.is_some()
}

/// Every return address leads to a page of the console on this very site.
fn led_back(address: &[u8]) {
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(address) {
        headers.insert(header::REFERER, value);
    }
    for led in return_address(&text(address), &headers) {
        let path = led.split(['?', '#']).next().unwrap_or_default();
        assert!(path == "/petugas" || path.starts_with("/petugas/"), "{led}");
        assert!(!led.contains("//") && !led.contains('\\') && led.bytes().all(|byte| byte.is_ascii_graphic()), "{led}");
    }
}
