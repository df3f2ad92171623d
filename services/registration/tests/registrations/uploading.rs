//! Documents that fit are kept, once, and the last one counts.

use anyhow::Result;
use http::StatusCode;

use crate::files::{RED, letter, portrait};
use crate::site::{DOCUMENTS, Site};

#[tokio::test]
async fn a_document_is_kept_sealed_under_the_key_of_its_account_and_shown_as_uploaded() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    let file = letter(1);
    site.upload(&siti, "diploma", &file).await?.assert_kept("diploma");
    let page = site.get(Some(&siti), DOCUMENTS).await?;
    page.assert_told(StatusCode::OK, "Unggah Ulang");
    let id = site.file(&siti, "diploma").await?;
    assert_eq!(site.objects("registrations/").await?, [format!("registrations/{}/{id}", siti.account)]);
    let key = format!("registrations/{}/{id}", siti.account);
    let length = u64::try_from(file.len() + vault::DataKey::OVERHEAD)?;
    let object = site.bucket.store()?.get_range(&key, 0, length).await?;
    assert!(!object.windows(5).any(|window| window == b"%PDF-"), "it is sealed");
    let opened = site.get(Some(&siti), &format!("/pendaftaran/berkas/{id}/asli")).await?;
    assert_eq!(opened.response.body, file);
    Ok(())
}

#[tokio::test]
async fn the_last_upload_counts_and_the_one_before_stays_for_a_day() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    let first = site.file(&siti, "diploma").await?;
    site.upload(&siti, "diploma", &letter(2)).await?.assert_kept("diploma");
    let second = site.file(&siti, "diploma").await?;
    assert_ne!(first, second);
    let gone = site.get(Some(&siti), &format!("/pendaftaran/berkas/{first}/asli")).await?;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "nobody opens what was replaced");
    let doomed = "SELECT count(*) FROM registration.files
                   WHERE doomed_at BETWEEN now() + interval '23 hours' AND now() + interval '25 hours'";
    assert_eq!((site.database.count(doomed).await?, site.objects("registrations/").await?.len()), (1, 2));
    Ok(())
}

#[tokio::test]
async fn the_same_file_twice_is_one_object() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    let file = letter(1);
    site.upload(&siti, "diploma", &file).await?.assert_kept("diploma");
    let before = site.file(&siti, "diploma").await?;
    site.upload(&siti, "diploma", &file).await?.assert_kept("diploma");
    assert_eq!(site.file(&siti, "diploma").await?, before);
    assert_eq!(site.objects("registrations/").await?.len(), 1);
    // At the same moment, from two tabs, one of them stays.
    let (one, other) = (letter(3), letter(3));
    let (left, right) = tokio::join!(site.upload(&siti, "transcript", &one), site.upload(&siti, "transcript", &other));
    left?.assert_kept("transcript");
    right?.assert_kept("transcript");
    let kept = "SELECT count(*) FROM registration.files WHERE slot = 'transcript' AND doomed_at IS NULL";
    assert_eq!(site.database.count(kept).await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_way_leads_on_when_every_mandatory_document_is_there_and_back_when_one_is_not() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "portrait", &portrait(RED)).await?.assert_kept("portrait");
    for (slot, seed) in [("diploma", 1), ("transcript", 2), ("application_letter", 3), ("statement_letter", 4)] {
        site.upload(&siti, slot, &letter(seed)).await?.assert_kept(slot);
    }
    let page = site.get(Some(&siti), DOCUMENTS).await?;
    page.assert_told(StatusCode::OK, "masih harus dilengkapi");
    assert!(page.html.contains("<a href=\"#statement_letter\">") && !page.html.contains("<a href=\"#diploma\">"));
    let position = [("page", "1"), ("position", "bottom-right"), ("signed", "yes")];
    for slot in ["application_letter", "statement_letter"] {
        site.send(&siti, &format!("{DOCUMENTS}/{slot}/e-meterai"), &position).await?.assert_kept(slot);
    }
    // Their stampings wait; nobody waits for them.
    site.get(Some(&siti), DOCUMENTS).await?.assert_told(StatusCode::OK, "/pendaftaran/resume");
    let reached = "SELECT step::bigint FROM registration.registrations";
    assert_eq!(site.database.count(reached).await?, 5);
    site.upload(&siti, "statement_letter", &letter(5)).await?.assert_kept("statement_letter");
    site.get(Some(&siti), DOCUMENTS).await?.assert_told(StatusCode::OK, "masih harus dilengkapi");
    assert_eq!(site.database.count(reached).await?, 4);
    Ok(())
}

#[tokio::test]
async fn a_doubtful_document_is_kept_told_and_noted_for_the_verifier() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "portrait", &portrait([40, 90, 200])).await?.assert_kept("portrait");
    assert_eq!(site.notes(&siti, "portrait").await?, ["portrait_not_red"]);
    site.get(Some(&siti), DOCUMENTS).await?.assert_told(StatusCode::OK, "tampaknya tidak merah");
    site.upload(&siti, "portrait", &portrait(RED)).await?.assert_kept("portrait");
    assert_eq!(site.notes(&siti, "portrait").await?, [""; 0]);
    // Black letters on white are no colour scan.
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    assert_eq!(site.notes(&siti, "diploma").await?, ["grey_scan"]);
    Ok(())
}
