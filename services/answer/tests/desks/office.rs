//! A help desk for one test: its own database, the service's routes, and a clock that the test moves.

use std::sync::atomic::{AtomicU32, Ordering};

use answer::jobs::{Receiver, Replies, sweep_guidance};
use answer::{App, Config};
use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use domain::{Content, Desk, TicketNumber, answer_due_at, catalogue};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messages::{CaseReply, TicketRouted, VERSION, topology};
use officers::Secret;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use queue::{Handler as _, Incoming, Outcome};
use runtime::{Clock, Settings, Shutdown};
use serde_json::Value;
use sqlx::{PgPool, Row as _};
use testing::{Database, Person};
use tower::ServiceExt as _;
use uuid::Uuid;
use vault::{Context, Vault, VaultConfig};

/// 32 bytes in base64: good enough for a test.
const TEST_KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// A hash that no password has.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The form that most tests use; its desk is `bkn.data-fixes`.
pub(crate) const STATUS_BUKAN_PNS: &str = "status-bukan-pns";

pub(crate) struct Office {
    pub(crate) clock: Clock,
    pub(crate) vault: Vault,
    app: App,
    routes: Router,
    database: Database,
    filed: AtomicU32,
}

/// A response, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{} without JSON", self.status))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Status and problem code.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        (self.status.as_u16(), self.json()["code"].as_str().unwrap().to_owned())
    }
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::with_settings([]).await
    }

    /// With further settings, such as those of a bucket.
    pub(crate) async fn with_settings(further: impl IntoIterator<Item = (String, String)>) -> Self {
        let database = Database::create().await.unwrap();
        let pairs = [
            ("ANSWER_DATABASE_URL", database.service_url("ANSWER").unwrap()),
            ("DATABASE_POOL_SIZE", "16".to_owned()),
            ("AMQP_URL", "amqp://127.0.0.1:1/none".to_owned()),
            ("S3_ENDPOINT", "http://127.0.0.1:1".to_owned()),
            ("S3_BUCKET", "none".to_owned()),
            ("S3_ACCESS_KEY_ID", "none".to_owned()),
            ("S3_SECRET_ACCESS_KEY", "none".to_owned()),
            ("VAULT_KEYS", format!("test:{TEST_KEY}")),
            ("VAULT_INDEX_KEY", TEST_KEY.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value));
        let mut settings = Settings::from_pairs(pairs.into_iter().chain(further));
        let config = Config::read(&mut settings);
        let vault = Vault::new(&VaultConfig::read(&mut settings)).unwrap();
        settings.finish().unwrap();
        let clock = Clock::fixed("2026-11-21T03:00:00Z".parse().unwrap());
        let app = App::new(&config, clock.clone()).unwrap();
        Self { routes: answer::routes(app.clone()), app, clock, vault, database, filed: AtomicU32::new(0) }
    }

    /// The service itself, for its jobs.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// All rights, to prepare and to look behind the service's back.
    pub(crate) fn owner(&self) -> &PgPool {
        self.database.owner()
    }

    /// The rights of the service and no more.
    pub(crate) async fn as_service(&self) -> PgPool {
        PgPool::connect(&self.database.service_url("ANSWER").unwrap()).await.unwrap()
    }

    /// The rights of the service that suggests to applicants.
    pub(crate) async fn as_intake(&self) -> PgPool {
        PgPool::connect(&self.database.service_url("INTAKE").unwrap()).await.unwrap()
    }

    /// A new token for `desks`.
    pub(crate) async fn token(&self, desks: &[Desk]) -> String {
        let id = self.clock.new_id();
        let token = format!("desk_{id}");
        sqlx::query("INSERT INTO desk.tokens (id, name, token_hash, desks) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(&token)
            .bind(web::bearer::hash(&token).as_slice())
            .bind(desks.iter().map(|desk| desk.as_str()).collect::<Vec<_>>())
            .execute(self.owner())
            .await
            .unwrap();
        token
    }

    /// An account with these roles and desks, and the cookie of a session in which it is signed in.
    pub(crate) async fn officer(&self, name: &str, roles: &[&str], desks: &[Desk]) -> Officer {
        let (id, secret) = (self.clock.new_id(), Secret::new().unwrap());
        let (_, data_key) = self.vault.new_data_key().unwrap();
        sqlx::query(
            "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, password_hash, created_at, activated_at)
             VALUES ($1, $2, $3, $4, '', $5, $6, $8, $7, $7)",
        )
        .bind(id)
        .bind(name)
        .bind(id.as_bytes().as_slice())
        .bind(data_key.as_bytes())
        .bind(roles)
        .bind(desks.iter().map(|desk| desk.as_str()).collect::<Vec<_>>())
        .bind(self.clock.now().to_sqlx())
        .bind(NOBODYS)
        .execute(self.owner())
        .await
        .unwrap();
        sqlx::query(
            "INSERT INTO desk.sessions (id, secret_hash, officer_id, stage, client, created_at, last_seen_at, expires_at)
             VALUES ($1, $2, $3, 'open', 'Peramban', $4, $4, $4 + interval '12 hours')",
        )
        .bind(self.clock.new_id())
        .bind(secret.hash().as_slice())
        .bind(id)
        .bind(self.clock.now().to_sqlx())
        .execute(self.owner())
        .await
        .unwrap();
        Officer { id, cookie: format!("__Host-petugas={}", secret.expose()) }
    }

    /// A page of the console.
    pub(crate) async fn page(&self, officer: &Officer, path: &str) -> Answer {
        self.send(Request::get(path).header(header::COOKIE, &officer.cookie).body(Body::empty()).unwrap()).await
    }

    /// A form of the console, with the session's token.
    pub(crate) async fn submit(&self, officer: &Officer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf(officer).await;
        let fields = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect::<Vec<_>>();
        self.send(form(path).header(header::COOKIE, &officer.cookie).body(body_of(&fields)).unwrap()).await
    }

    /// The token that forms of the session carry, read from the page of the own account.
    pub(crate) async fn csrf(&self, officer: &Officer) -> String {
        let page = self.page(officer, "/petugas/sesi").await;
        hidden(&page.text(), "csrf")
    }

    /// A new agency for `desks`, and its token.
    pub(crate) async fn agency(&self, name: &str, desks: &[Desk]) -> String {
        let token = self.token(desks).await;
        sqlx::query("INSERT INTO desk.agencies (name, token_id) SELECT $1, id FROM desk.tokens WHERE name = $2")
            .bind(name)
            .bind(&token)
            .execute(self.owner())
            .await
            .unwrap();
        token
    }

    /// Files a submission that the router has sent to its desk, where an agency's system took it.
    pub(crate) async fn dispatched(&self, slug: &str) -> TicketNumber {
        let ticket = self.file(slug).await;
        sqlx::query("INSERT INTO routing.dispatches (event_id, ticket_number, desk) VALUES ($1, $2, $3)")
            .bind(ticket.event_id)
            .bind(ticket.ticket_number.to_string())
            .bind(ticket.desk.as_str())
            .execute(self.owner())
            .await
            .unwrap();
        ticket.ticket_number
    }

    /// Posts a text for a report.
    pub(crate) async fn post_text(&self, token: &str, number: TicketNumber, text: &str) -> Uuid {
        let id = self.clock.new_id();
        let posted = self.put(token, &format!("/api/v1/tickets/{number}/texts/{id}"), &serde_json::json!({ "text": text })).await;
        assert_eq!(posted.status, 201, "{}", String::from_utf8_lossy(&posted.body));
        id
    }

    /// Takes one report of the agency with this name.
    pub(crate) async fn report(&self, agency: &str, reply: &CaseReply) -> Outcome {
        let body = serde_json::to_vec(reply).unwrap();
        self.take_reports(vec![reported(Some(&topology::agency_user(agency)), reply.event_id(), &body)]).await[0]
    }

    /// Takes any messages as reports.
    pub(crate) async fn take_reports(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        Replies::new(self.app.clone()).handle(batch).await
    }

    /// The stages that an applicant sees, oldest first.
    pub(crate) async fn stages(&self, number: TicketNumber) -> Vec<String> {
        sqlx::query_scalar("SELECT stage FROM desk.timeline WHERE ticket_number = $1 ORDER BY id")
            .bind(number.to_string())
            .fetch_all(self.owner())
            .await
            .unwrap()
    }

    /// Files a submission of `slug` as intake stores it, without documents. Each is filed a second after the one before.
    pub(crate) async fn file(&self, slug: &str) -> TicketRouted {
        self.file_with_object(slug, &Value::Array(Vec::new()), None, |_, _| ()).await.0
    }

    /// As [`Office::file`], with other values in some fields, and lets it arrive at its desk.
    pub(crate) async fn arrived_saying(&self, slug: &str, changes: &[(&str, &str)]) -> TicketNumber {
        let (ticket, ()) = self.file_saying(slug, changes, &Value::Array(Vec::new()), None, |_, _| ()).await;
        assert_eq!(self.receive(ticket.desk, std::slice::from_ref(&ticket)).await, [Outcome::Done]);
        ticket.ticket_number
    }

    /// As [`Office::file`], with documents that `seal` makes from the ticket's key and id.
    pub(crate) async fn file_with_object<T>(
        &self,
        slug: &str,
        documents: &Value,
        object_key: Option<&str>,
        seal: impl FnOnce(&vault::DataKey, Uuid) -> T,
    ) -> (TicketRouted, T) {
        self.file_saying(slug, &[], documents, object_key, seal).await
    }

    async fn file_saying<T>(
        &self,
        slug: &str,
        changes: &[(&str, &str)],
        documents: &Value,
        object_key: Option<&str>,
        seal: impl FnOnce(&vault::DataKey, Uuid) -> T,
    ) -> (TicketRouted, T) {
        let sequence = self.filed.fetch_add(1, Ordering::Relaxed) + 1;
        let form = catalogue::by_slug(slug).unwrap();
        let person = Person::new(u64::from(sequence));
        let day = self.clock.today_wib();
        let mut fields = person.fields(form);
        fields.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let content = Content::parse(form, &fields, day).unwrap();
        let number = TicketNumber::new(form.code, day, sequence);
        let id = self.clock.new_id();
        let submitted_at = self.clock.now() + jiff::SignedDuration::from_secs(i64::from(sequence));
        let (key, wrapped) = self.vault.new_data_key().unwrap();
        let sealed = key.seal(&Context::new("content", id), content.to_json().to_string().as_bytes()).unwrap();
        sqlx::query(
            "INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region, hints,
                                         nik_index, data_key, content, documents, object_key)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(day.to_sqlx())
        .bind(number.to_string())
        .bind(id)
        .bind(form.code.to_string())
        .bind(Uuid::nil())
        .bind(submitted_at.to_sqlx())
        .bind(answer_due_at(submitted_at).to_sqlx())
        .bind(content.nik().region().to_string())
        .bind(content.hints().iter().map(|hint| hint.as_str()).collect::<Vec<_>>())
        .bind(self.vault.index("nik", content.nik().expose().as_bytes()).as_bytes().as_slice())
        .bind(wrapped.as_bytes())
        .bind(sealed)
        .bind(documents)
        .bind(object_key)
        .execute(self.owner())
        .await
        .unwrap();
        let ticket = TicketRouted {
            version: VERSION,
            event_id: self.clock.new_id(),
            ticket_number: number,
            ticket_id: id,
            form: form.code,
            desk: form.desk.unwrap_or(Desk::BknDataFixes),
            submitted_at,
            answer_due_at: answer_due_at(submitted_at),
            documents: 0,
            transferred: false,
        };
        (ticket, seal(&key, id))
    }

    /// Files a submission and lets it arrive at its desk.
    pub(crate) async fn arrived(&self, slug: &str) -> TicketNumber {
        let ticket = self.file(slug).await;
        assert_eq!(self.receive(ticket.desk, std::slice::from_ref(&ticket)).await, [Outcome::Done]);
        ticket.ticket_number
    }

    /// Delivers messages to a desk's consumer.
    pub(crate) async fn receive(&self, desk: Desk, tickets: &[TicketRouted]) -> Vec<Outcome> {
        let batch = tickets.iter().map(|ticket| incoming(desk, ticket.event_id, &serde_json::to_vec(ticket).unwrap())).collect();
        self.deliver(desk, batch).await
    }

    /// Delivers any messages, counted in the inbox as the consumer loop does.
    pub(crate) async fn deliver(&self, desk: Desk, batch: Vec<Incoming>) -> Vec<Outcome> {
        let inbox = database::Inbox::new(self.owner().clone(), database::Schema::Desk);
        let ids: Vec<Uuid> = batch.iter().map(|message| message.event_id).collect();
        inbox.begin(topology::desk_queue(desk), &ids).await.unwrap();
        Receiver::new(self.app.clone(), desk).handle(batch).await
    }

    /// Lets the guidance responder look for what was left.
    pub(crate) async fn sweep_guidance(&self) {
        sweep_guidance(&self.app, &Shutdown::new()).await.unwrap();
    }

    /// The messages in the outbox for this exchange, oldest first.
    pub(crate) async fn outbox(&self, exchange: &str) -> Vec<OutboxMessage> {
        sqlx::query("SELECT event_id, routing_key, body, traceparent FROM desk.outbox WHERE exchange = $1 ORDER BY created_at, event_id")
            .bind(exchange)
            .fetch_all(self.owner())
            .await
            .unwrap()
            .into_iter()
            .map(|row| OutboxMessage {
                event_id: row.get("event_id"),
                routing_key: row.get("routing_key"),
                body: row.get("body"),
                traceparent: row.get("traceparent"),
            })
            .collect()
    }

    /// What the audit log says about a ticket, oldest first: action and detail.
    pub(crate) async fn audit(&self, number: TicketNumber) -> Vec<(String, Option<String>)> {
        sqlx::query_as("SELECT action, detail FROM audit.entries WHERE ticket_number = $1 ORDER BY id")
            .bind(number.to_string())
            .fetch_all(self.owner())
            .await
            .unwrap()
    }

    /// One number from the database, such as a count.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.owner()).await.unwrap()
    }

    /// Destroys a ticket's data as the operator's command does.
    pub(crate) async fn erase(&self, number: TicketNumber) {
        sqlx::query("UPDATE intake.tickets SET data_key = NULL, content = NULL, nik_index = NULL, erased_at = now() WHERE number = $1")
            .bind(number.to_string())
            .execute(self.owner())
            .await
            .unwrap();
    }

    pub(crate) async fn get(&self, token: &str, path: &str) -> Answer {
        self.send(Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, token: &str, path: &str, body: &Value) -> Answer {
        let request = Request::post(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    pub(crate) async fn put(&self, token: &str, path: &str, body: &Value) -> Answer {
        let request = Request::put(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    /// `POST` without a body: takes the desk's next ticket.
    pub(crate) async fn claim(&self, token: &str, desk: Desk) -> Answer {
        let request = Request::post(format!("/api/v1/desks/{desk}/claims")).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.routes.clone().oneshot(request).await.unwrap().into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
    }
}

/// An officer with a browser.
#[derive(Clone, Debug)]
pub(crate) struct Officer {
    pub(crate) id: Uuid,
    pub(crate) cookie: String,
}

/// The value of a hidden field on a page.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no field {name} on the page"));
    field.split('"').next().unwrap().to_owned()
}

/// A form as a browser sends it.
pub(crate) fn form(path: &str) -> http::request::Builder {
    Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin")
}

/// The fields of a form as its body.
pub(crate) fn body_of(fields: &[(&str, &str)]) -> Body {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    Body::from(pairs.collect::<Vec<_>>().join("&"))
}

/// A message as the service wrote it.
#[derive(Clone, Debug)]
pub(crate) struct OutboxMessage {
    pub(crate) event_id: Uuid,
    pub(crate) routing_key: String,
    pub(crate) body: Value,
    pub(crate) traceparent: Option<String>,
}

/// A delivery to a desk.
pub(crate) fn incoming(desk: Desk, event_id: Uuid, body: &[u8]) -> Incoming {
    Incoming {
        event_id,
        queue: topology::desk_queue(desk),
        attempt: 1,
        sender: None,
        traceparent: None,
        body: Bytes::copy_from_slice(body),
        span: tracing::Span::none(),
    }
}

/// A report as the consumer hands it over.
pub(crate) fn reported(sender: Option<&str>, event_id: Uuid, body: &[u8]) -> Incoming {
    Incoming {
        event_id,
        queue: topology::ANSWER_REPLIES,
        attempt: 1,
        sender: sender.map(str::to_owned),
        traceparent: None,
        body: Bytes::copy_from_slice(body),
        span: tracing::Span::none(),
    }
}

/// The moment in a JSON text.
pub(crate) fn moment(value: &Value) -> Timestamp {
    value.as_str().unwrap().parse().unwrap()
}
