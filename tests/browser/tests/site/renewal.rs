//! A CAPTCHA is renewed before it ends, and nothing that was typed changes.

use anyhow::Result;
use browser::{Applicant, SEND, Site, View};

const FORM: &str = "status-bukan-pns";
/// The page's clock goes on by 28 minutes, and the page is looked at again.
const LATER: &str = "(() => {
    const now = Date.now;
    Date.now = () => now() + 28 * 60 * 1000;
    document.dispatchEvent(new Event('visibilitychange'));
})()";

async fn token(page: &browser::Page) -> Result<String> {
    page.value("[name=captcha_token]").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_renewed_before_it_ends_and_what_was_typed_stays() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, FORM, 8_501)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    let before = token(&page).await?;
    page.run(LATER).await?;
    page.shows(&format!("document.querySelector('[name=captcha_token]').value !== '{before}'")).await?;
    let after = token(&page).await?;
    assert_eq!(page.attribute("#kode img", "src").await?, Some(format!("/captcha/{after}.png")));
    for (name, value) in &applicant.values {
        assert_eq!(page.value(&format!("[name={name}]")).await?, *value, "{name}");
    }
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    assert_eq!(page.count("form[data-check]").await?, 1, "the new code counts");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_whose_code_was_typed_stays() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::PHONE).await?;
    page.run_first("window.asked = 0; const ask = fetch; window.fetch = (...a) => { asked += 1; return ask(...a); };")
        .await?;
    page.open(&Applicant::new(&site, FORM, 8_502)?.path()).await?;
    site.answer_code(&page).await?;
    let (before, typed) = (token(&page).await?, page.value("#captcha").await?);
    page.run(LATER).await?;
    assert_eq!(page.evaluate::<usize>("asked").await?, 0, "nothing is asked for");
    assert_eq!((token(&page).await?, page.value("#captcha").await?), (before, typed));
    Ok(())
}
