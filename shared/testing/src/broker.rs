//! A test's own virtual host on the test broker, or a whole private broker that the test may stop.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use http::Method;
use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;
use lapin::{Connection, ConnectionProperties};
use messages::topology::{
    ACCOUNTS, ANSWER, CONSOLE, INTAKE, NOTIFY, OPERATOR, REGISTRATION, ROUTER, Rights, STAMPING, VIRTUAL_HOST,
    definitions,
};
use queue::credentials;
use queue::management::Management;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::process::Command;
use uuid::Uuid;

use crate::environment::project_root;
use crate::{Client, Environment, eventually};

/// A virtual host with the whole topology and every service's user.
#[derive(Debug)]
pub struct Broker {
    virtual_host: String,
    environment: Environment,
    /// The folder of a private broker; `None` for the shared one.
    folder: Option<PathBuf>,
}

impl Broker {
    /// Makes a new virtual host on the test servers' broker.
    ///
    /// # Errors
    /// When the broker is away, or takes no messages because the disk or the memory is nearly full.
    pub async fn new_virtual_host() -> Result<Self> {
        let virtual_host = format!("test-{}", runtime::Clock::system().new_id().simple());
        let broker = Self { virtual_host, environment: Environment::of_test_servers()?, folder: None };
        let alarms = broker.management(Method::GET, "/api/health/checks/alarms", "").await?;
        ensure!(alarms.status.is_success(), "the broker takes no messages: {}", String::from_utf8_lossy(&alarms.body));
        broker.import().await?;
        Ok(broker)
    }

