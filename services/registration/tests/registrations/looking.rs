//! A document is shown to its owner alone, as pictures that nothing runs in.

use anyhow::Result;
use http::StatusCode;

use crate::files::{RED, letter, portrait};
use crate::site::Site;

#[tokio::test]
async fn a_strangers_document_is_not_there() -> Result<()> {
    let site = Site::open().await?;
    let (siti, budi) = (site.person().await?, site.person().await?);
    site.upload(&siti, "diploma", &letter(1)).await?.assert_kept("diploma");
    site.upload(&budi, "diploma", &letter(2)).await?.assert_kept("diploma");
    let id = site.file(&siti, "diploma").await?;
    for path in ["", "/asli", "/gambar/1"] {
        let path = format!("/pendaftaran/berkas/{id}{path}");
        assert_eq!(site.get(Some(&budi), &path).await?.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(site.get(None, &path).await?.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(site.get(Some(&siti), &path).await?.status, StatusCode::OK, "{path}");
    }
    let unknown = site.get(Some(&siti), "/pendaftaran/berkas/bukan-nomor").await?;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn pages_are_pictures_and_a_photograph_is_shown_in_place() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.person().await?;
    site.upload(&siti, "diploma", &testing::pdf_of_pages(1, 2, 20_000)).await?.assert_kept("diploma");
    site.upload(&siti, "portrait", &portrait(RED)).await?.assert_kept("portrait");
    let (diploma, photo) = (site.file(&siti, "diploma").await?, site.file(&siti, "portrait").await?);
    let page = site.get(Some(&siti), &format!("/pendaftaran/berkas/{diploma}/gambar/2")).await?;
    let shown = site.get(Some(&siti), &format!("/pendaftaran/berkas/{photo}/asli")).await?;
    for (answer, media_type) in [(&page, "image/png"), (&shown, "image/jpeg")] {
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.response.header("content-type"), Some(media_type));
        assert!(answer.response.header("content-disposition").unwrap().starts_with("inline"));
        assert!(answer.response.header("content-security-policy").unwrap().contains("sandbox"));
        assert_eq!(answer.response.header("cache-control"), Some("no-store"));
    }
    let file = site.get(Some(&siti), &format!("/pendaftaran/berkas/{diploma}/asli")).await?;
    assert!(file.response.header("content-disposition").unwrap().starts_with("attachment"));
    for page in ["3", "0", "x"] {
        let none = site.get(Some(&siti), &format!("/pendaftaran/berkas/{diploma}/gambar/{page}")).await?;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{page}");
    }
    Ok(())
}
