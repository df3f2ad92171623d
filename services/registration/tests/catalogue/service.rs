//! Starts the service as its process does, with a clock that stands still, imports files as the operator does, and
//! sends requests.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::Body;
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use registration::operator::{Counts, NotImported, import};
use runtime::{Clock, Settings};
use serde_json::Value;
use testing::{Database, Environment};
use tower::ServiceExt as _;
use uuid::Uuid;

/// 30 November 2026, 00:30 in WIB: still the day before in UTC.
pub(crate) const NOW: &str = "2026-11-29T17:30:00Z";

/// A running service.
pub(crate) struct Service {
    pub(crate) database: Database,
    routes: Router,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Service {
    pub(crate) async fn start() -> Result<Self> {
        Self::start_with(&[]).await
    }

    /// With further settings.
    pub(crate) async fn start_with(further: &[(&str, &str)]) -> Result<Self> {
        let database = Database::create().await?;
        let url = database.service_url("REGISTRATION")?;
        let mut settings = vec![("REGISTRATION_DATABASE_URL".to_owned(), url)];
        let environment = Environment::of_test_servers()?;
        let keys =
            ["VAULT_KEYS", "VAULT_INDEX_KEY", "S3_ENDPOINT", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"];
        for key in keys {
            settings.push((key.to_owned(), environment.get(key)?.to_owned()));
        }
        settings.push(("S3_BUCKET".to_owned(), "none".to_owned()));
        settings.push(("REGISTRATION_AMQP_URL".to_owned(), "amqp://registration@127.0.0.1:1/none".to_owned()));
        settings.retain(|(name, _)| further.iter().all(|(other, _)| name != other));
        settings.extend(further.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let mut settings = Settings::from_pairs(settings);
        let config = registration::Config::read(&mut settings);
        settings.finish()?;
        Ok(Self { database, routes: registration::start(config, Clock::fixed(NOW.parse()?)).await?.routes })
    }

    /// With a catalogue of these rows.
    pub(crate) async fn with(rows: &[Row]) -> Result<Self> {
        let service = Self::start().await?;
        service.import(&csv(rows)).await??;
        Ok(service)
    }

    /// Imports a CSV file, as the operator does.
    pub(crate) async fn import(&self, text: &str) -> Result<Result<Counts, NotImported>> {
        let file = Self::file(text)?;
        let mut transaction = self.database.owner().begin().await?;
        let imported = import(&mut transaction, &file).await;
        if imported.is_ok() {
            transaction.commit().await?;
        }
        std::fs::remove_file(file)?;
        Ok(imported)
    }

    /// A file with this text.
    pub(crate) fn file(text: &str) -> Result<PathBuf> {
        let file = std::env::temp_dir().join(format!("formations-{}.csv", Clock::system().new_id()));
        std::fs::write(&file, text)?;
        Ok(file)
    }

    /// Everything that the catalogue holds, to compare.
    pub(crate) async fn kept(&self) -> Result<Vec<String>> {
        let sql = "SELECT concat_ws(' ', id, position, places, version, withdrawn_in) FROM registration.formations
                   UNION ALL SELECT concat_ws(' ', version, added, changed, withdrawn) FROM registration.imports
                   UNION ALL SELECT concat_ws(' ', id, name) FROM registration.agencies ORDER BY 1";
        Ok(sqlx::query_scalar(sql).fetch_all(self.database.owner()).await?)
    }

    /// A page or a JSON document.
    pub(crate) async fn get(&self, path: &str) -> Result<Reply> {
        self.send(Request::get(path).body(Body::empty())?).await
    }

    /// Sends the form of a formation's page.
    pub(crate) async fn check(&self, id: Uuid, born: &str, education: &str, gpa: &str) -> Result<Reply> {
        let form = form(&[("birth_date", born), ("education", education), ("gpa", gpa)]);
        let request = Request::post(format!("/formasi/{id}/kelayakan"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form))?).await
    }

    /// The same over the API.
    pub(crate) async fn check_json(&self, id: Uuid, body: &Value) -> Result<Reply> {
        let request = Request::post(format!("/api/v1/formations/{id}/eligibility"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string()))?).await
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Result<Reply> {
        request.headers_mut().entry(header::HOST).or_insert(HeaderValue::from_static("localhost"));
        request.headers_mut().entry(header::ACCEPT).or_insert(HeaderValue::from_static("text/html, application/json"));
        let (parts, body) = self.routes.clone().oneshot(request).await?.into_parts();
        let text = String::from_utf8(axum::body::to_bytes(body, 1 << 20).await?.to_vec())?;
        Ok(Reply { status: parts.status, headers: parts.headers, text })
    }
}

impl Reply {
    pub(crate) fn json(&self) -> Result<Value> {
        Ok(serde_json::from_str(&self.text)?)
    }

    /// The page, which must be there.
    pub(crate) fn page(self) -> Result<String> {
        ensure!(self.status == StatusCode::OK, "{}: {}", self.status, self.text);
        ensure!(self.headers[header::CONTENT_TYPE] == "text/html; charset=utf-8", "not a page: {}", self.text);
        Ok(self.text)
    }

    /// The positions that a JSON list holds, in its order.
    pub(crate) fn positions(&self) -> Result<Vec<String>> {
        ensure!(self.status == StatusCode::OK, "{}: {}", self.status, self.text);
        let listed = self.json()?["formations"].as_array().cloned().unwrap_or_default();
        Ok(listed.iter().map(|one| one["jabatan_nm"].as_str().unwrap_or_default().to_owned()).collect())
    }
}

fn form(pairs: &[(&str, &str)]) -> String {
    let encoded = |text: &str| text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"));
    pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// A formation of a file; a test changes what it is about.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) id: u128,
    pub(crate) agency: (&'static str, &'static str),
    pub(crate) selection: &'static str,
    pub(crate) position: String,
    pub(crate) place: &'static str,
    pub(crate) education: (&'static str, &'static str),
    pub(crate) places: u32,
    pub(crate) disability: bool,
    pub(crate) ages: (u8, u8),
    pub(crate) gpa: &'static str,
}

impl Row {
    pub(crate) fn new(id: u128) -> Self {
        Self {
            id,
            agency: ("C001", "Kementerian Contoh Sukamaju"),
            selection: "CPNS",
            position: "Analis Hukum".to_owned(),
            place: "Kementerian Contoh Sukamaju | Biro Hukum",
            education: ("5900001", "S-1 Hukum"),
            places: 2,
            disability: false,
            ages: (18, 35),
            gpa: "3.00",
        }
    }

    pub(crate) fn uuid(&self) -> Uuid {
        Uuid::from_u128(self.id)
    }
}

/// These rows as a file.
pub(crate) fn csv(rows: &[Row]) -> String {
    let heading = "formasi_id,instansi_id,ins_nm,jp_nama,formasi_nm,jabatan_nm,lokasi_nm,kode_ref_pend,pendidikan_nm,\
        jumlah_formasi,disable,age_min,age_max,gpa_min,gaji_min,gaji_max";
    let rows = rows.iter().map(|row| {
        let Row { agency, selection, position, place, education, places, disability, ages, gpa, .. } = row;
        let (id, open, (least, most)) = (row.uuid(), u8::from(*disability), ages);
        format!(
            "{id},{},{},{selection},UMUM,{position},{place},{},{},{places},{open},{least},{most},{gpa},5000000,7500000",
            agency.0, agency.1, education.0, education.1
        )
    });
    let lines: Vec<String> = std::iter::once(heading.to_owned()).chain(rows).collect();
    format!("{}\n", lines.join("\n"))
}
