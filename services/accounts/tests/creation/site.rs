//! A running service of one test's own, its register, and a browser that goes through the pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use accounts::Config;
use anyhow::{Context as _, Result};
use captcha::Captcha;
use http::{Method, StatusCode};
use population_register::{Persons, Register, Switches, serve};
use runtime::{Clock, Process, ProcessConfig, Settings, Shutdown};
use testing::{Bucket, Client, Database, Environment, Multipart, Response, eventually};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use vault::{Vault, VaultConfig};

pub(crate) const FIRST_STEP: &str = "/akun/buat";
pub(crate) const TOLD: &str = "/akun/buat/data";
pub(crate) const CHECK: &str = "/akun/buat/periksa";
pub(crate) const PROCESS: &str = "/akun/buat/proses";
pub(crate) const MADE: &str = "/akun/buat/selesai";
/// Longest wait for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
const PERSONS: &[u8] = include_bytes!("../../../../deploy/local/population-register/persons.csv");

/// Serves until it is dropped.
pub(crate) struct Site {
    pub(crate) database: Database,
    pub(crate) register: Register,
    pub(crate) clock: Clock,
    pub(crate) bucket: Bucket,
    register_url: String,
    pub(crate) address: String,
    server: JoinHandle<()>,
}

/// One person's browser: it keeps what it is told to keep.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    pub(crate) cookie: Option<String>,
    /// Another network than that of the machine.
    pub(crate) network: Option<&'static str>,
}

/// A page that was opened or answered.
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) response: Response,
    pub(crate) html: String,
}

/// What a person types.
pub(crate) type Fields = BTreeMap<&'static str, String>;

impl Site {
    /// With a period that is open.
    pub(crate) async fn open() -> Result<Self> {
        Self::with(&[]).await
    }

    pub(crate) async fn with(further: &[(&str, &str)]) -> Result<Self> {
        let database = Database::create().await?;
        database
            .execute(
                "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
                 VALUES (gen_random_uuid(), 'CASN 2026', now() - interval '1 day', now() + interval '30 days')",
            )
            .await?;
        Self::on(database, Clock::system(), further).await
    }

    /// On this database, by this clock.
    pub(crate) async fn on(database: Database, clock: Clock, further: &[(&str, &str)]) -> Result<Self> {
        let persons = Persons::read(PERSONS)?;
        let register =
            Register::new(persons, "bkn".to_owned().into(), "rahasia".to_owned().into(), Switches::default());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let register_url = format!("http://{}", listener.local_addr()?);
        tokio::spawn(serve(listener, register.clone(), std::future::pending()));
        let bucket = Bucket::create().await?;
        Self::beside((database, bucket), clock, (register, register_url), (further, &[])).await
    }

    /// Another process on the same database, before the same register.
    pub(crate) async fn another(&self) -> Result<Self> {
        let servers = (self.database.clone(), self.bucket.clone());
        let register = (self.register.clone(), self.register_url.clone());
        Self::beside(servers, self.clock.clone(), register, (&[], &[])).await
    }

    /// Another process that does these jobs at once.
    pub(crate) async fn doing(&self, jobs: &[&str]) -> Result<Self> {
        let servers = (self.database.clone(), self.bucket.clone());
        let register = (self.register.clone(), self.register_url.clone());
        Self::beside(servers, self.clock.clone(), register, (&[], jobs)).await
    }

    /// Another process with these settings that does these jobs.
    pub(crate) async fn working(&self, further: &[(&str, &str)], jobs: &[&str]) -> Result<Self> {
        let servers = (self.database.clone(), self.bucket.clone());
        let register = (self.register.clone(), self.register_url.clone());
        Self::beside(servers, self.clock.clone(), register, (further, jobs)).await
    }

