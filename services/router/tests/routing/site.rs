//! A virtual host and a database of their own for one test, and the router between them.

use std::time::Duration;

use anyhow::{Context as _, Result};
use database::{Inbox, Pool, Schema};
use domain::{Desk, SevenDigits, TicketNumber, answer_due_at};
use jiff::civil::date;
use lapin::options::BasicGetOptions;
use lapin::types::AMQPValue;
use lapin::{Connection, ConnectionProperties};
use messages::topology::{SUBMISSIONS, desk_queue, submitted_key};
use messages::{TicketRouted, TicketSubmitted};
use queue::{AmqpConfig, Incoming, Outgoing, Publisher};
use router::Config;
use runtime::{Clock, Job, ProcessConfig, Service, Settings, Shutdown};
use testing::{Broker, Database, eventually};
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Longest wait for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The trace that the tests' submissions belong to.
pub(crate) const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

pub(crate) struct Site {
    pub(crate) broker: Broker,
    pub(crate) database: Database,
    pub(crate) clock: Clock,
}

/// A message as it lies in a desk's queue.
pub(crate) struct AtDesk {
    pub(crate) routed: TicketRouted,
    pub(crate) message_id: String,
    pub(crate) traceparent: Option<String>,
}

/// One row of `routing.dispatches`.
pub(crate) type DispatchRow = (Uuid, String, String, Option<i32>);

impl Site {
    pub(crate) async fn new() -> Result<Self> {
        Ok(Self {
            broker: Broker::new_virtual_host().await?,
            database: Database::create().await?,
            clock: Clock::system(),
        })
    }

    /// The router as its process runs it.
    pub(crate) async fn router(&self) -> Result<Process> {
        let mut settings = self.settings()?;
        let config = Config::read(&mut settings);
        settings.finish()?;
        Ok(run(router::start(config, self.clock.clone()).await?))
    }

    /// The router's database, with no more than the router's rights.
    pub(crate) fn pool(&self) -> Result<Pool> {
        Ok(Pool::connect_lazy(&self.database.service_url("ROUTER")?)?)
    }

    /// A publisher with a connection and the rights of `service`.
    pub(crate) async fn publisher(&self, service: &'static str) -> Result<(Publisher, Process)> {
        let (publisher, job, _probe) =
            Publisher::start(AmqpConfig::read(&mut self.settings()?, service), self.clock.clone());
        let process = run(service_of(vec![job]));
        eventually("a connection", PATIENCE, async || Ok(publisher.is_available().then_some(()))).await?;
        Ok((publisher, process))
    }

    /// A submission of that form, as intake would tell of it.
    pub(crate) fn submission(&self, form: &str, region: &str, sequence: u32) -> TicketSubmitted {
        let submitted_at = self.clock.now();
        let form = form.parse().unwrap();
        TicketSubmitted {
            version: messages::VERSION,
            event_id: self.clock.new_id(),
            ticket_number: TicketNumber::drawn(form, date(2026, 11, 21), SevenDigits::new(sequence).unwrap()),
            ticket_id: self.clock.new_id(),
            form,
            region: region.to_owned(),
            submitted_at,
            answer_due_at: answer_due_at(submitted_at),
            documents: 2,
        }
    }

    /// Publishes as intake does; every message must be confirmed.
    pub(crate) async fn submit(&self, submissions: &[TicketSubmitted]) -> Result<()> {
        let (publisher, process) = self.publisher("intake").await?;
        for result in publisher.publish(submissions.iter().map(outgoing).collect()).await {
            result?;
        }
        process.stop().await
    }

    /// Waits until so many dispatches are recorded, and returns them in the order of their numbers.
    pub(crate) async fn dispatches(&self, count: usize) -> Result<Vec<DispatchRow>> {
        eventually(&format!("{count} dispatches"), PATIENCE, async || {
            let rows = self.recorded().await?;
            Ok((rows.len() == count).then_some(rows))
        })
        .await
    }

