//! The first three steps: what is typed is kept, right or not; what is wrong is told at its field; two tabs overwrite
//! nothing of each other.

use anyhow::{Context as _, Result};
use http::StatusCode;

use crate::site::{Person, Shown, Site};

pub(crate) const OVERVIEW: &str = "/pendaftaran";
pub(crate) const BIODATA: &str = "/pendaftaran/biodata";
pub(crate) const SELECTION: &str = "/pendaftaran/jenis-seleksi";
pub(crate) const FORMATION: &str = "/pendaftaran/formasi";

/// Everything that the first step must know, right.
pub(crate) const RIGHT: [(&str, &str); 13] = [
    ("title_before", "-"),
    ("title_after", "S.H."),
    ("ktp_address", "Jalan Melati 5, Jakarta"),
    ("scholarship_status", "never"),
    ("on_scholarship", "no"),
    ("disability", "none"),
    ("domicile_country", "Indonesia"),
    ("domicile_address", "Jalan Melati 5, Jakarta"),
    ("domicile_province", "Daerah Khusus Ibukota Jakarta"),
    ("domicile_city", "Kota Jakarta Selatan"),
    ("height_cm", "162"),
    ("marital_status", "single"),
    ("religion", "islam"),
];

/// The education of the third step.
pub(crate) const EDUCATION: [(&str, &str); 11] = [
    ("exam_place", "Daerah Khusus Ibukota Jakarta"),
    ("gpa", "3,51"),
    ("graduation_year", "2019"),
    ("diploma_date", "17-08-2019"),
    ("diploma_number", "UI-2019-0042"),
    ("university_kind", "domestic"),
    ("university", "Universitas Contoh"),
    ("programme", "Ilmu Hukum"),
    ("university_on_diploma", "Universitas Contoh"),
    ("accreditation_university", "Unggul"),
    ("accreditation_programme", "A"),
];

/// The version that a page carries.
pub(crate) fn version(page: &Shown) -> Result<String> {
    let (_before, rest) = page.html.split_once("name=\"version\" value=\"").context("a version in the page")?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

impl Site {
    /// Sends a step with its button, from the version of the page as it is now.
    pub(crate) async fn step(
        &self,
        person: &Person,
        path: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Result<Shown> {
        let version = version(&self.get(Some(person), path).await?)?;
        self.step_from(person, path, &version, action, fields).await
    }

    /// The same from this version.
    pub(crate) async fn step_from(
        &self,
        person: &Person,
        path: &str,
        version: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Result<Shown> {
        let mut all = vec![("version", version), ("action", action)];
        all.extend_from_slice(fields);
        self.send(person, path, &all).await
    }

    /// Fills in the first three steps.
    pub(crate) async fn three_steps(&self, person: &Person) -> Result<()> {
        self.step(person, BIODATA, "next", &RIGHT).await?.assert_led_to(SELECTION);
        self.step(person, SELECTION, "next", &[("selection", "cpns")]).await?.assert_led_to(FORMATION);
        let chosen = [("agency", "C001")];
        assert_eq!(self.step(person, FORMATION, "choose", &chosen).await?.status, StatusCode::OK);
        let place = [("agency", "C001"), ("formation", "00000000-0000-0000-0000-000000000007")];
        let all: Vec<_> = place
            .into_iter()
            .chain([("formation_kind", "UMUM"), ("education", "5900001"), ("position", "Analis Hukum")])
            .collect();
        assert_eq!(self.step(person, FORMATION, "choose", &all).await?.status, StatusCode::OK);
        self.step(person, FORMATION, "next", &EDUCATION).await?.assert_led_to("/pendaftaran/dokumen");
        Ok(())
    }
}

impl Shown {
    /// That the way leads on there.
    pub(crate) fn assert_led_to(&self, path: &str) {
        assert_eq!((self.status, self.location.as_deref()), (StatusCode::SEE_OTHER, Some(path)), "{}", self.html);
    }
}

#[tokio::test]
async fn three_steps_lead_from_the_beginning_to_the_documents() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let begin = site.get(Some(&siti), OVERVIEW).await?;
    assert!(begin.html.contains("Mulai pendaftaran") && begin.html.contains("PPPK Teknis"), "{}", begin.html);
    site.three_steps(&siti).await?;
    let overview = site.get(Some(&siti), OVERVIEW).await?;
    assert!(overview.html.contains("Belum diakhiri") && overview.html.contains("4. Melengkapi Dokumen"));
    let biodata = site.get(Some(&siti), BIODATA).await?;
    for shown in ["29 hari", "Jalan Melati 5", "S.H.", "Siti Contoh"] {
        assert!(biodata.html.contains(shown), "{shown} in {}", biodata.html);
    }
    assert_eq!(site.database.count("SELECT count(*) FROM registration.registrations").await?, 1);
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_kept_as_it_was_typed() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let mut wrong = RIGHT.to_vec();
    wrong.retain(|(name, _)| !["height_cm", "religion"].contains(name));
    wrong.push(("height_cm", "satu meter"));
    let told = site.step(&siti, BIODATA, "next", &wrong).await?;
    told.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "id=\"height_cm-error\"");
    told.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "id=\"religion-error\"");
    let again = site.get(Some(&siti), BIODATA).await?;
    assert!(again.html.contains("satu meter"), "kept though wrong: {}", again.html);
    let later = site.get(Some(&siti), SELECTION).await?;
    assert_eq!(later.status, StatusCode::OK, "a later step can be looked at");
    site.step(&siti, BIODATA, "next", &RIGHT).await?.assert_led_to(SELECTION);
    Ok(())
}