    async fn beside(
        (database, bucket): (Database, Bucket),
        clock: Clock,
        (register, register_url): (Register, String),
        (further, jobs): (&[(&str, &str)], &[&str]),
    ) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let mut settings = vec![
            ("ACCOUNTS_DATABASE_URL".to_owned(), database.service_url("ACCOUNTS")?),
            ("POPULATION_REGISTER_URL".to_owned(), register_url.clone()),
        ];
        settings.extend(bucket.settings().iter().cloned());
        for key in ["VAULT_KEYS", "VAULT_INDEX_KEY"] {
            settings.push((key.to_owned(), environment.get(key)?.to_owned()));
        }
        let usual = [
            ("ACCOUNTS_AMQP_URL", "amqp://accounts@127.0.0.1:1/none"),
            ("POPULATION_REGISTER_INSTITUTION", "BKN"),
            ("POPULATION_REGISTER_USER", "bkn"),
            ("POPULATION_REGISTER_PASSWORD", "rahasia"),
            ("IDENTITY_CHECKS_PER_SECOND", "1000"),
            ("TRUSTED_PROXIES", "127.0.0.1/32"),
            ("PUBLIC_URL", "https://helpdesk.example.go.id/"),
            ("LISTEN", "127.0.0.1:0"),
            ("ADMIN_LISTEN", "127.0.0.1:0"),
            ("CONNECTIONS_PER_ADDRESS", "256"),
        ];
        for (key, value) in usual.iter().chain(further) {
            settings.retain(|(other, _)| other != key);
            settings.push(((*key).to_owned(), (*value).to_owned()));
        }
        let mut settings = Settings::from_pairs(settings);
        let (config, process) = (Config::read(&mut settings), ProcessConfig::read(&mut settings));
        settings.finish()?;
        let mut service = accounts::start(config, clock.clone()).await?;
        service.jobs.retain(|job| job.name() == "accounts.periods" || jobs.contains(&job.name()));
        let process = Process::bind(&process, vec![service]).await?;
        let address = format!("http://{}", process.address()?);
        let server = tokio::spawn(async move { process.run(Shutdown::new()).await.expect("serving until dropped") });
        let site = Self { database, register, clock, bucket, register_url, address, server };
        // The pages know the periods as soon as they were read once.
        eventually("the periods", PATIENCE, async || {
            Ok(Browser::default().open(&site, FIRST_STEP).await?.status.is_success().then_some(()))
        })
        .await?;
        Ok(site)
    }

    /// The vault that the service seals with.
    pub(crate) fn vault() -> Result<Vault> {
        let environment = Environment::of_test_servers()?;
        let keys = ["VAULT_KEYS", "VAULT_INDEX_KEY"].map(|key| Ok((key.to_owned(), environment.get(key)?.to_owned())));
        let mut settings = Settings::from_pairs(keys.into_iter().collect::<Result<Vec<_>>>()?);
        let config = VaultConfig::read(&mut settings);
        settings.finish()?;
        Ok(Vault::new(&config)?)
    }

    /// Rows of a table.
    pub(crate) async fn count(&self, table: &'static str) -> Result<i64> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        Ok(sqlx::query_scalar(sql).fetch_one(self.database.owner()).await?)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Browser {
    /// One that comes from this address, as the gateway says.
    pub(crate) fn from(network: &'static str) -> Self {
        Self { network: Some(network), ..Self::default() }
    }

    pub(crate) async fn open(&self, site: &Site, path: &str) -> Result<Shown> {
        self.ask(site, Method::GET, path, &[], Vec::new()).await
    }

    /// What a person types for a code that was just shown.
    pub(crate) async fn filled(&self, site: &Site, fields: &Fields) -> Result<Fields> {
        let page = self.open(site, FIRST_STEP).await?;
        anyhow::ensure!(page.status == StatusCode::OK, "{}", page.html);
        let token = page.value("captcha_token").context("a code against robots")?;
        let code = Captcha::new(Site::vault()?, site.clock.clone()).open(&token)?.code().reveal();
        let mut filled = fields.clone();
        filled.insert("captcha_token", token);
        filled.insert("captcha", code);
        Ok(filled)
    }

    /// Sends the first step as it stands.
    pub(crate) async fn send(&mut self, site: &Site, fields: &Fields) -> Result<Shown> {
        self.send_to(site, FIRST_STEP, fields).await
    }

    pub(crate) async fn send_to(&mut self, site: &Site, path: &str, fields: &Fields) -> Result<Shown> {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        let shown = self.ask(site, Method::POST, path, &headers, body.join("&").into_bytes()).await?;
        if let Some(kept) = shown.response.header("set-cookie") {
            self.cookie = kept.split(';').next().map(str::to_owned);
        }
        Ok(shown)
    }

    /// What a person types into the second step, for a code that was just shown.
    pub(crate) async fn second(&self, site: &Site) -> Result<Fields> {
        let page = self.open(site, TOLD).await?;
        anyhow::ensure!(page.status == StatusCode::OK, "{}", page.html);
        let token = page.value("captcha_token").context("a code against robots")?;
        let code = Captcha::new(Site::vault()?, site.clock.clone()).open(&token)?.code().reveal();
        let mut filled = details();
        filled.insert("captcha_token", token);
        filled.insert("captcha", code);
        Ok(filled)
    }

    /// Sends a form with files.
    pub(crate) async fn attach(
        &mut self,
        site: &Site,
        path: &str,
        fields: &Fields,
        files: &[(&str, &[u8])],
    ) -> Result<Shown> {
        let mut form = Multipart::default();
        for (name, value) in fields {
            form = form.text(name, value);
        }
        for (name, bytes) in files {
            form = form.file(name, "foto.jpg", "image/jpeg", bytes);
        }
        let media_type = form.content_type();
        let headers = [("content-type", media_type.as_str()), ("sec-fetch-site", "same-origin")];
        self.ask(site, Method::POST, path, &headers, form.finish()).await
    }

    /// Goes through the first two steps, to the page that asks for the last word.
    pub(crate) async fn up_to_the_check(&mut self, site: &Site, fields: &Fields) -> Result<()> {
        self.tell(site, fields).await?.assert_goes_on();
        let filled = self.second(site).await?;
        let shown = self.attach(site, TOLD, &filled, &pictures()).await?;
        anyhow::ensure!(shown.location.as_deref() == Some(CHECK), "{}", shown.html);
        Ok(())
    }

    /// Says that all is right.
    pub(crate) async fn confirm(&self, site: &Site) -> Result<Shown> {
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        self.ask(site, Method::POST, PROCESS, &headers, b"action=yes".to_vec()).await
    }

    /// Opens the page, fills it in and sends it.
    pub(crate) async fn tell(&mut self, site: &Site, fields: &Fields) -> Result<Shown> {
        let filled = self.filled(site, fields).await?;
        self.send(site, &filled).await
    }

    async fn ask(
        &self,
        site: &Site,
        method: Method,
        path: &str,
        further: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Shown> {
        let mut headers = vec![("accept", "text/html")];
        headers.extend_from_slice(further);
        headers.extend(self.cookie.as_deref().map(|cookie| ("cookie", cookie)));
        headers.extend(self.network.map(|network| ("x-forwarded-for", network)));
        let url = format!("{}{path}", site.address);
        let response = Client::default().send(method, &url, &headers, body).await?;
        Ok(Shown {
            status: response.status,
            location: response.header("location").map(str::to_owned),
            html: String::from_utf8_lossy(&response.body).into_owned(),
            response,
        })
    }
}

impl Shown {
    /// What stands in a control, as a browser would send it.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let at = self.html.find(&format!("name=\"{name}\""))?;
        let tag = self.html.get(self.html[..at].rfind('<')?..)?.split_once('>')?.0;
        let value = tag.split_once(" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        Some(value.map_or("", |(value, _)| value).to_owned())
    }

    /// That this answer leads on to the second step.
    pub(crate) fn assert_goes_on(&self) {
        assert_eq!((self.status, self.location.as_deref()), (StatusCode::SEE_OTHER, Some(TOLD)), "{}", self.html);
    }
}

/// An invented person of the register.
pub(crate) fn siti() -> Fields {
    fields("3174015708950001", "3174010101150001", "Siti Rahayu", "Jakarta Selatan", "17-08-1995")
}

/// Another one.
pub(crate) fn dewi() -> Fields {
    fields("3273025203980002", "3273020202160002", "Dewi Lestari", "Bandung", "12-03-1998")
}

fn fields(nik: &str, kk: &str, name: &str, place: &str, born: &str) -> Fields {
    let typed = [
        ("nik", nik),
        ("kk", kk),
        ("full_name", name),
        ("birth_place", place),
        ("birth_date", born),
        ("phone", "0812 3456 7890"),
        ("email", "siti@example.go.id"),
        ("action", "check"),
    ];
    typed.map(|(name, value)| (name, value.to_owned())).into()
}

/// The same with another value.
pub(crate) fn with(fields: Fields, name: &'static str, value: &str) -> Fields {
    let mut changed = fields;
    changed.insert(name, value.to_owned());
    changed
}

/// What Siti types into the second step.
pub(crate) fn details() -> Fields {
    let typed = [
        ("diploma_name", "Siti Rahayu"),
        ("ktp_birth_place", "Jakarta Selatan"),
        ("diploma_birth_place", "Jakarta Selatan"),
        ("diploma_birth_date", "17/08/1995"),
        ("gender", "female"),
        ("selfie_source", "camera"),
        ("password", "Kuda!hijau47melompat"),
        ("password_again", "Kuda!hijau47melompat"),
        ("question_1", "1"),
        ("answer_1", "Si Belang"),
        ("question_2", "6"),
        ("answer_2", "Pak Mulyono"),
        ("action", "check"),
    ];
    typed.map(|(name, value)| (name, value.to_owned())).into()
}

/// The identity card and the selfie.
pub(crate) fn pictures() -> [(&'static str, &'static [u8]); 2] {
    static PICTURES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| [1, 2].map(|seed| testing::jpeg(seed, 60_000)));
    [("ktp", &PICTURES[0]), ("selfie", &PICTURES[1])]
}
