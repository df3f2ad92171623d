//! The service as its process runs it, with a database, a bucket and a distributor of its own, and people who have
//! begun a registration.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use http::{Method, StatusCode};
use jiff::Timestamp;
use registration::Config;
use registration::operator::{import, import_thk2};
use runtime::{Clock, Process, ProcessConfig, Settings, Shutdown};
use testing::{Broker, Bucket, Client, Database, Distributor, Environment, Multipart, Response};
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::{DataKey, Sealed, Secret, Vault, VaultConfig};

/// Longest wait for anything.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
/// The page with all documents.
pub(crate) const DOCUMENTS: &str = "/pendaftaran/dokumen";

const FORMATION: &str = "formasi_id,instansi_id,ins_nm,jp_nama,formasi_nm,jabatan_nm,lokasi_nm,kode_ref_pend,\
    pendidikan_nm,jumlah_formasi,disable,age_min,age_max,gpa_min,gaji_min,gaji_max\n\
    00000000-0000-0000-0000-000000000007,C001,Kementerian Contoh,CPNS,UMUM,Analis Hukum,Biro Hukum,5900001,S-1 Hukum,2,\
    0,18,35,3.00,5000000,7500000\n\
    00000000-0000-0000-0000-000000000008,C001,Kementerian Contoh,CPNS,UMUM,Analis Hukum,Biro Umum,5900001,S-1 Hukum,1,\
    1,18,35,3.75,5000000,7500000\n\
    00000000-0000-0000-0000-000000000009,C002,Pemerintah Kota Contoh,PPPK,UMUM,Analis Data,Dinas Data,5900002,\
    S-1 Statistika,1,0,20,57,,3000000,4000000\n";

/// Serves until it is dropped.
pub(crate) struct Site {
    pub(crate) database: Database,
    pub(crate) bucket: Bucket,
    _broker: Broker,
    pub(crate) distributor: Distributor,
    pub(crate) clock: Clock,
    settings: Vec<(String, String)>,
    vault: Vault,
    address: String,
    server: JoinHandle<()>,
}

/// Somebody with a registration, signed in in a browser.
pub(crate) struct Person {
    pub(crate) account: Uuid,
    pub(crate) registration: Uuid,
    pub(crate) key: DataKey,
    session: Secret,
}

/// A page that was opened or answered.
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) response: Response,
    pub(crate) html: String,
}

impl Site {
    pub(crate) async fn open() -> Result<Self> {
        Self::open_with(&[]).await
    }

