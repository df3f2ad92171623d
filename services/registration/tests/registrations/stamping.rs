//! A letter gets its e-meterai, and a page never waits for it.

use anyhow::{Context as _, Result};
use distributor::simulated::Switches;
use http::StatusCode;
use signatures::{Conclusion, Trust, examine};
use testing::eventually;
use uuid::Uuid;

use crate::files::letter;
use crate::site::{DOCUMENTS, PATIENCE, Person, Shown, Site};

const LETTER: &str = "application_letter";
const SIGN_IN: &str = "/pendaftaran/e-meterai/masuk";
const STAMP: &str = "/pendaftaran/dokumen/application_letter/e-meterai";
const POSITION: [(&str, &str); 3] = [("page", "1"), ("position", "bottom-right"), ("signed", "yes")];

async fn sign_in(site: &Site, person: &Person, user: &str, password: &str) -> Result<Shown> {
    site.send(person, SIGN_IN, &[("stamp_user", user), ("password", password), ("slot", LETTER)]).await
}

/// Waits until the page with all documents says this.
async fn said(site: &Site, person: &Person, words: &str) -> Result<()> {
    eventually(words, PATIENCE, async || {
        // The relay is not there: the worker asks again for what is due.
        let due = "UPDATE stamping.jobs SET due_at = now() - interval '1 second' WHERE settled_at IS NULL";
        site.database.execute(due).await?;
        Ok(site.get(Some(person), DOCUMENTS).await?.html.contains(words).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_letter_is_stamped_where_its_owner_wants_it_and_shown_with_its_serial_number() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.distributor.credit("siti", 2).await?;
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    let signed_in = sign_in(&site, &siti, "siti", "siti").await?;
    assert_eq!(signed_in.location.as_deref(), Some(STAMP), "{}", signed_in.html);
    site.get(Some(&siti), STAMP).await?.assert_told(StatusCode::OK, "Letak e-meterai");
    let own =
        [("page", "1"), ("position", "own"), ("left", "300.5"), ("bottom", "120"), ("side", "90"), ("signed", "yes")];
    site.send(&siti, STAMP, &own).await?.assert_kept(LETTER);
    site.get(Some(&siti), DOCUMENTS).await?.assert_told(StatusCode::OK, "Dalam antrean");
    let place: Vec<f32> =
        sqlx::query_scalar("SELECT place FROM stamping.jobs").fetch_one(site.database.owner()).await?;
    assert_eq!(place, [300.5, 120.0, 390.5, 210.0]);
    let _worker = site.worker().await?;
    said(&site, &siti, "Selesai. Nomor seri").await?;
    let id = site.file(&siti, LETTER).await?;
    let stamped = site.get(Some(&siti), &format!("/pendaftaran/berkas/{id}/asli")).await?;
    assert!(stamped.response.body.starts_with(&letter(1)), "every byte of the letter is as it was");
    let trust = Trust::from_pem(&std::fs::read(&site.distributor.authority)?)?.with_stamp_words(["e-meterai"]);
    assert_eq!(examine(&stamped.response.body, &trust).unwrap().conclusion, Conclusion::Genuine);
    // Uploaded as it is by somebody else, it is an e-meterai that somebody else has too.
    let budi = site.person().await?;
    site.upload(&budi, LETTER, &stamped.response.body).await?.assert_kept(LETTER);
    site.get(Some(&budi), DOCUMENTS).await?.assert_told(StatusCode::OK, "sudah ber-e-meterai");
    Ok(())
}

#[tokio::test]
async fn a_wrong_password_is_told_and_neither_it_nor_the_right_one_is_kept() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.distributor.credit("siti", 1).await?;
    let wrong = sign_in(&site, &siti, "siti", "rahasia-salah").await?;
    wrong.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "akun E-Meterai salah");
    assert!(!wrong.html.contains("rahasia-salah"));
    assert_eq!(site.database.count("SELECT count(*) FROM stamping.tokens").await?, 0);
    sign_in(&site, &siti, "siti", "siti").await?;
    assert_eq!(site.database.count("SELECT count(*) FROM stamping.tokens").await?, 1);
    Ok(())
}

#[tokio::test]
async fn while_the_distributor_is_away_letters_are_taken_and_wait() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.distributor.credit("siti", 1).await?;
    sign_in(&site, &siti, "siti", "siti").await?;
    site.distributor.switch(Switches { away: true, ..Switches::default() }).await?;
    let away = sign_in(&site, &siti, "siti", "siti").await?;
    away.assert_told(StatusCode::SERVICE_UNAVAILABLE, "Layanan e-meterai sedang terganggu");
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    site.get(Some(&siti), DOCUMENTS).await?.assert_told(StatusCode::OK, "Dalam antrean");
    Ok(())
}

