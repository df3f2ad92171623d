//! A lookup leaves nothing personal behind.

use std::io::Write;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use domain::Stage;
use testing::Person;
use tracing::subscriber::set_default;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::service::Service;

#[tokio::test]
async fn no_log_line_holds_a_nik_a_question_or_an_answer() -> Result<()> {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    let _capturing = set_default(subscriber);

    let service = Service::start().await?;
    let filed = service.file(Person::new(77_001)).await?;
    service.reach(&filed, Stage::Answered).await?;
    service.answer(&filed, 1, "Jawaban rahasia").await?;
    let other = Person::new(77_002);
    log.forget(); // what filing logged is not the service's

    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 200);
    for nik in [other.nik.as_str(), "31740317089512", other.nik.as_str(), other.nik.as_str(), other.nik.as_str(), other.nik.as_str()] {
        service.look_up(&filed.number, nik).await?;
    }
    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 429);
    service.look_up("662021060800099", filed.nik()).await?;
    service.post(format!("{{\"nik\": \"{}\", ", filed.nik())).await?;

    let lines = log.text();
    assert!(lines.contains("/api/v1/status"), "the lookups were logged at all: {lines}");
    for secret in [filed.nik(), &other.nik, "31740317089512", &filed.person.full_name, "Saya tercatat", "Jawaban rahasia"] {
        assert!(!lines.contains(secret), "a log line holds {secret}");
    }
    Ok(())
}

/// Everything that was logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }

    fn forget(&self) {
        self.0.lock().unwrap().clear();
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
