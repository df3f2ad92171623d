//! Registers the person of the first account on the pages, as a browser without script does: biodata, formation,
//! documents with one e-meterai, résumé, card.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use http::Method;
use serde_json::Value;
use testing::registration::{BIODATA, BOXES, EDUCATION};
use testing::{Client, Environment, Multipart, Response, eventually, jpeg, pdf};

use crate::PATIENCE;

const DOCUMENTS: &str = "/pendaftaran/dokumen";
const RESUME: &str = "/pendaftaran/resume";

/// A browser of somebody who is signed in.
struct Browser<'a> {
    client: Client,
    site: &'a str,
    cookies: BTreeMap<String, String>,
}

/// Goes through all steps, and tells each.
pub(crate) async fn register(
    site: &str,
    (nik, password): (&str, &str),
    environment: &Environment,
    tell: &impl Fn(&str, &str),
) -> Result<()> {
    let mut browser = Browser { client: Client::default(), site, cookies: BTreeMap::new() };
    browser.sign_in(nik, password).await.context("signing in")?;
    if let Some(number) = browser.number().await? {
        tell("Diakhiri", &format!("the registration has been final before: number {number}"));
        return Ok(());
    }
    browser.step("/pendaftaran/biodata", "next", &BIODATA).await.context("the first step")?;
    browser.step("/pendaftaran/jenis-seleksi", "next", &[("selection", "cpns")]).await.context("the second step")?;
    let formation = browser.choose().await.context("choosing a formation")?;
    browser.step("/pendaftaran/formasi", "next", &EDUCATION).await.context("the third step")?;
    tell("Daftar", &format!("biodata and a formation: {formation}"));
    let slots = browser.upload_all().await.context("the fourth step")?;
    let stamped = browser.stamp(environment).await.context("the e-meterai")?;
    tell("Dokumen", &format!("{slots} documents uploaded; {stamped} letters got an e-meterai that says CONTOH"));
    browser.end().await.context("the fifth step")?;
    let number = browser.number().await?.context("a registration number")?;
    tell("Diakhiri", &format!("the registration is final: number {number}"));
    let card = browser.ask(Method::GET, "/pendaftaran/kartu", None, Vec::new()).await?;
    ensure!(card.status == 200 && card.body.starts_with(b"%PDF"), "the card was answered {}", card.status);
    tell("Kartu", &format!("a signed card of {} KB: {site}/pendaftaran/kartu", card.body.len() / 1024));
    Ok(())
}

