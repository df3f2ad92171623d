//! The pages behind `/en`: the same ones, in English.

use anyhow::{Context as _, Result};
use domain::catalogue;
use http::StatusCode;
use testing::{Person, indonesian_words};

use super::visitor::{Sheet, Shown, forms, open};
use crate::service::Service;

/// That a page is English from its head to its foot, and leads to the same page in Indonesian.
fn assert_english(page: &Shown, path: &str) {
    assert!(page.html.contains("<html lang=\"en\">"), "{path}");
    assert_eq!(page.response.header("content-language"), Some("en"), "{path}");
    let words = indonesian_words(&page.html);
    assert!(words.is_empty(), "{path} has {words:?}: {}", page.html);
    for link in ["href", "action", "formaction"] {
        for (_, rest) in
            page.html.match_indices(&format!(" {link}=\"/")).map(|(at, link)| page.html.split_at(at + link.len()))
        {
            let target = rest.split('"').next().unwrap_or_default();
            let stays = target == "en" || target.starts_with("en/") || target.starts_with("assets/");
            let switches =
                rest.contains("hreflang=\"id\"") && rest.split('>').next().is_some_and(|tag| tag.contains("hreflang"));
            assert!(stays || switches, "{path} leads to /{target}");
        }
    }
    assert!(page.html.contains(" lang=\"id\" hreflang=\"id\""), "{path}");
}

#[tokio::test]
async fn every_public_page_is_there_in_english_with_nothing_indonesian_left() -> Result<()> {
    let service = Service::start_with(&[("OFFER_NOTICES", "true")]).await?;
    let mut paths: Vec<String> =
        ["", "/formulir", "/privasi", "/faq", "/faq?q=kata+sandi", "/faq?q=zzzz", "/faq/cpns", "/faq/cpns/login"]
            .map(|path| format!("/en{path}"))
            .into();
    paths.extend(["/en/nomor-tiket".to_owned(), "/en/nomor-tiket/diminta".to_owned()]);
    paths.extend(catalogue::FORMS.iter().map(|form| format!("/en/formulir/{}", form.slug)));
    for path in paths {
        let page = open(&service, &path).await?;
        assert!(matches!(page.status, StatusCode::OK | StatusCode::NOT_IMPLEMENTED), "{path}: {}", page.status);
        assert_english(&page, &path);
        let other = path.strip_prefix("/en").filter(|rest| !rest.is_empty()).unwrap_or("/");
        assert!(page.html.contains(&format!("href=\"{other}\" lang=\"id\"")), "{path}");
        let indonesian = open(&service, other).await?;
        assert!(indonesian.html.contains("<html lang=\"id\">"), "{other}");
        assert!(indonesian.html.contains(&format!("href=\"{path}\" lang=\"en\"")), "{other}");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_in_the_language_of_its_address() -> Result<()> {
    let service = Service::start().await?;
    for path in ["/en/nowhere", "/en/formulir/nowhere", "/en/tiket/x"] {
        let page = open(&service, path).await?;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_english(&page, path);
        assert!(page.html.contains("There is nothing at this address."), "{path}");
    }
    assert!(open(&service, "/english").await?.html.contains("Alamat yang dituju tidak ada."));
    let api = service.get("/api/v1/forms/nowhere", &[("accept-language", "en")]).await?;
    assert!(String::from_utf8_lossy(&api.body).contains("Formulir tidak ditemukan"), "the API is Indonesian");
    Ok(())
}

#[tokio::test]
async fn mistakes_are_told_in_english_and_the_way_to_the_receipt_stays_english() -> Result<()> {
    let service = Service::start().await?;
    for form in forms() {
        let english = |sheet: Sheet| sheet.in_english();
        let seed = 7_000 + u64::from(form.code.to_string().parse::<u8>()?);
        let whole = english(Sheet::of(form.slug, &Person::new(seed))).opened(&service).await?;
        let mut wrong = whole.clone().with("nik", "12").with("birth_date", "31-02-1995").with("full_name", "S1ti");
        wrong.files.clear();
        let told = wrong.send(&service).await?;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", form.slug);
        // What was typed is the person's own.
        assert_english(&without_values(told), form.slug);

        let shown = whole.clone().with("action", "check").send(&service).await?;
        let sent = if shown.status == StatusCode::SEE_OTHER {
            shown
        } else {
            assert_eq!(shown.status, StatusCode::OK, "{}", form.slug);
            assert!(shown.html.contains("Check before you send"), "{}", form.slug);
            Sheet { files: Vec::new(), ..whole }.on(&shown)?.send(&service).await?
        };
        let location = sent.location.clone().context("the way to the receipt")?;
        assert!(location.starts_with("/en/tiket/"), "{location}");
        assert_english(&open(&service, &location).await?, &location);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_filed_in_english_is_the_same_ticket_as_in_indonesian() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of("cek-eks-thk2", &Person::new(31));
    let indonesian = sheet.clone().opened(&service).await?.send(&service).await?;
    assert_eq!(indonesian.status, StatusCode::SEE_OTHER, "{}", indonesian.html);
    let again = sheet.in_english().opened(&service).await?.send(&service).await?;
    assert_eq!(again.status, StatusCode::CONFLICT, "the same person and form is known in both languages");
    assert_english(&without_values(again), "the page of what was sent before");
    Ok(())
}

/// Without what stands in controls and in what was understood of it.
fn without_values(mut page: Shown) -> Shown {
    let parts: Vec<&str> = page.html.split("<textarea").collect();
    page.html = parts.iter().map(|part| part.split_once("</textarea>").map_or(*part, |(_, rest)| rest)).collect();
    page
}

#[tokio::test]
async fn only_the_home_page_asks_which_language_a_browser_prefers() -> Result<()> {
    let service = Service::start().await?;
    let english = ("accept-language", "en-GB,en;q=0.9,id;q=0.5");
    let led = service.get("/", &[english]).await?;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, Some("/en")));
    assert_eq!(led.header("cache-control"), Some("no-store"));
    assert!(led.header("vary").is_some_and(|vary| vary.contains("accept-language") && vary.contains("cookie")));
    for (path, headers) in [
        ("/", &[("accept-language", "id,en;q=0.9")][..]),
        ("/", &[english, ("cookie", "bahasa=id")]),
        ("/", &[english, ("sec-fetch-site", "same-origin")]),
        ("/formulir", &[english]),
        ("/formulir/pengaduan-instansi", &[english]),
        ("/en", &[("accept-language", "id")]),
    ] {
        assert_eq!(service.get(path, headers).await?.status, StatusCode::OK, "{path} {headers:?}");
    }
    let home = service.get("/", &[]).await?;
    assert!(home.header("vary").is_some_and(|vary| vary.contains("accept-language")));
    Ok(())
}
