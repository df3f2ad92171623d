//! The client of a distributor against the simulated one over HTTP, with everything that goes wrong on the way.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use distributor::simulated::{Hang, Switches};
use distributor::{
    Client, Config, Distributor as _, Document, Fault, FaultKind, Found, LARGEST_FILE, LARGEST_STAMPED, Place,
    Reference, Serial,
};
use jiff::civil::date;
use runtime::Clock;
use secrecy::SecretString;
use signatures::{Conclusion, Trust, examine};
use stamp_distributor::{Ledger, Simulated, serve};
use testing::pdf;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const DOCUMENT: Document<'static> = Document {
    reference: Reference::new(7),
    kind: "Surat Pernyataan",
    day: date(2026, 11, 30),
    place: Place { page: 1, corners: [237.0, 559.0, 337.0, 659.0] },
};

/// A distributor in this process whose user `siti` has so many stamps, and a client of it with her token.
struct Site {
    client: Client,
    token: SecretString,
    simulated: Simulated,
}

impl Site {
    async fn with(stamps: u64) -> Self {
        let mut ledger = Ledger::default();
        ledger.add("siti", "rahasia".into(), stamps);
        let simulated = Simulated::new(ledger, Clock::system()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(&format!("http://{}", listener.local_addr().unwrap()));
        tokio::spawn(serve(listener, simulated.clone(), std::future::pending()));
        let token = client.login("siti", &"rahasia".into()).await.unwrap();
        Self { client, token, simulated }
    }

    async fn buy(&self) -> Result<Serial, Fault> {
        self.client.reserve_serial(&self.token, &DOCUMENT).await
    }

    async fn stamp(&self, serial: &Serial, file: &[u8]) -> Result<Vec<u8>, Fault> {
        let stamped = self.client.stamp(&self.token, &DOCUMENT, serial, file.to_vec().into()).await?;
        Ok(stamped.to_vec())
    }

    async fn state(&self) -> Option<Found> {
        self.client.serial_state(&self.token, DOCUMENT.reference).await.unwrap()
    }
}

fn client(url: &str) -> Client {
    let patience = Duration::from_secs(2);
    Client::new(Config { url: url.parse().unwrap(), patience, stamp_patience: patience }).unwrap()
}

fn kind<T>(result: Result<T, Fault>) -> Option<FaultKind> {
    result.err().map(|fault| fault.kind())
}

#[tokio::test]
async fn a_serial_number_is_bought_and_the_file_comes_back_with_it_and_otherwise_unchanged() {
    let site = Site::with(3).await;
    assert_eq!(site.state().await, None);
    let serial = site.buy().await.unwrap();
    assert!(serial.as_str().starts_with("00"), "no real one");
    assert_eq!(site.state().await, Some(Found { serial: serial.clone(), is_used: false }));
    let file = pdf(7, 20_000);
    let stamped = site.stamp(&serial, &file).await.unwrap();
    assert!(stamped.starts_with(&file));
    let trust = Trust::from_pem(site.simulated.authority().as_bytes()).unwrap().with_stamp_words(["e-meterai"]);
    let report = examine(&stamped, &trust).unwrap();
    assert_eq!((report.conclusion, report.serial.as_deref()), (Conclusion::Genuine, Some(serial.as_str())));
    assert_eq!(site.state().await, Some(Found { serial, is_used: true }));
    let again = site.client.stamped_file(&site.token, DOCUMENT.reference).await.unwrap();
    assert_eq!(again, stamped, "who lost it fetches it again");
    assert_eq!(site.client.balance(&site.token).await.unwrap(), 2);
}

#[tokio::test]
async fn a_used_serial_number_stamps_nothing_else() {
    let site = Site::with(1).await;
    let serial = site.buy().await.unwrap();
    site.stamp(&serial, &pdf(7, 5_000)).await.unwrap();
    assert_eq!(kind(site.stamp(&serial, &pdf(8, 5_000)).await), Some(FaultKind::Failed));
    assert_eq!(site.simulated.counts().stamps, 1);
}

#[tokio::test]
async fn a_person_without_stamps_must_buy_some() {
    let site = Site::with(0).await;
    assert_eq!(site.client.balance(&site.token).await.unwrap(), 0);
    assert_eq!(kind(site.buy().await), Some(FaultKind::NeedsBalance));
    assert_eq!(site.simulated.counts().serials, 0);
}

#[tokio::test]
async fn wrong_passwords_and_tokens_that_are_over_ask_for_the_password_and_are_told_to_nobody() {
    let site = Site::with(1).await;
    assert_eq!(kind(site.client.login("siti", &"salah-sekali".into()).await), Some(FaultKind::NeedsLogin));
    for token in ["kedaluwarsa", "bukan\ntoken"] {
        let fault = site.client.reserve_serial(&token.into(), &DOCUMENT).await.unwrap_err();
        assert_eq!(fault.kind(), FaultKind::NeedsLogin);
        assert!(!format!("{fault:?}").contains(token));
    }
    site.simulated.switch(Switches { tokens_are_over: true, ..Switches::default() });
    assert_eq!(kind(site.buy().await), Some(FaultKind::NeedsLogin));
    assert_eq!(site.simulated.counts().serials, 0);
}

#[tokio::test]
async fn an_answer_that_does_not_come_may_have_bought_or_stamped_and_the_state_tells() {
    for (hangs, is_bought) in [(Hang::BeforePurchase, false), (Hang::AfterPurchase, true)] {
        let site = Site::with(2).await;
        site.simulated.switch(Switches { hangs: Some(hangs), ..Switches::default() });
        assert!(matches!(site.buy().await, Err(Fault::Timeout)), "{hangs:?}");
        assert_eq!(site.state().await.is_some(), is_bought, "{hangs:?}");
    }
    for (hangs, is_used) in [(Hang::BeforeStamp, false), (Hang::AfterStamp, true)] {
        let site = Site::with(2).await;
        let serial = site.buy().await.unwrap();
        site.simulated.switch(Switches { hangs: Some(hangs), ..Switches::default() });
        assert!(matches!(site.stamp(&serial, &pdf(7, 5_000)).await, Err(Fault::Timeout)), "{hangs:?}");
        assert_eq!(site.state().await, Some(Found { serial, is_used }), "{hangs:?}");
    }
}

#[tokio::test]
async fn a_stamping_that_fails_leaves_the_serial_number_for_the_next_try() {
    let site = Site::with(1).await;
    let (serial, file) = (site.buy().await.unwrap(), pdf(7, 5_000));
    site.simulated.switch(Switches { stamping_fails: true, ..Switches::default() });
    assert_eq!(kind(site.stamp(&serial, &file).await), Some(FaultKind::Failed));
    assert_eq!(site.state().await, Some(Found { serial: serial.clone(), is_used: false }));
    site.simulated.switch(Switches::default());
    assert!(site.stamp(&serial, &file).await.is_ok());
}

#[tokio::test]
async fn a_file_that_is_not_taken_is_told_apart_from_an_outage() {
    let site = Site::with(1).await;
    let serial = site.buy().await.unwrap();
    assert_eq!(kind(site.stamp(&serial, b"not a PDF").await), Some(FaultKind::RefusedFile));
    site.simulated.switch(Switches { refuses_files: true, ..Switches::default() });
    assert_eq!(kind(site.stamp(&serial, &pdf(7, 5_000)).await), Some(FaultKind::RefusedFile));
    site.simulated.switch(Switches { away: true, ..Switches::default() });
    assert_eq!(kind(site.stamp(&serial, &pdf(7, 5_000)).await), Some(FaultKind::Outage));
    assert_eq!(kind(site.client.is_up().await), Some(FaultKind::Outage));
    site.simulated.switch(Switches::default());
    assert_eq!(kind(site.client.is_up().await), None);
}

#[tokio::test]
async fn a_wrong_file_carries_a_stamp_and_is_not_ours() {
    let site = Site::with(1).await;
    let (serial, file) = (site.buy().await.unwrap(), pdf(7, 5_000));
    site.simulated.switch(Switches { wrong_file: true, ..Switches::default() });
    assert!(!site.stamp(&serial, &file).await.unwrap().starts_with(&file));
}

#[tokio::test]
async fn a_stamped_file_that_is_too_long_or_gone_is_a_failure_of_its_document_alone() {
    let gone = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_owned();
    let long = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {0}\r\n\r\n{1}",
        LARGEST_STAMPED + 1,
        "x".repeat(LARGEST_STAMPED + 1)
    );
    for answer in [gone, long] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(&format!("http://{}", listener.local_addr().unwrap()));
        tokio::spawn(async move {
            let (mut caller, _) = listener.accept().await.unwrap();
            assert!(caller.read(&mut [0; 4_096]).await.unwrap() > 0);
            drop(caller.write_all(answer.as_bytes()).await);
        });
        let fetched = client.stamped_file(&"token".into(), Reference::new(7)).await;
        assert_eq!(kind(fetched), Some(FaultKind::Failed));
    }
}

