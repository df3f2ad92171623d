//! A file gets its e-meterai.

use anyhow::Result;
use signatures::{Conclusion, Trust, examine};
use stampings::State;

use crate::site::{Site, file};

#[tokio::test]
async fn a_file_comes_back_with_a_stamp_that_holds_and_one_serial_number_was_bought() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let asked = site.ask(&rina).await?;
    let worker = site.worker().await?;
    let standing = site.reached(asked, State::Attached).await?;
    let stamped = site.stamped_file(&rina, asked).await?;
    assert!(stamped.starts_with(&file()), "every byte of the file is as it was");
    let trust = Trust::from_pem(&std::fs::read(&site.distributor.authority)?)?.with_stamp_words(["e-meterai"]);
    let report = examine(&stamped, &trust).unwrap();
    assert_eq!((report.conclusion, report.serial), (Conclusion::Genuine, standing.serial));
    let counts = site.distributor.counts().await?;
    assert_eq!((counts.serials, counts.stamps), (1, 1));
    worker.stop().await?;
    let waiting = site.database.count("SELECT count(*) FROM stamping.outbox").await?;
    assert_eq!(waiting, 0, "its end was told");
    Ok(())
}

#[tokio::test]
async fn what_is_an_accounts_goes_with_it() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    site.ask(&rina).await?;
    site.database.execute("DELETE FROM accounts.accounts").await?;
    let left = "SELECT (SELECT count(*) FROM stamping.jobs) + (SELECT count(*) FROM stamping.tokens)";
    assert_eq!(site.database.count(left).await?, 0);
    Ok(())
}
