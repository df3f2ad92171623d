//! One test's own virtual host, database and process.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use database::{Inbox, Pool, Schema};
use domain::Desk;
use lapin::options::{BasicGetOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{Channel, Connection, ConnectionProperties};
use messages::topology::{self, DelayTimes};
use queue::dead_letters::DeadLetters;
use queue::management::Management;
use queue::{AmqpConfig, ConsumerConfig, Outgoing, Publisher};
use runtime::{Clock, Job, ProcessConfig, Service, Shutdown};
use secrecy::SecretString;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnectOptions;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_mins(1);

/// The desk whose queue the tests use.
pub(crate) const DESK: Desk = Desk::BknDataFixes;

pub(crate) struct Site {
    pub(crate) vhost: String,
    pub(crate) management: Management,
    pub(crate) pool: Pool,
    pub(crate) clock: Clock,
    server: PgConnectOptions,
    database: PgConnectOptions,
    broker: String,
}

impl Site {
    /// With retry delays short enough for a test.
    pub(crate) async fn new() -> Self {
        Self::with_delays(DelayTimes::all(Duration::from_millis(100))).await
    }

    pub(crate) async fn with_delays(delays: DelayTimes) -> Self {
        let environment = environment();
        let clock = Clock::system();
        let name = format!("test_queue_{}", clock.new_id().simple());
        let management = Management::new(&SecretString::from(environment["RABBITMQ_MANAGEMENT_URL"].clone())).unwrap();
        management.import(&name, &topology::definitions_with(delays)).await.unwrap();
        let server: PgConnectOptions = environment["DATABASE_URL"].parse().unwrap();
        execute(&server, format!("CREATE DATABASE {name}")).await;
        let database = server.clone().database(&name);
        let pool = Pool::lazy_within(PATIENCE, database.clone(), 8);
        database::migrate(&pool).await.unwrap();
        let broker = environment["AMQP_URL"].clone();
        Self { vhost: name, management, pool, clock, server, database, broker }
    }

    pub(crate) async fn remove(self) {
        self.management.remove_vhost(&self.vhost).await.unwrap();
        execute(&self.server, format!("DROP DATABASE {} WITH (FORCE)", self.vhost)).await;
    }

    pub(crate) fn amqp(&self) -> AmqpConfig {
        self.amqp_at(&self.broker)
    }

    /// The site's virtual host at another broker's URL.
    pub(crate) fn amqp_at(&self, broker: &str) -> AmqpConfig {
        let (server, _vhost) = broker.rsplit_once('/').unwrap();
        AmqpConfig { url: SecretString::from(format!("{server}/{}", self.vhost)), connection_name: "test" }
    }

    /// The site's broker, reached as another user or over another port.
    pub(crate) fn broker_as(&self, user: Option<(&str, &str)>, port: Option<u16>) -> AmqpConfig {
        let mut uri: lapin::uri::AMQPUri = self.broker.parse().unwrap();
        if let Some((name, password)) = user {
            name.clone_into(&mut uri.authority.userinfo.username);
            password.clone_into(&mut uri.authority.userinfo.password);
        }
        let port = port.unwrap_or(uri.authority.port);
        let user = uri.authority.userinfo;
        self.amqp_at(&format!("amqp://{}:{}@{}:{port}/", user.username, user.password, uri.authority.host))
    }

    /// The user that the tests log in as.
    pub(crate) fn user(&self) -> String {
        let uri: lapin::uri::AMQPUri = self.broker.parse().unwrap();
        uri.authority.userinfo.username
    }

    /// How many consumers a queue has. It asks the queue itself.
    pub(crate) async fn consumers_of(&self, queue: &str) -> u32 {
        let (connection, channel) = self.channel().await;
        let passive = QueueDeclareOptions { passive: true, durable: true, ..QueueDeclareOptions::default() };
        let count = channel.queue_declare(queue.into(), passive, FieldTable::default()).await.unwrap().consumer_count();
        connection.close(200, "counted".into()).await.unwrap();
        count
    }

    pub(crate) fn broker_address(&self) -> (String, u16) {
        let uri: lapin::uri::AMQPUri = self.broker.parse().unwrap();
        (uri.authority.host, uri.authority.port)
    }

    pub(crate) fn database_address(&self) -> (String, u16) {
        (self.database.get_host().to_owned(), self.database.get_port())
    }

    /// The site's database, reached over another port.
    pub(crate) fn pool_at_port(&self, port: u16) -> Pool {
        Pool::lazy_within(Duration::from_millis(500), self.database.clone().port(port), 10)
    }

    pub(crate) fn inbox(&self) -> Inbox {
        Inbox::new(self.pool.clone(), Schema::Desk)
    }

    pub(crate) fn consume(&self) -> ConsumerConfig {
        ConsumerConfig {
            amqp: self.amqp(),
            queue: topology::desk_queue(DESK),
            home: topology::desk_queue(DESK),
            sessions: 1,
            prefetch: 256,
            batch: 64,
        }
    }

    /// A publisher with a connection.
    pub(crate) async fn publisher(&self) -> (Publisher, Process) {
        let (publisher, job, _probe) = Publisher::start(self.amqp(), self.clock.clone());
        let process = run(vec![job]);
        eventually("a connection", async || publisher.is_available()).await;
        (publisher, process)
    }

    /// A message to the desk whose queue the tests use.
    pub(crate) fn message(&self) -> Outgoing {
        Outgoing::new(topology::DESKS, DESK.as_str(), self.clock.new_id(), br#"{"version":1}"#.to_vec())
    }

    pub(crate) async fn publish_all(&self, messages: Vec<Outgoing>) -> Vec<Uuid> {
        let ids = messages.iter().map(|message| message.event_id).collect();
        let (publisher, process) = self.publisher().await;
        for result in publisher.publish(messages).await {
            result.unwrap();
        }
        process.stop().await;
        ids
    }

    /// A channel of the plain client library.
    pub(crate) async fn channel(&self) -> (Connection, Channel) {
        channel_of(&self.amqp()).await
    }

    /// How many messages are ready in a queue. It asks the queue itself.
    pub(crate) async fn ready_in(&self, queue: &str) -> u32 {
        let (connection, channel) = self.channel().await;
        let passive = QueueDeclareOptions { passive: true, durable: true, ..QueueDeclareOptions::default() };
        let count = channel.queue_declare(queue.into(), passive, FieldTable::default()).await.unwrap().message_count();
        connection.close(200, "counted".into()).await.unwrap();
        count
    }

    /// Whether the queue holds no message, neither ready nor in hand: nothing remains once every consumer is gone.
    pub(crate) async fn is_empty(&self, queue: &str) -> bool {
        let (connection, channel) = self.channel().await;
        let message = channel.basic_get(queue.into(), BasicGetOptions::default()).await.unwrap();
        connection.close(200, "looked".into()).await.unwrap();
        message.is_none()
    }

    pub(crate) async fn dead_letters(&self) -> DeadLetters {
        DeadLetters::connect(&self.amqp()).await.unwrap()
    }

    /// Makes the broker close the connections whose name contains `purpose`. Waits until there is one.
    pub(crate) async fn kill_connections(&self, purpose: &str) {
        let victims = eventually_some("the broker to list the connection", async || {
            let open = self.management.connections(&self.vhost).await.ok()?;
            let victims: Vec<_> = open.into_iter().filter(|open| open.client_name.contains(purpose)).collect();
            (!victims.is_empty()).then_some(victims)
        })
        .await;
        for victim in victims {
            self.management.close_connection(&victim.name).await.unwrap();
        }
    }
}

pub(crate) async fn channel_of(config: &AmqpConfig) -> (Connection, Channel) {
    use secrecy::ExposeSecret;
    let connection = Connection::connect(config.url.expose_secret(), ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    (connection, channel)
}

/// Jobs that run as in a real process.
pub(crate) struct Process {
    shutdown: Shutdown,
    running: JoinHandle<anyhow::Result<()>>,
}

impl Process {
    /// Asks the process to end, as SIGTERM does.
    pub(crate) fn ask_to_stop(&self) {
        self.shutdown.trigger();
    }

    /// Asks the process to end and waits for it. The drain must be complete.
    pub(crate) async fn stop(self) {
        if !self.shutdown.is_stopping() {
            self.shutdown.trigger();
        }
        self.running.await.unwrap().unwrap();
    }
}

pub(crate) fn run(jobs: Vec<Job>) -> Process {
    let service = Service { name: "test", routes: axum::Router::new(), jobs, probes: Vec::new(), listen: None };
    let shutdown = Shutdown::new();
    let running = tokio::spawn(runtime::run(ProcessConfig::on_any_port(), vec![service], shutdown.clone()));
    Process { shutdown, running }
}

/// Waits until the condition holds.
pub(crate) async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    eventually_some(what, async || holds().await.then_some(())).await;
}

/// Waits until there is something.
pub(crate) async fn eventually_some<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn environment() -> BTreeMap<String, String> {
    let file = std::env::var("HELPDESK_TEST_ENV")
        .unwrap_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.local/test/env").display().to_string());
    std::fs::read_to_string(&file)
        .expect("the test servers are not running: start them with `make test-servers`")
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

async fn execute(server: &PgConnectOptions, sql: String) {
    let cluster = Pool::lazy_within(PATIENCE, server.clone(), 1);
    sqlx::query(AssertSqlSafe(sql)).execute(&cluster).await.unwrap();
    cluster.close().await;
}
