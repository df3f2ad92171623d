//! A browser for one test: it keeps cookies, sends forms with the token of the page they stand on, and follows nothing
//! by itself. And the phone that belongs to it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU16, Ordering};

use axum::body::Body;
use axum::extract::ConnectInfo;
use domain::Desk;
use http::{Request, header};
use officers::{By, NewAccount, Nip, Officers, Role};
use testing::Phone;

use crate::office::{Answer, Office, body_of, form, hidden};

/// A password that every rule likes.
pub(crate) const PASSWORD: &str = "Kopi-Susu-Hangat77";

pub(crate) struct Browser<'a> {
    office: &'a Office,
    jar: RefCell<BTreeMap<String, String>>,
    address: SocketAddr,
}

impl<'a> Browser<'a> {
    /// A browser in a network of its own.
    pub(crate) fn new(office: &'a Office) -> Self {
        static NETWORKS: AtomicU16 = AtomicU16::new(0);
        let [high, low] = NETWORKS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        Self::from(office, (Ipv4Addr::new(10, high, low, 1), 40_000).into())
    }

    /// A browser in this network.
    pub(crate) fn at(office: &'a Office, address: &str) -> Self {
        Self::from(office, address.parse().unwrap())
    }

    /// A browser in this network that says that somebody signed in with it. Its forms are read as a known browser's
    /// are, and only the database finds that nobody ever did.
    pub(crate) fn pretending(office: &'a Office, address: &str) -> Self {
        let browser = Self::at(office, address);
        browser.keep("__Host-perangkat", &"A".repeat(43));
        browser
    }

    fn from(office: &'a Office, address: SocketAddr) -> Self {
        Self { office, jar: RefCell::default(), address }
    }

    /// Another browser with the same cookies.
    pub(crate) fn copy(&self) -> Self {
        Self { office: self.office, jar: RefCell::new(self.jar.borrow().clone()), address: self.address }
    }

    pub(crate) async fn open(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form that stands on `page`.
    pub(crate) async fn submit(&self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = hidden(&page.text(), "csrf");
        let fields = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect::<Vec<_>>();
        self.send(form(path), body_of(&fields)).await
    }

    pub(crate) async fn send(&self, request: http::request::Builder, body: Body) -> Answer {
        let cookies =
            self.jar.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = request
            .header(header::COOKIE, cookies)
            .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0");
        let answer = self.office.send(request.extension(ConnectInfo(self.address)).body(body).unwrap()).await;
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            assert!(
                line.starts_with("__Host-")
                    && line.contains("; Path=/")
                    && line.contains("; Secure")
                    && line.contains("; HttpOnly"),
                "{line}"
            );
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.jar.borrow_mut().remove(name);
            } else {
                self.jar.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.jar.borrow().get(name).cloned()
    }

    /// Keeps a cookie that no answer set.
    pub(crate) fn keep(&self, name: &str, value: &str) {
        self.jar.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn forget(&self, name: &str) {
        self.jar.borrow_mut().remove(name);
    }

    /// The first step of signing in.
    pub(crate) async fn password(&self, nip: &str, password: &str) -> Answer {
        let page = self.open("/petugas/masuk").await;
        self.submit(&page, "/petugas/masuk", &[("nip", nip), ("sandi", password)]).await
    }

    /// The second step.
    pub(crate) async fn code(&self, code: &str) -> Answer {
        let page = self.open("/petugas/masuk/kode").await;
        self.submit(&page, "/petugas/masuk/kode", &[("kode", code)]).await
    }

    /// Both steps.
    pub(crate) async fn sign_in(&self, person: &Person) -> Answer {
        assert_eq!(location(&self.password(person.nip, PASSWORD).await), "/petugas/masuk/kode?kembali=%2Fpetugas");
        self.code(&person.phone.code(self.office.clock.now())).await
    }
}

/// Where an answer leads to.
pub(crate) fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// Somebody with an account and a phone.
pub(crate) struct Person {
    pub(crate) nip: &'static str,
    pub(crate) phone: Phone,
    pub(crate) recovery_codes: Vec<String>,
}

impl Office {
    /// The accounts with the operator's rights.
    pub(crate) fn accounts(&self) -> Officers {
        let mut settings = runtime::Settings::from_pairs([]);
        Officers::new(
            self.owner().clone(),
            self.vault.clone(),
            self.clock.clone(),
            officers::read_sessions(&mut settings),
        )
    }

    /// Makes an account as the operator does; the one-time code.
    pub(crate) async fn account(&self, name: &str, nip: &'static str, roles: &[Role], desks: &[Desk]) -> String {
        let nip = Nip::parse(nip, self.clock.today_wib()).unwrap();
        let new = NewAccount { name: name.to_owned(), nip, roles: roles.to_vec(), desks: desks.to_vec() };
        self.accounts().create(By::Operator { name: "Operator Budi", reason: None }, &new).await.unwrap().1.text
    }

    /// Somebody with an account who chose a password and enrolled a phone, signed in in this browser.
    pub(crate) async fn enrolled(
        &self,
        browser: &Browser<'_>,
        name: &str,
        nip: &'static str,
        roles: &[Role],
        desks: &[Desk],
    ) -> Person {
        let code = self.account(name, nip, roles, desks).await;
        let page = browser.open(&format!("/petugas/aktivasi/{code}")).await;
        let fields = [("kode", code.as_str()), ("sandi", PASSWORD), ("ulangi", PASSWORD)];
        assert_eq!(location(&browser.submit(&page, "/petugas/aktivasi", &fields).await), "/petugas/masuk?karena=aktif");
        browser.password(nip, PASSWORD).await;
        let page = browser.open("/petugas/masuk/kode").await.text();
        let phone = Phone::new(page.split("ketik: <code>").nth(1).unwrap().split('<').next().unwrap());
        let entered = browser.code(&phone.code(self.clock.now())).await;
        assert_eq!(entered.status, 200, "{}", entered.text());
        Person { nip, phone, recovery_codes: codes_on(&entered.text()) }
    }
}

/// The recovery codes on a page.
pub(crate) fn codes_on(page: &str) -> Vec<String> {
    page.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}
