//! The whole way of a registration, from the account to the card, on a phone with script and on one without.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use browser::{Audit, Key, Page, Site, View};
use testing::registration::{BIODATA, BOXES, EDUCATION};
use testing::{Applicant, Distributor, eventually, jpeg, pdf};

use crate::accounts::start_with;
use crate::owner::{Owner, PATIENCE, PERSONS, look};

const NEXT: &str = "main form .button--primary[value=next]";
const DOCUMENTS: &str = "/pendaftaran/dokumen";
const RESUME: &str = "/pendaftaran/resume";
const END: &str = "main form button[value=end]";

const FORMATION: &str = "formasi_id,instansi_id,ins_nm,jp_nama,formasi_nm,jabatan_nm,lokasi_nm,kode_ref_pend,\
    pendidikan_nm,jumlah_formasi,disable,age_min,age_max,gpa_min,gaji_min,gaji_max\n\
    00000000-0000-0000-0000-000000000007,C001,Kementerian Koordinator Contoh dan Reformasi Tata Kelola Kelautan,CPNS,\
    UMUM,Analis Hukum,Biro Hukum,5900001,S-1 Hukum,2,0,18,35,3.00,5000000,7500000\n";

/// A site where people can register, before a distributor of its own.
async fn open_site(distributor: &Distributor) -> Result<Site> {
    let authority = distributor.authority.to_str().context("a path of text")?;
    let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/signatures/tests/signatures/files");
    let (key, certificate) = (keys.join("ec.key"), keys.join("ec.pem"));
    let site = start_with(&[
        ("STAMP_DISTRIBUTOR_URL", distributor.url.as_str()),
        ("STAMP_TRUST_ANCHORS", authority),
        ("PUBLIC_URL", "http://127.0.0.1:8080"),
        ("CARD_SIGNING_KEY_FILE", key.to_str().context("a path of text")?),
        ("CARD_SIGNING_CERTIFICATES_FILE", certificate.to_str().context("a path of text")?),
    ])
    .await?;
    let file = site.file("formasi.csv", FORMATION.as_bytes())?;
    site.system.operate(&["formation", "import", "--file", file.to_str().context("a path of text")?])?;
    site.system
        .database
        .execute(
            "INSERT INTO registration.dates (id, period_id, selection, opens_at, closes_at)
             SELECT gen_random_uuid(), id, 'CPNS', now() - interval '1 day', now() + interval '30 days'
               FROM accounts.periods",
        )
        .await?;
    Ok(site)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_goes_from_the_account_to_the_card_with_script_and_without() -> Result<()> {
    let distributor = Distributor::start().await?;
    let (site, audit) = (open_site(&distributor).await?, Audit::new()?);
    for (number, view) in (1..).zip([View::PHONE, View::PHONE_WITHOUT_SCRIPT]) {
        let owner = Owner::of(&site, number, PERSONS[usize::from(!view.script)]).await?;
        let user = format!("pelamar{number}");
        distributor.credit(&user, 2).await?;
        let page = site.page(view).await?;
        page.open(Applicant::SIGN_IN).await?;
        owner.signs_in(&site, &page, owner.applicant.typed("password")).await?;
        page.open("/pendaftaran").await?;
        look(&page, &audit, "no registration").await?;
        page.follow("main a.button--primary").await?;
        tell_biodata(&page, &audit).await?;
        choose_formation(&page, &audit).await?;
        upload_documents(&site, &page, &audit).await?;
        stamp_letters(&page, &audit, &user).await?;
        end(&site, &page, &audit, &owner).await?;
        page.close().await?;
    }
    ensure!(distributor.counts().await?.serials == 4, "each letter has one serial number");
    audit.verdict().await
}

/// Judges a page that the keyboard has gone through in another state.
async fn seen(page: &Page, audit: &Audit, state: &str) -> Result<()> {
    audit.look(page, &format!("{state}, script {}", page.view().script)).await
}

/// Types, chooses or ticks, whatever kind of field it is.
async fn tell(page: &Page, name: &str, value: &str) -> Result<()> {
    let field = format!("main [name={name}]");
    let radio = format!("main input[type=radio][name={name}][value='{value}']");
    if page.count(&radio).await? > 0 {
        return page.click(&radio).await;
    }
    if page.count(&format!("main select[name={name}]")).await? > 0 {
        return page.choose(&field, value).await;
    }
    page.fill(&field, value).await
}

async fn tell_biodata(page: &Page, audit: &Audit) -> Result<()> {
    ensure!(page.text("h1").await? == "1. Pengisian Biodata");
    look(page, audit, "the first step").await?;
    tell(page, "height_cm", "16").await?;
    page.follow(NEXT).await?;
    ensure!(page.document().await?.status == 422 && page.value("[name=height_cm]").await? == "16", "it is kept");
    seen(page, audit, "the first step with mistakes").await?;
    for (name, value) in BIODATA {
        tell(page, name, value).await?;
    }
    page.follow(NEXT).await?;
    Ok(())
}

async fn choose_formation(page: &Page, audit: &Audit) -> Result<()> {
    ensure!(page.path().await? == "/pendaftaran/jenis-seleksi", "{}", page.text("main").await?);
    look(page, audit, "the second step").await?;
    tell(page, "selection", "cpns").await?;
    page.follow(NEXT).await?;
    ensure!(page.path().await? == "/pendaftaran/formasi", "{}", page.text("main").await?);
    look(page, audit, "the third step").await?;
    tell(page, "agency", "C001").await?;
    page.follow("main button[value=choose]").await?;
    look(page, audit, "a formation is chosen").await?;
    for (name, value) in EDUCATION {
        tell(page, name, value).await?;
    }
    tell(page, "gpa", "2,75").await?;
    page.follow(NEXT).await?;
    ensure!(page.document().await?.status == 422, "the position asks for 3,00: {}", page.text("main").await?);
    seen(page, audit, "the third step with a mistake").await?;
    tell(page, "gpa", "3,91").await?;
    page.follow(NEXT).await
}

async fn upload_documents(site: &Site, page: &Page, audit: &Audit) -> Result<()> {
    ensure!(page.path().await? == DOCUMENTS, "{}", page.text("main").await?);
    look(page, audit, "the fourth step").await?;
    let slots: Vec<String> = page
        .evaluate("[...document.querySelectorAll('main section.card:has(input[type=file])')].map(it => it.id)")
        .await?;
    ensure!(slots.len() >= 5, "{slots:?}");
    let empty = site.file("kosong.pdf", b"%PDF-")?;
    let button = |slot: &str| format!("#{slot} button[value=upload]");
    let file = |slot: &str| format!("#{slot} input[type=file]");
    page.attach(&file("diploma"), &[&empty]).await?;
    page.follow(&button("diploma")).await?;
    ensure!(page.count("#diploma .field__error").await? == 1, "{}", page.text("#diploma").await?);
    seen(page, audit, "a document refused").await?;
    for (seed, slot) in (1..).zip(&slots) {
        let bytes = if slot == "portrait" { jpeg(seed, 90_000) } else { pdf(seed, 30_000) };
        let upload = site.file(&format!("{slot}.berkas"), &bytes)?;
        page.attach(&file(slot), &[&upload]).await?;
        page.follow(&button(slot)).await.with_context(|| format!("uploading {slot}"))?;
        ensure!(page.count(&format!("#{slot} .panel--good")).await? == 1, "{slot}: {}", page.text("main").await?);
    }
    seen(page, audit, "all documents").await?;
    page.follow("#diploma .panel--good a").await?;
    look(page, audit, "a document looked at").await?;
    page.open(DOCUMENTS).await
}

async fn stamp_letters(page: &Page, audit: &Audit, user: &str) -> Result<()> {
    page.fill("#stamp_user", user).await?;
    page.fill("#stamp_password", "salah").await?;
    page.follow("#e-meterai form button").await?;
    seen(page, audit, "a wrong password at the distributor").await?;
    page.fill("#stamp_user", user).await?;
    page.fill("#stamp_password", user).await?;
    page.follow("#e-meterai form button").await?;
    let letters: Vec<String> =
        page.evaluate("[...document.querySelectorAll('main a[href$=\"/e-meterai\"]')].map(it => it.pathname)").await?;
    ensure!(letters.len() == 2, "{letters:?}");
    for (by_mouse, letter) in [true, false].into_iter().zip(&letters) {
        page.open(letter).await?;
        if by_mouse {
            look(page, audit, "where the e-meterai goes").await?;
        }
        let place = "[document.querySelector('[name=left]').value, document.querySelector('[name=bottom]').value]";
        if page.view().script {
            let before: [String; 2] = page.evaluate(place).await?;
            if by_mouse {
                page.drag(".place__stamp", (-60.0, -40.0)).await?;
            } else {
                page.run("document.querySelector('.place__stamp').focus()").await?;
                page.press(Key::ArrowUp).await?;
            }
            let after: [String; 2] = page.evaluate(place).await?;
            ensure!(before[1] != after[1] && page.count("[value=own]:checked").await? == 1, "{before:?} {after:?}");
            ensure!((before[0] != after[0]) == by_mouse, "{before:?} {after:?}");
        } else {
            page.click("main [name=position][value=top-left]").await?;
        }
        page.follow("main form[data-place] button[type=submit]").await?;
        ensure!(page.document().await?.status == 422, "the letter is not signed yet: {}", page.text("main").await?);
        if by_mouse {
            seen(page, audit, "an e-meterai on what is not signed").await?;
        }
        page.click("main [name=signed]").await?;
        page.follow("main form[data-place] button[type=submit]").await?;
        ensure!(page.path().await?.starts_with(DOCUMENTS), "{}", page.text("main").await?);
    }
    seen(page, audit, "letters that wait for their e-meterai").await?;
    eventually("a serial number for each letter", PATIENCE, async || {
        page.open(DOCUMENTS).await?;
        Ok((page.text("main").await?.matches("Nomor seri").count() == 2).then_some(()))
    })
    .await?;
    look(page, audit, "stamped letters").await
}

async fn end(site: &Site, page: &Page, audit: &Audit, owner: &Owner) -> Result<()> {
    page.follow("main section[aria-labelledby=lanjut] a.button").await?;
    ensure!(page.path().await? == RESUME, "{}", page.text("main").await?);
    look(page, audit, "the résumé").await?;
    page.follow(END).await?;
    ensure!(page.document().await?.status == 422, "nothing is ticked");
    seen(page, audit, "the résumé without a tick").await?;
    for name in BOXES {
        page.click(&format!("#{name}")).await?;
    }
    page.follow(END).await?;
    look(page, audit, "the last question").await?;
    page.back().await?;
    page.follow(END).await?;
    if page.count("main button[value=yes]").await? == 0 {
        // A browser may have forgotten the ticks.
        for name in BOXES {
            page.click(&format!("#{name}")).await?;
        }
        page.follow(END).await?;
    }
    page.travel(async || page.click_times("main button[value=yes]", 2).await).await?;
    ensure!(page.path().await?.starts_with("/pendaftaran"), "{}", page.text("main").await?);
    page.open("/pendaftaran").await?;
    ensure!(page.text("main dd strong").await?.len() == 17, "{}", page.text("main").await?);
    look(page, audit, "a registration that is final").await?;
    let kept = "SELECT count(*) FROM registration.registrations WHERE state = 'final'";
    let number = i64::from(if page.view().script { 1 } else { 2 });
    ensure!(site.system.database.count(kept).await? == number, "one for each person");
    let card: (u16, String) = page
        .evaluate("fetch('/pendaftaran/kartu').then(async it => [it.status, (await it.text()).slice(0, 5)])")
        .await?;
    ensure!(card == (200, "%PDF-".to_owned()), "{card:?}");
    page.open(RESUME).await?;
    ensure!(page.count(END).await? == 0 && page.text("main").await?.contains(owner.applicant.typed("full_name")));
    look(page, audit, "the résumé of a final registration").await?;
    page.open("/cek-dokumen").await?;
    look(page, audit, "the check of documents").await
}
