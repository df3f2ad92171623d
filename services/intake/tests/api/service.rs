//! A running intake service of one test's own.

use std::net::SocketAddr;

use anyhow::Result;
use database::Pool;
use http::{HeaderMap, Method, StatusCode};
use runtime::{Clock, Process, ProcessConfig, Settings, Shutdown};
use serde_json::Value;
use testing::{Api, Bucket, Database, Environment, Multipart, Response};

/// Serves until it is dropped.
pub(crate) struct Service {
    pub(crate) database: Database,
    pub(crate) bucket: Bucket,
    pub(crate) api: Api,
    pub(crate) token: String,
    pub(crate) listen: SocketAddr,
    /// Address of the operator's port.
    pub(crate) admin: String,
    server: tokio::task::JoinHandle<()>,
}

impl Service {
    pub(crate) async fn start() -> Result<Self> {
        Self::start_with(&[]).await
    }

    /// With settings that replace the usual ones.
    pub(crate) async fn start_with(further: &[(&str, &str)]) -> Result<Self> {
        Self::start_on(Database::create().await?, Bucket::create().await?, further).await
    }

    /// Another process on the same database and bucket.
    pub(crate) async fn another(&self) -> Result<Self> {
        self.another_with(&[]).await
    }

    /// As [`Service::another`], with settings that replace the usual ones.
    pub(crate) async fn another_with(&self, further: &[(&str, &str)]) -> Result<Self> {
        Self::start_on(self.database.clone(), self.bucket.clone(), further).await
    }

    async fn start_on(database: Database, bucket: Bucket, further: &[(&str, &str)]) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let mut settings = bucket.settings().to_vec();
        settings.push(("INTAKE_DATABASE_URL".to_owned(), database.service_url("INTAKE")?));
        for key in ["INTAKE_AMQP_URL", "VAULT_KEYS", "VAULT_INDEX_KEY"] {
            settings.push((key.to_owned(), environment.get(key)?.to_owned()));
        }
        // Some tests are many people on one machine.
        for (key, value) in
            [("LISTEN", "127.0.0.1:0"), ("ADMIN_LISTEN", "127.0.0.1:0"), ("CONNECTIONS_PER_ADDRESS", "256")]
        {
            settings.push((key.to_owned(), value.to_owned()));
        }
        for (key, value) in further {
            settings.retain(|(other, _)| other != key);
            settings.push(((*key).to_owned(), (*value).to_owned()));
        }
        let mut settings = Settings::from_pairs(settings);
        let (config, process) = (intake::Config::read(&mut settings), ProcessConfig::read(&mut settings));
        settings.finish()?;
        let mut service = intake::start(config, Clock::system()).await?;
        service.jobs.retain(|job| job.name() == "intake.notices");
        let process = Process::bind(&process, vec![service]).await?;
        let (address, admin) = (process.address()?, format!("http://{}", process.admin_address()?));
        let listen = address;
        let address = format!("http://{address}");
        let server = tokio::spawn(async move { process.run(Shutdown::new()).await.expect("serving until dropped") });
        let token = new_channel(database.owner(), &format!("uji di {address}")).await?;
        let api = Api::new(address.clone(), address.clone(), address, token.clone());
        Ok(Self { database, bucket, api, token, listen, admin, server })
    }

    /// Files a submission with headers of the test's choice.
    pub(crate) async fn post(&self, slug: &str, headers: &[(&str, &str)], body: &Multipart) -> Result<Response> {
        let content_type = body.content_type();
        let mut all = vec![("content-type", content_type.as_str())];
        all.extend_from_slice(headers);
        self.api
            .client()
            .send(Method::POST, &format!("{}/api/v1/submissions/{slug}", self.api.intake()), &all, body.finish())
            .await
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Response> {
        self.api.client().send(Method::GET, &format!("{}{path}", self.api.intake()), headers, Vec::new()).await
    }

    /// Rows of a table of the schema `intake`.
    pub(crate) async fn count(&self, table: &str) -> Result<i64> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM intake.{table}"));
        Ok(sqlx::query_scalar(sql).fetch_one(self.database.owner()).await?)
    }

    /// Keys of all objects in the bucket.
    pub(crate) async fn objects(&self) -> Result<Vec<String>> {
        let store = self.bucket.store()?;
        let far_ahead = jiff::Timestamp::MAX;
        Ok(store.list("", far_ahead, None).await?.objects.into_iter().map(|object| object.key).collect())
    }

    /// The vault that the service seals with.
    pub(crate) fn vault() -> Result<vault::Vault> {
        let environment = Environment::of_test_servers()?;
        let keys = ["VAULT_KEYS", "VAULT_INDEX_KEY"].map(|key| Ok((key.to_owned(), environment.get(key)?.to_owned())));
        let mut settings = Settings::from_pairs(keys.into_iter().collect::<Result<Vec<_>>>()?);
        let config = vault::VaultConfig::read(&mut settings);
        settings.finish()?;
        Ok(vault::Vault::new(&config)?)
    }

    /// That a refused submission left neither a row nor a message nor a key.
    pub(crate) async fn assert_nothing_was_accepted(&self) -> Result<()> {
        for table in ["tickets", "outbox", "idempotency_keys"] {
            assert_eq!(self.count(table).await?, 0, "rows in {table}");
        }
        Ok(())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A token for a new channel.
pub(crate) async fn new_channel(owner: &Pool, name: &str) -> Result<String> {
    let token = web::bearer::new_token("channel")?;
    sqlx::query("INSERT INTO intake.channel_tokens (id, name, token_hash) VALUES ($1, $2, $3)")
        .bind(Clock::system().new_id())
        .bind(name)
        .bind(web::bearer::hash(&token).as_slice())
        .execute(owner)
        .await?;
    Ok(token)
}

/// That the response is a problem of that status and code; returns `field → code` of its errors.
pub(crate) fn assert_problem(response: &Response, status: u16, code: &str) -> Vec<(String, String)> {
    let problem = response.json().expect("a JSON body");
    assert_eq!((response.status.as_u16(), problem["code"].as_str().unwrap()), (status, code), "{problem}");
    assert_eq!(response.header("content-type"), Some("application/problem+json"));
    assert_eq!(problem["status"], status);
    for text in ["title", "detail"] {
        assert!(problem[text].as_str().is_some_and(|text| !text.is_empty()), "{text} is missing: {problem}");
    }
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    errors
        .iter()
        .map(|error| {
            assert!(text(error, "message").contains(' '), "words for people: {error}");
            (text(error, "field"), text(error, "code"))
        })
        .collect()
}

/// That the response asks to come back within seconds.
pub(crate) fn assert_retry_after(headers: &HeaderMap) {
    let seconds: u64 = headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds), "Retry-After: {seconds}");
}

/// The ticket number of an accepted submission.
pub(crate) fn ticket_number(response: &Response) -> String {
    assert!(
        matches!(response.status, StatusCode::CREATED | StatusCode::OK),
        "{}",
        String::from_utf8_lossy(&response.body)
    );
    text(&response.json().expect("a JSON body"), "ticket_number")
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("{name} is no text in {value}")).to_owned()
}
