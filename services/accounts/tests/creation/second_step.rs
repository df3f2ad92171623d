//! What people see of the second step, and of what they upload.

use anyhow::Result;
use futures_util::future::join_all;
use http::StatusCode;

use crate::site::{Browser, CHECK, FIRST_STEP, Site, TOLD, details, pictures, siti, with};

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_pictures_that_are_right_stay() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let mut filled = browser.second(&site).await?;
    for (name, wrong) in [
        ("diploma_name", "Dra. Siti Rahayu, S.Kom"),
        ("diploma_birth_date", "31/02/1995"),
        ("gender", ""),
        ("password", "Siti1708!"),
        ("password_again", "Siti1708!"),
        ("question_2", "1"),
        ("answer_1", "-"),
    ] {
        filled.insert(name, wrong.to_owned());
    }
    let [_, selfie] = pictures();
    let shown = browser.attach(&site, TOLD, &filled, &[selfie]).await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", shown.html);
    for target in ["diploma_name", "diploma_birth_date", "gender", "ktp", "answer_1", "question_2"] {
        assert!(shown.html.contains(&format!("href=\"#{target}\"")), "{target}: {}", shown.html);
    }
    assert!(!shown.html.contains("href=\"#selfie\"") && shown.html.contains("selfie-kept"), "{}", shown.html);
    assert_eq!(shown.value("diploma_name").as_deref(), Some("Dra. Siti Rahayu, S.Kom"), "as it was typed");
    assert!(!shown.html.contains("Siti1708!"), "a password never comes back");
    // Put right, with the picture that is missing only.
    let [ktp, _] = pictures();
    filled.extend(details());
    let shown = browser.attach(&site, TOLD, &filled, &[ktp]).await?;
    assert_eq!((shown.status, shown.location.as_deref()), (StatusCode::SEE_OTHER, Some(CHECK)), "{}", shown.html);
    Ok(())
}

#[tokio::test]
async fn a_photograph_that_phones_keep_in_another_format_is_refused_at_once_and_says_which_one_is_meant() -> Result<()>
{
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let filled = browser.second(&site).await?;
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), &[7].repeat(40_000)].concat();
    let [ktp, selfie] = pictures();
    for (kind, files, meant) in [
        ("selfie", [ktp, ("selfie", heic.as_slice())], "Swafoto harus berupa foto JPG, bukan PDF."),
        ("ktp", [("ktp", heic.as_slice()), selfie], "sebagai JPEG (.jpg) atau PDF"),
    ] {
        let shown = browser.attach(&site, TOLD, &filled, &files).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(shown.html.contains(&format!("href=\"#{kind}\"")), "{kind}: {}", shown.html);
        let error = shown.html.split(&format!("id=\"{kind}-error\"")).nth(1).and_then(|rest| rest.split("</p>").next());
        assert!(error.is_some_and(|error| error.contains(meant)), "{kind}: {error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_password_that_strangers_would_try_is_told_with_every_reason() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    for (password, reasons) in [
        ("rahayu", vec!["Paling sedikit 8 karakter.", "Tambahkan angka.", "Jangan memakai nama Anda."]),
        ("Anggur!17081995", vec!["Jangan memakai tanggal lahir Anda."]),
        ("Anggur!317401170895", vec!["Jangan memakai angka dari NIK"]),
    ] {
        let filled = with(with(browser.second(&site).await?, "password", password), "password_again", password);
        let shown = browser.attach(&site, TOLD, &filled, &pictures()).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(shown.html.contains("href=\"#password\""), "{}", shown.html);
        for reason in reasons {
            assert!(shown.html.contains(reason), "{password}: {reason}: {}", shown.html);
        }
    }
    Ok(())
}

#[tokio::test]
async fn who_comes_back_from_the_check_changes_a_value_without_typing_the_password_again() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.up_to_the_check(&site, &siti()).await?;
    let hashes = "SELECT password_hash || answer_1_hash || answer_2_hash FROM accounts.drafts";
    let before: String = sqlx::query_scalar(hashes).fetch_one(site.database.owner()).await?;
    let mut filled = browser.second(&site).await?;
    for name in ["password", "password_again", "answer_1", "answer_2"] {
        filled.insert(name, String::new());
    }
    filled.insert("diploma_birth_date", "18/08/1995".to_owned());
    filled.insert("gender", "male".to_owned());
    let shown = browser.attach(&site, TOLD, &filled, &[]).await?;
    assert_eq!(shown.location.as_deref(), Some(CHECK), "{}", shown.html);
    let after: String = sqlx::query_scalar(hashes).fetch_one(site.database.owner()).await?;
    assert_eq!(before, after);
    let check = browser.open(&site, CHECK).await?;
    for told in ["18/08/1995", "Berbeda dengan KTP", "Tanggal lahir sesuai ijazah berbeda", "jenis kelaminnya berbeda"]
    {
        assert!(check.html.contains(told), "{told}: {}", check.html);
    }
    // The first step told anew has the password asked for again: it was judged beside what stood there.
    browser.tell(&site, &with(siti(), "email", "lain@example.go.id")).await?.assert_goes_on();
    assert_eq!(browser.open(&site, CHECK).await?.location.as_deref(), Some(TOLD));
    assert_eq!(browser.open(&site, TOLD).await?.value("diploma_birth_date").as_deref(), Some("18/08/1995"));
    Ok(())
}

