//! That the log tells of no person.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::Result;
use http::StatusCode;

use crate::site::{NAME, NIK, Site};

/// All that was logged since the first call.
static LOGGED: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();

#[derive(Clone)]
struct Into(Arc<Mutex<Vec<u8>>>);

impl Write for Into {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps everything that this process logs from now on.
fn logged() -> Arc<Mutex<Vec<u8>>> {
    let logged = LOGGED.get_or_init(|| {
        let into = Into(Arc::default());
        let kept = Arc::clone(&into.0);
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        lines.with_writer(move || into.clone()).init();
        kept
    });
    Arc::clone(logged)
}

#[tokio::test]
async fn the_log_tells_of_no_person_whatever_fails() -> Result<()> {
    let logged = logged();
    let site = Site::start().await?;
    let (person, other) = (site.person().await?, site.person().await?);
    let card = site.cards().card_of(person.account).await?;
    let code = site.code(person.registration).await?;
    assert_eq!(site.get(&format!("/cek-dokumen/{code}")).await?.status, StatusCode::OK);
    assert_eq!(site.check(&card).await?.status, StatusCode::OK);
    assert_eq!(site.check(&[card.as_slice(), b"\n"].concat()).await?.status, StatusCode::OK);
    let away = site
        .again(&[
            ("S3_ENDPOINT", "http://127.0.0.1:1"),
            ("CARD_SIGNING_KEY_FILE", ""),
            ("CARD_SIGNING_CERTIFICATES_FILE", ""),
        ])
        .await?;
    for account in [person.account, other.account] {
        let cookie = away.signed_in(account).await?;
        let request = http::Request::get("/pendaftaran/kartu").header(http::header::COOKIE, cookie);
        assert_eq!(away.send(request.body(axum::body::Body::empty())?).await?.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    // Sealed for somebody else: what opens it fails.
    site.database.execute("UPDATE registration.registrations SET frozen = sha256(frozen)").await?;
    assert_eq!(site.get(&format!("/cek-dokumen/{code}")).await?.status, StatusCode::INTERNAL_SERVER_ERROR);
    let text = String::from_utf8_lossy(&logged.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    assert!(text.contains("cards cannot be printed"), "{text}");
    let number = person.number.to_string();
    for hidden in [NIK, NAME, "Ratna", "SUKABUMI", "1995-06-12", &number, &code] {
        if let Some(line) = text.lines().find(|line| line.contains(hidden)) {
            panic!("{hidden} is in the log: {line}");
        }
    }
    Ok(())
}
