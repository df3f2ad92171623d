//! An applicant who makes an account, signs in to it, and gets back in who lost the password, in a browser without
//! script.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::Result;

use crate::browser::{Browser, Shown};
use crate::{Client, Multipart, Person, System};

/// The two pictures. They may be alike: each is sealed under a key of its own.
static PICTURES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| [1, 2].map(|seed| crate::jpeg(seed, 60_000)));

/// What the first step asks for. Everything else belongs to the second one.
const FIRST_STEP: [&str; 7] = ["nik", "kk", "full_name", "birth_place", "birth_date", "phone", "email"];

/// What the forms ask for that lead back in.
const IDENTITY: [&str; 5] = ["nik", "kk", "full_name", "birth_place", "birth_date"];

/// A person in front of a browser, with what they type. The browser keeps its cookies and has an address of its own.
#[derive(Clone, Debug)]
pub struct Applicant {
    browser: Browser,
    typed: BTreeMap<&'static str, String>,
}

impl Applicant {
    /// The page of the first step, which checks an identity.
    pub const IDENTITY: &str = "/akun/buat";
    /// The page of the second step.
    pub const DETAILS: &str = "/akun/buat/data";
    /// The page of the third step, which asks whether all is right.
    pub const CHECK: &str = "/akun/buat/periksa";
    /// The page of the last step.
    pub const MADE: &str = "/akun/buat/selesai";
    /// The page of an account.
    pub const HOME: &str = "/akun";
    /// The page for NIK and password.
    pub const SIGN_IN: &str = "/akun/masuk";
    /// Form 04: the answer to the first question.
    pub const FIRST_ANSWER: &str = "/akun/lupa-password/jawaban";
    /// Form 05: the answer to the second question.
    pub const SECOND_ANSWER: &str = "/akun/lupa-password/jawaban-kedua";
    /// The page for a new password.
    pub const NEW_PASSWORD: &str = "/akun/lupa-password/baru";
    /// The page after that.
    pub const RECOVERED: &str = "/akun/lupa-password/selesai";
    /// The page for whom a desk approved.
    pub const APPROVED: &str = domain::APPROVED_ANSWER_PAGE;
    const CONFIRM: &str = "/akun/buat/proses";

    /// A person in front of the browser of that number, below 2^24.
    #[must_use]
    pub fn new(client: &Client, person: &Person, browser: u64) -> Self {
        let typed = [
            ("nik", person.nik.as_str()),
            ("kk", &person.kk),
            ("full_name", &person.full_name),
            ("birth_place", "Jakarta Selatan"),
            ("birth_date", "17-08-1995"),
            ("phone", "0812 7711 3355"),
            ("email", "pelamar@surat.example"),
            ("diploma_name", &person.full_name),
            ("ktp_birth_place", "Jakarta Selatan"),
            ("diploma_birth_place", "Jakarta Selatan"),
            ("diploma_birth_date", "17/08/1995"),
            ("gender", "male"),
            ("selfie_source", "camera"),
            ("password", "Sungai-Biru-47-Perahu"),
            ("password_again", "Sungai-Biru-47-Perahu"),
            ("question_1", "1"),
            ("answer_1", "Si Belang Kelabu"),
            ("question_2", "6"),
            ("answer_2", "Pak Mulyono Sastro"),
        ];
        let typed = typed.map(|(name, value)| (name, value.to_owned())).into();
        Self { browser: Browser::new(client, browser), typed }
    }

    /// Types something else into a field from now on.
    #[must_use]
    pub fn typing(mut self, field: &'static str, value: &str) -> Self {
        self.typed.insert(field, value.to_owned());
        self
    }

    /// What is typed into a field.
    #[must_use]
    pub fn typed(&self, field: &str) -> &str {
        self.typed.get(field).map_or("", String::as_str)
    }