impl Browser<'_> {
    async fn sign_in(&mut self, nik: &str, password: &str) -> Result<()> {
        let page = self.open("/akun/masuk").await?;
        let csrf = value(&page, "csrf").context("a token")?;
        let form = [("csrf", csrf.as_str()), ("nik", nik), ("password", password), ("action", "sign_in")];
        let answer = self.send("/akun/masuk", &form).await?;
        ensure!(answer.status == 303, "answered {}", answer.status);
        Ok(())
    }

    /// The number of the registration, if it is final.
    async fn number(&mut self) -> Result<Option<String>> {
        Ok(between(&self.open("/pendaftaran").await?, "<dd><strong>", "</strong>"))
    }

    /// Sends a step from its page as it is now, and returns the answer.
    async fn step(&mut self, path: &str, action: &str, told: &[(&str, &str)]) -> Result<Response> {
        let page = self.open(path).await?;
        let (csrf, version) = (value(&page, "csrf"), value(&page, "version"));
        let (csrf, version) = csrf.zip(version).context("a form in the page")?;
        let mut form = vec![("csrf", csrf.as_str()), ("version", version.as_str()), ("action", action)];
        form.extend_from_slice(told);
        let answer = self.send(path, &form).await?;
        let expected = if action == "next" || action == "yes" { 303 } else { 200 };
        let html = String::from_utf8_lossy(&answer.body).into_owned();
        let wrong = html.split("field__error").skip(1).map(|part| part.chars().take(160).collect::<String>());
        ensure!(answer.status == expected, "answered {}: {:?}", answer.status, wrong.collect::<Vec<_>>());
        Ok(answer)
    }

    /// A formation that asks for nothing more than an academic education.
    async fn choose(&mut self) -> Result<String> {
        let listed = self.json("/api/v1/formations?selection=CPNS&q=analis+hukum").await?;
        let all = listed.get("formations").and_then(Value::as_array).context("a list of formations")?;
        for one in all {
            let text = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let chosen = [
                ("agency", text("instansi_id")),
                ("formation_kind", text("formasi_nm")),
                ("education", text("kode_ref_pend")),
                ("position", text("jabatan_nm")),
                ("formation", text("formasi_id")),
            ];
            let chosen: Vec<_> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = self.step("/pendaftaran/formasi", "choose", &chosen).await;
            if answer.is_ok_and(|answer| String::from_utf8_lossy(&answer.body).contains("name=\"gpa\"")) {
                return Ok(format!("{}, {}", text("jabatan_nm"), text("ins_nm")));
            }
        }
        anyhow::bail!("none of {} formations can be chosen", all.len())
    }

    /// Uploads a file into each slot. Returns how many there are.
    async fn upload_all(&mut self) -> Result<usize> {
        let page = self.open(DOCUMENTS).await?;
        let csrf = value(&page, "csrf").context("a token")?;
        let mut slots: Vec<String> = page
            .split(&format!("action=\"{DOCUMENTS}/"))
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect();
        slots.retain(|slot| !slot.contains('/'));
        for (at, slot) in slots.iter().enumerate() {
            let seed = u64::try_from(at)?.saturating_add(1);
            let file = if slot == "portrait" { jpeg(seed, 90_000) } else { pdf(seed, 60_000) };
            let form =
                Multipart::default().text("csrf", &csrf).file("file", "berkas", "application/octet-stream", &file);
            let (media_type, path) = (form.content_type(), format!("{DOCUMENTS}/{slot}"));
            let answer = self.ask(Method::POST, &path, Some(&media_type), form.finish()).await?;
            ensure!(answer.status == 303, "{slot} was answered {}", answer.status);
        }
        Ok(slots.len())
    }

    /// Has every letter stamped, and waits for their serial numbers. Returns how many.
    async fn stamp(&mut self, environment: &Environment) -> Result<usize> {
        let page = self.open(DOCUMENTS).await?;
        let places: Vec<String> = page
            .split(&format!("href=\"{DOCUMENTS}/"))
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|path| path.ends_with("/e-meterai"))
            .map(|path| format!("{DOCUMENTS}/{path}"))
            .collect();
        let csrf = value(&page, "csrf").context("a token")?;
        let (user, password) = (environment.get("STAMP_USER")?, environment.get("STAMP_PASSWORD")?);
        let form = [("csrf", csrf.as_str()), ("stamp_user", user), ("password", password), ("slot", "")];
        let answer = self.send("/pendaftaran/e-meterai/masuk", &form).await?;
        ensure!(answer.status == 303, "signing in at the distributor was answered {}", answer.status);
        for place in &places {
            let form = [("csrf", csrf.as_str()), ("page", "1"), ("position", "bottom-right"), ("signed", "yes")];
            let answer = self.send(place, &form).await?;
            ensure!(answer.status == 303, "{place} was answered {}", answer.status);
        }
        let url = format!("{}{DOCUMENTS}", self.site);
        let cookies = self.cookie();
        eventually("a serial number for each letter", PATIENCE, async || {
            let headers = [("accept", "text/html"), ("cookie", cookies.as_str())];
            let page = self.client.send(Method::GET, &url, &headers, Vec::new()).await?;
            let serials = String::from_utf8_lossy(&page.body).matches("Nomor seri").count();
            Ok((serials >= places.len()).then_some(()))
        })
        .await?;
        Ok(places.len())
    }

    async fn end(&mut self) -> Result<()> {
        let ticked: Vec<_> = BOXES.into_iter().map(|name| (name, "1")).collect();
        self.step(RESUME, "end", &ticked).await?;
        self.step(RESUME, "yes", &ticked).await.map(drop)
    }

    /// What the browser sends of what it keeps.
    fn cookie(&self) -> String {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        cookies.join("; ")
    }

    async fn json(&self, path: &str) -> Result<Value> {
        let url = format!("{}{path}", self.site);
        self.client.send(Method::GET, &url, &[("accept", "application/json")], Vec::new()).await?.json()
    }

    /// Opens a page, as soon as it is there.
    async fn open(&mut self, path: &str) -> Result<String> {
        let page = self.ask(Method::GET, path, None, Vec::new()).await?;
        ensure!(page.status == 200, "{path} answered {}", page.status);
        Ok(String::from_utf8_lossy(&page.body).into_owned())
    }

    async fn send(&mut self, path: &str, form: &[(&str, &str)]) -> Result<Response> {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.ask(Method::POST, path, Some("application/x-www-form-urlencoded"), pairs.join("&").into_bytes()).await
    }

    async fn ask(&mut self, method: Method, path: &str, media_type: Option<&str>, body: Vec<u8>) -> Result<Response> {
        let cookies = self.cookie();
        let mut headers =
            vec![("accept", "text/html"), ("sec-fetch-site", "same-origin"), ("cookie", cookies.as_str())];
        headers.extend(media_type.map(|media_type| ("content-type", media_type)));
        let response = self.client.send(method, &format!("{}{path}", self.site), &headers, body).await?;
        for cookie in response.headers.get_all(http::header::SET_COOKIE) {
            let pair = cookie.to_str().ok().and_then(|cookie| cookie.split(';').next());
            if let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(response)
    }
}

/// The value of a field.
fn value(page: &str, name: &str) -> Option<String> {
    between(page, &format!("name=\"{name}\" value=\""), "\"")
}

fn between(page: &str, before: &str, behind: &str) -> Option<String> {
    let (_before, rest) = page.split_once(before)?;
    Some(rest.split_once(behind)?.0.to_owned())
}
