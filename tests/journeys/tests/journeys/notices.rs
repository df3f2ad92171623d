//! The operator's notices on a running system.

use std::time::{Duration, Instant};

use anyhow::Result;
use testing::{Layout, Person, System, eventually};

/// The promise is ten seconds.
const PATIENCE: Duration = Duration::from_secs(10);
const FORM: &str = "pengaduan-instansi";

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_closed_and_opened_within_seconds() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let answers = async |status: u16| {
        let waiting = Instant::now();
        eventually("the form to follow", PATIENCE, async || {
            let answered =
                system.api().submit(FORM, &Person::new(50_001).submission(FORM, 0), None).await?.status.as_u16();
            Ok((answered == status).then_some(()))
        })
        .await?;
        println!("{status} after {:?}", waiting.elapsed());
        anyhow::Ok(())
    };
    system.operate(&[
        "notice",
        "close-form",
        FORM,
        "--reason",
        "Sistem instansi sedang dipelihara.",
        "--until",
        "2999-01-01 08:00",
    ])?;
    answers(503).await?;
    let listed = system.operate(&["notice", "list"])?;
    assert!(listed.contains(FORM) && listed.contains("01-01-2999 08:00:00 WIB"), "{listed}");
    system.operate(&["notice", "open-form", FORM])?;
    answers(201).await?;
    assert!(system.operate(&["notice", "open-form", FORM]).is_err(), "it is open");
    assert!(system.operate(&["notice", "close-form", "tidak-ada", "--reason", "Apa saja"]).is_err());
    assert!(
        system.operate(&["notice", "close-form", FORM, "--reason", "Lewat", "--until", "2020-01-01 08:00"]).is_err()
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_banner_is_listed_until_it_is_closed() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    assert_eq!(
        system.operate(&["notice", "add", "Layanan akan dipelihara malam ini.", "--kind", "warning"])?,
        "added banner 1"
    );
    system.operate(&[
        "notice",
        "add",
        "Pendaftaran ditutup besok.",
        "--from",
        "2999-01-01 08:00",
        "--until",
        "2999-01-02 08:00",
    ])?;
    let listed = system.operate(&["notice", "list"])?;
    let line = |words: &str| listed.lines().any(|line| words.split(' ').all(|word| line.contains(word)));
    assert!(line("1 warning yes dipelihara") && line("2 info later besok"), "{listed}");
    system.operate(&["notice", "close", "1"])?;
    assert!(system.operate(&["notice", "close", "1"]).is_err());
    assert!(!system.operate(&["notice", "list"])?.contains("dipelihara"));
    assert!(system.operate(&["notice", "add", "x", "--kind", "gawat"]).is_err());
    Ok(())
}