#[tokio::test]
async fn pictures_are_shown_to_the_browser_that_sent_them_and_lie_sealed() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.up_to_the_check(&site, &siti()).await?;
    let selfie = browser.open(&site, "/akun/buat/swafoto").await?;
    assert_eq!((selfie.status, selfie.response.header("content-type")), (StatusCode::OK, Some("image/jpeg")));
    assert_eq!(selfie.response.header("cache-control"), Some("no-store"));
    let scan = &pictures()[1].1[pictures()[1].1.len() - 2_000..];
    assert!(selfie.response.body.ends_with(scan), "the picture itself is what was sent");
    let stranger = Browser::default().open(&site, "/akun/buat/swafoto").await?;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let store = site.bucket.store()?;
    let listing = store.list("accounts/", jiff::Timestamp::MAX, None).await?;
    assert_eq!(listing.objects.len(), 2);
    for object in listing.objects {
        let sealed = store.get_range(&object.key, 0, 1_000).await?;
        assert!(!sealed.starts_with(&[0xff, 0xd8]), "{}", object.key);
    }
    Ok(())
}

#[tokio::test]
async fn a_selfie_is_a_photograph_that_a_face_can_be_seen_in() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let tiny = testing::jpeg(3, 5_000);
    for (picture, told) in [
        (tiny.as_slice(), "paling sedikit 240 × 320 piksel"),
        (b"%PDF-1.4".as_slice(), "PDF"),
        (b"GIF89a".as_slice(), "JPG"),
    ] {
        let filled = browser.second(&site).await?;
        let shown = browser.attach(&site, TOLD, &filled, &[("selfie", picture)]).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(shown.html.contains(told) && shown.html.contains("href=\"#selfie\""), "{told}: {}", shown.html);
    }
    let filled = browser.second(&site).await?;
    let large = vec![0xff; 300_000];
    let shown = browser.attach(&site, TOLD, &filled, &[("selfie", &large)]).await?;
    assert!(shown.html.contains("href=\"#selfie\"") && shown.html.contains("200 KB"), "{}", shown.html);
    assert_eq!(shown.value("diploma_name").as_deref(), Some("Siti Rahayu"), "what came before is there");
    assert_eq!(site.count("accounts.files").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_draft_has_one_picture_of_a_kind_however_often_and_at_once_they_are_sent() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let filled = with(browser.second(&site).await?, "action", "keep");
    let sending = (0..8).map(|_| {
        let (mut browser, filled, site) = (browser.clone(), filled.clone(), &site);
        async move { browser.attach(site, TOLD, &filled, &pictures()[..1]).await }
    });
    for sent in join_all(sending).await {
        assert_eq!(sent?.status, StatusCode::OK);
    }
    let kept = "SELECT count(*) FROM accounts.files WHERE doomed_at IS NULL";
    assert_eq!(site.database.count(kept).await?, 1);
    for _ in 0..14 {
        browser.attach(&site, TOLD, &filled, &pictures()[..1]).await?;
    }
    assert_eq!(site.count("accounts.files").await?, 20, "and no more uploads than twenty");
    Ok(())
}

#[tokio::test]
async fn a_phone_takes_the_selfie_for_another_device_once() -> Result<()> {
    let site = Site::open().await?;
    let mut desk = Browser::default();
    desk.tell(&site, &siti()).await?.assert_goes_on();
    let way = desk.send_to(&site, "/akun/buat/ponsel", &with(details(), "action", "show")).await?;
    let address = way.html.split("https://helpdesk.example.go.id").nth(1).and_then(|rest| rest.split('<').next());
    let address = address.unwrap_or_else(|| panic!("no address: {}", way.html)).trim().to_owned();
    let mut phone = Browser::default();
    assert_eq!(phone.open(&site, &address).await?.status, StatusCode::OK);
    let [ktp, selfie] = pictures();
    let fields = [("action", "send".to_owned())].into();
    let empty = phone.attach(&site, &address, &fields, &[]).await?;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.html);
    assert_eq!(phone.attach(&site, &address, &fields, &[ktp]).await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = phone.attach(&site, &address, &fields, &[selfie]).await?;
    assert!(done.status == StatusCode::OK && done.html.contains("Swafoto terkirim"), "{}", done.html);
    assert_eq!(phone.open(&site, &address).await?.status, StatusCode::NOT_FOUND, "it works once");
    assert!(desk.open(&site, TOLD).await?.html.contains("selfie-kept"));
    let source: String = sqlx::query_scalar("SELECT source FROM accounts.files WHERE doomed_at IS NULL")
        .fetch_one(site.database.owner())
        .await?;
    assert_eq!(source, "phone");
    Ok(())
}

#[tokio::test]
async fn the_later_steps_are_nobodys_without_the_earlier_ones() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    for path in [TOLD, CHECK, "/akun/buat/ponsel", "/akun/buat/selesai", "/akun/buat/kartu.pdf"] {
        let shown = browser.open(&site, path).await?;
        assert_eq!(shown.location.as_deref(), Some(FIRST_STEP), "{path}");
    }
    browser.tell(&site, &siti()).await?.assert_goes_on();
    assert_eq!(browser.open(&site, CHECK).await?.location.as_deref(), Some(TOLD));
    assert_eq!(browser.confirm(&site).await?.location.as_deref(), Some(TOLD));
    assert_eq!(site.count("accounts.accounts").await?, 0);
    Ok(())
}

#[tokio::test]
async fn while_the_object_store_is_away_nothing_typed_is_lost() -> Result<()> {
    let site = Site::with(&[("S3_ENDPOINT", "http://127.0.0.1:9")]).await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let filled = browser.second(&site).await?;
    let shown = browser.attach(&site, TOLD, &filled, &pictures()).await?;
    assert!(shown.html.contains("Data Anda belum kami terima"), "{}", shown.html);
    assert_eq!(shown.value("diploma_name").as_deref(), Some("Siti Rahayu"));
    Ok(())
}
