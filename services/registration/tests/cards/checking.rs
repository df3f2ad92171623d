//! "Pengecekan Dokumen": by code and by file, for everybody.

use anyhow::Result;
use http::{StatusCode, header};
use signatures::{Appearance, LocalSigner, sign_incremental};

use crate::site::{NAME, NIK, Person, Site, file};

const VALID: &str = "Asli, berlaku";
const ALTERED: &str = "Pernah kami terbitkan tetapi isinya sudah diubah";
const FOREIGN: &str = "Bukan dokumen kami";
const CANCELLED: &str = "Dibatalkan";

/// A site, somebody, and the card.
async fn issued() -> Result<(Site, Person, Vec<u8>)> {
    let site = Site::start().await?;
    let person = site.person().await?;
    let card = site.cards().card_of(person.account).await?;
    Ok((site, person, card))
}

async fn verdict(site: &Site, bytes: &[u8]) -> Result<String> {
    let page = site.check(bytes).await?.page(StatusCode::OK)?;
    let title = page.split("<h2 id=\"hasil\">").nth(1).and_then(|rest| rest.split("</h2>").next());
    Ok(title.unwrap_or(&page).to_owned())
}

#[tokio::test]
async fn a_code_tells_the_document_and_of_the_name_only_first_letters() -> Result<()> {
    let (site, person, _) = issued().await?;
    let code = site.code(person.registration).await?;
    let page = site.get(&format!("/cek-dokumen/{code}")).await?.page(StatusCode::OK)?;
    let number = person.number.to_string();
    for part in [VALID, &number, "Kementerian Contoh Sukamaju", "Ahli Pertama - Analis Hukum", "I G•••• A•• R•••• D•••"]
    {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let json = site.get(&format!("/api/v1/documents/{code}")).await?;
    assert_eq!(json.status, StatusCode::OK);
    let read: serde_json::Value = serde_json::from_slice(&json.bytes)?;
    assert_eq!((read["standing"].as_str(), read["number"].as_str()), (Some("valid"), Some(number.as_str())));
    assert_eq!(read["masked_name"], "I G•••• A•• R•••• D•••");
    for hidden in [NIK, "RATNA", "Ratna", "SUKABUMI", "1995", "Perempuan"] {
        assert!(!page.contains(hidden) && !json.text().contains(hidden), "{hidden} is told");
    }
    Ok(())
}

#[tokio::test]
async fn a_code_is_found_however_it_is_typed() -> Result<()> {
    let (site, person, _) = issued().await?;
    let code = site.code(person.registration).await?;
    let typed = format!("{}+-{}", &code[..9], &code[9..]).to_lowercase().replace('0', "o").replace('1', "l");
    let reply = site.get(&format!("/cek-dokumen?kode={typed}")).await?;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let to = reply.headers[header::LOCATION].to_str()?.to_owned();
    assert_eq!(to, format!("/cek-dokumen/{code}"));
    let lower = site.get(&format!("/en/cek-dokumen/{}", code.to_lowercase())).await?.page(StatusCode::OK)?;
    assert!(lower.contains("Genuine and valid"), "{lower}");
    Ok(())
}

#[tokio::test]
async fn a_code_that_no_document_has_is_not_ours_and_a_mistyped_one_is_told() -> Result<()> {
    let site = Site::start().await?;
    let page = site.get("/cek-dokumen/7QK3M9X2TD4W0HZ61RVA").await?.page(StatusCode::NOT_FOUND)?;
    assert!(page.contains(FOREIGN) && page.contains("7QK3M 9X2TD 4W0HZ 61RVA"), "{page}");
    assert_eq!(site.get("/api/v1/documents/7QK3M9X2TD4W0HZ61RVA").await?.status, StatusCode::NOT_FOUND);
    let page = site.get("/cek-dokumen?kode=7QK3M").await?.page(StatusCode::UNPROCESSABLE_ENTITY)?;
    assert!(page.contains("tidak lengkap atau salah ketik") && page.contains("7QK3M"), "{page}");
    let page = site.get("/cek-dokumen").await?.page(StatusCode::OK)?;
    assert!(page.contains("Periksa dengan kode") && page.contains("Periksa dengan berkas PDF"), "{page}");
    Ok(())
}

#[tokio::test]
async fn only_the_very_bytes_that_were_issued_are_genuine() -> Result<()> {
    let (site, _, card) = issued().await?;
    assert_eq!(verdict(&site, &card).await?, VALID);
    let appended = [card.as_slice(), b"\n% one more\n"].concat();
    assert_eq!(verdict(&site, &appended).await?, ALTERED);
    let mut flipped = card.clone();
    flipped[card.len() / 3] ^= 1;
    assert_eq!(verdict(&site, &flipped).await?, ALTERED);
    // Without its signature: what was drawn ends where the first revision ends.
    let end = card.windows(5).position(|window| window == b"%%EOF").unwrap() + 6;
    assert!(end < card.len());
    assert_eq!(verdict(&site, &card[..end]).await?, ALTERED);
    Ok(())
}

#[tokio::test]
async fn a_signed_card_whose_code_was_painted_over_is_still_known_by_our_signature() -> Result<()> {
    let (site, person, card) = issued().await?;
    let code = site.code(person.registration).await?;
    let mut painted = card;
    while let Some(at) = painted.windows(code.len()).position(|window| window == code.as_bytes()) {
        painted[at] = b'-';
    }
    assert_eq!(verdict(&site, &painted).await?, ALTERED);
    Ok(())
}

#[tokio::test]
async fn a_file_of_somebody_else_is_not_ours_whoever_signed_it() -> Result<()> {
    let (site, _, _) = issued().await?;
    let foreign = testing::pdf(1, 4000);
    assert_eq!(verdict(&site, &foreign).await?, FOREIGN);
    let key = |name: &str| std::fs::read(file(name));
    let stranger = LocalSigner::from_pem(&key("rsa.key")?, &key("rsa.pem")?)?;
    let at = crate::site::NOW.parse()?;
    let signed = sign_incremental(&foreign, &Appearance { at, ..Appearance::default() }, &stranger)?;
    assert_eq!(verdict(&site, &signed).await?, FOREIGN);
    Ok(())
}

#[tokio::test]
async fn a_card_of_a_cancelled_registration_is_cancelled() -> Result<()> {
    let (site, person, card) = issued().await?;
    let code = site.code(person.registration).await?;
    site.database.execute("UPDATE registration.registrations SET state = 'cancelled', ended_at = now()").await?;
    assert_eq!(verdict(&site, &card).await?, CANCELLED);
    let json = site.get(&format!("/api/v1/documents/{code}")).await?;
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&json.bytes)?["standing"], "cancelled");
    // Its account is gone, and with it what was recorded.
    site.database.execute("DELETE FROM accounts.accounts").await?;
    assert_eq!(verdict(&site, &card).await?, CANCELLED);
    Ok(())
}

