//! The stranger's attacks, one after another.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use domain::{DocumentKind, Form, MAX_DOCUMENT_BYTES, SevenDigits, TicketNumber, catalogue};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use http::Method;
use jiff::civil::date;
use testing::{Client, Multipart, Person, System, jpeg};

use super::attacker::{Blow, Hold, UnderWay};
use super::honest::value;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Attack {
    Nothing,
    HalfHeads,
    SlowBodies,
    Hanging,
    WrongLookups,
    SignIns,
    LargeDocuments,
    WorstPasswords,
    PdfBombs,
    FormPages,
}

const FORM: &str = "/formulir/pengaduan-instansi";

impl Attack {
    pub(super) const ALL: [Self; 10] = [
        Self::Nothing,
        Self::HalfHeads,
        Self::SlowBodies,
        Self::Hanging,
        Self::WrongLookups,
        Self::SignIns,
        Self::LargeDocuments,
        Self::WorstPasswords,
        Self::PdfBombs,
        Self::FormPages,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Nothing => "no attack",
            Self::HalfHeads => "1,000 half heads",
            Self::SlowBodies => "200 slow bodies",
            Self::Hanging => "1,000 connections that hang",
            Self::WrongLookups => "wrong look-ups",
            Self::SignIns => "sign-ins",
            Self::LargeDocuments => "large documents, wrong code",
            Self::WorstPasswords => "worst passwords",
            Self::PdfBombs => "PDF bombs",
            Self::FormPages => "form pages",
        }
    }

    /// Begins the attack, from an address of its own.
    pub(super) async fn begin(self, system: &System, round: usize) -> Result<UnderWay> {
        let from = Ipv4Addr::new(127, 0, 66 + u8::try_from(round)?, 1 + self as u8);
        let url = system.url("helpdesk");
        let to: SocketAddr = url.strip_prefix("http://").context("an address")?.parse()?;
        let hold = |number, hold| UnderWay::connections(from, to, number, hold);
        Ok(match self {
            Self::Nothing => UnderWay::nothing(),
            Self::HalfHeads => hold(1_000, Hold::Still("GET / HTTP/1.1\r\nHost: te")),
            Self::SlowBodies => hold(
                200,
                Hold::Dripping(
                    "POST /formulir/pengaduan-instansi HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; \
                    boundary=B\r\nContent-Length: 800000\r\n\r\n--B",
                ),
            ),
            Self::Hanging => hold(1_000, Hold::Still("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")),
            Self::WrongLookups => UnderWay::blows(from, &wrong_lookup(&url)?),
            Self::SignIns => UnderWay::blows(from, &sign_in(&url, from).await?),
            Self::LargeDocuments => UnderWay::blows(from, &filing(&url, [&jpeg(5, MAX_DOCUMENT_BYTES * 19 / 20)])),
            Self::WorstPasswords => UnderWay::blows(from, &password(system, &url, from, round).await?),
            Self::PdfBombs => UnderWay::blows(from, &filing(&url, [&swelling()?, &values()?, &picture()?])),
            Self::FormPages => UnderWay::blows(
                from,
                &Blow {
                    method: Method::GET,
                    url: format!("{url}{FORM}"),
                    headers: vec![("accept", "text/html".to_owned()), ("accept-encoding", "gzip".to_owned())],
                    body: Arc::new(|_| Vec::new()),
                },
            ),
        })
    }
}

/// Looks up numbers that nobody has, with another NIK each time.
fn wrong_lookup(url: &str) -> Result<Blow> {
    let form = "66".parse()?;
    let body = move |at: u64| {
        let digits = SevenDigits::new(u32::try_from(at % 9_000_000).unwrap_or(0)).expect("seven digits");
        let number = TicketNumber::drawn(form, date(2026, 1, 2), digits).to_string();
        serde_json::json!({ "ticket_number": number, "nik": Person::new(3_000_000 + at % 1_000_000).nik })
            .to_string()
            .into_bytes()
    };
    Ok(Blow {
        method: Method::POST,
        url: format!("{url}/api/v1/status"),
        headers: vec![("content-type", "application/json".to_owned())],
        body: Arc::new(body),
    })
}