    /// One that signs cards.
    pub(crate) async fn open_signing() -> Result<Self> {
        let file = |name: &str| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/signatures/tests/signatures/files");
            format!("{folder}/{name}")
        };
        Self::open_with(&[
            ("PUBLIC_URL", "https://helpdesk.example.test/".to_owned()),
            ("CARD_SIGNING_KEY_FILE", file("ec.key")),
            ("CARD_SIGNING_CERTIFICATES_FILE", file("ec.pem")),
        ])
        .await
    }

    async fn open_with(more: &[(&'static str, String)]) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let distributor = Distributor::start().await?;
        let (broker, database, bucket) =
            (Broker::new_virtual_host().await?, Database::create().await?, Bucket::create().await?);
        let mut settings = broker.settings();
        settings.extend(bucket.settings().iter().cloned());
        for key in ["VAULT_KEYS", "VAULT_INDEX_KEY"] {
            settings.push((key.to_owned(), environment.get(key)?.to_owned()));
        }
        let further = [
            ("REGISTRATION_DATABASE_URL", database.service_url("REGISTRATION")?),
            ("STAMPING_DATABASE_URL", database.service_url("STAMPING")?),
            ("STAMP_DISTRIBUTOR_URL", distributor.url.clone()),
            ("STAMP_DISTRIBUTOR_PATIENCE", "2s".to_owned()),
            ("STAMP_DISTRIBUTOR_REST", "1s".to_owned()),
            ("STAMP_TRUST_ANCHORS", distributor.authority.display().to_string()),
            // This process is a test; the service's own program draws pages.
            ("DRAWING_PROGRAM", env!("CARGO_BIN_EXE_registration").to_owned()),
            ("LISTEN", "127.0.0.1:0".to_owned()),
            ("ADMIN_LISTEN", "127.0.0.1:0".to_owned()),
        ];
        for (name, value) in further.into_iter().chain(more.iter().cloned()) {
            settings.retain(|(other, _)| other != name);
            settings.push((name.to_owned(), value));
        }
        let vault = Vault::new(&VaultConfig::read(&mut Settings::from_pairs(settings.clone())))?;
        let clock = Clock::system();
        let (address, server) = serve(settings.clone(), &clock, &[]).await?;
        let site = Self { database, bucket, _broker: broker, distributor, clock, settings, vault, address, server };
        site.prepare().await?;
        Ok(site)
    }

    /// A period that is open, and one formation.
    async fn prepare(&self) -> Result<()> {
        self.database
            .execute(
                "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
                 VALUES (gen_random_uuid(), 'CASN 2026', now() - interval '1 day', now() + interval '30 days')",
            )
            .await?;
        let file = std::env::temp_dir().join(format!("registrations-{}.csv", self.clock.new_id()));
        std::fs::write(&file, FORMATION)?;
        let mut transaction = self.database.owner().begin().await?;
        import(&mut transaction, &file).await?;
        transaction.commit().await?;
        self.database
            .execute(
                "INSERT INTO registration.dates (id, period_id, selection, opens_at, closes_at)
                 SELECT gen_random_uuid(), id, selection, now() - interval '1 day', now() + interval '30 days'
                   FROM accounts.periods, unnest(ARRAY['CPNS', 'PPPK']) AS selections (selection)",
            )
            .await?;
        Ok(std::fs::remove_file(file)?)
    }

    /// Brings in a list "eks THK-II".
    pub(crate) async fn import_thk2(&self, text: &str) -> Result<()> {
        let file = std::env::temp_dir().join(format!("thk2-{}.csv", self.clock.new_id()));
        std::fs::write(&file, text)?;
        let mut transaction = self.database.owner().begin().await?;
        import_thk2(&mut transaction, &self.vault, &file).await?;
        transaction.commit().await?;
        Ok(std::fs::remove_file(file)?)
    }

    /// Another process on the same servers that does these jobs.
    pub(crate) async fn doing(&self, jobs: &[&str]) -> Result<Doing> {
        self.doing_at(&self.clock, jobs).await
    }

    /// The same by another clock.
    pub(crate) async fn doing_at(&self, clock: &Clock, jobs: &[&str]) -> Result<Doing> {
        let (_, server) = serve(self.settings.clone(), clock, jobs).await?;
        Ok(Doing(server))
    }

    /// A worker that stamps.
    pub(crate) async fn worker(&self) -> Result<Doing> {
        let mut settings = Settings::from_pairs(self.settings.clone());
        let config = stamping::Config::read(&mut settings);
        settings.finish()?;
        let service = stamping::start(config, self.clock.clone()).await?;
        let running = runtime::run(ProcessConfig::on_any_port(), vec![service], Shutdown::new());
        Ok(Doing(tokio::spawn(async move { running.await.expect("a worker until it is dropped") })))
    }

    /// Somebody who has chosen the formation, and whose registration closes in a month.
    pub(crate) async fn person(&self) -> Result<Person> {
        let person = self.newcomer().await?;
        sqlx::query(
            "INSERT INTO registration.registrations (id, account_id, period_id, state, step, content, selection,
                 formation_id, begun_at, saved_at, closes_at)
             SELECT $1, $2, id, 'draft', 4, $3, 'cpns', $4, now(), now(), now() + interval '30 days'
               FROM accounts.periods",
        )
        .bind(person.registration)
        .bind(person.account)
        .bind(person.key.seal(&Sealed::Registration.of(person.account), br#"{"typed":{}}"#)?)
        .bind(Uuid::from_u128(7))
        .execute(self.database.owner())
        .await?;
        Ok(person)
    }

    /// Somebody who is signed in and has no registration yet; its id is none until then.
    pub(crate) async fn newcomer(&self) -> Result<Person> {
        let (account, registration, owner) = (self.clock.new_id(), self.clock.new_id(), self.database.owner());
        let (key, wrapped) = self.vault.new_data_key()?;
        let told = r#"{"nik":"3174015708950001","kk":"3174010101010001","full_name":"Siti Contoh",
            "birth_place":"Jakarta","birth_date":"1995-08-17","phone":"+6281234567890",
            "email":"siti@example.go.id","details":{
            "diploma_name":"Siti Contoh","ktp_birth_place":"Jakarta","diploma_birth_place":"Jakarta",
            "diploma_birth_date":"1995-08-17","gender":"female"}}"#;
        sqlx::query(
            "INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
                 password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at)
             SELECT $1, id, 'active', 'verified', uuid_send($1), 'x', $2, 'x', 1, 'x', 2, 'x', now(), now()
               FROM accounts.periods",
        )
        .bind(account)
        .bind(key.seal(&Sealed::Applicant.of(account), told.as_bytes())?)
        .execute(owner)
        .await?;
        sqlx::query("INSERT INTO keys.accounts (account_id, data_key) VALUES ($1, $2)")
            .bind(account)
            .bind(wrapped.as_bytes())
            .execute(owner)
            .await?;
        sqlx::query(
            "INSERT INTO accounts.addresses (id, account_id, kind, address, state, since)
             VALUES ($1, $2, 'email', 'x', 'current', now())",
        )
        .bind(self.clock.new_id())
        .bind(account)
        .execute(owner)
        .await?;
        let session = Secret::new()?;
        sqlx::query(
            "INSERT INTO accounts.sessions (id, secret_hash, account_id, stage, client, created_at, last_seen_at,
                 expires_at)
             VALUES ($1, $2, $3, 'open', 'uji', now(), now(), now() + interval '1 hour')",
        )
        .bind(self.clock.new_id())
        .bind(session.hash().as_slice())
        .bind(account)
        .execute(owner)
        .await?;
        Ok(Person { account, registration, key, session })
    }

    /// Opens a page as somebody, or as nobody.
    pub(crate) async fn get(&self, person: Option<&Person>, path: &str) -> Result<Shown> {
        self.ask(Method::GET, person, path, &[], Vec::new()).await
    }

    /// Uploads a file into a slot.
    pub(crate) async fn upload(&self, person: &Person, slot: &str, file: &[u8]) -> Result<Shown> {
        self.upload_with(person, slot, person.token().as_str(), file).await
    }

    /// The same with this token.
    pub(crate) async fn upload_with(&self, person: &Person, slot: &str, token: &str, file: &[u8]) -> Result<Shown> {
        let form = Multipart::default().text("csrf", token).file("file", "berkas", "application/octet-stream", file);
        let (media_type, body) = (form.content_type(), form.finish());
        let headers = [("content-type", media_type.as_str())];
        self.ask(Method::POST, Some(person), &format!("{DOCUMENTS}/{slot}"), &headers, body).await
    }

    /// Sends a form.
    pub(crate) async fn send(&self, person: &Person, path: &str, fields: &[(&str, &str)]) -> Result<Shown> {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        let token = person.token();
        let all = fields.iter().copied().chain([("csrf", token.as_str())]);
        let body: Vec<String> = all.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.ask(Method::POST, Some(person), path, &headers, body.join("&").into_bytes()).await
    }

    async fn ask(
        &self,
        method: Method,
        person: Option<&Person>,
        path: &str,
        further: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Shown> {
        let cookie = person.map(|person| format!("__Host-akun={}", person.session.expose()));
        let mut headers = vec![("accept", "text/html"), ("sec-fetch-site", "same-origin")];
        headers.extend_from_slice(further);
        headers.extend(cookie.as_deref().map(|cookie| ("cookie", cookie)));
        let response = Client::default().send(method, &format!("{}{path}", self.address), &headers, body).await?;
        Ok(Shown {
            status: response.status,
            location: response.header("location").map(str::to_owned),
            html: String::from_utf8_lossy(&response.body).into_owned(),
            response,
        })
    }

    /// Calls an address of the API with the session as bearer token, or opens a page with it as cookie.
    pub(crate) async fn call(
        &self,
        person: Option<&Person>,
        method: Method,
        path: &str,
        media_type: &str,
        body: Vec<u8>,
    ) -> Result<Response> {
        if !path.starts_with("/api/") {
            return Ok(self.ask(method, person, path, &[("content-type", media_type)], body).await?.response);
        }
        let authorization = person.map(|person| format!("Bearer {}", person.session.expose()));
        let mut headers = vec![("content-type", media_type)];
        headers.extend(authorization.as_deref().map(|value| ("authorization", value)));
        Client::default().send(method, &format!("{}{path}", self.address), &headers, body).await
    }

    /// The id of the file in a slot.
    pub(crate) async fn file(&self, person: &Person, slot: &str) -> Result<Uuid> {
        let sql = "SELECT id FROM registration.files WHERE registration_id = $1 AND slot = $2 AND doomed_at IS NULL";
        let found = sqlx::query_scalar(sql).bind(person.registration).bind(slot);
        found.fetch_optional(self.database.owner()).await?.context("a file in the slot")
    }

    /// The codes that verifiers get about the file in a slot.
    pub(crate) async fn notes(&self, person: &Person, slot: &str) -> Result<Vec<String>> {
        let sql = "SELECT notes FROM registration.files WHERE id = $1";
        let file = self.file(person, slot).await?;
        Ok(sqlx::query_scalar(sql).bind(file).fetch_one(self.database.owner()).await?)
    }

    /// The keys of all objects under this prefix.
    pub(crate) async fn objects(&self, prefix: &str) -> Result<Vec<String>> {
        let listing = self.bucket.store()?.list(prefix, Timestamp::MAX, None).await?;
        ensure!(listing.next_start_after.is_none(), "too many objects for a test");
        Ok(listing.objects.into_iter().map(|object| object.key).collect())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Works until it is dropped.
pub(crate) struct Doing(JoinHandle<()>);

impl Drop for Doing {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Person {
    /// What goes into every form of the session.
    pub(crate) fn token(&self) -> String {
        self.session.form_token().as_str().to_owned()
    }
}

impl Shown {
    /// That the upload was taken.
    pub(crate) fn assert_kept(&self, slot: &str) {
        let location = format!("{DOCUMENTS}#{slot}");
        assert_eq!(
            (self.status, self.location.as_deref()),
            (StatusCode::SEE_OTHER, Some(location.as_str())),
            "{}",
            self.html
        );
    }

    /// That the page says why not.
    pub(crate) fn assert_told(&self, status: StatusCode, words: &str) {
        assert_eq!(self.status, status, "{}", self.html);
        assert!(self.html.contains(words), "{words} in {}", self.html);
    }
}

/// Starts a process that does these jobs.
async fn serve(settings: Vec<(String, String)>, clock: &Clock, jobs: &[&str]) -> Result<(String, JoinHandle<()>)> {
    let mut settings = Settings::from_pairs(settings);
    let (config, process) = (Config::read(&mut settings), ProcessConfig::read(&mut settings));
    settings.finish()?;
    let mut service = registration::start(config, clock.clone()).await?;
    service.jobs.retain(|job| jobs.contains(&job.name()));
    let process = Process::bind(&process, vec![service]).await?;
    let address = format!("http://{}", process.address()?);
    let server = tokio::spawn(async move { process.run(Shutdown::new()).await.expect("serving until dropped") });
    Ok((address, server))
}
