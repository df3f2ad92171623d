//! The receipt on paper: a readable number, and nothing that paper cannot use.

use anyhow::Result;
use browser::{Applicant, Site, View};

const SEEN: &str = "selector => [...document.querySelectorAll(selector)].filter(it => it.checkVisibility({ \
    checkVisibilityCSS: true })).length";

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_receipt_shows_the_number_and_no_navigation() -> Result<()> {
    let site = Site::start().await?;
    // A person who prefers dark pages still prints black on white.
    let page = site.page(View { dark: true, ..View::LAPTOP }).await?;
    Applicant::new(&site, "status-bukan-pns", 9_601)?.file(&site, &page).await?;
    let seen = async |selector: &str| page.evaluate::<usize>(&format!("({SEEN})('{selector}')")).await;
    let colours = async || {
        page.evaluate::<(String, String)>(
            "(it => [it.color, it.backgroundColor])(getComputedStyle(document.querySelector('.ticket')))",
        )
        .await
    };
    let no_use = ".site-nav, .site-footer ul, button, a.button, .skip";
    assert!(seen(no_use).await? > 0);
    let (ink, _paper) = colours().await?;
    assert_eq!(ink, "rgb(238, 241, 246)");

    page.printed(true).await?;
    assert_eq!(seen(no_use).await?, 0);
    for shown in ["#nomor", ".brand__name", ".qr svg", ".qr__address", "#selanjutnya"] {
        assert_eq!(seen(shown).await?, 1, "{shown}");
    }
    assert_eq!(colours().await?, ("rgb(0, 0, 0)".to_owned(), "rgb(255, 255, 255)".to_owned()));
    assert_eq!(page.sheets().await?, 1, "one sheet of paper");
    page.printed(false).await?;
    assert!(seen(no_use).await? > 0);
    Ok(())
}
