//! The end of a registration: once, whole, at the server's own time; and nothing after it.

use anyhow::Result;
use http::StatusCode;
use testing::eventually;

use crate::files::{RED, letter, portrait};
use crate::filling::{BIODATA, FORMATION, OVERVIEW, RIGHT, version};
use crate::site::{DOCUMENTS, PATIENCE, Person, Shown, Site};

pub(crate) const RESUME: &str = "/pendaftaran/resume";
const BOXES: [(&str, &str); 9] = [
    ("block_agency", "1"),
    ("block_selection", "1"),
    ("block_position", "1"),
    ("block_person", "1"),
    ("block_education", "1"),
    ("block_exam", "1"),
    ("block_documents", "1"),
    ("block_requirements", "1"),
    ("statement", "1"),
];

impl Site {
    /// A registration that only has to be ended. Its letters wait for their e-meterai.
    async fn whole(&self) -> Result<Person> {
        let person = self.newcomer().await?;
        self.three_steps(&person).await?;
        self.upload(&person, "portrait", &portrait(RED)).await?.assert_kept("portrait");
        for (slot, number) in [("application_letter", 1), ("statement_letter", 2), ("diploma", 3), ("transcript", 4)] {
            self.upload(&person, slot, &letter(number)).await?.assert_kept(slot);
        }
        self.distributor.credit("siti", 2).await?;
        let signed_in = [("stamp_user", "siti"), ("password", "siti"), ("slot", "")];
        let signed_in = self.send(&person, "/pendaftaran/e-meterai/masuk", &signed_in).await?;
        assert_eq!(signed_in.status, StatusCode::SEE_OTHER, "{}", signed_in.html);
        for slot in ["application_letter", "statement_letter"] {
            let place = [("page", "1"), ("position", "bottom-right"), ("signed", "yes")];
            self.send(&person, &format!("{DOCUMENTS}/{slot}/e-meterai"), &place).await?.assert_kept(slot);
        }
        Ok(person)
    }

    /// "YA", from the version of the page as it is now.
    pub(crate) async fn yes(&self, person: &Person) -> Result<Shown> {
        let version = version(&self.get(Some(person), RESUME).await?)?;
        self.step_from(person, RESUME, &version, "yes", &BOXES).await
    }

    pub(crate) async fn finals(&self) -> Result<i64> {
        self.database.count("SELECT count(*) FROM registration.registrations WHERE state = 'final'").await
    }
}

#[tokio::test]
async fn the_end_needs_every_box_asks_once_more_and_gives_a_number() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    let resume = site.get(Some(&siti), RESUME).await?;
    for shown in ["Kementerian Contoh", "Analis Hukum", "Jalan Melati 5", "3,51", "UI-2019-0042", "Dalam antrean"] {
        assert!(resume.html.contains(shown), "{shown} in {}", resume.html);
    }
    let unticked = site.step(&siti, RESUME, "end", &BOXES[..8]).await?;
    unticked.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "Centang pernyataan");
    assert!(
        unticked.html.contains("name=\"block_exam\" value=\"1\" checked"),
        "what was ticked stays: {}",
        unticked.html
    );
    let confirm = site.step(&siti, RESUME, "end", &BOXES).await?;
    confirm.assert_told(StatusCode::OK, "YA, akhiri pendaftaran");
    assert_eq!(site.finals().await?, 0, "nothing is filed before YA");
    site.yes(&siti).await?.assert_led_to(OVERVIEW);
    let overview = site.get(Some(&siti), OVERVIEW).await?;
    let number: String =
        sqlx::query_scalar("SELECT number FROM registration.registrations").fetch_one(site.database.owner()).await?;
    assert!(number.starts_with('1') && overview.html.contains(&number), "{number} in {}", overview.html);
    assert!(overview.html.contains("href=\"/cek-dokumen\""), "the check of documents in {}", overview.html);
    let told = "SELECT count(*) FROM registration.outbox WHERE routing_key = 'registration.finalised'";
    assert_eq!(site.database.count(told).await?, 1);
    let audited = "SELECT count(*) FROM audit.entries WHERE action = 'registration_finalised'";
    assert_eq!(site.database.count(audited).await?, 1);
    let read_only = site.get(Some(&siti), RESUME).await?;
    assert!(read_only.html.contains(&number) && !read_only.html.contains("Akhiri Proses Pendaftaran"));
    Ok(())
}

