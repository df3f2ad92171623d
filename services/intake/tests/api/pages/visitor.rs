//! A person with a browser: opens pages, reads what stands in them, sends forms.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use captcha::Captcha;
use domain::{Form, Outcome, catalogue};
use http::{Method, StatusCode};
use language::Language;
use runtime::Clock;
use testing::{Multipart, Person, Response, jpeg, pdf};

use crate::service::Service;

/// A page that was opened or answered.
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) response: Response,
    pub(crate) html: String,
}

/// What a person fills in and sends.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(crate) form: &'static Form,
    pub(crate) language: Language,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) files: Vec<(&'static str, Vec<u8>)>,
}

/// All forms that end in a ticket.
pub(crate) fn forms() -> impl Iterator<Item = &'static Form> {
    catalogue::FORMS.iter().filter(|form| form.outcome != Outcome::SelfService)
}

/// Opens a page as a browser does.
pub(crate) async fn open(service: &Service, path: &str) -> Result<Shown> {
    Ok(Shown::of(service.get(path, &[("accept", "text/html,*/*;q=0.8")]).await?))
}

impl Sheet {
    /// Everything filled in rightly and looked at, questions about the NIK answered: as the page that shows it all
    /// sends it.
    pub(crate) fn of(slug: &str, person: &Person) -> Self {
        let form = catalogue::by_slug(slug).expect("a form of the catalogue");
        let mut fields = person.fields(form);
        fields.insert("confirmed".to_owned(), "yes".to_owned());
        fields.insert("action".to_owned(), "send".to_owned());
        let kinds = form.documents.iter().map(|spec| spec.kind.as_str());
        let files = kinds.enumerate().map(|(at, kind)| (kind, if at == 0 { jpeg(7, 20_000) } else { pdf(8, 20_000) }));
        Self { form, language: Language::Indonesian, fields, files: files.collect() }
    }

    /// On the English page.
    pub(crate) fn in_english(self) -> Self {
        Self { language: Language::English, ..self }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.fields.remove(name);
        self
    }

    /// Takes over from a page what a browser would send with it, its code answered.
    pub(crate) fn on(self, page: &Shown) -> Result<Self> {
        let token = page.value("captcha_token").context("a code against robots")?;
        let code = match page.value("captcha") {
            Some(solved) if !solved.is_empty() => solved,
            _ => Captcha::new(Service::vault()?, Clock::system()).open(&token)?.code().reveal(),
        };
        let mut sheet = self.with("captcha_token", &token).with("captcha", &code);
        for name in ["submission_id", "draft", "repeat_of"] {
            match page.value(name) {
                Some(value) => sheet = sheet.with(name, &value),
                None => sheet = sheet.without(name),
            }
        }
        Ok(sheet)
    }

    /// Opens the form's page first.
    pub(crate) async fn opened(self, service: &Service) -> Result<Self> {
        let page = open(service, &self.path()).await?;
        assert_eq!(page.status, StatusCode::OK);
        self.on(&page)
    }

    pub(crate) async fn send(&self, service: &Service) -> Result<Shown> {
        self.send_with(service, &[("sec-fetch-site", "same-origin")]).await
    }

    pub(crate) async fn send_with(&self, service: &Service, further: &[(&str, &str)]) -> Result<Shown> {
        let mut body = Multipart::default();
        for (name, value) in &self.fields {
            body = body.text(name, value);
        }
        for (kind, bytes) in &self.files {
            body = body.file(kind, "Berkas Saya.jpg", "image/jpeg", bytes);
        }
        let content_type = body.content_type();
        let mut headers = vec![("accept", "text/html"), ("content-type", content_type.as_str())];
        headers.extend_from_slice(further);
        let url = format!("{}{}", service.api.intake(), self.path());
        Ok(Shown::of(service.api.client().send(Method::POST, &url, &headers, body.finish()).await?))
    }

    fn path(&self) -> String {
        self.language.path(&format!("/formulir/{}", self.form.slug)).into_owned()
    }
}

impl Shown {
    pub(crate) fn of(response: Response) -> Self {
        Self {
            status: response.status,
            location: response.header("location").map(str::to_owned),
            html: String::from_utf8_lossy(&response.body).into_owned(),
            response,
        }
    }

    /// The ticket number on the receipt that this answer leads to.
    pub(crate) async fn number(&self, service: &Service) -> Result<String> {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.html);
        let receipt = open(service, self.location.as_ref().context("the way to the receipt")?).await?;
        assert_eq!(receipt.status, StatusCode::OK);
        receipt.attribute("data-text").context("a ticket number")
    }

    /// What stands in a control, as a browser would send it.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let at = self.html.find(&format!("name=\"{name}\""))?;
        let tag = self.html.get(self.html[..at].rfind('<')?..)?;
        if tag.starts_with("<textarea") {
            let text = tag.split_once('>')?.1.split_once("</textarea>")?.0;
            return Some(unescaped(text));
        }
        let tag = tag.split_once('>')?.0;
        let value =
            tag.split_once(" value=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value);
        Some(unescaped(value))
    }

    /// The first value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let (_, rest) = self.html.split_once(&format!("{name}=\""))?;
        Some(unescaped(rest.split_once('"')?.0))
    }

    /// Targets of the summary's links, in order.
    pub(crate) fn summary(&self) -> Vec<String> {
        let list = self
            .html
            .split_once("ringkasan-galat\">")
            .and_then(|(_, rest)| rest.split_once("</ul>"))
            .map_or("", |(list, _)| list);
        list.split("href=\"#")
            .skip(1)
            .filter_map(|rest| rest.split_once('"'))
            .map(|(target, _)| target.to_owned())
            .collect()
    }
}

fn unescaped(text: &str) -> String {
    let replaced = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    replaced.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}