    /// Starts a RabbitMQ of the test's own, which [`Broker::stop`] may stop. Dropping the value ends it.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn private() -> Result<Self> {
        let servers = Environment::of_test_servers()?;
        let folder = PathBuf::from(servers.get("LOCAL_DIR")?)
            .join("brokers")
            .join(runtime::Clock::system().new_id().simple().to_string());
        let environment = Environment::parse(&operate("start", &folder).await?);
        let broker = Self { virtual_host: VIRTUAL_HOST.to_owned(), environment, folder: Some(folder) };
        broker.import().await?;
        Ok(broker)
    }

    /// The settings that lead services to it.
    ///
    /// # Panics
    /// Never: making the broker already read its URLs.
    #[must_use]
    pub fn settings(&self) -> Vec<(String, String)> {
        let keys = [
            "AMQP_URL",
            "INTAKE_AMQP_URL",
            "ROUTER_AMQP_URL",
            "ANSWER_AMQP_URL",
            "CONSOLE_AMQP_URL",
            "NOTIFY_AMQP_URL",
            "ACCOUNTS_AMQP_URL",
            "STAMPING_AMQP_URL",
            "REGISTRATION_AMQP_URL",
        ];
        let mut settings: Vec<_> =
            keys.map(|key| (key.to_owned(), self.url(key).expect("read when the broker was made"))).to_vec();
        settings.push((
            "RABBITMQ_MANAGEMENT_URL".to_owned(),
            self.management_url().expect("read when the broker was made").to_owned(),
        ));
        settings
    }

    /// How many messages are ready in a queue at this moment.
    ///
    /// # Errors
    /// When the broker is away or has no such queue.
    pub async fn depth(&self, queue: &str) -> Result<u32> {
        let connection = Connection::connect(&self.url("AMQP_URL")?, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let queue = channel.queue_declare(queue.into(), passive, FieldTable::default()).await?;
        let depth = queue.message_count();
        connection.close(200, "looked at".into()).await?;
        Ok(depth)
    }

    /// How many consumers a queue has at this moment.
    ///
    /// # Errors
    /// When the broker is away or has no such queue.
    pub async fn consumers(&self, queue: &str) -> Result<u32> {
        let connection = Connection::connect(&self.url("AMQP_URL")?, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let queue = channel.queue_declare(queue.into(), passive, FieldTable::default()).await?;
        let consumers = queue.consumer_count();
        connection.close(200, "looked at".into()).await?;
        Ok(consumers)
    }

    /// Publishes a message with this id, as a service would.
    ///
    /// # Errors
    /// When the broker is away or no queue takes the message.
    pub async fn publish_as(&self, exchange: &str, routing_key: &str, event_id: Uuid, body: &[u8]) -> Result<()> {
        let properties = json!({ "delivery_mode": 2, "message_id": event_id, "content_type": "application/json" });
        self.publish_with(exchange, routing_key, &properties, body).await
    }

    /// Publishes bytes that no service of ours would publish.
    ///
    /// # Errors
    /// When the broker is away or no queue takes the message.
    pub async fn publish(&self, exchange: &str, routing_key: &str, body: &[u8]) -> Result<()> {
        self.publish_with(exchange, routing_key, &json!({ "delivery_mode": 2 }), body).await
    }

    async fn publish_with(&self, exchange: &str, routing_key: &str, properties: &Value, body: &[u8]) -> Result<()> {
        let message = json!({
            "properties": properties,
            "routing_key": routing_key,
            "payload": base64::engine::general_purpose::STANDARD.encode(body),
            "payload_encoding": "base64",
        });
        let path = format!("/api/exchanges/{}/{exchange}/publish", self.virtual_host);
        let response = self.management(Method::POST, &path, &message.to_string()).await?;
        ensure!(response.json()?["routed"] == true, "no queue takes the message");
        Ok(())
    }

    /// Stops a private broker in good order. Its data stays.
    ///
    /// # Errors
    /// When it does not stop, or when it is the shared one.
    pub async fn stop(&self) -> Result<()> {
        operate("stop", self.folder.as_ref().context("only a private broker may be stopped")?).await.map(drop)
    }

    /// Starts a stopped private broker again, on the same ports.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_again(&self) -> Result<()> {
        operate("start", self.folder.as_ref().context("only a private broker may be started")?).await.map(drop)
    }

    /// Stops a private broker and destroys its data. A new start does not bring queues, messages and users back.
    ///
    /// # Errors
    /// When it does not stop, or when it is the shared one.
    pub async fn lose_data(&self) -> Result<()> {
        self.stop().await?;
        let data = self.folder.as_ref().context("only a private broker may lose its data")?.join("data");
        tokio::fs::remove_dir_all(&data).await.with_context(|| format!("removing {}", data.display()))
    }

    /// Deletes every queue of the topology with all its messages.
    ///
    /// # Errors
    /// When the broker is away.
    pub async fn delete_queues(&self) -> Result<()> {
        let definitions = definitions();
        let queues = definitions["queues"].as_array().context("a topology has queues")?;
        for name in queues.iter().filter_map(|queue| queue["name"].as_str()) {
            let deleted =
                self.management(Method::DELETE, &format!("/api/queues/{}/{name}", self.virtual_host), "").await?;
            ensure!(deleted.status.is_success(), "{name} could not be deleted: {}", deleted.status);
        }
        Ok(())
    }

    /// Whether it accepts connections.
    pub async fn is_up(&self) -> bool {
        match self.url("AMQP_URL") {
            Ok(url) => Connection::connect(&url, ConnectionProperties::default()).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Creates topology and users, also when they were lost.
    ///
    /// # Errors
    /// When the broker is away.
    pub async fn import(&self) -> Result<()> {
        let management = Management::new(&SecretString::from(self.management_url()?.to_owned()))?;
        eventually("the broker's management", Duration::from_secs(30), async || {
            management.import(&self.virtual_host, &definitions()).await?;
            Ok(Some(()))
        })
        .await?;
        // The test servers' operator is also their administrator, so it can make virtual hosts.
        let operator = Rights { tags: "administrator", ..OPERATOR };
        let users = [
            ("INTAKE_AMQP_URL", INTAKE),
            ("ROUTER_AMQP_URL", ROUTER),
            ("ANSWER_AMQP_URL", ANSWER),
            ("CONSOLE_AMQP_URL", CONSOLE),
            ("NOTIFY_AMQP_URL", NOTIFY),
            ("ACCOUNTS_AMQP_URL", ACCOUNTS),
            ("STAMPING_AMQP_URL", STAMPING),
            ("REGISTRATION_AMQP_URL", REGISTRATION),
            ("AMQP_URL", operator),
        ];
        for (key, rights) in users {
            let (name, password) =
                credentials(self.environment.get(key)?).with_context(|| format!("{key} has no user and password"))?;
            management.set_user(&self.virtual_host, name, &SecretString::from(password.to_owned()), &rights).await?;
        }
        Ok(())
    }

    /// The URL under `key`, with this virtual host.
    fn url(&self, key: &str) -> Result<String> {
        let url = self.environment.get(key)?;
        let (server, _) = url.rsplit_once('/').context("an AMQP URL ends with /virtual-host")?;
        Ok(format!("{server}/{}", self.virtual_host))
    }

    fn management_url(&self) -> Result<&str> {
        self.environment.get("RABBITMQ_MANAGEMENT_URL")
    }

    async fn management(&self, method: Method, path: &str, body: &str) -> Result<crate::Response> {
        let url = self.management_url()?;
        let (user, password) = credentials(url).context("the management URL has no user and password")?;
        let (_, host) = url.rsplit_once('@').context("the management URL has no host")?;
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
        let headers = [("authorization", &*format!("Basic {basic}")), ("content-type", "application/json")];
        Client::default().send(method, &format!("http://{host}{path}"), &headers, body.to_owned()).await
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let stopped = std::process::Command::new(script()).arg("stop").arg(folder).stdout(Stdio::null()).status();
            drop(stopped);
        } else {
            self.remove_virtual_host();
        }
    }
}

impl Broker {
    /// Removes the virtual host: the queues of earlier tests would slow the shared broker down. A thread with a runtime
    /// of its own does it, because the test's runtime may be ending. What it cannot remove disappears with the servers.
    fn remove_virtual_host(&self) {
        let Ok(url) = self.management_url() else { return };
        let (url, virtual_host) = (SecretString::from(url.to_owned()), self.virtual_host.clone());
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(async { Management::new(&url).ok()?.remove_vhost(&virtual_host).await.ok() })
        });
        drop(removal.join());
    }
}

fn script() -> PathBuf {
    project_root().join("deploy/local/rabbitmq.sh")
}

/// Runs the script that manages private brokers, and returns its output.
async fn operate(verb: &str, folder: &std::path::Path) -> Result<String> {
    let output = Command::new(script()).arg(verb).arg(folder).stdin(Stdio::null()).output().await?;
    ensure!(output.status.success(), "rabbitmq.sh {verb}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}