    /// The dispatches recorded at this moment.
    pub(crate) async fn recorded(&self) -> Result<Vec<DispatchRow>> {
        let sql = "SELECT event_id, ticket_number, desk, rule_id FROM routing.dispatches ORDER BY ticket_number";
        Ok(sqlx::query_as(sql).fetch_all(self.database.owner()).await?)
    }

    /// Messages that the inbox knows as done.
    pub(crate) async fn done(&self) -> Result<i64> {
        let sql = "SELECT count(*) FROM routing.inbox WHERE done_at IS NOT NULL";
        Ok(sqlx::query_scalar(sql).fetch_one(self.database.owner()).await?)
    }

    /// Takes everything out of a desk's queue.
    pub(crate) async fn take_from(&self, desk: Desk) -> Result<Vec<AtDesk>> {
        let settings = self.broker.settings();
        let url = settings.iter().find(|(name, _)| name == "ANSWER_AMQP_URL").context("the desks' user")?.1.clone();
        let connection = Connection::connect(&url, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        let mut taken = Vec::new();
        while let Some(message) = channel.basic_get(desk_queue(desk).into(), BasicGetOptions { no_ack: true }).await? {
            let headers = message.properties.headers().clone().unwrap_or_default();
            let traceparent = match headers.inner().get("traceparent") {
                Some(AMQPValue::LongString(text)) => Some(text.to_string()),
                _ => None,
            };
            taken.push(AtDesk {
                routed: TicketRouted::parse(&message.data)?,
                message_id: message.properties.message_id().clone().context("a message id")?.to_string(),
                traceparent,
            });
        }
        connection.close(200, "taken".into()).await?;
        Ok(taken)
    }

    /// The messages as the consumer hands them to the handler: counted in the inbox, not done yet.
    pub(crate) async fn incoming(&self, submissions: &[TicketSubmitted]) -> Result<Vec<Incoming>> {
        let ids: Vec<Uuid> = submissions.iter().map(|submission| submission.event_id).collect();
        Inbox::new(self.pool()?, Schema::Routing).begin("router.submissions", &ids).await?;
        Ok(submissions
            .iter()
            .map(|submission| incoming(submission.event_id, serde_json::to_vec(submission).unwrap()))
            .collect())
    }

    fn settings(&self) -> Result<Settings> {
        let database = ("ROUTER_DATABASE_URL".to_owned(), self.database.service_url("ROUTER")?);
        Ok(Settings::from_pairs(self.broker.settings().into_iter().chain([database])))
    }
}

/// One message in a handler's hands.
pub(crate) fn incoming(event_id: Uuid, body: Vec<u8>) -> Incoming {
    let (queue, span) = ("router.submissions", tracing::Span::none());
    Incoming { event_id, queue, attempt: 1, sender: None, traceparent: None, body: body.into(), span }
}

fn outgoing(submission: &TicketSubmitted) -> Outgoing {
    let body = serde_json::to_vec(submission).unwrap();
    Outgoing::new(SUBMISSIONS, submitted_key(submission.form), submission.event_id, body)
        .traced(Some(format!("00-{TRACE}-b7ad6b7169203331-01")))
}

/// Something that runs as in a real process.
pub(crate) struct Process {
    shutdown: Shutdown,
    running: JoinHandle<Result<()>>,
}

impl Process {
    /// Asks for the end and waits for it.
    pub(crate) async fn stop(self) -> Result<()> {
        self.shutdown.trigger();
        self.running.await?
    }
}

fn service_of(jobs: Vec<Job>) -> Service {
    Service { name: "test", routes: axum::Router::new(), jobs, probes: Vec::new(), listen: None }
}

fn run(service: Service) -> Process {
    let shutdown = Shutdown::new();
    let running = tokio::spawn(runtime::run(ProcessConfig::on_any_port(), vec![service], shutdown.clone()));
    Process { shutdown, running }
}