/// The headers and the token of a form before signing in.
async fn door(url: &str, from: Ipv4Addr, path: &str) -> Result<(Vec<(&'static str, String)>, String)> {
    let page = Client::from_address(from.into()).get(&format!("{url}{path}")).await?;
    ensure!(page.status == 200, "{path} was answered {}", page.status);
    let cookie = page.header("set-cookie").and_then(|cookie| cookie.split(';').next()).context("a cookie")?;
    let headers = vec![
        ("content-type", "application/x-www-form-urlencoded".to_owned()),
        ("sec-fetch-site", "same-origin".to_owned()),
        ("cookie", cookie.to_owned()),
    ];
    Ok((headers, value(&String::from_utf8_lossy(&page.body), "csrf")?))
}

/// Tries NIPs that nobody has, each with a password.
async fn sign_in(url: &str, from: Ipv4Addr) -> Result<Blow> {
    let (headers, csrf) = door(url, from, "/petugas/masuk").await?;
    let body = move |at: u64| {
        let nip = format!("1985{:02}{:02}2010011{:03}", 1 + at / 28 % 12, 1 + at % 28, at % 1000);
        format!("csrf={csrf}&nip={nip}&sandi=Kopi-Susu-Hangat-{at}").into_bytes()
    };
    Ok(Blow { method: Method::POST, url: format!("{url}/petugas/masuk"), headers, body: Arc::new(body) })
}

/// Uses an unused link, and sends passwords on which the rule takes longest: of the greatest length, made of common
/// words, with many ways to cut them.
async fn password(system: &System, url: &str, from: Ipv4Addr, round: usize) -> Result<Blow> {
    let nip = format!("19850101201001110{round}");
    let told = system.operate(&["officer", "create", "--nip", &nip, "--name", "Ratna", "--role", "officer"])?;
    let link = told.lines().find_map(|line| line.split_once("/petugas/aktivasi/")).context("a link")?.1;
    let code = link.split_whitespace().next().context("its code")?.to_owned();
    let (headers, csrf) = door(url, from, &format!("/petugas/aktivasi/{code}")).await?;
    let worst = [
        "passwordpass".repeat(10) + "zzA-",
        "a1a1a1a1a1a1".repeat(10) + "zzA-",
        "qwertyuiopas".repeat(10) + "zzA-",
        "password".repeat(16_000),
    ];
    let body = move |at: u64| {
        let password = &worst[usize::try_from(at).unwrap_or(0) % worst.len()];
        format!("csrf={csrf}&kode={code}&sandi={password}&ulangi={password}").into_bytes()
    };
    Ok(Blow { method: Method::POST, url: format!("{url}/petugas/aktivasi"), headers, body: Arc::new(body) })
}

/// Files the form with the most documents, none of them a photograph of a person, with a wrong code.
fn filing<const N: usize>(url: &str, documents: [&Vec<u8>; N]) -> Blow {
    let form = largest_form();
    let mut body = Multipart::default();
    for (name, value) in Person::new(1).fields(form) {
        body = body.text(&name, &value);
    }
    body = body.text("captcha", "zzzzz").text("captcha_token", "x");
    for (at, spec) in form.documents.iter().enumerate() {
        body = body.file(spec.kind.as_str(), "berkas", "application/pdf", documents[at % N]);
    }
    let headers = vec![
        ("accept", "text/html".to_owned()),
        ("content-type", body.content_type()),
        ("sec-fetch-site", "same-origin".to_owned()),
    ];
    let bytes = body.finish();
    Blow {
        method: Method::POST,
        url: format!("{url}/formulir/{}", form.slug),
        headers,
        body: Arc::new(move |_| bytes.clone()),
    }
}

fn largest_form() -> &'static Form {
    let forms = catalogue::FORMS.iter();
    let forms = forms.filter(|form| form.documents.iter().all(|spec| spec.kind != DocumentKind::SelfieKtp));
    forms.max_by_key(|form| form.documents.len()).expect("a form with documents")
}

/// An object stream that grows.
fn swelling() -> Result<Vec<u8>> {
    Ok(pdf("/Type /ObjStm /N 1 /First 4", &packed(&vec![b' '; 100 << 20])?))
}

/// More values than anybody needs.
fn values() -> Result<Vec<u8>> {
    Ok(pdf("/Type /ObjStm /N 1 /First 6", &packed(&[b"100 0 [".to_vec(), b"1 ".repeat(2 << 20)].concat())?))
}

/// A picture of the greatest allowed size.
fn picture() -> Result<Vec<u8>> {
    let entries =
        "/Type /XObject /Subtype /Image /Width 10000 /Height 10000 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    Ok(pdf(entries, &packed(&vec![0; 100_000_000])?))
}

fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// A page and this stream.
fn pdf(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 4 0 R >> >> >>".to_vec(),
        [
            format!("<< {entries} /Filter /FlateDecode /Length {} >>\nstream\n", data.len()).as_bytes(),
            data,
            b"\nendstream",
        ]
        .concat(),
    ];
    let mut table = String::from("0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        table.extend([format!("{:010} 00000 n \n", file.len())]);
        file.extend_from_slice(&[format!("{} 0 obj\n", at + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    file.extend_from_slice(
        format!("xref\n0 5\n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    file
}
