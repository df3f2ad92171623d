//! A database and a bucket of their own for one test, the service over them, and people whose registration is filed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::Body;
use domain::{AgencyNumber, NineDigits, RegistrationNumber, SelectionKind};
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use jiff::civil::date;
use registration::cards::{
    Agency, Cards, Diploma, Document, Education, FiledFormation, Frozen, Identity, Requirement, Thk2,
};
use registration::{Config, Numbers};
use ring::digest::{SHA256, digest};
use runtime::{Clock, Settings};
use testing::{Bucket, Database, Environment};
use tower::ServiceExt as _;
use uuid::Uuid;
use vault::{DataKey, Sealed, Secret, Vault};

/// Within the time of the certificates that sign here.
pub(crate) const NOW: &str = "2026-12-01T03:00:00Z";

/// The name of everybody here.
pub(crate) const NAME: &str = "I GUSTI AYU RATNA DEWI";
pub(crate) const NIK: &str = "3202111206950010";

pub(crate) struct Site {
    pub(crate) database: Database,
    pub(crate) bucket: Bucket,
    pub(crate) clock: Clock,
    pub(crate) config: Config,
    pub(crate) vault: Vault,
    routes: Router,
}

/// Somebody whose registration is filed.
pub(crate) struct Person {
    pub(crate) account: Uuid,
    pub(crate) registration: Uuid,
    pub(crate) number: RegistrationNumber,
    key: DataKey,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Site {
    pub(crate) async fn start() -> Result<Self> {
        Self::start_with(&[]).await
    }

    /// With other settings; an empty value is none.
    pub(crate) async fn start_with(further: &[(&str, &str)]) -> Result<Self> {
        let (database, bucket) = (Database::create().await?, Bucket::create().await?);
        Self::beside(database, bucket, further).await
    }

    /// Another process over the same servers, with other settings.
    pub(crate) async fn again(&self, further: &[(&str, &str)]) -> Result<Self> {
        Self::beside(self.database.clone(), self.bucket.clone(), further).await
    }

    async fn beside(database: Database, bucket: Bucket, further: &[(&str, &str)]) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let mut settings = bucket.settings().to_vec();
        for key in ["VAULT_KEYS", "VAULT_INDEX_KEY"] {
            settings.push((key.to_owned(), environment.get(key)?.to_owned()));
        }
        let (key, certificate) = (file("ec.key"), file("ec.pem"));
        let url = database.service_url("REGISTRATION")?;
        let usual = [
            ("REGISTRATION_DATABASE_URL", url.as_str()),
            ("REGISTRATION_AMQP_URL", "amqp://registration@127.0.0.1:1/none"),
            ("PUBLIC_URL", "https://helpdesk.example.test/"),
            ("TRUSTED_PROXIES", "127.0.0.1/32"),
            ("CARD_SIGNING_KEY_FILE", key.to_str().unwrap()),
            ("CARD_SIGNING_CERTIFICATES_FILE", certificate.to_str().unwrap()),
        ];
        for (name, value) in usual.iter().chain(further) {
            settings.retain(|(other, _)| other != name);
            settings.push(((*name).to_owned(), (*value).to_owned()));
        }
        settings.retain(|(_, value)| !value.is_empty());
        let mut settings = Settings::from_pairs(settings);
        let config = Config::read(&mut settings);
        settings.finish()?;
        let (clock, vault) = (Clock::fixed(NOW.parse()?), Vault::new(&config.vault)?);
        let routes = registration::start(config.clone(), clock.clone()).await?.routes;
        Ok(Self { database, bucket, clock, config, vault, routes })
    }

    /// The cards of one more process.
    pub(crate) fn cards(&self) -> Cards {
        let pool = database::connect_lazy(&self.config.database);
        let store = documents::Store::new(&self.config.store);
        Cards::new(pool, self.vault.clone(), self.clock.clone(), store, &self.config.cards)
    }

    /// The numbers of one more process.
    pub(crate) fn numbers(&self) -> Numbers {
        Numbers::new(database::connect_lazy(&self.config.database), &self.vault, self.clock.clone())
    }

