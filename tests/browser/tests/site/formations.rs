//! The catalogue of formations: found, looked at, and its rules checked, in a browser with script and in one without.

use anyhow::{Context, Result, ensure};
use browser::{Audit, Site, View};

use crate::owner::look;

const SEARCH: &str = "main form[role=search] .button--primary";
const CHECK: &str = "main form[method=post] .button--primary";

#[tokio::test(flavor = "multi_thread")]
async fn a_formation_is_found_and_its_rules_are_checked_with_script_and_without() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let file = site.system.folder().join("formasi.csv");
    let file = file.to_str().context("a path of text")?;
    site.system.operate(&["formation", "generate", "--count", "300", "--output", file])?;
    site.system.operate(&["formation", "import", "--file", file])?;
    for view in [View::PHONE, View::PHONE_WITHOUT_SCRIPT] {
        let page = site.page(view).await?;
        page.open("/").await?;
        page.follow("main a[href='/formasi']").await?;
        look(&page, &audit, "all formations").await?;

        page.fill("[name=q]", "astronaut").await?;
        page.follow(SEARCH).await?;
        ensure!(page.text("#hasil").await? == "Tidak ada formasi yang cocok");
        look(&page, &audit, "no formation").await?;

        page.fill("[name=q]", "guru").await?;
        page.follow(SEARCH).await?;
        page.follow("a[rel=next]").await?;
        ensure!(page.value("[name=q]").await? == "guru", "the search is kept");
        ensure!(page.texts(".results__link").await?.iter().all(|position| position.starts_with("Guru")));
        look(&page, &audit, "the second page of a search").await?;

        page.follow(".results__link").await?;
        look(&page, &audit, "a formation").await?;
        page.follow(CHECK).await?;
        ensure!(page.text("[data-summary]").await?.contains("Pendidikan belum diisi."));
        look(&page, &audit, "a check of nothing").await?;

        page.fill("[name=birth_date]", "17-08-1995").await?;
        page.fill("[name=education]", "S-1 Hukum").await?;
        if page.count("[name=gpa]").await? == 1 {
            page.fill("[name=gpa]", "3,25").await?;
        }
        page.follow(CHECK).await?;
        let told = page.text("[data-summary]").await?;
        ensure!(told.contains("Ada syarat yang tidak terpenuhi") && told.contains("tidak sama"), "{told}");
        ensure!(page.path().await?.ends_with("/kelayakan"), "nothing of it stands in the address");
        look(&page, &audit, "the outcome of a check").await?;

        page.follow("a[hreflang=en]").await?;
        ensure!(page.text("#kelayakan").await? == "Check your eligibility");
        look(&page, &audit, "a formation in English").await?;
    }
    audit.verdict().await
}