#[tokio::test]
async fn a_second_tab_overwrites_nothing_and_shows_both_values() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let old = version(&site.get(Some(&siti), BIODATA).await?)?;
    site.step(&siti, BIODATA, "next", &RIGHT).await?.assert_led_to(SELECTION);
    let mut other = RIGHT.to_vec();
    other.retain(|(name, _)| *name != "height_cm");
    other.push(("height_cm", "170"));
    let conflict = site.step_from(&siti, BIODATA, &old, "next", &other).await?;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    for value in ["value=\"162\"", "value=\"170\""] {
        assert!(conflict.html.contains(value), "{value} in {}", conflict.html);
    }
    assert!(site.get(Some(&siti), BIODATA).await?.html.contains("value=\"162\""), "nothing was overwritten");
    let keep = site.step_from(&siti, BIODATA, &old, "keep", &other).await?;
    assert_eq!(keep.status, StatusCode::CONFLICT, "a script is told by the status");
    let chosen = version(&conflict)?;
    site.step_from(&siti, BIODATA, &chosen, "next", &other).await?.assert_led_to(SELECTION);
    assert!(site.get(Some(&siti), BIODATA).await?.html.contains("value=\"170\""), "what was chosen is kept");
    Ok(())
}

#[tokio::test]
async fn two_tabs_that_chose_another_formation_are_told_apart_in_words() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.step(&siti, BIODATA, "next", &RIGHT).await?.assert_led_to(SELECTION);
    site.step(&siti, SELECTION, "next", &[("selection", "cpns")]).await?.assert_led_to(FORMATION);
    let old = version(&site.get(Some(&siti), FORMATION).await?)?;
    let up_to_place =
        [("agency", "C001"), ("formation_kind", "UMUM"), ("education", "5900001"), ("position", "Analis Hukum")];
    let place = |id| up_to_place.into_iter().chain([("formation", id)]).collect::<Vec<_>>();
    let (law, general) = ("00000000-0000-0000-0000-000000000007", "00000000-0000-0000-0000-000000000008");
    assert_eq!(site.step(&siti, FORMATION, "choose", &place(law)).await?.status, StatusCode::OK);
    let conflict = site.step_from(&siti, FORMATION, &old, "choose", &place(general)).await?;
    assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.html);
    for (id, words) in [(law, "Biro Hukum"), (general, "Biro Umum")] {
        assert!(conflict.html.contains(&format!("value=\"{id}\"")), "{id} in {}", conflict.html);
        let read: Vec<_> =
            conflict.html.split("<strong>").skip(1).filter_map(|rest| rest.split("</strong>").next()).collect();
        assert!(read.iter().any(|one| one.contains(words)), "{words} in {read:?}");
        assert!(!read.iter().any(|one| one.contains(id)), "{id} is no word: {read:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_double_click_is_no_conflict_and_saves_once() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let old = version(&site.get(Some(&siti), BIODATA).await?)?;
    for _ in 0..3 {
        site.step_from(&siti, BIODATA, &old, "next", &RIGHT).await?.assert_led_to(SELECTION);
    }
    assert_eq!(site.database.count("SELECT version FROM registration.registrations").await?, 2);
    Ok(())
}

#[tokio::test]
async fn many_tabs_that_begin_at_once_begin_one_registration() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let pages = futures_util::future::join_all((0..8).map(|_| site.get(Some(&siti), BIODATA))).await;
    for page in pages {
        assert_eq!(page?.status, StatusCode::OK);
    }
    let saves = (0..8).map(|_| site.step_from(&siti, BIODATA, "1", "next", &RIGHT));
    for saved in futures_util::future::join_all(saves).await {
        saved?.assert_led_to(SELECTION);
    }
    assert_eq!(site.database.count("SELECT count(*) FROM registration.registrations").await?, 1);
    Ok(())
}

