//! The console as a workplace: a list that shows the work, a ticket on one screen, templates at the caret, keys that an
//! officer switches on, pictures that can be turned, and letters that never lie on each other.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use browser::{Audit, Key, Officer, Page, Site, View};
use domain::{Desk, catalogue};
use testing::{Multipart, Person, eventually, jpeg, pdf_of_pages};

const PATIENCE: Duration = Duration::from_mins(1);
const LIST: &str = "/petugas/tiket";
/// A laptop without what the browser and the system take of its height.
const LAPTOP: (u32, u32) = (1280, 650);
const NEXT: &str = "form[action='/petugas/tiket/berikutnya'] button";
const TEMPLATE: &str = ".templates__bar button:nth-child(2)";
const SEND: &str = "[data-submit]";

/// Files a ticket of each form and waits until all reach their desks.
pub(crate) async fn tickets(site: &Site, from: u64, forms: &[&str]) -> Result<Vec<String>> {
    let mut numbers = Vec::new();
    for (seed, slug) in (from..).zip(forms) {
        let form = catalogue::by_slug(slug).context("a form")?;
        let mut body = Multipart::default();
        for (name, value) in Person::new(seed).fields(form) {
            body = body.text(&name, &value);
        }
        for (at, document) in form.documents.iter().enumerate() {
            body = if at == 0 {
                body.file(document.kind.as_str(), "foto.jpg", "image/jpeg", &jpeg(seed, 40_000))
            } else {
                body.file(document.kind.as_str(), "pindaian.pdf", "application/pdf", &pdf_of_pages(seed, 2, 20_000))
            };
        }
        let receipt = site.system.api().submit(slug, &body, None).await?.json()?;
        let number = receipt.get("ticket_number").and_then(serde_json::Value::as_str).context("a number")?.to_owned();
        let token = site.system.desk_token(form.desk.context("a desk")?);
        eventually("the ticket at its desk", PATIENCE, async || {
            let seen = site.system.api().desk_get(token, &format!("/api/v1/tickets/{number}")).await?;
            Ok((seen.status == 200 && seen.json()?.get("stage").is_some_and(|stage| stage == "received")).then_some(()))
        })
        .await?;
        numbers.push(number);
    }
    Ok(numbers)
}

/// Two templates at each desk.
async fn templates(site: &Site) -> Result<()> {
    for (at, desk) in (1_i64..).zip(Desk::ALL) {
        for (title, body) in [
            ("Sudah diperbaiki", "Yth. {nama}, data Anda pada tiket {nomor} sudah kami perbaiki."),
            ("Kirim ulang KTP", "Yth. {nama}, foto KTP Anda tidak terbaca. Kirim sekali lagi."),
        ] {
            sqlx::query(
                "INSERT INTO desk.templates (id, desk, title, body, changed_by, changed_at)
                 VALUES (gen_random_uuid(), $1, $2, $3, gen_random_uuid(), now() + $4 * interval '1 second')",
            )
            .bind(desk.as_str())
            .bind(title)
            .bind(body)
            .bind(at)
            .execute(site.system.database.owner())
            .await?;
        }
    }
    Ok(())
}

async fn officer(site: &Site, view: View, roles: &[&str]) -> Result<Page> {
    let page = site.page(view).await?;
    let (nip, name) =
        if view.script { ("198501012010011001", "Ayu Lestari") } else { ("198602022011012002", "Budi Santoso") };
    Officer::enters(site, &page, nip, name, roles, None).await?;
    page.screen(LAPTOP.0, LAPTOP.1).await?;
    Ok(page)
}

