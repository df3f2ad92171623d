//! What does not fit is refused at its document, and nothing of it is kept.

use anyhow::Result;
use http::StatusCode;

use crate::files::{RED, letter, portrait};
use crate::site::{DOCUMENTS, Site};

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

#[tokio::test]
async fn a_file_of_another_type_or_size_is_told_with_its_real_size_and_the_limit() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    let photo = site.upload(&siti, "diploma", &portrait(RED)).await?;
    photo.assert_told(UNPROCESSABLE, "Berkas tidak sesuai: dokumen ini harus berupa PDF.");
    let pdf = site.upload(&siti, "portrait", &letter(1)).await?;
    pdf.assert_told(UNPROCESSABLE, "Berkas tidak sesuai: dokumen ini harus berupa JPG.");
    let large = site.upload(&siti, "transcript", &testing::pdf(1, 600 * 1024)).await?;
    large.assert_told(UNPROCESSABLE, "padahal paling besar 500 KB");
    assert!(large.html.contains("ukurannya 6"), "the real size: {}", large.html);
    let huge = site.upload(&siti, "diploma", &vec![b'x'; 5 << 20]).await?;
    huge.assert_told(UNPROCESSABLE, "lebih dari 4 MB");
    let text = site.upload(&siti, "diploma", b"teks").await?;
    text.assert_told(UNPROCESSABLE, "Berkas tidak sesuai.");
    let pages = site.upload(&siti, "application_letter", &testing::pdf_of_pages(1, 6, 20_000)).await?;
    pages.assert_told(UNPROCESSABLE, "ada 6 halaman, padahal paling banyak 5 halaman");
    site.upload(&siti, "diploma", b"").await?.assert_told(UNPROCESSABLE, "kosong");
    assert!(site.objects("registrations/").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_document_that_is_not_asked_for_has_no_place() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    for slot in ["ktp", "selfie", "str", "x"] {
        assert_eq!(site.upload(&siti, slot, &letter(1)).await?.status, StatusCode::NOT_FOUND, "{slot}");
    }
    Ok(())
}

#[tokio::test]
async fn after_the_end_nothing_is_taken() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    let kept = site.file(&siti, "diploma").await?;
    for ended in [
        "UPDATE registration.dates SET closes_at = now() - interval '1 second'",
        "UPDATE registration.dates SET closes_at = now() + interval '1 day';
         UPDATE registration.registrations SET state = 'cancelled', ended_at = now()",
    ] {
        site.database.execute(ended).await?;
        for file in [letter(2), letter(1)] {
            assert_eq!(site.upload(&siti, "diploma", &file).await?.status, StatusCode::CONFLICT);
        }
    }
    assert_eq!(site.file(&siti, "diploma").await?, kept);
    assert_eq!(site.objects("registrations/").await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn whoever_is_not_signed_in_goes_to_the_sign_in_and_nothing_is_kept() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.database.execute("UPDATE accounts.sessions SET expires_at = now() - interval '1 second'").await?;
    let over = site.upload(&siti, "diploma", &letter(1)).await?;
    assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.html);
    assert!(over.location.unwrap().starts_with("/akun/masuk"));
    let nobody = site.get(None, DOCUMENTS).await?;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert_eq!(site.database.count("SELECT count(*) FROM registration.files").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_form_of_another_session_is_refused() -> Result<()> {
    let site = Site::open().await?;
    let (siti, budi) = (site.person().await?, site.person().await?);
    for token in [budi.token().as_str(), ""] {
        let foreign = site.upload_with(&siti, "diploma", token, &letter(1)).await?;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN, "{}", foreign.html);
    }
    assert_eq!(site.database.count("SELECT count(*) FROM registration.files").await?, 0);
    Ok(())
}

#[tokio::test]
async fn what_one_may_upload_in_a_day_has_a_bound() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    let many = "INSERT INTO registration.files (id, registration_id, account_id, slot, media_type, size, digest, notes,
                    uploaded_at, doomed_at)
                SELECT gen_random_uuid(), id, account_id, 'diploma', 'application/pdf', 1, 'x', '{}', now(),
                    now() + interval '1 day' FROM registration.registrations, generate_series(1, 200)";
    site.database.execute(many).await?;
    let refused = site.upload(&siti, "diploma", &letter(1)).await?;
    refused.assert_told(StatusCode::TOO_MANY_REQUESTS, "Terlalu banyak unggahan");
    Ok(())
}