/// Answers one request with a status and no words; gives the address that was asked for.
async fn answered_once(path: &str, status: &str) -> (Client, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}{path}", listener.local_addr().unwrap()));
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let asked = tokio::spawn(async move {
        let (mut caller, _) = listener.accept().await.unwrap();
        let mut head = [0; 4_096];
        let length = caller.read(&mut head).await.unwrap();
        drop(caller.write_all(answer.as_bytes()).await);
        let head = String::from_utf8_lossy(head.get(..length).unwrap_or_default()).into_owned();
        head.split_whitespace().nth(1).unwrap_or_default().to_owned()
    });
    (client, asked)
}

#[tokio::test]
async fn only_a_stamping_refuses_a_file() {
    for status in ["400 Bad Request", "413 Content Too Large", "415 Unsupported Media Type", "422 Unprocessable"] {
        let (client, _asked) = answered_once("", status).await;
        let bought = client.reserve_serial(&"token".into(), &DOCUMENT).await;
        assert_eq!(kind(bought), Some(FaultKind::Failed), "{status}");
        let (client, _asked) = answered_once("", status).await;
        let state = client.serial_state(&"token".into(), DOCUMENT.reference).await;
        assert_eq!(kind(state), Some(FaultKind::Failed), "{status}");
        let (client, _asked) = answered_once("", status).await;
        let serial = Serial::parse("0012345678901234567890").unwrap();
        let stamped = client.stamp(&"token".into(), &DOCUMENT, &serial, pdf(7, 5_000).into()).await;
        assert_eq!(kind(stamped), Some(FaultKind::RefusedFile), "{status}");
    }
}

#[tokio::test]
async fn the_path_of_the_address_stands_before_those_of_the_distributor() {
    for path in ["/meterai", "/meterai/"] {
        let (client, asked) = answered_once(path, "200 OK").await;
        client.is_up().await.unwrap();
        assert_eq!(asked.await.unwrap(), "/meterai/jenisdoc", "{path}");
    }
}

#[tokio::test]
async fn whatever_answers_in_its_place_is_an_outage_and_is_read_within_bounds() {
    for body in ["<html>Sedang dalam perbaikan</html>".to_owned(), "x".repeat(LARGEST_FILE + 1)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(&format!("http://{}", listener.local_addr().unwrap()));
        tokio::spawn(async move {
            let (mut caller, _) = listener.accept().await.unwrap();
            assert!(caller.read(&mut [0; 4_096]).await.unwrap() > 0);
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            drop(caller.write_all(format!("{head}{body}").as_bytes()).await);
        });
        assert_eq!(kind(client.balance(&"token".into()).await), Some(FaultKind::Outage));
    }
    assert!(matches!(client("http://127.0.0.1:1").is_up().await, Err(Fault::Unreachable(_))));
}
