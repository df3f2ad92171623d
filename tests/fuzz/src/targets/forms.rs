//! Forms as browsers send them (`application/x-www-form-urlencoded`): of the status page, of the sign-in page, of the
//! console. The first byte chooses the media type.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, header};
use console::fuzzing::{filter, form, rights, sign_in};
use domain::{Desk, Nik, TicketNumber};
use officers::Officer;
use web::Problem;

use super::{Target, finished};

pub(super) const TARGET: Target = Target { name: "forms", words: &WORDS, most: 8_192, run };

const WORDS: [&[u8]; 30] = [
    b"&",
    b"=",
    b"+",
    b"%",
    b"%00",
    b"%ff",
    b"%C3%A9",
    b"%26",
    b"&number=70+2026+1129+0000+0422",
    b"&nik=3202051002900010",
    b"&nip=198501012010011001",
    b"&sandi=Rahasia",
    b"&csrf=x",
    b"&meja=bkn.accounts",
    b"&meja=bkn.data-fixes",
    b"&tahap=saya",
    b"&formulir=66",
    b"&wilayah=Sukabumi",
    b"&wilayah=3202",
    b"&setelah=MTc5NTIzNzIwMDAwMDAwMC43MDIwMjYxMTI5MDAwMDA0MjI",
    b"&kelompok=019aa000-0000-7000-8000-000000000001",
    b"&peran.officer=ya",
    b"&peran.x=ya",
    b"&meja.bkn.accounts=ya",
    b"&dengan_angka=ya",
    b"[]",
    b";",
    b"\0",
    b"\r\n",
    b"\xff",
];

const MEDIA_TYPES: [&str; 4] = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-8",
    "text/plain",
    "multipart/form-data; boundary=x",
];

static OFFICER: LazyLock<Officer> = LazyLock::new(|| {
    let officer = officers::fuzzing::officer(vec![Desk::BknAccounts, Desk::BknDataFixes]);
    officer.unwrap_or_else(|_| unreachable!("the operating system has random bytes"))
});

fn run(input: &[u8]) -> bool {
    let (first, body) = input.split_first().unwrap_or((&0, &[]));
    // Most inputs have the expected type.
    let media_type = MEDIA_TYPES.get(usize::from(first.saturating_sub(250))).copied().unwrap_or_default();
    looked_up(media_type, body);
    signed_in(media_type, body);
    match finished(form(request(media_type, body))) {
        Ok(fields) => {
            let again = finished(form(request(media_type, written(&fields).as_bytes())));
            assert!(again.is_ok_and(|again| again == fields), "a form that is sent again is the same");
            chosen(&fields);
            fields.len() > 1
        }
        Err(problem) => {
            refused(&problem);
            false
        }
    }
}

fn request(media_type: &str, body: &[u8]) -> Request {
    let mut request = Request::new(Body::from(body.to_vec()));
    *request.method_mut() = Method::POST;
    if let Ok(value) = media_type.parse() {
        request.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    request
}

/// Writes every byte as its number, which every parser understands.
fn written(fields: &[(String, String)]) -> String {
    let mut body = String::new();
    for (at, (name, value)) in fields.iter().enumerate() {
        for (sign, text) in [(if at == 0 { "" } else { "&" }, name), ("=", value)] {
            body.push_str(sign);
            for byte in text.bytes() {
                let _written = write!(body, "%{byte:02X}");
            }
        }
    }
    body
}

fn looked_up(media_type: &str, body: &[u8]) {
    match finished(status::fuzzing::form(request(media_type, body))) {
        Ok((number, nik)) => {
            assert!(body.len() <= 4_096, "a lookup is short");
            let _read = (TicketNumber::read(&number), Nik::parse(&nik));
        }
        Err(problem) => refused(&problem),
    }
}

fn signed_in(media_type: &str, body: &[u8]) {
    if let Err(problem) = finished(sign_in(request(media_type, body))) {
        refused(&problem);
    }
}

/// A form gives an officer no desk and no right that it does not name or that the acting officer does not have.
fn chosen(fields: &[(String, String)]) {
    match filter(fields, &OFFICER) {
        Ok((shown, address, clusters)) => {
            assert!(clusters <= 50, "{clusters} clusters");
            assert!(address.starts_with("/petugas/tiket?meja=bkn%2E"), "an act is about one desk: {address}");
            for address in shown.iter().chain([&address]) {
                assert!(address.starts_with("/petugas/tiket?"), "{address}");
                assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{address}");
                let query: Vec<u8> = address.bytes().skip_while(|byte| *byte != b'?').skip(1).collect();
                let Ok(again) = finished(form(request(MEDIA_TYPES[0], &query))) else {
                    unreachable!("an address of ours is read: {address}")
                };
                let again = filter(&again, &OFFICER);
                assert!(
                    again.is_ok_and(|(again, ..)| again.as_ref() == Some(address)),
                    "an address leads to itself: {address}"
                );
            }
        }
        Err(problem) => refused(&problem),
    }
    if let Some((roles, desks)) = rights(fields) {
        let named = |prefix: &str| fields.iter().filter(|(name, _)| name.starts_with(prefix)).count();
        assert_eq!((roles.len(), desks.len()), (named("peran."), named("meja.")), "no right is made up or lost");
    }
}

fn refused(problem: &Problem) {
    assert!(problem.status().is_client_error(), "{}", problem.status());
    assert!(!problem.code().is_empty() && !problem.explanation().is_empty(), "a form is refused with a reason");
}
