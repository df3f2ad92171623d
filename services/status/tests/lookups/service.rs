//! The service as its process starts it, with a clock that stands still, and tickets put into its database.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::{Content, Desk, SevenDigits, Stage, TicketNumber, answer_due_at, catalogue};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use runtime::{Clock, Settings, Shutdown};
use serde_json::{Value, json};
use testing::{Database, Person, eventually};
use tower::ServiceExt as _;
use uuid::Uuid;
use vault::{DataKey, Index, Sealed, Token, Vault, VaultConfig};

/// 08-06-2021 15:13:59 in WIB, as in the manual.
pub(crate) const ASKED_AT: &str = "2021-06-08T08:13:59Z";

/// A running service.
pub(crate) struct Service {
    pub(crate) clock: Clock,
    database: Database,
    vault: Vault,
    settings: Vec<(String, String)>,
    routes: Router,
}

/// A ticket that was filed.
pub(crate) struct Filed {
    pub(crate) number: String,
    pub(crate) person: Person,
    id: Uuid,
    key: DataKey,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Value,
}

/// A page that came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
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

    async fn on(database: Database, clock: Clock, settings: Vec<(String, String)>) -> Result<Self> {
        let mut read = Settings::from_pairs(settings.clone());
        let config = status::Config::read(&mut read);
        read.finish()?;
        let vault = Vault::new(&VaultConfig::read(&mut Settings::from_pairs(settings.clone())))?;
        let routes = status::start(config, clock.clone()).await?.routes;
        Ok(Self { clock, database, vault, settings, routes })
    }

    /// Files a ticket of form 66, as intake does.
    pub(crate) async fn file(&self, person: Person) -> Result<Filed> {
        self.file_as("status-bukan-pns", person).await
    }

    /// Files a ticket of the form with that slug.
    pub(crate) async fn file_as(&self, slug: &str, person: Person) -> Result<Filed> {
        let form = catalogue::by_slug(slug).context("a form of the catalogue")?;
        let day = self.clock.today_wib();
        let number = TicketNumber::drawn(form.code, day, SevenDigits::new(17).context("seven digits")?);
        self.file_numbered(number, person).await
    }

    /// Files a ticket with a number of the test's choice.
    pub(crate) async fn file_numbered(&self, number: TicketNumber, person: Person) -> Result<Filed> {
        let form = catalogue::by_code(number.form()).context("a form of the catalogue")?;
        let (submitted_at, day) = (self.clock.now(), number.day());
        let fields: BTreeMap<String, String> = person.fields(form);
        let content = Content::parse(form, &fields, day).map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
        let (id, (key, wrapped)) = (self.clock.new_id(), self.vault.new_data_key()?);
        sqlx::query(
            "WITH data_key AS (INSERT INTO keys.tickets (ticket_id, data_key) VALUES ($3, $9))
             INSERT INTO intake.tickets
                 (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region, nik_index, content)
             VALUES ($1, $2, $3, $4, $3, $5, $6, $7, $8, $10)",
        )
        .bind(day.to_sqlx())
        .bind(number.to_string())
        .bind(id)
        .bind(form.code.to_string())
        .bind(submitted_at.to_sqlx())
        .bind(answer_due_at(submitted_at).to_sqlx())
        .bind(content.nik().region().to_string())
        .bind(self.vault.index(Index::Nik, person.nik.as_bytes()).as_bytes().as_slice())
        .bind(wrapped.as_bytes())
        .bind(key.seal(&Sealed::Content.of(id), content.to_json().to_string().as_bytes())?)
        .execute(self.database.owner())
        .await?;
        Ok(Filed { number: number.to_string(), person, id, key })
    }

    /// Notes that the ticket reached a stage now, as its desk does.
    pub(crate) async fn reach(&self, filed: &Filed, stage: Stage) -> Result<()> {
        let number: TicketNumber = filed.number.parse()?;
        sqlx::query(
            "INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, \
            answer_due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (ticket_number) DO UPDATE SET stage = $6",
        )
        .bind(&filed.number)
        .bind(number.day().to_sqlx())
        .bind(filed.id)
        .bind(number.form().to_string())
        .bind(Desk::BknDataFixes.as_str())
        .bind(stage.as_str())
        .bind(self.clock.now().to_sqlx())
        .execute(self.database.owner())
        .await?;
        sqlx::query("INSERT INTO desk.timeline (ticket_number, stage, desk, at) VALUES ($1, $2, $3, $4)")
            .bind(&filed.number)
            .bind(stage.as_str())
            .bind(Desk::BknDataFixes.as_str())
            .bind(self.clock.now().to_sqlx())
            .execute(self.database.owner())
            .await?;
        Ok(())
    }

    /// Stores an answer, sealed as its desk does.
    pub(crate) async fn answer(&self, filed: &Filed, revision: i32, text: &str) -> Result<()> {
        let context = Sealed::Answer(revision).of(filed.id);
        sqlx::query(
            "INSERT INTO desk.answers (ticket_number, revision, body, desk, answered_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&filed.number)
        .bind(revision)
        .bind(filed.key.seal(&context, text.as_bytes())?)
        .bind(Desk::BknDataFixes.as_str())
        .bind(self.clock.now().to_sqlx())
        .execute(self.database.owner())
        .await?;
        Ok(())
    }

    /// Erases the ticket, as the operator does.
    pub(crate) async fn erase(&self, filed: &Filed) -> Result<()> {
        let sql = "WITH data_key AS (DELETE FROM keys.tickets WHERE ticket_id = $2)
                   UPDATE intake.tickets SET erased_at = now(), nik_index = NULL, content = NULL WHERE number = $1";
        sqlx::query(sql).bind(&filed.number).bind(filed.id).execute(self.database.owner()).await?;
        Ok(())
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

    /// What a browser shows after a request.
    pub(crate) async fn page(&self, request: Request<Body>) -> Result<Page> {
        let (parts, body) = self.routes.clone().oneshot(to_localhost(request)).await?.into_parts();
        let html = String::from_utf8(axum::body::to_bytes(body, 1 << 20).await?.to_vec())?;
        anyhow::ensure!(parts.headers[header::CONTENT_TYPE] == "text/html; charset=utf-8", "not a page: {html}");
        Ok(Page { status: parts.status, headers: parts.headers, html })
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

impl Filed {
    pub(crate) fn nik(&self) -> &str {
        &self.person.nik
    }
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
