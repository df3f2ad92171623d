//! Starts the service as its process does, with a clock that stands still, and sends it requests.

use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::{HeaderValue, Request, Response, StatusCode, header};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use runtime::{Clock, Settings, Shutdown};
use serde_json::{Value, json};
use testing::{Database, eventually};
use tower::ServiceExt as _;
use vault::{Token, Vault, VaultConfig};

use crate::filing::Filed;

/// 08-06-2021 15:13:59 in WIB, as in the manual.
pub(crate) const ASKED_AT: &str = "2021-06-08T08:13:59Z";

/// A running service.
pub(crate) struct Service {
    pub(crate) clock: Clock,
    pub(crate) database: Database,
    pub(crate) vault: Vault,
    settings: Vec<(String, String)>,
    routes: Router,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: Value,
}

/// A page that came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) html: String,
}

impl Service {
    pub(crate) async fn start() -> Result<Self> {
        Self::start_with(&[]).await
    }

    /// With further settings.
    pub(crate) async fn start_with(further: &[(&str, &str)]) -> Result<Self> {
        crate::log::capture();
        let database = Database::create().await?;
        let clock = Clock::fixed(ASKED_AT.parse()?);
        let mut settings = vec![
            ("STATUS_DATABASE_URL".to_owned(), database.service_url("STATUS")?),
            ("VAULT_KEYS".to_owned(), format!("test:{}", STANDARD.encode([7; 32]))),
            ("VAULT_INDEX_KEY".to_owned(), STANDARD.encode([8; 32])),
        ];
        settings.extend(further.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Self::on(database, clock, settings).await
    }

    /// One more process on the same database.
    pub(crate) async fn another_process(&self) -> Result<Self> {
        Self::on(self.database.clone(), self.clock.clone(), self.settings.clone()).await
    }

    /// One more process with the same keys, whose database is away.
    pub(crate) async fn on_a_database_that_is_away(&self) -> Result<Self> {
        let mut settings = self.settings.clone();
        let away = ("STATUS_DATABASE_URL".to_owned(), "postgres://helpdesk@127.0.0.1:9/helpdesk".to_owned());
        settings.retain(|(name, _)| *name != away.0);
        settings.push(away);
        Self::on(self.database.clone(), self.clock.clone(), settings).await
    }

    async fn on(database: Database, clock: Clock, settings: Vec<(String, String)>) -> Result<Self> {
        let mut read = Settings::from_pairs(settings.clone());
        let config = status::Config::read(&mut read);
        read.finish()?;
        let vault = Vault::new(&VaultConfig::read(&mut Settings::from_pairs(settings.clone())))?;
        let routes = status::start(config, clock.clone()).await?.routes;
        Ok(Self { clock, database, vault, settings, routes })
    }

    /// The highest of all counts of wrong lookups.
    pub(crate) async fn wrong_tries(&self) -> Result<i32> {
        Ok(sqlx::query_scalar("SELECT coalesce(max(tries), 0) FROM status.wrong_tries")
            .fetch_one(self.database.owner())
            .await?)
    }

    /// Everything that is kept of wrong lookups, as text.
    pub(crate) async fn kept_of_wrong_tries(&self) -> Result<String> {
        let sql = "SELECT coalesce(string_agg(encode(subject, 'escape'), ' '), '') FROM status.wrong_tries";
        Ok(sqlx::query_scalar(sql).fetch_one(self.database.owner()).await?)
    }

    /// Forgets counts that are over, as the job does.
    pub(crate) async fn run_jobs(&self) -> Result<i64> {
        let mut read = Settings::from_pairs(self.settings.clone());
        let config = status::Config::read(&mut read);
        let jobs = status::start(config, self.clock.clone()).await?.jobs;
        let job = jobs.into_iter().find(|job| job.name() == "status.forget_wrong_tries").context("the job")?;
        let running = tokio::spawn(async move { job.run(Shutdown::new()).await });
        let left = eventually("no count that is over", std::time::Duration::from_secs(20), async || {
            let sql = "SELECT count(*) FROM status.wrong_tries WHERE ends_at <= $1";
            let over: i64 =
                sqlx::query_scalar(sql).bind(self.clock.now().to_sqlx()).fetch_one(self.database.owner()).await?;
            let all: i64 =
                sqlx::query_scalar("SELECT count(*) FROM status.wrong_tries").fetch_one(self.database.owner()).await?;
            Ok((over == 0).then_some(all))
        })
        .await?;
        running.abort();
        Ok(left)
    }

    /// A lookup from that address.
    pub(crate) async fn look_up_from(&self, address: &str, number: &str, nik: &str) -> Result<Reply> {
        let body = json!({ "ticket_number": number, "nik": nik }).to_string();
        let mut request =
            Request::post("/api/v1/status").header(header::CONTENT_TYPE, "application/json").body(Body::from(body))?;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address.parse()?, 40_000)));
        self.send(request).await
    }

    /// The reference of a receipt, sealed as intake does.
    pub(crate) fn reference(&self, filed: &Filed) -> Result<String> {
        let plain = json!({ "number": filed.number, "submitted_at": self.clock.now(), "region": "317403" }).to_string();
        Ok(URL_SAFE_NO_PAD.encode(self.vault.seal_token(Token::Receipt, plain.as_bytes())?))
    }

    pub(crate) async fn look_up(&self, number: &str, nik: &str) -> Result<Reply> {
        self.post(json!({ "ticket_number": number, "nik": nik }).to_string()).await
    }

    /// Posts any body as JSON.
    pub(crate) async fn post(&self, body: String) -> Result<Reply> {
        let request =
            Request::post("/api/v1/status").header(header::CONTENT_TYPE, "application/json").body(Body::from(body))?;
        self.send(request).await
    }

    /// A page, or the address that it sends the browser on to.
    pub(crate) async fn visit(&self, request: Request<Body>) -> Result<Page> {
        let (parts, body) = self.routes.clone().oneshot(to_localhost(request)).await?.into_parts();
        let html = String::from_utf8(axum::body::to_bytes(body, 1 << 20).await?.to_vec())?;
        Ok(Page { status: parts.status, headers: parts.headers, html })
    }

    /// What a browser shows after a request.
    pub(crate) async fn page(&self, request: Request<Body>) -> Result<Page> {
        let page = self.visit(request).await?;
        anyhow::ensure!(page.headers[header::CONTENT_TYPE] == "text/html; charset=utf-8", "not a page: {}", page.html);
        Ok(page)
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Result<Reply> {
        let response: Response<Body> = self.routes.clone().oneshot(to_localhost(request)).await?;
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 20).await?;
        Ok(Reply { status: parts.status, headers: parts.headers, body: serde_json::from_slice(&bytes)? })
    }
}

/// With the host that every request names.
fn to_localhost(mut request: Request<Body>) -> Request<Body> {
    request.headers_mut().entry(header::HOST).or_insert(HeaderValue::from_static("localhost"));
    request
}

impl Reply {
    /// Status and problem code.
    pub(crate) fn problem(&self) -> (u16, &str) {
        (self.status.as_u16(), self.body["code"].as_str().unwrap_or_default())
    }

    /// Seconds of `Retry-After`.
    pub(crate) fn retry_after(&self) -> Option<u32> {
        self.headers.get(header::RETRY_AFTER)?.to_str().ok()?.parse().ok()
    }
}

/// A moment so many seconds after [`ASKED_AT`], in RFC 3339.
pub(crate) fn later(seconds: i64) -> String {
    let asked_at: Timestamp = ASKED_AT.parse().unwrap();
    (asked_at + jiff::SignedDuration::from_secs(seconds)).to_string()
}
