//! A person files every form of the catalogue by hand, gets its receipt and looks it up by its number, with script and
//! without.

use anyhow::{Context, Result};
use browser::{Applicant, Audit, Page, SEND, Site, View, number};
use domain::catalogue::{FORMS, Outcome};

#[tokio::test(flavor = "multi_thread")]
async fn every_form_is_filed_and_found_again() -> Result<()> {
    file_every_form(View::PHONE).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_is_filed_and_found_again_without_script() -> Result<()> {
    file_every_form(View::PHONE_WITHOUT_SCRIPT).await
}

async fn file_every_form(view: View) -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for (seed, form) in (3_000..).zip(FORMS) {
        file(&site, &audit, view, form, seed).await.with_context(|| form.slug)?;
    }
    audit.verdict().await
}

async fn file(site: &Site, audit: &Audit, view: View, form: &'static domain::Form, seed: u64) -> Result<()> {
    let page = site.page(view).await?;
    let applicant = Applicant::new(site, form.slug, seed)?;
    page.open(&applicant.path()).await?;
    if form.outcome == Outcome::SelfService {
        assert_eq!(page.document().await?.status, 501);
        assert_eq!(page.text("h1").await?, form.title);
        return page.close().await;
    }

    // The page says at once everything that is missing, each with a link to its place.
    page.follow(SEND).await?;
    let links: Vec<String> = page
        .evaluate("[...document.querySelectorAll('[data-summary] a')].map(it => it.getAttribute('href').slice(1))")
        .await?;
    let fields = form.fields.iter().filter(|spec| spec.required).map(|spec| spec.field.as_str());
    let documents = form.documents.iter().filter(|document| document.required).map(|document| document.kind.as_str());
    let wanted: Vec<&str> = fields.chain(documents).chain(["captcha"]).collect();
    assert_eq!(links, wanted);
    audit.look(&page, &format!("{} sent empty", form.slug)).await?;

    applicant.fill(&page).await?;
    site.answer_code(&page).await?;
    page.follow(SEND).await?;
    if form.outcome == Outcome::Ticket {
        let shown = page.text("form[data-check]").await?;
        assert!(shown.contains(&applicant.nik), "{shown}");
        assert_eq!(page.count(".review__row").await?, form.fields.len() + form.documents.len());
        if view.script {
            audit.look(&page, &format!("{} before it is sent", form.slug)).await?;
        }
        page.follow(SEND).await?;
    }
    let number = number(&page).await?;
    assert!(number.starts_with(&form.code.to_string()), "{number}");
    see_end(audit, &page, view, form, "receipt").await?;

    let link = "main a[href^='/status']";
    if page.count(link).await? > 0 {
        page.follow(link).await?;
        assert_eq!(page.value("#number").await?, number, "the receipt's link fills the number in");
    } else {
        page.open("/status").await?;
    }
    applicant.look_up(&page, &number).await?;
    assert!(page.text(".status__number").await?.ends_with(&number));
    see_end(audit, &page, view, form, "status").await?;
    page.close().await
}

/// Looks at a page that follows a filed form. The server draws it alike for all forms of an outcome, and without regard
/// to script.
async fn see_end(audit: &Audit, page: &Page, view: View, form: &domain::Form, name: &str) -> Result<()> {
    let state = format!("{} {name}", form.slug);
    let first = FORMS.iter().find(|other| other.outcome == form.outcome);
    match first {
        Some(first) if view.script && first.slug == form.slug => audit.look(page, &state).await,
        Some(_) if view.script => audit.glance(page, &state).await,
        _ => Ok(()),
    }
}