/// How many of these elements are seen whole.
async fn seen(page: &Page, selector: &str) -> Result<usize> {
    page.evaluate(&format!(
        "[...document.querySelectorAll(\"{selector}\")].filter(it => {{
            const box = it.getBoundingClientRect();
            return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
        }}).length"
    ))
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_tickets_of_all_desks_are_seen_without_scrolling_and_reached_by_the_arrows() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let forms = ["pengaduan-instansi", "status-bukan-pns", "lupa-nomor-thk2"].repeat(3);
    let numbers = tickets(&site, 81_001, &forms).await?;
    let page = officer(&site, View::LAPTOP, &["supervisor"]).await?;
    page.open(LIST).await?;
    assert!(seen(&page, "[data-rows] tbody tr").await? >= 8, "{}", page.text("main").await?);
    let list = page.text("main").await?;
    assert!(list.contains("Instansi – Pengaduan") && list.contains("BKN – Perbaikan Data"), "all desks: {list}");
    assert!(list.contains("Saya tercatat sebagai PNS aktif padahal"), "the applicant's first words: {list}");
    audit.look(&page, "a list of all desks").await?;
    // What is late at each desk takes room, too.
    let late = "UPDATE desk.cases SET answer_due_at = answer_due_at - interval '49 hours' WHERE form IN ('22', '70')";
    sqlx::query(late).execute(site.system.database.owner()).await?;
    page.open(LIST).await?;
    assert!(page.text(".desk-tabs").await?.matches("terlambat").count() >= 3, "{}", page.text("main").await?);
    assert!(seen(&page, "[data-rows] tbody tr").await? >= 8, "{}", page.text("main").await?);
    page.open("/petugas/tiket?meja=instansi.complaints&formulir=02").await?;
    audit.look(&page, "a list without tickets").await?;

    page.open(LIST).await?;
    page.press(Key::ArrowDown).await?;
    page.press(Key::ArrowDown).await?;
    page.press(Key::ArrowUp).await?;
    page.travel(async || page.press(Key::Enter).await).await?;
    assert_eq!(page.path().await?, format!("/petugas/tiket/{}", numbers[0]), "the first one");
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_tickets_are_answered_with_two_clicks_or_four_keys_each_on_one_screen() -> Result<()> {
    let site = Site::start().await?;
    let forms =
        ["pengaduan-instansi", "status-bukan-pns", "lupa-nomor-thk2", "cek-eks-thk2", "cek-dapodik-lulusan-ppg"];
    let numbers = tickets(&site, 82_001, &forms.repeat(2)).await?;
    templates(&site).await?;
    let page = officer(&site, View::LAPTOP, &["officer"]).await?;
    page.open(LIST).await?;
    page.follow(NEXT).await?;
    let (mut clicks, mut keys) = (0, 0);
    for ticket in 0..numbers.len() {
        page.shows("document.activeElement.id === 'jawaban'").await.context("one can write at once")?;
        for whole in [TEMPLATE, "#jawaban", SEND] {
            assert_eq!(seen(&page, whole).await?, 1, "{whole} is seen without scrolling");
        }
        if page.count(".viewer__stage img").await? > 0 {
            assert!(seen(&page, ".case__documents figure:first-of-type figcaption strong").await? > 0);
        }
        if ticket % 2 == 0 {
            page.click(TEMPLATE).await?;
            page.follow(SEND).await?;
            clicks += 2;
        } else {
            for key in [Key::Letter(':'), Key::Letter(':'), Key::Letter('1')] {
                page.press(key).await?;
                keys += 1;
            }
            page.shows("document.querySelector('#jawaban').value.startsWith('Yth. ')").await?;
            page.travel(async || page.press(Key::ControlEnter).await).await?;
            keys += 1;
        }
        assert!(page.evaluate::<bool>("scrollY === 0").await?, "nothing jumps");
    }
    assert_eq!((clicks, keys), (10, 20), "two clicks or four keys for each of five");
    assert!(page.text("main").await?.contains("Tidak ada tiket lain yang menunggu."));
    assert_eq!(page.text("[data-live=today]").await?, "10", "answered today");
    page.follow(".console-header__link[href*='saya-jawab']").await?;
    let rows = page.texts("[data-rows] tbody tr").await?;
    assert_eq!(rows.len(), 10);
    assert!(rows.iter().all(|row| row.contains("oleh Anda")), "{rows:?}");
    let answers: Vec<String> = sqlx::query_scalar("SELECT ticket_number FROM desk.answers ORDER BY answered_at DESC")
        .fetch_all(site.system.database.owner())
        .await?;
    let links: Vec<String> =
        page.evaluate("[...document.querySelectorAll('[data-rows] tbody th a')].map(it => it.pathname)").await?;
    assert_eq!(links, answers.iter().map(|number| format!("/petugas/tiket/{number}")).collect::<Vec<_>>());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_comes_in_at_the_caret_and_a_note_moves_nothing() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let number = tickets(&site, 83_001, &["pengaduan-instansi"]).await?.remove(0);
    templates(&site).await?;
    let name = Person::new(83_001).full_name;
    let merged = format!("Yth. {name}, foto KTP Anda tidak terbaca. Kirim sekali lagi.");
    let page = officer(&site, View::LAPTOP, &["officer"]).await?;
    page.open(LIST).await?;
    page.follow(NEXT).await?;
    page.run("void (window.same = true)").await?;
    page.fill("#jawaban", "Awal. Akhir.").await?;
    page.run("document.querySelector('#jawaban').setSelectionRange(6, 6)").await?;
    page.keyboard("::").await?;
    page.shows("document.activeElement.id === 'cari-templat'").await?;
    audit.look(&page, "the list of templates").await?;
    page.keyboard("ulang").await?;
    page.shows("document.querySelectorAll('#daftar-templat [role=option]').length === 1").await?;
    assert_eq!(page.attribute("#cari-templat", "aria-activedescendant").await?.as_deref(), Some("daftar-templat-0"));
    page.press(Key::Enter).await?;
    page.shows("document.activeElement.id === 'jawaban'").await?;
    assert_eq!(page.value("#jawaban").await?, format!("Awal. {merged}Akhir."));
    let caret: usize = page.evaluate("document.querySelector('#jawaban').selectionStart").await?;
    assert_eq!(caret, "Awal. ".len() + merged.chars().count(), "the caret stands behind it");
    assert_eq!(page.text("[data-inserted]").await?, "Templat “Kirim ulang KTP” disisipkan.");
    page.keyboard("::").await?;
    page.shows("document.activeElement.id === 'cari-templat'").await?;
    page.press(Key::Escape).await?;
    page.shows("document.activeElement.id === 'jawaban'").await?;
    assert_eq!(page.value("#jawaban").await?, format!("Awal. {merged}::Akhir."), "Escape leaves what was typed");

    page.fill("#isi-catatan", "").await?;
    page.click("#catatan button").await?;
    page.shows("document.querySelector('#catatan [role=alert]')?.innerText.includes('Tulis catatannya dulu')").await?;
    page.fill("#isi-catatan", "Sudah ditelepon.").await?;
    page.click("#catatan button").await?;
    page.shows("document.querySelector('#catatan [role=status]')?.innerText.includes('sudah disimpan')").await?;
    assert!(page.evaluate::<bool>("window.same === true && scrollY === 0").await?, "the page stayed");
    assert_eq!(page.value("#jawaban").await?, format!("Awal. {merged}::Akhir."));
    let notes: i64 =
        sqlx::query_scalar("SELECT count(*) FROM desk.notes").fetch_one(site.system.database.owner()).await?;
    assert_eq!(notes, 1);
    page.click(".toolbar form[action$='/lepas'] button").await?;

    let without = officer(&site, View { script: false, ..View::LAPTOP }, &["officer"]).await?;
    without.open(&format!("/petugas/tiket/{number}")).await?;
    without.follow("form[action$='/ambil'] button").await?;
    without
        .choose("#templat", &without.attribute("#templat option:last-child", "value").await?.context("an id")?)
        .await?;
    without.follow("button[value=pakai_templat]").await?;
    assert!(without.value("#jawaban").await?.starts_with("Yth. "));
    assert_eq!(without.evaluate::<String>("location.hash").await?, "#jawaban");
    assert_eq!(without.focus().await?, "jawaban");
    without.fill("#isi-catatan", "Sudah ditelepon lagi.").await?;
    without.follow("#catatan form button").await?;
    assert_eq!(without.evaluate::<String>("location.hash").await?, "#catatan");
    audit.look(&without, "a note was written without script").await?;
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn single_letters_do_nothing_until_an_officer_switches_them_on() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let number = tickets(&site, 84_001, &["pengaduan-instansi"]).await?.remove(0);
    let page = officer(&site, View::LAPTOP, &["officer"]).await?;
    page.open(LIST).await?;
    for key in ['n', '/', '?', 'j'] {
        page.press(Key::Letter(key)).await?;
    }
    assert_eq!((page.path().await?.as_str(), page.focus().await?.as_str()), (LIST, "BODY"));
    page.click("[data-help]").await?;
    page.shows("document.getElementById('pintasan').open").await?;
    audit.look(&page, "the keys").await?;
    page.follow("#pintasan a").await?;
    page.follow("button[name=huruf]").await?;
    assert!(page.text("main").await?.contains("Sekarang menyala."));
    audit.look(&page, "single letters are on").await?;
    page.open(LIST).await?;
    page.press(Key::Letter('/')).await?;
    page.shows("document.activeElement.id === 'cari'").await?;
    page.run("document.activeElement.blur()").await?;
    page.travel(async || page.press(Key::Letter('n')).await).await?;
    assert_eq!(page.path().await?, format!("/petugas/tiket/{number}"));
    page.open("/petugas/sesi").await?;
    page.follow("button[name=huruf]").await?;
    assert!(page.text("main").await?.contains("Sekarang mati."));
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turned_picture_can_be_seen_to_its_last_pixel_however_large() -> Result<()> {
    let site = Site::start().await?;
    let number = tickets(&site, 85_001, &["status-bukan-pns"]).await?.remove(0);
    let page = officer(&site, View::LAPTOP, &["officer"]).await?;
    page.open(&format!("/petugas/tiket/{number}")).await?;
    let image = "document.querySelector('[data-pages] img')";
    page.run(&format!("{image}.scrollIntoView()")).await?;
    page.shows(&format!("{image}.complete && {image}.naturalHeight > {image}.naturalWidth")).await?;
    let button = |name: &str| format!("[data-pages] [data-do={name}]");
    for zoom in 0..3 {
        for turn in 1..=4 {
            page.click(&button("turn")).await?;
            let missing: f64 = page.evaluate(&format!("({MISSING})({})", turn % 2 == 1)).await?;
            assert!(missing < 1.5, "zoomed {zoom} times, turned {turn} times: {missing} pixels are never seen");
        }
        page.click(&button("in")).await?;
    }
    Ok(())
}

/// How far the picture, a page of A4, reaches out of what its stage can show.
const MISSING: &str = "(sideways => {
    const image = document.querySelector('[data-pages] img'), stage = image.closest('.viewer__stage');
    const look = (left, top) => { stage.scrollTo(left, top); return [image, stage].map(it => it.getBoundingClientRect()); };
    const [first, around] = look(0, 0);
    const [last] = look(1e6, 1e6);
    const [left, top] = [around.left + stage.clientLeft, around.top + stage.clientTop];
    const [right, bottom] = [left + stage.clientWidth, top + stage.clientHeight];
    const shape = first.width / first.height;
    if (Math.abs(shape - (sideways ? 297 / 210 : 210 / 297)) > 0.02) return 1000;
    return Math.max(left - first.left, top - first.top, last.right - right, last.bottom - bottom);
})";