#[tokio::test]
async fn many_clicks_and_the_back_button_end_it_once() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    let version = version(&site.get(Some(&siti), RESUME).await?)?;
    let clicks = (0..6).map(|_| site.step_from(&siti, RESUME, &version, "yes", &BOXES));
    for click in futures_util::future::join_all(clicks).await {
        click?.assert_led_to(OVERVIEW);
    }
    site.step_from(&siti, RESUME, &version, "yes", &BOXES).await?.assert_led_to(OVERVIEW);
    assert_eq!(site.finals().await?, 1);
    assert_eq!(
        site.database.count("SELECT count(*) FROM registration.outbox").await?,
        1 + 1 + 2,
        "with a letter and two stampings"
    );
    Ok(())
}

#[tokio::test]
async fn nothing_changes_after_the_end() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    let before = version(&site.get(Some(&siti), BIODATA).await?)?;
    site.yes(&siti).await?.assert_led_to(OVERVIEW);
    let frozen = "SELECT encode(sha256(content || frozen), 'hex') FROM registration.registrations";
    let kept: String = sqlx::query_scalar(frozen).fetch_one(site.database.owner()).await?;
    for path in [BIODATA, FORMATION, "/pendaftaran/jenis-seleksi"] {
        let refused = site.step_from(&siti, path, &before, "next", &RIGHT).await?;
        refused.assert_told(StatusCode::CONFLICT, "Tidak ada yang diubah");
        let refused = site.step_from(&siti, path, &before, "keep", &RIGHT).await?;
        assert_eq!(refused.status, StatusCode::CONFLICT);
    }
    assert_eq!(site.upload(&siti, "diploma", &letter(9)).await?.status, StatusCode::CONFLICT);
    let after: String = sqlx::query_scalar(frozen).fetch_one(site.database.owner()).await?;
    assert_eq!(after, kept);
    Ok(())
}

#[tokio::test]
async fn closing_is_decided_by_the_server_whatever_the_page_shows() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    let version = version(&site.get(Some(&siti), RESUME).await?)?;
    site.database.execute("UPDATE registration.dates SET closes_at = now()").await?;
    let late = site.step_from(&siti, RESUME, &version, "yes", &BOXES).await?;
    late.assert_told(StatusCode::CONFLICT, "Tidak diakhiri sampai penutupan");
    assert_eq!(site.finals().await?, 0);
    // An extension opens the same page again.
    site.database.execute("UPDATE registration.dates SET closes_at = now() + interval '1 day'").await?;
    site.step_from(&siti, RESUME, &version, "yes", &BOXES).await?.assert_led_to(OVERVIEW);
    assert_eq!(site.finals().await?, 1);
    Ok(())
}

#[tokio::test]
async fn what_another_tab_changed_meanwhile_is_looked_at_again() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    let old = version(&site.get(Some(&siti), RESUME).await?)?;
    let mut other = RIGHT.to_vec();
    other.push(("landline", "021 555 1234"));
    site.step(&siti, BIODATA, "next", &other).await?;
    let changed = site.step_from(&siti, RESUME, &old, "yes", &BOXES).await?;
    changed.assert_told(StatusCode::CONFLICT, "Isian berubah sejak halaman ini dibuka");
    assert!(!changed.html.contains("value=\"1\" checked"), "every box is to be ticked anew");
    assert_eq!(site.finals().await?, 0);
    Ok(())
}