    /// Somebody with an account that has no registration.
    pub(crate) async fn stranger(&self) -> Result<(Uuid, DataKey)> {
        let (account, owner) = (Clock::system().new_id(), self.database.owner());
        let (key, wrapped) = self.vault.new_data_key()?;
        sqlx::query(
            "WITH period AS (
                 INSERT INTO accounts.periods (id, name, opens_at, closes_at)
                 SELECT gen_random_uuid(), 'CASN 2026', now(), now() + interval '1 day'
                  WHERE NOT EXISTS (SELECT FROM accounts.periods) RETURNING id
             ), any_period AS (SELECT id FROM period UNION ALL SELECT id FROM accounts.periods LIMIT 1)
             INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
                 password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at)
             SELECT $1, id, 'active', 'verified', uuid_send($1), 'x', 'x', 'x', 1, 'x', 2, 'x', now(), now()
               FROM any_period",
        )
        .bind(account)
        .execute(owner)
        .await?;
        sqlx::query("INSERT INTO keys.accounts (account_id, data_key) VALUES ($1, $2)")
            .bind(account)
            .bind(wrapped.as_bytes())
            .execute(owner)
            .await?;
        Ok((account, key))
    }

    /// Somebody whose registration is filed.
    pub(crate) async fn person(&self) -> Result<Person> {
        let ((account, key), registration) = (self.stranger().await?, Clock::system().new_id());
        let digits = NineDigits::new(u32::try_from(registration.as_u128() % 1_000_000_000)?).unwrap();
        let agency = AgencyNumber::new(42).unwrap();
        let number = RegistrationNumber::drawn(SelectionKind::PppkTeknis, 2026, agency, digits);
        let (frozen, hash) = filed(registration, number).seal(&key, account)?;
        sqlx::query(
            "INSERT INTO registration.registrations (id, account_id, period_id, state, step, content, selection,
                 begun_at, saved_at, closes_at, number, frozen, frozen_hash, final_at)
             SELECT $1, $2, id, 'final', 5, 'x', 'pppk_teknis', now(), now(), now() + interval '1 day', $3, $4, $5, now()
               FROM accounts.periods LIMIT 1",
        )
        .bind(registration)
        .bind(account)
        .bind(number.to_string())
        .bind(frozen)
        .bind(hash)
        .execute(self.database.owner())
        .await?;
        Ok(Person { account, registration, number, key })
    }

    /// Gives a person's registration a picture, as it would have been uploaded and filed; and keeps other bytes in the
    /// bucket, where those are given.
    pub(crate) async fn portrait(&self, person: &Person, picture: &[u8], kept: Option<&[u8]>) -> Result<()> {
        let id = Clock::system().new_id();
        let hex =
            digest(&SHA256, picture).as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        let mut copy = filed(person.registration, person.number);
        copy.documents.push(Document {
            slot: "portrait".to_owned(),
            label: "Pas Foto".to_owned(),
            media_type: "image/jpeg".to_owned(),
            size: picture.len().try_into()?,
            sha256: hex,
            stamping: None,
        });
        let kept = kept.unwrap_or(picture);
        let sealed = person.key.seal(&Sealed::RegistrationFile(id).of(person.account), kept)?;
        self.bucket.store()?.put(&format!("registrations/{}/{id}", person.account), sealed.into()).await?;
        sqlx::query(
            "INSERT INTO registration.files (id, registration_id, account_id, slot, media_type, size, digest, notes,
                 uploaded_at)
             VALUES ($1, $2, $3, 'portrait', 'image/jpeg', $4, 'x', '{}', now())",
        )
        .bind(id)
        .bind(person.registration)
        .bind(person.account)
        .bind(i64::try_from(kept.len())?)
        .execute(self.database.owner())
        .await?;
        self.file(person, &copy).await
    }

    /// Files another copy in the place of that of a person, as a correction would.
    pub(crate) async fn correct(&self, person: &Person) -> Result<()> {
        let mut copy = filed(person.registration, person.number);
        copy.exam_place = Some("Bandung".to_owned());
        self.file(person, &copy).await
    }

    async fn file(&self, person: &Person, copy: &Frozen) -> Result<()> {
        let (frozen, hash) = copy.seal(&person.key, person.account)?;
        sqlx::query("UPDATE registration.registrations SET frozen = $2, frozen_hash = $3 WHERE id = $1")
            .bind(person.registration)
            .bind(frozen)
            .bind(hash)
            .execute(self.database.owner())
            .await?;
        Ok(())
    }

    /// The cookie of somebody who is signed in.
    pub(crate) async fn signed_in(&self, account: Uuid) -> Result<String> {
        let secret = Secret::new()?;
        sqlx::query(
            "INSERT INTO accounts.sessions (id, account_id, secret_hash, stage, client, created_at, last_seen_at, expires_at)
             VALUES (gen_random_uuid(), $1, $2, 'open', '', $3::timestamptz, $3::timestamptz, $3::timestamptz + interval '1 hour')",
        )
        .bind(account)
        .bind(secret.hash())
        .bind(NOW)
        .execute(self.database.owner())
        .await?;
        Ok(format!("__Host-akun={}", secret.expose()))
    }

    /// The code of the newest document of a registration.
    pub(crate) async fn code(&self, registration: Uuid) -> Result<String> {
        let sql = "SELECT code FROM registration.issued WHERE registration_id = $1 ORDER BY version DESC LIMIT 1";
        Ok(sqlx::query_scalar(sql).bind(registration).fetch_one(self.database.owner()).await?)
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Reply> {
        self.send(Request::get(path).body(Body::empty())?).await
    }

    /// Sends a file to the check.
    pub(crate) async fn check(&self, file: &[u8]) -> Result<Reply> {
        // Browsers send an empty part for a file that nobody chose.
        let name = if file.is_empty() { "" } else { "kartu.pdf" };
        let head = format!(
            "--b\r\ncontent-disposition: form-data; name=\"berkas\"; filename=\"{name}\"\r\n\
             content-type: application/pdf\r\n\r\n"
        );
        let body = [head.as_bytes(), file, b"\r\n--b--\r\n"].concat();
        let request = Request::post("/cek-dokumen").header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.send(request.body(Body::from(body))?).await
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Result<Reply> {
        request.headers_mut().entry(header::HOST).or_insert(HeaderValue::from_static("localhost"));
        request.headers_mut().entry(header::ACCEPT).or_insert(HeaderValue::from_static("text/html, application/json"));
        let (parts, body) = self.routes.clone().oneshot(request).await?.into_parts();
        let bytes = axum::body::to_bytes(body, 4 << 20).await?.to_vec();
        Ok(Reply { status: parts.status, headers: parts.headers, bytes })
    }
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The page, whose status must be this one, without markup that a heading may have around it.
    pub(crate) fn page(self, status: StatusCode) -> Result<String> {
        ensure!(self.status == status, "{}: {}", self.status, self.text());
        Ok(self.text())
    }
}

/// A registration as it is filed.
pub(crate) fn filed(registration_id: Uuid, number: RegistrationNumber) -> Frozen {
    let text = |text: &str| Some(text.to_owned());
    Frozen {
        version: Frozen::VERSION,
        registration_id,
        number,
        period: "CASN 2026".to_owned(),
        selection: SelectionKind::PppkTeknis,
        agency: Agency { id: "C001".to_owned(), name: "Kementerian Contoh Sukamaju".to_owned() },
        formation: FiledFormation {
            id: Uuid::from_u128(8),
            kind: "UMUM".to_owned(),
            position: "Ahli Pertama - Analis Hukum".to_owned(),
            place: "Kementerian Contoh Sukamaju | Biro Hukum".to_owned(),
        },
        exam_place: text("Jakarta"),
        identity: Identity {
            nik: NIK.to_owned(),
            full_name: NAME.to_owned(),
            birth_place: "KABUPATEN SUKABUMI".to_owned(),
            birth_date: date(1995, 6, 12),
            gender: "Perempuan".to_owned(),
        },
        diploma: Diploma {
            name: "I Gusti Ayu Ratna".to_owned(),
            birth_place: "Kab. Sukabumi".to_owned(),
            birth_date: date(1995, 6, 12),
            title_before: None,
            title_after: text("S.H."),
            number: text("123/UN/2017"),
            date: Some(date(2017, 8, 1)),
            year: Some(2017),
            gpa: text("3,51"),
            university: text("Universitas Contoh"),
            university_on_diploma: text("Universitas Contoh"),
            programme: text("Ilmu Hukum"),
            university_kind: text("Dalam Negeri"),
            accreditation_university: text("A"),
            accreditation_programme: text("Unggul"),
            additional_education: None,
        },
        education: Education { code: "5900001".to_owned(), name: "S-1 Hukum".to_owned() },
        biodata: BTreeMap::new(),
        thk2: Thk2::No,
        requirements: vec![Requirement { label: "Scan Ijazah (ASLI)".to_owned(), mandatory: true }],
        documents: Vec::new(),
        finalised_at: NOW.parse().unwrap(),
    }
}

/// A file of the tests of signatures.
pub(crate) fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/signatures/tests/signatures/files").join(name)
}

/// What another program says of a file.
pub(crate) fn told(program: &str, arguments: &[&str], bytes: &[u8]) -> Result<String> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.pdf", Clock::system().new_id()));
    std::fs::write(&path, bytes)?;
    let output = Command::new(program).arg(&path).args(arguments).output();
    std::fs::remove_file(&path)?;
    let output = output?;
    ensure!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
