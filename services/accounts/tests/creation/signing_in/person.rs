//! Somebody with an account, and a browser that keeps all of its cookies.

use std::collections::BTreeMap;
use std::time::Duration;

use accounts::operator::seed::{self, Invented};
use anyhow::{Context as _, Result};
use captcha::Captcha;
use credentials::{Hasher, HasherConfig, Rule};
use http::{Method, StatusCode, header};
use jiff::Timestamp;
use runtime::Clock;
use testing::{Client, Database};
use uuid::Uuid;

use crate::site::{Shown, Site};

pub(crate) const SIGN_IN: &str = "/akun/masuk";
pub(crate) const HOME: &str = "/akun";
pub(crate) const NIK: &str = "3174015708950001";
/// Of nobody.
pub(crate) const UNKNOWN_NIK: &str = "3273025203980002";
pub(crate) const PASSWORD: &str = "Langit-Kopi-4-Jendela";

/// A site on which Siti has an account, by a clock that stands still.
pub(crate) async fn site() -> Result<(Site, Clock)> {
    site_with(&[]).await
}

/// The same with these settings.
pub(crate) async fn site_with(settings: &[(&str, &str)]) -> Result<(Site, Clock)> {
    let database = Database::create().await?;
    let clock = Clock::fixed(Timestamp::from_second(Clock::system().now().as_second())?);
    let period: Uuid = sqlx::query_scalar(
        "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
         VALUES (gen_random_uuid(), 'CASN 2026', now() - interval '1 day', now() + interval '30 days') RETURNING id",
    )
    .fetch_one(database.owner())
    .await?;
    account(&database, &clock, period, PASSWORD).await?;
    Ok((Site::on(database, clock.clone(), settings).await?, clock))
}

/// Makes Siti's account in a period.
pub(crate) async fn account(database: &Database, clock: &Clock, period: Uuid, password: &str) -> Result<Uuid> {
    let patience = Duration::from_secs(20);
    let hasher = Hasher::new(HasherConfig { at_once: 1, patience }, Rule::APPLICANTS);
    let person = Invented {
        nik: NIK,
        kk: "3174010101150001",
        full_name: "Siti Rahayu",
        birth_place: "Jakarta Selatan",
        birth_date: "17-08-1995",
        phone: "081234567890",
        email: "siti@example.go.id",
        password,
    };
    Ok(seed::account(database.owner(), &Site::vault()?, clock, &hasher, period, person).await?)
}

/// A browser in a network of its own.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    cookies: BTreeMap<String, String>,
    network: String,
}

impl Browser {
    pub(crate) fn new(number: u8) -> Self {
        Self { network: format!("198.51.100.{number}"), ..Self::default() }
    }

    /// A browser with all cookies of this one, which it keeps for itself.
    pub(crate) fn cookie(&self, name: &str) -> Option<&String> {
        self.cookies.get(name)
    }

    pub(crate) async fn open(&mut self, site: &Site, path: &str) -> Result<Shown> {
        self.ask(site, Method::GET, path, &[]).await
    }

    /// Sends a form with the token and all else that the page carries.
    pub(crate) async fn send(&mut self, site: &Site, path: &str, fields: &[(&str, &str)]) -> Result<Shown> {
        self.ask(site, Method::POST, path, fields).await
    }

    /// Opens a page and sends a form of it.
    pub(crate) async fn fill(&mut self, site: &Site, page: &str, to: &str, fields: &[(&str, &str)]) -> Result<Shown> {
        let page = self.open(site, page).await?;
        anyhow::ensure!(page.status == StatusCode::OK, "{}: {}", page.status, page.html);
        let csrf = page.value("csrf").context("a token")?;
        self.send(site, to, &[&[("csrf", csrf.as_str())], fields].concat()).await
    }

    /// Types NIK and password, and the code where the page asks for one.
    pub(crate) async fn sign_in(&mut self, site: &Site, nik: &str, password: &str) -> Result<Shown> {
        self.sign_in_from(site, SIGN_IN, nik, password).await
    }

    pub(crate) async fn sign_in_from(&mut self, site: &Site, from: &str, nik: &str, password: &str) -> Result<Shown> {
        let page = self.open(site, from).await?;
        self.sign_in_on(site, &page, nik, password).await
    }

    /// The same on a page that is open.
    pub(crate) async fn sign_in_on(&mut self, site: &Site, page: &Shown, nik: &str, password: &str) -> Result<Shown> {
        let carried = ["csrf", "kembali", "kiriman", "captcha_token"];
        let carried = carried.map(|name| (name, page.value(name).unwrap_or_default()));
        let mut fields: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let code = match carried[3].1.as_str() {
            "" => String::new(),
            token => Captcha::new(Site::vault()?, site.clock.clone()).open(token)?.code().reveal(),
        };
        fields.extend([("captcha", code.as_str()), ("nik", nik), ("password", password), ("action", "sign_in")]);
        self.send(site, SIGN_IN, &fields).await
    }

    pub(super) async fn ask(
        &mut self,
        site: &Site,
        method: Method,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<Shown> {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (cookies, referer) = (cookies.join("; "), format!("{}/akun/sesi", site.address));
        let headers = [
            ("accept", "text/html"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
            ("user-agent", "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0"),
            ("cookie", cookies.as_str()),
            ("referer", referer.as_str()),
            ("x-forwarded-for", self.network.as_str()),
        ];
        let url = format!("{}{path}", site.address);
        let response = Client::default().send(method, &url, &headers, body.join("&").into_bytes()).await?;
        for kept in response.headers.get_all(header::SET_COOKIE) {
            let (pair, about) = kept.to_str()?.split_once(';').context("a cookie and what is said of it")?;
            let (name, value) = pair.split_once('=').context("name and value")?;
            if name == "bahasa" {
                continue;
            }
            assert!(about.contains("Secure") && about.contains("HttpOnly") && name.starts_with("__Host-"), "{pair}");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Shown {
            status: response.status,
            location: response.header("location").map(str::to_owned),
            html: String::from_utf8_lossy(&response.body).into_owned(),
            response,
        })
    }
}

impl Shown {
    /// That somebody is in, and led there.
    pub(crate) fn assert_leads_to(&self, path: &str) {
        assert_eq!((self.status, self.location.as_deref()), (StatusCode::SEE_OTHER, Some(path)), "{}", self.html);
    }
}