#[tokio::test]
async fn what_a_script_saves_while_somebody_types_moves_nothing_and_survives_a_new_session() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let saved = site.step(&siti, BIODATA, "keep", &[("height_cm", "1")]).await?;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(saved.html.contains("\"version\":2") && saved.html.contains("saved_at"), "{}", saved.html);
    assert!(site.get(Some(&siti), BIODATA).await?.html.contains("value=\"1\""));
    assert_eq!(site.database.count("SELECT step::bigint FROM registration.registrations").await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_form_that_comes_after_its_session_is_carried_through_the_sign_in() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    let old = version(&site.get(Some(&siti), BIODATA).await?)?;
    site.database.execute("UPDATE accounts.sessions SET expires_at = now() - interval '1 second'").await?;
    let over = site.step_from(&siti, BIODATA, &old, "next", &RIGHT).await?;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED);
    assert!(over.html.contains("name=\"kiriman\"") && over.html.contains("action=\"/akun/masuk\""), "{}", over.html);
    assert!(!over.html.contains("Melati"), "what was typed is sealed");
    Ok(())
}

#[tokio::test]
async fn a_formation_is_narrowed_down_and_its_rules_are_told_at_once() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.step(&siti, BIODATA, "next", &RIGHT).await?.assert_led_to(SELECTION);
    site.step(&siti, SELECTION, "next", &[("selection", "cpns")]).await?.assert_led_to(FORMATION);
    let agencies = site.get(Some(&siti), FORMATION).await?;
    assert!(agencies.html.contains("Kementerian Contoh") && !agencies.html.contains("Pemerintah Kota Contoh"));
    // Lists of one entry choose themselves: kind, education and position; two places are left.
    let places = site.step(&siti, FORMATION, "choose", &[("agency", "C001")]).await?;
    assert!(places.html.contains("Biro Hukum") && places.html.contains("Biro Umum"), "{}", places.html);
    let none = site.step(&siti, FORMATION, "next", &[]).await?;
    none.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "id=\"formation-error\"");
    let foreign =
        site.step(&siti, FORMATION, "choose", &[("formation", "00000000-0000-0000-0000-000000000009")]).await?;
    assert!(foreign.html.contains("Biro Hukum"), "a formation of another agency is none of the list");
    let chosen = [("formation", "00000000-0000-0000-0000-000000000008")];
    let chosen = site.step(&siti, FORMATION, "choose", &chosen).await?;
    assert!(chosen.html.contains("name=\"gpa\""), "{}", chosen.html);
    let low = site.step(&siti, FORMATION, "next", &EDUCATION).await?;
    low.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "Kementerian Contoh 3,75; nilai Anda 3,51");
    let again = site.step(&siti, FORMATION, "again", &[]).await?;
    assert!(again.html.contains("name=\"agency\"") && !again.html.contains("name=\"gpa\""), "{}", again.html);
    Ok(())
}

#[tokio::test]
async fn another_kind_of_selection_clears_the_formation() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.three_steps(&siti).await?;
    let pppk = [("selection", "pppk_teknis"), ("thk2", "no")];
    site.step(&siti, SELECTION, "next", &pppk).await?.assert_led_to(FORMATION);
    assert_eq!(site.database.count("SELECT count(formation_id) FROM registration.registrations").await?, 0);
    let agencies = site.get(Some(&siti), FORMATION).await?;
    assert!(agencies.html.contains("Pemerintah Kota Contoh") && !agencies.html.contains("Kementerian Contoh"));
    Ok(())
}

#[tokio::test]
async fn a_number_of_the_list_is_found_differs_is_unknown_or_is_asked_later_ten_times_an_hour() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.step(&siti, BIODATA, "next", &RIGHT).await?;
    let ask = async |number: &str| {
        let fields = [("selection", "pppk_teknis"), ("thk2", "yes"), ("thk2_number", number)];
        site.step(&siti, SELECTION, "check", &fields).await
    };
    ask("12-34").await?.assert_told(StatusCode::OK, "belum dapat dibuka");
    site.import_thk2("nomor,nama,tanggal_lahir\n12-34,SITI CONTOH,17-08-1995\n56-78,Budi Contoh,01-02-1970\n").await?;
    ask("12-34").await?.assert_told(StatusCode::OK, "Data eks THK-II ditemukan");
    ask("56-78").await?.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "formulir 21");
    ask("99").await?.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "formulir 22");
    for _ in 0..6 {
        ask("99").await?;
    }
    ask("12-34").await?.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "sepuluh kali");
    Ok(())
}
