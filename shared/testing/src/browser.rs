//! A browser without script: it keeps its cookies, and comes from an address of its own.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use http::{Method, StatusCode, header};

use crate::{Client, Multipart, Response, System};

/// The browser.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    client: Client,
    address: String,
    cookies: BTreeMap<String, String>,
}

/// A page that was opened, or that answered a form.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Status line.
    pub status: StatusCode,
    /// Where it leads.
    pub location: Option<String>,
    /// The page.
    pub html: String,
}

impl Browser {
    /// The browser of that number, below 2^24.
    pub(crate) fn new(client: &Client, number: u64) -> Self {
        let address = format!("10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255);
        Self { client: client.clone(), address, cookies: BTreeMap::new() }
    }

    /// What it keeps, by name.
    pub(crate) fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Opens a page.
    pub(crate) async fn open(&mut self, url: &str) -> Result<Shown> {
        self.ask(Method::GET, url, None, Vec::new()).await
    }

    /// Opens a page, and answers what it asks of every form: its token, and the code where it shows one.
    pub(crate) async fn code(&mut self, system: &System, url: &str) -> Result<BTreeMap<&'static str, String>> {
        let page = self.open(url).await?;
        ensure!(page.status == StatusCode::OK, "{url} answered {}: {}", page.status, page.html);
        let mut form = BTreeMap::new();
        form.extend(page.value("csrf").map(|csrf| ("csrf", csrf)));
        if let Some(token) = page.value("captcha_token") {
            form.insert("captcha", system.solve_captcha(&token)?);
            form.insert("captcha_token", token);
        }
        Ok(form)
    }

    /// Sends a form.
    pub(crate) async fn send(&mut self, url: &str, form: &BTreeMap<&'static str, String>) -> Result<Shown> {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.ask(Method::POST, url, Some("application/x-www-form-urlencoded"), pairs.join("&").into_bytes()).await
    }

    /// Sends a form with files.
    pub(crate) async fn send_files(&mut self, url: &str, form: &Multipart) -> Result<Shown> {
        self.ask(Method::POST, url, Some(&form.content_type()), form.finish()).await
    }

    async fn ask(&mut self, method: Method, url: &str, media_type: Option<&str>, body: Vec<u8>) -> Result<Shown> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut headers = vec![
            ("accept", "text/html"),
            ("sec-fetch-site", "same-origin"),
            ("x-forwarded-for", self.address.as_str()),
            ("cookie", cookies.as_str()),
        ];
        headers.extend(media_type.map(|media_type| ("content-type", media_type)));
        let response = self.client.send(method, url, &headers, body).await?;
        self.keep(&response)?;
        Ok(Shown {
            status: response.status,
            location: response.header("location").map(str::to_owned),
            html: String::from_utf8_lossy(&response.body).into_owned(),
        })
    }

    fn keep(&mut self, response: &Response) -> Result<()> {
        for line in response.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').context("a cookie has a name and a value")?;
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(())
    }
}

impl Shown {
    /// What stands in a control, as a browser would send it.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        let at = self.html.find(&format!("name=\"{name}\""))?;
        let tag = self.html.get(self.html[..at].rfind('<')?..)?.split_once('>')?.0;
        let value = tag.split_once(" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        Some(value.map_or("", |(value, _)| value).to_owned())
    }

    /// That the form was taken and leads there.
    ///
    /// # Errors
    /// When it was not, or leads elsewhere; the error carries the page.
    pub fn leads_to(&self, path: &str) -> Result<()> {
        let led = self.status == StatusCode::SEE_OTHER && self.location.as_deref() == Some(path);
        ensure!(led, "answered {} to {:?}: {}", self.status, self.location, self.html);
        Ok(())
    }
}