#[tokio::test]
async fn every_step_is_right_again_at_the_end() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    let refused = async |change: &'static str, words: &'static str| -> Result<()> {
        site.database.execute(change).await?;
        site.yes(&siti).await?.assert_told(StatusCode::UNPROCESSABLE_ENTITY, words);
        assert_eq!(site.finals().await?, 0, "{change}");
        Ok(())
    };
    refused("UPDATE registration.formations SET gpa_min = 400", "3. Mendaftar Formasi").await?;
    refused("UPDATE registration.formations SET gpa_min = NULL, age_max = 30", "3. Mendaftar Formasi").await?;
    let document = "UPDATE registration.formations SET age_max = 35;
        UPDATE registration.files SET doomed_at = now() WHERE slot = 'diploma'";
    refused(document, "Dokumen Ijazah belum ada").await?;
    let identity = "UPDATE registration.files SET doomed_at = NULL WHERE slot = 'diploma';
        UPDATE accounts.accounts SET identity = 'refused'";
    refused(identity, "tidak cocok dengan data Dukcapil").await?;
    site.database.execute("UPDATE accounts.accounts SET identity = 'pending', check_at = now()").await?;
    site.yes(&siti).await?.assert_led_to(OVERVIEW);
    let pending = "SELECT count(*) FROM registration.registrations WHERE state = 'final' AND identity_pending";
    assert_eq!(site.database.count(pending).await?, 1, "the register's outage costs nobody a place");
    Ok(())
}

#[tokio::test]
async fn a_registration_ends_with_its_account() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    site.yes(&siti).await?.assert_led_to(OVERVIEW);
    site.database.execute("UPDATE accounts.accounts SET state = 'removed', ended_at = now()").await?;
    let cancelled = "SELECT count(*) FROM registration.registrations WHERE state = 'cancelled' AND number IS NOT NULL";
    assert_eq!(site.database.count(cancelled).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_draft_that_nobody_ended_is_over_when_its_registration_closes() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.three_steps(&siti).await?;
    site.database
        .execute(
            "UPDATE registration.dates SET closes_at = now() - interval '1 second';
             UPDATE registration.registrations SET closes_at = now() - interval '1 second'",
        )
        .await?;
    let _closing = site.doing(&["registration.closing"]).await?;
    let expired = "SELECT count(*) FROM registration.registrations WHERE state = 'expired'";
    eventually("the draft is over", PATIENCE, async || Ok((site.database.count(expired).await? == 1).then_some(())))
        .await?;
    let overview = site.get(Some(&siti), OVERVIEW).await?;
    assert!(overview.html.contains("Tidak diakhiri sampai penutupan"), "{}", overview.html);
    Ok(())
}

#[tokio::test]
async fn the_end_after_a_session_files_nothing_and_says_so() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.whole().await?;
    let version = version(&site.get(Some(&siti), RESUME).await?)?;
    site.database.execute("UPDATE accounts.sessions SET expires_at = now() - interval '1 second'").await?;
    let over = site.step_from(&siti, RESUME, &version, "yes", &BOXES).await?;
    over.assert_told(StatusCode::UNAUTHORIZED, "Belum ada yang tersimpan dari kiriman ini");
    assert_eq!(site.finals().await?, 0);
    site.database.execute("UPDATE accounts.sessions SET expires_at = now() + interval '1 hour'").await?;
    let resume = site.get(Some(&siti), RESUME).await?;
    assert!(resume.html.contains("Akhiri Proses Pendaftaran"), "the same page, not sent: {}", resume.html);
    Ok(())
}

#[tokio::test]
async fn whoever_has_a_draft_is_reminded_before_it_closes_once_each_time() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.newcomer().await?;
    site.three_steps(&siti).await?;
    let letters = "SELECT count(*) FROM notify.letters WHERE kind = 'registration_reminder'";
    let _reminding = site.doing(&["registration.reminders"]).await?;
    for (before, expected) in [("6 days", 1), ("40 hours", 2), ("6 hours", 3)] {
        let moved = format!(
            "UPDATE registration.registrations SET begun_at = now() - interval '20 days',
                 reminded_at = reminded_at - interval '5 days';
             UPDATE registration.dates SET closes_at = now() + interval '{before}'"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(moved)).execute(site.database.owner()).await?;
        // Another process with the job: whoever starts looks at once, and together they remind once.
        let _again = site.doing(&["registration.reminders"]).await?;
        eventually(
            "a reminder",
            PATIENCE,
            async || Ok((site.database.count(letters).await? >= expected).then_some(())),
        )
        .await?;
        let _once_more = site.doing(&["registration.reminders"]).await?;
        assert_eq!(site.database.count(letters).await?, expected, "{before}");
    }
    Ok(())
}
