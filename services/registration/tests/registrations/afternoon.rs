//! The distributor of e-meterai is away from before the first upload until after the last registration has ended.

use anyhow::Result;
use distributor::simulated::Switches;
use http::StatusCode;
use testing::eventually;

use crate::ending::RESUME;
use crate::files::{RED, letter, portrait};
use crate::filling::OVERVIEW;
use crate::site::{DOCUMENTS, PATIENCE, Person, Shown, Site};

const SIGN_IN: &str = "/pendaftaran/e-meterai/masuk";
const PLACE: [(&str, &str); 3] = [("page", "1"), ("position", "bottom-right"), ("signed", "yes")];
const LETTERS: [&str; 2] = ["application_letter", "statement_letter"];

impl Site {
    async fn sign_in_at_distributor(&self, person: &Person, user: &str) -> Result<Shown> {
        self.send(person, SIGN_IN, &[("stamp_user", user), ("password", user), ("slot", "")]).await
    }

    /// Uploads all documents, and asks for the e-meterai of the letters.
    async fn upload_all(&self, person: &Person, first: u64) -> Result<()> {
        self.upload(person, "portrait", &portrait(RED)).await?.assert_kept("portrait");
        for (slot, number) in LETTERS.into_iter().chain(["diploma", "transcript"]).zip(first..) {
            self.upload(person, slot, &letter(number)).await?.assert_kept(slot);
        }
        for slot in LETTERS {
            self.send(person, &format!("{DOCUMENTS}/{slot}/e-meterai"), &PLACE).await?.assert_kept(slot);
        }
        Ok(())
    }

    async fn jobs(&self, condition: &str) -> Result<i64> {
        let sql = format!("SELECT count(*) FROM stamping.jobs WHERE {condition}");
        Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(self.database.owner()).await?)
    }

    /// Makes what waits due, as time does, until so many stampings fulfil the condition.
    async fn stampings_are(&self, condition: &str, number: i64) -> Result<()> {
        eventually(&format!("{number} stampings with {condition}"), PATIENCE, async || {
            let due = "UPDATE stamping.jobs SET due_at = now() - interval '1 second' WHERE settled_at IS NULL";
            self.database.execute(due).await?;
            Ok((self.jobs(condition).await? == number).then_some(()))
        })
        .await
    }
}

#[tokio::test]
async fn an_afternoon_without_the_distributor_costs_no_registration_and_no_second_serial() -> Result<()> {
    let site = Site::open().await?;
    let (early, late) = (site.newcomer().await?, site.newcomer().await?);
    for person in [&early, &late] {
        site.three_steps(person).await?;
    }
    for user in ["early", "late"] {
        site.distributor.credit(user, 4).await?;
    }
    assert_eq!(site.sign_in_at_distributor(&early, "early").await?.status, StatusCode::SEE_OTHER);

    site.distributor.switch(Switches { away: true, ..Switches::default() }).await?;
    let _worker = site.worker().await?;
    let away = site.sign_in_at_distributor(&late, "late").await?;
    away.assert_told(StatusCode::SERVICE_UNAVAILABLE, "Layanan e-meterai sedang terganggu");
    for (person, first) in [(&early, 1), (&late, 11)] {
        site.upload_all(person, first).await?;
        site.get(Some(person), RESUME).await?.assert_told(StatusCode::OK, "Dalam antrean");
        site.yes(person).await?.assert_led_to(OVERVIEW);
    }
    assert_eq!(site.finals().await?, 2);
    assert_eq!(site.jobs("serial IS NOT NULL").await?, 0);
    assert_eq!(site.jobs("settled_at IS NULL").await?, 4, "all of them wait");
    assert_eq!(site.distributor.counts().await?.serials, 0);

    site.distributor.switch(Switches::default()).await?;
    site.stampings_are("state = 'attached'", 2).await?;
    // Whoever could not sign in finds the way to it, although the registration is final.
    site.get(Some(&late), OVERVIEW).await?.assert_told(StatusCode::OK, "Lihat dokumen dan e-meterai");
    let filed = site.get(Some(&late), DOCUMENTS).await?;
    filed.assert_told(StatusCode::OK, "name=\"stamp_user\"");
    assert!(!filed.html.contains("type=\"file\"") && !filed.html.contains("Belum diakhiri"), "{}", filed.html);
    let signed_in = site.sign_in_at_distributor(&late, "late").await?;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER, "{}", signed_in.html);
    site.stampings_are("state = 'attached'", 4).await?;
    site.get(Some(&late), DOCUMENTS).await?.assert_told(StatusCode::OK, "Selesai. Nomor seri");
    let counts = site.distributor.counts().await?;
    assert_eq!((counts.serials, counts.stamps), (4, 4), "one serial number and one stamp for each letter");
    Ok(())
}
