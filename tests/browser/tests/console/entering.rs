//! Entering with a password and a phone, and the pages of the own account.

use anyhow::Result;
use browser::{Audit, Officer, Site, View};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_account_enters_and_finds_everything() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for view in [View::LAPTOP, View { script: false, ..View::LAPTOP }] {
        let page = site.page(view).await?;
        let (nip, name) =
            if view.script { ("198501012010011001", "Ayu Lestari") } else { ("198602022011012002", "Budi Santoso") };
        let all = ["administrator", "supervisor", "officer", "auditor"];
        Officer::enters(&site, &page, nip, name, &all, view.script.then_some(&audit)).await?;
        assert_eq!(page.path().await?, "/petugas/tiket");
        if !view.script {
            continue;
        }
        for (path, state) in [
            ("/petugas/tiket", "no tickets"),
            ("/petugas/templat", "no templates"),
            ("/petugas/massal", "no bulk answers"),
            ("/petugas/ringkasan", "overview without data"),
            ("/petugas/akun", "accounts"),
            ("/petugas/akun/baru", "new account"),
            ("/petugas/sesi", "own account"),
            ("/petugas/audit", "audit log"),
            ("/petugas/tidak-ada", "nothing there"),
            ("/petugas/tiket/662026112100001", "unknown ticket"),
        ] {
            page.open(path).await?;
            audit.look(&page, state).await?;
        }
    }
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn another_phone_is_enrolled_and_its_codes_let_in() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for (view, nip) in
        [(View::LAPTOP, "198501012010011001"), (View { script: false, ..View::LAPTOP }, "198602022011012002")]
    {
        let page = site.page(view).await?;
        let mut officer = Officer::enters(&site, &page, nip, "Ayu Lestari", &["officer"], None).await?;
        officer.changes_phones(&page, view.script.then_some(&audit)).await?;
        assert_eq!(page.path().await?, "/petugas/sesi");
        assert!(page.text("main").await?.contains("Masih ada 10 kode"));
        page.follow("form[action='/petugas/keluar'] button").await?;
        officer.enters_again(&page).await?;
        assert_eq!(page.path().await?, "/petugas/tiket");
    }
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_survives_the_end_of_the_session() -> Result<()> {
    let site = Site::start().await?;
    for (view, nip) in
        [(View::LAPTOP, "198501012010011001"), (View { script: false, ..View::LAPTOP }, "198602022011012002")]
    {
        let page = site.page(view).await?;
        let mut officer = Officer::enters(&site, &page, nip, "Ayu Lestari", &["supervisor"], None).await?;
        page.open("/petugas/templat").await?;
        page.fill("#judul", &format!("Sudah diperbaiki {nip}")).await?;
        page.fill("#teks", "Yth. {nama}, data Anda sudah kami perbaiki.").await?;
        sqlx::query("UPDATE desk.sessions SET revoked_at = now()").execute(site.system.database.owner()).await?;
        page.follow("main form .button--primary").await?;
        assert!(page.text("main").await?.contains("tulisan Anda tidak hilang"));
        officer.enters_again(&page).await?;
        assert!(page.text("main").await?.contains("Yth. {nama}, data Anda sudah kami perbaiki."));
        page.follow("main form .button--primary").await?;
        assert!(page.text("main").await?.contains(&format!("Sudah diperbaiki {nip}")));
    }
    Ok(())
}