#[tokio::test(flavor = "multi_thread")]
async fn texts_never_lie_on_each_other_however_narrow_or_large() -> Result<()> {
    // All tickets are about to be late.
    let site = Site::start_with(&[("ESCALATE_BEFORE", "47h")]).await?;
    let numbers = tickets(&site, 86_001, &["status-bukan-pns", "pengaduan-instansi"]).await?;
    templates(&site).await?;
    let roles = ["administrator", "supervisor", "officer", "auditor"];
    let page = officer(&site, View::LAPTOP, &roles).await?;
    page.open(&format!("/petugas/tiket/{}", numbers[0])).await?;
    page.follow("form[action$='/ambil'] button").await?;
    let ticket = format!("/petugas/tiket/{}", numbers[0]);
    let pages = [
        LIST,
        "/petugas/tiket?meja=instansi.complaints&tahap=jawaban",
        &ticket,
        "/petugas/templat?meja=bkn.data-fixes",
        "/petugas/massal",
        "/petugas/massal/baru?meja=bkn.data-fixes",
        "/petugas/kelompok",
        "/petugas/mendesak",
        "/petugas/sebutan",
        "/petugas/faq",
        "/petugas/faq/baru",
        "/petugas/faq/pencarian",
        "/petugas/ringkasan",
        "/petugas/audit",
        "/petugas/akun",
        "/petugas/sesi",
    ];
    let mut wrong = Vec::new();
    for path in pages {
        page.open(path).await?;
        // The last one is a laptop at twice its size.
        for (width, height, letters) in
            [(320, 640, 100), (390, 844, 100), (820, 1180, 100), (1280, 650, 100), (390, 844, 200), (640, 325, 100)]
        {
            page.screen(width, height).await?;
            page.letters(letters).await?;
            for pair in page.crossing_texts().await? {
                wrong.push(format!("{path} at {width} px, {letters} %: {pair}"));
            }
            let beside: i64 = page.evaluate("document.documentElement.scrollWidth - innerWidth").await?;
            if beside > 0 {
                wrong.push(format!("{path} at {width} px, {letters} %: {beside} px beside the screen"));
            }
        }
        page.letters(100).await?;
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