#[tokio::test]
async fn a_stamp_beside_the_page_or_on_an_unsigned_letter_is_refused() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    let beside = [("page", "1"), ("position", "own"), ("left", "560"), ("bottom", "0"), ("signed", "yes")];
    site.send(&siti, STAMP, &beside).await?.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "di dalam halaman");
    let small = [("page", "1"), ("position", "own"), ("left", "0"), ("bottom", "0"), ("side", "60"), ("signed", "yes")];
    site.send(&siti, STAMP, &small).await?.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "di dalam halaman");
    let unsigned = [("page", "1"), ("position", "bottom-right")];
    site.send(&siti, STAMP, &unsigned).await?.assert_told(StatusCode::UNPROCESSABLE_ENTITY, "sudah Anda tanda");
    assert_eq!(site.database.count("SELECT count(*) FROM stamping.jobs").await?, 0);
    let none = site.send(&siti, "/pendaftaran/dokumen/statement_letter/e-meterai", &POSITION).await?;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "nothing is uploaded there");
    Ok(())
}

#[tokio::test]
async fn a_stamping_that_nobody_began_is_withdrawn_and_asked_for_again_and_goes_with_a_new_upload() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    assert_eq!(site.database.count("SELECT count(*) FROM stamping.jobs").await?, 1, "asked twice, one stamping");
    site.send(&siti, &format!("{STAMP}/batal"), &[]).await?.assert_kept(LETTER);
    site.get(Some(&siti), DOCUMENTS).await?.assert_told(StatusCode::OK, "belum ber-e-meterai");
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    site.upload(&siti, LETTER, &letter(2)).await?.assert_kept(LETTER);
    let open = "SELECT count(*) FROM stamping.jobs WHERE settled_at IS NULL";
    assert_eq!(site.database.count(open).await?, 0, "the letter that it was for is replaced");
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    assert_eq!(site.database.count(open).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_letter_that_is_just_being_stamped_is_not_replaced() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    let before: Uuid = site.file(&siti, LETTER).await?;
    site.database.execute("UPDATE stamping.jobs SET purchase_began_at = now(), state = 'serial_reserved'").await?;
    let refused = site.upload(&siti, LETTER, &letter(2)).await?;
    refused.assert_told(StatusCode::CONFLICT, "sedang dibubuhi");
    assert_eq!(site.file(&siti, LETTER).await?, before);
    let kept = site.send(&siti, &format!("{STAMP}/batal"), &[]).await?;
    kept.assert_told(StatusCode::CONFLICT, "tidak dapat dibatalkan");
    Ok(())
}

#[tokio::test]
async fn who_has_no_stamp_left_is_told_and_goes_on_after_buying_some() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.distributor.credit("siti", 0).await?;
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    sign_in(&site, &siti, "siti", "siti").await?;
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    let _worker = site.worker().await?;
    said(&site, &siti, "Sudah saya isi").await?;
    site.distributor.credit("siti", 1).await?;
    let gone_on = site.send(&siti, "/pendaftaran/e-meterai/isi", &[]).await?;
    assert_eq!(gone_on.status, StatusCode::SEE_OTHER);
    said(&site, &siti, "Selesai. Nomor seri").await
}

#[tokio::test]
async fn a_rejected_letter_is_told_why_and_needs_another_file() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.distributor.credit("siti", 1).await?;
    site.distributor.switch(Switches { refuses_files: true, ..Switches::default() }).await?;
    site.upload(&siti, LETTER, &letter(1)).await?.assert_kept(LETTER);
    sign_in(&site, &siti, "siti", "siti").await?;
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    let _worker = site.worker().await?;
    said(&site, &siti, "cetak ke PDF lalu unggah lagi").await?;
    site.distributor.switch(Switches::default()).await?;
    site.upload(&siti, LETTER, &letter(2)).await?.assert_kept(LETTER);
    site.send(&siti, STAMP, &POSITION).await?.assert_kept(LETTER);
    said(&site, &siti, "Selesai. Nomor seri").await?;
    let serials = site.distributor.counts().await?.serials;
    assert_eq!(serials, 1, "what was bought is used for the second file");
    site.file(&siti, LETTER).await.map(drop).context("the second file")
}