#[tokio::test]
async fn a_corrected_registration_has_a_new_card_and_the_old_one_says_so() -> Result<()> {
    let (site, person, card) = issued().await?;
    let code = site.code(person.registration).await?;
    site.correct(&person).await?;
    let newer = site.cards().card_of(person.account).await?;
    assert!(newer != card);
    assert_ne!(site.code(person.registration).await?, code);
    assert!(verdict(&site, &card).await?.starts_with("Asli, digantikan versi tanggal 1 Desember 2026"));
    assert_eq!(verdict(&site, &newer).await?, VALID);
    let json = site.get(&format!("/api/v1/documents/{code}")).await?;
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&json.bytes)?["standing"], "replaced");
    Ok(())
}

#[tokio::test]
async fn what_is_no_card_at_all_is_told_at_the_field() -> Result<()> {
    let site = Site::start().await?;
    let large = site.check(&[b"%PDF-1.7\n", vec![b'a'; 3 << 20].as_slice()].concat()).await?;
    assert!(large.page(StatusCode::PAYLOAD_TOO_LARGE)?.contains("lebih besar dari 2 MB"));
    let picture = site.check(&testing::jpeg(1, 4000)).await?;
    assert!(picture.page(StatusCode::UNPROCESSABLE_ENTITY)?.contains("bukan PDF"));
    let nothing = site.check(b"").await?;
    assert!(nothing.page(StatusCode::UNPROCESSABLE_ENTITY)?.contains("Berkas belum dipilih"));
    Ok(())
}

#[tokio::test]
async fn a_network_checks_thirty_times_a_minute() -> Result<()> {
    let site = Site::start().await?;
    for _ in 0..30 {
        assert_eq!(site.get("/api/v1/documents/7QK3M9X2TD4W0HZ61RVA").await?.status, StatusCode::NOT_FOUND);
    }
    for path in ["/api/v1/documents/7QK3M9X2TD4W0HZ61RVA", "/cek-dokumen/7QK3M9X2TD4W0HZ61RVA"] {
        assert_eq!(site.get(path).await?.status, StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(site.check(&testing::pdf(1, 4000)).await?.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(site.get("/cek-dokumen").await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn without_the_database_a_check_says_to_come_back() -> Result<()> {
    let (site, person, card) = issued().await?;
    let code = site.code(person.registration).await?;
    let away = site.again(&[("REGISTRATION_DATABASE_URL", "postgres://registration@127.0.0.1:1/none")]).await?;
    for reply in [away.get(&format!("/cek-dokumen/{code}")).await?, away.check(&card).await?] {
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE, "{}", reply.text());
        assert!(!reply.text().contains(NAME));
    }
    Ok(())
}
