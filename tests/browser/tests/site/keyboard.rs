//! The keyboard alone: from home to the receipt, with the focus always visible.

use std::collections::BTreeSet;

use anyhow::{Result, bail, ensure};
use browser::{Applicant, Audit, Key, Page, Site, View, number};

/// More stops than any page has.
pub(crate) const MOST_STOPS: usize = 120;

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_filed_by_keyboard_alone() -> Result<()> {
    let site = Site::start().await?;
    for (seed, view) in [(5_001, View::LAPTOP), (5_002, View { script: false, ..View::LAPTOP })] {
        let page = site.page(view).await?;
        let applicant = Applicant::new(&site, "status-bukan-pns", seed)?;
        page.open("/").await?;
        page.press(Key::Tab).await?;
        assert_eq!(page.text(":focus").await?, "Langsung ke isi halaman", "the first stop skips the navigation");
        page.press(Key::Enter).await?;
        page.shows("location.hash === '#isi'").await?;
        tab_to(&page, &format!("a[href='{}']", applicant.path())).await?;
        page.travel(async || page.press(Key::Enter).await).await?;

        let mut filled = BTreeSet::new();
        for _stop in 0..MOST_STOPS {
            page.press(Key::Tab).await?;
            focus_is_seen(&page).await?;
            let name = page.evaluate::<String>("document.activeElement.name ?? ''").await?;
            if let Some(file) = applicant.files.get(name.as_str()) {
                page.attach_by_key(file).await?;
                filled.insert(name);
            } else if let Some(value) = applicant.values.get(&name) {
                page.keyboard(value).await?;
                filled.insert(name);
            } else if name == "captcha" {
                page.keyboard(&site.code(&page).await?).await?;
                break;
            }
        }
        assert_eq!(filled.len(), applicant.values.len() + applicant.files.len(), "reached only {filled:?}");
        for button in ["check", "send"] {
            tab_to(&page, &format!("button.button--primary[value={button}]")).await?;
            page.travel(async || page.press(Key::Enter).await).await?;
        }
        number(&page).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_heard_by_keyboard_alone() -> Result<()> {
    let site = Site::start().await?;
    for view in [View::PHONE, View::PHONE_WITHOUT_SCRIPT] {
        let page = site.page(view).await?;
        page.open("/formulir/data-tidak-sesuai").await?;
        tab_to(&page, "audio").await?;
        page.press(Key::Space).await?;
        let heard =
            "(sound => sound.duration > 1 && sound.currentTime > 0 && !sound.error)(document.querySelector('audio'))";
        page.shows(heard).await?;
        page.close().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_are_chosen_by_arrow_and_entry() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    site.load_reference(&["countries", "cities"])?;
    let page = site.page(View::PHONE).await?;
    let applicant = Applicant::new(&site, "lokasi-lahir-tidak-ditemukan", 5_100)?;
    page.open(&applicant.path()).await?;
    page.fill("#birth_country", "belan").await?;
    page.shows("document.querySelector('#birth_country').getAttribute('aria-expanded') === 'true'").await?;
    audit.look(&page, "suggestions shown").await?;
    let shown = page.texts("#birth_country-list [role=option]").await?;
    assert!(shown.first().is_some_and(|first| first.starts_with("Belanda")), "{shown:?}");
    page.press(Key::ArrowDown).await?;
    page.shows("document.querySelector('#birth_country').getAttribute('aria-activedescendant') !== null").await?;
    page.press(Key::Enter).await?;
    assert_eq!(page.value("#birth_country").await?, "Belanda");
    page.shows("document.querySelector('#birth_country-known').innerText.includes('Negara “Belanda')").await?;
    assert!(page.text("#birth_country-known").await?.contains("sudah ada di daftar kami"));
    assert_eq!(page.path().await?, applicant.path(), "choosing sends nothing");
    audit.look(&page, "known entry").await?;

    // Without script the server suggests what it knows.
    let page = site.page(View::PHONE_WITHOUT_SCRIPT).await?;
    page.open(&applicant.path()).await?;
    page.fill("#birth_country", "Belnda").await?;
    page.follow("[data-suggest-button]").await?;
    assert!(page.text("[data-matches]").await?.contains("Belanda"));
    assert_eq!(page.value("#birth_country").await?, "Belnda");
    audit.look(&page, "suggestions without script").await?;
    audit.verdict().await
}

async fn tab_to(page: &Page, selector: &str) -> Result<()> {
    for _stop in 0..MOST_STOPS {
        page.press(Key::Tab).await?;
        focus_is_seen(page).await?;
        if page.evaluate(&format!("document.activeElement.matches({})", serde_json::json!(selector))).await? {
            return Ok(());
        }
    }
    bail!("{selector} cannot be reached with the Tab key")
}

/// Checks that the focused element is within the window and that an outline or a shadow shows the focus.
pub(crate) async fn focus_is_seen(page: &Page) -> Result<()> {
    let hidden: String = page.evaluate(SEEN).await?;
    ensure!(hidden.is_empty(), "the focus is not to be seen at {hidden}");
    Ok(())
}

const SEEN: &str = "(() => {
    const it = document.activeElement;
    if (it === document.body) return '';
    const box = it.getBoundingClientRect(), style = getComputedStyle(it);
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return marked && inside ? '' : it.outerHTML.slice(0, 150) + (marked ? ', outside of the window' : ', without a mark');
})()";

#[tokio::test(flavor = "multi_thread")]
async fn enter_in_a_field_goes_on_to_the_next_one_while_something_is_missing() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::LAPTOP).await?;
    let applicant = Applicant::new(&site, "status-bukan-pns", 5_201)?;
    page.open(&applicant.path()).await?;
    page.fill("#full_name", "Siti").await?;
    page.press(Key::Enter).await?;
    assert_eq!(page.focus().await?, "nik");
    assert_eq!(page.count("[data-summary]").await?, 0, "nothing was sent");
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.travel(async || page.press(Key::Enter).await).await?;
    assert_eq!(page.count("form[data-check]").await?, 1, "a whole form goes on");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_in_a_list_of_names_goes_on_and_sends_nothing() -> Result<()> {
    let site = Site::start().await?;
    let page = site.page(View::LAPTOP).await?;
    let applicant = Applicant::new(&site, "lokasi-lahir-tidak-ditemukan", 5_202)?;
    page.open(&applicant.path()).await?;
    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.run("document.querySelector('[data-suggestions]').focus()").await?;
    let list = page.focus().await?;
    page.press(Key::Enter).await?;
    assert_ne!(page.focus().await?, list, "the next field");
    assert_eq!(page.count("form[data-check], [data-summary]").await?, 0, "nothing was sent");
    Ok(())
}
