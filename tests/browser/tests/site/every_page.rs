//! Every page that links reach, from home on.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use browser::{Audit, Site, View};

/// Pages whose English version is looked at, one of each kind; tests of the services look into all of them.
const ENGLISH: &[&str] = &[
    "/en",
    "/en/formulir",
    "/en/formulir/perguruan-tinggi-tidak-ditemukan",
    "/en/formulir/reset-password",
    "/en/faq",
    "/en/status",
    "/en/privasi",
];

/// More pages than there are, so that the test notices a circle of links.
const MOST: usize = 200;

/// A page that no link leads to, only a form that was sent.
const LED_TO: &str = "/nomor-tiket/diminta";

#[tokio::test(flavor = "multi_thread")]
async fn every_page_that_is_linked_is_there_and_has_no_fault() -> Result<()> {
    // With all that an installation can offer, so that the forms are as heavy as they get.
    let (site, audit) = (Site::start_with(&[("OFFER_NOTICES", "true")]).await?, Audit::new()?);
    let page = site.page(View::PHONE).await?;
    let mut ahead = vec!["/".to_owned(), LED_TO.to_owned()];
    let mut kinds_of_faq = BTreeSet::new();
    let mut seen: BTreeSet<String> = ahead.iter().cloned().collect();
    while let Some(path) = ahead.pop() {
        page.open(&path).await?;
        let status = page.document().await?.status;
        ensure!(status == 200 || (status == 501 && path.contains("/formulir/")), "{path} answers {status}");
        let kind = path.matches('/').count();
        if path.starts_with("/faq/") && !kinds_of_faq.insert(kind) {
            audit.glance(&page, &path).await?;
        } else {
            audit.look(&page, &path).await?;
        }
        let links: Vec<String> = page
            .evaluate("[...document.querySelectorAll('a[href]')].map(it => it.getAttribute('href').split('#')[0])")
            .await?;
        for link in links {
            let is_english = link == "/en" || link.starts_with("/en/");
            let wanted = if is_english { ENGLISH.contains(&link.as_str()) } else { link.starts_with('/') };
            if wanted && seen.insert(link.clone()) {
                ahead.push(link);
            }
        }
        ensure!(seen.len() <= MOST, "there seem to be more than {MOST} pages");
    }
    assert!(ENGLISH.iter().all(|path| seen.contains(*path)), "links lead to English pages: {seen:?}");
    let forms = seen.iter().filter(|path| path.starts_with("/formulir/")).count();
    assert!(seen.contains("/nomor-tiket"), "{seen:?}");
    assert_eq!(forms, domain::catalogue::FORMS.len(), "every form is linked");
    // Three applicant kinds with eight topics each.
    assert!(seen.iter().filter(|path| path.starts_with("/faq/")).count() >= 27, "{seen:?}");
    audit.verdict().await
}