    /// What the browser keeps, by its name.
    #[must_use]
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        self.browser.cookies()
    }

    /// Opens a page of a process.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn open(&mut self, system: &System, process: &'static str, path: &str) -> Result<Shown> {
        self.browser.open(&format!("{}{path}", system.url(process))).await
    }

    /// Tells the first step.
    ///
    /// # Errors
    /// When there is no such page, or no response arrives in time.
    pub async fn identify(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        let url = format!("{}{}", system.url(process), Self::IDENTITY);
        let mut form = self.browser.code(system, &url).await?;
        form.extend(FIRST_STEP.map(|name| (name, self.typed(name).to_owned())));
        form.insert("action", "check".to_owned());
        self.browser.send(&url, &form).await
    }

    /// Tells the second step, with both pictures.
    ///
    /// # Errors
    /// As [`Applicant::identify`].
    pub async fn complete(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        let [ktp, selfie] = &*PICTURES;
        self.attach(system, process, "check", &[("ktp", ktp), ("selfie", selfie)]).await
    }

    /// Has the second step keep both pictures, and tells nothing else yet.
    ///
    /// # Errors
    /// As [`Applicant::identify`].
    pub async fn upload(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        let [ktp, selfie] = &*PICTURES;
        self.attach(system, process, "keep", &[("ktp", ktp), ("selfie", selfie)]).await
    }

    /// Tells the second step, whose pictures are there already.
    ///
    /// # Errors
    /// As [`Applicant::identify`].
    pub async fn complete_without_pictures(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        self.attach(system, process, "check", &[]).await
    }

    /// Says that all is right.
    ///
    /// # Errors
    /// When no response arrives in time.
    pub async fn confirm(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        let url = format!("{}{}", system.url(process), Self::CONFIRM);
        self.browser.send(&url, &[("action", "yes".to_owned())].into()).await
    }

    /// Goes through all four steps.
    ///
    /// # Errors
    /// When a step does not lead to the next one.
    pub async fn make_account(&mut self, system: &System, process: &'static str) -> Result<()> {
        self.identify(system, process).await?.leads_to(Self::DETAILS)?;
        self.complete(system, process).await?.leads_to(Self::CHECK)?;
        self.confirm(system, process).await?.leads_to(Self::MADE)
    }

    /// Signs in.
    ///
    /// # Errors
    /// As [`Applicant::identify`].
    pub async fn sign_in(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        let url = format!("{}{}", system.url(process), Self::SIGN_IN);
        let mut form = self.browser.code(system, &url).await?;
        form.extend(["nik", "password"].map(|name| (name, self.typed(name).to_owned())));
        form.insert("action", "sign_in".to_owned());
        self.browser.send(&url, &form).await
    }

    /// Proves to own the account with the first answer.
    ///
    /// # Errors
    /// As [`Applicant::identify`].
    pub async fn answer_first(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        let told = [("question", self.typed("question_1").to_owned()), ("answer", self.typed("answer_1").to_owned())];
        self.prove(system, process, Self::FIRST_ANSWER, told).await
    }

    /// Types the new password, which is the one that is typed from now on.
    ///
    /// # Errors
    /// As [`Applicant::identify`].
    pub async fn choose_password(&mut self, system: &System, process: &'static str) -> Result<Shown> {
        let url = format!("{}{}", system.url(process), Self::NEW_PASSWORD);
        let mut form = self.browser.code(system, &url).await?;
        form.extend(["password", "password_again"].map(|name| (name, self.typed(name).to_owned())));
        form.insert("action", "choose".to_owned());
        self.browser.send(&url, &form).await
    }

    /// Asks for what a desk approved with a ticket.
    ///
    /// # Errors
    /// As [`Applicant::identify`].
    pub async fn look_for_code(&mut self, system: &System, process: &'static str, ticket: &str) -> Result<Shown> {
        self.prove(system, process, Self::APPROVED, [("number", ticket.to_owned())]).await
    }

    async fn prove<const N: usize>(
        &mut self,
        system: &System,
        process: &'static str,
        path: &str,
        told: [(&'static str, String); N],
    ) -> Result<Shown> {
        let url = format!("{}{path}", system.url(process));
        let mut form = self.browser.code(system, &url).await?;
        form.extend(IDENTITY.map(|name| (name, self.typed(name).to_owned())));
        form.extend(told);
        form.insert("action", "send".to_owned());
        self.browser.send(&url, &form).await
    }

    async fn attach(
        &mut self,
        system: &System,
        process: &'static str,
        action: &str,
        pictures: &[(&str, &[u8])],
    ) -> Result<Shown> {
        let url = format!("{}{}", system.url(process), Self::DETAILS);
        let mut form = Multipart::default().text("action", action);
        for (name, value) in self.browser.code(system, &url).await? {
            form = form.text(name, &value);
        }
        for (name, value) in self.typed.iter().filter(|(name, _)| !FIRST_STEP.contains(*name)) {
            form = form.text(name, value);
        }
        for (name, picture) in pictures {
            form = form.file(name, "foto.jpg", "image/jpeg", picture);
        }
        self.browser.send_files(&url, &form).await
    }
}
