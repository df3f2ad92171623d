//! Applicants who miss the same university in two spellings: one decision adds it and answers them all.

use std::time::Duration;

use anyhow::{Context as _, Result};
use browser::{Audit, Officer, Page, Site, View};
use domain::catalogue;
use testing::{Multipart, Person, eventually, jpeg};

const PATIENCE: Duration = Duration::from_mins(1);
const FORM: &str = "perguruan-tinggi-tidak-ditemukan";
const NAME: &str = "Universitas Cendekia Nusantara";
const SPELT: &str = "Univ. Cendekia Nusantara";
const GROUPS: &str = "/petugas/kelompok?meja=bkn.data-fixes";

/// Files a ticket of a person who misses this university. Returns its number.
async fn missed(site: &Site, seed: u64, university: &str) -> Result<String> {
    let form = catalogue::by_slug(FORM).context("the form")?;
    let mut fields = Person::new(seed).fields(form);
    fields.insert("university".to_owned(), university.to_owned());
    let body = fields.iter().fold(Multipart::default(), |body, (name, value)| body.text(name, value));
    let body = body.file("diploma", "ijazah.jpg", "image/jpeg", &jpeg(seed, 20_000));
    let receipt = site.system.api().submit(FORM, &body, None).await?.json()?;
    Ok(receipt.get("ticket_number").and_then(serde_json::Value::as_str).context("a number")?.to_owned())
}

async fn suggested(page: &Page) -> Result<String> {
    page.open(&format!("/formulir/{FORM}")).await?;
    page.fill("#university", "Cendekia Nusantara").await?;
    page.follow("[data-suggest-button]").await?;
    page.text("main").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_university_is_added_and_all_who_asked_for_it_are_answered() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let mut filed = Vec::new();
    for (seed, name) in [(73_001, NAME), (73_002, SPELT), (73_003, NAME), (73_004, SPELT)] {
        filed.push((Person::new(seed), missed(&site, seed, name).await?));
    }
    let (head, applicant) = (site.page(View::LAPTOP).await?, site.page(View { script: false, ..View::PHONE }).await?);
    Officer::enters(&site, &head, "198501012010011001", "Ayu Lestari", &["supervisor"], None).await?;
    eventually("both spellings", PATIENCE, async || {
        head.open(GROUPS).await?;
        Ok((head.texts("tbody td.nowrap").await? == ["2 tiket", "2 tiket"]).then_some(()))
    })
    .await?;
    audit.look(&head, "groups").await?;
    head.follow("button[formaction]").await?;
    assert!(head.text("main").await?.contains("Belum ada kelompok yang dipilih"));
    audit.look(&head, "no group chosen").await?;
    head.open(&format!("/petugas/tiket/{}", filed[0].1)).await?;
    assert!(head.text("main").await?.contains("1 tiket serupa menunggu"));
    audit.look(&head, "ticket of a group").await?;

    head.open(GROUPS).await?;
    for box_of in ["tbody tr:nth-child(1) input", "tbody tr:nth-child(2) input"] {
        head.click(box_of).await?;
    }
    head.follow("button[formaction]").await?;
    audit.look(&head, "approval").await?;
    head.fill("#nama", "").await?;
    head.follow("button[value=pratinjau]").await?;
    audit.look(&head, "approval without a name").await?;
    head.fill("#nama", NAME).await?;
    head.fill("#rincian", "Jawa Barat").await?;
    head.follow("button[value=pratinjau]").await?;
    assert_eq!(head.count("article.card--question").await?, 3);
    audit.look(&head, "approval, three of four").await?;
    head.follow("button[value=setujui]").await?;
    let address = head.path().await?;
    eventually("all to be answered", PATIENCE, async || {
        head.open(&address).await?;
        Ok(head.text("main").await?.contains("4 dari 4 tiket selesai, 4 dijawab").then_some(()))
    })
    .await?;
    head.open(GROUPS).await?;
    assert!(head.text("main").await?.contains("Tidak ada tiket serupa"));
    audit.look(&head, "no groups").await?;

    assert!(suggested(&applicant).await?.contains(&format!("{NAME} (Jawa Barat)")));
    let (person, number) = &filed[1];
    applicant.open(&format!("/status?nomor={number}")).await?;
    applicant.fill("#nik", &person.nik).await?;
    applicant.follow("main form .button--primary").await?;
    assert!(
        applicant.text("main").await?.contains(&format!("{NAME} sudah tercantum pada daftar perguruan tinggi SSCASN"))
    );
    let added = site.system.operate(&["reference", "additions"])?;
    assert!(added.contains(NAME) && added.contains("Ayu Lestari"), "{added}");
    audit.verdict().await
}
