//! Making an account, all four steps: a person of the population register, on a phone.

use anyhow::Result;
use browser::{Audit, Page, SEND, Site, View};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use population_register::{Persons, Register, Switches, serve};
use tokio::net::TcpListener;

const PERSONS: &[u8] = include_bytes!("../../../../deploy/local/population-register/persons.csv");
/// The button that goes on, where a page has one.
const ON: &str = "main form .button--primary[type=submit]";

/// What a person types in the first step, and then in the second.
struct Person {
    identity: [(&'static str, &'static str); 7],
    diploma: [(&'static str, &'static str); 4],
}

const SITI: Person = Person {
    identity: [
        ("nik", "3174015708950001"),
        ("kk", "3174010101150001"),
        ("full_name", "Siti Rahayu"),
        ("birth_place", "Jakarta Selatan"),
        ("birth_date", "17-08-1995"),
        ("phone", "0812 3456 7890"),
        ("email", "siti@example.go.id"),
    ],
    diploma: [
        ("diploma_name", "Siti Rahayu"),
        ("ktp_birth_place", "Jakarta Selatan"),
        ("diploma_birth_place", "Kota Jakarta Selatan"),
        ("diploma_birth_date", "17-08-1995"),
    ],
};

const DEWI: Person = Person {
    identity: [
        ("nik", "3273025203980002"),
        ("kk", "3273020202160002"),
        ("full_name", "Dewi Lestari"),
        ("birth_place", "Bandung"),
        ("birth_date", "12-03-1998"),
        ("phone", "0812 3456 7891"),
        ("email", "dewi@example.go.id"),
    ],
    diploma: [
        ("diploma_name", "Dewi Lestari"),
        ("ktp_birth_place", "Bandung"),
        ("diploma_birth_place", "Kota Bandung"),
        ("diploma_birth_date", "12-03-1998"),
    ],
};

/// A site where accounts can be made, before a register of its own.
async fn start(page_of: View) -> Result<(Site, Page)> {
    let site = start_with(&[]).await?;
    let page = site.page(page_of).await?;
    Ok((site, page))
}

/// The same with settings of the test's own.
pub(crate) async fn start_with(settings: &[(&str, &str)]) -> Result<Site> {
    let (user, password) = ("uji", "rahasia");
    let register =
        Register::new(Persons::read(PERSONS)?, user.to_owned().into(), password.to_owned().into(), Switches::default());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(serve(listener, register, std::future::pending()));
    let register = [
        ("POPULATION_REGISTER_URL", url.as_str()),
        ("POPULATION_REGISTER_INSTITUTION", "BKN"),
        ("POPULATION_REGISTER_USER", user),
        ("POPULATION_REGISTER_PASSWORD", password),
    ];
    let site = Site::start_with(&[settings, &register].concat()).await?;
    site.system
        .database
        .execute(
            "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
             VALUES (gen_random_uuid(), 'CASN 2026', now() - interval '1 day', now() + interval '30 days')",
        )
        .await?;
    site.system.accounts_opened("helpdesk").await?;
    Ok(site)
}

async fn fill(page: &Page, values: &[(&str, &str)]) -> Result<()> {
    for (name, value) in values {
        page.fill(&format!("[name={name}]"), value).await?;
    }
    Ok(())
}

/// A picture of few bytes, since the third step shows it and is judged by its weight.
fn picture(width: u32, height: u32) -> Result<Vec<u8>> {
    let mut pixels = Vec::new();
    for row in 0..height {
        let light = u8::try_from(row * 255 / height)?;
        pixels.extend((0..width).flat_map(|_column| [light, 120, 90]));
    }
    let mut drawn = Vec::new();
    JpegEncoder::new_with_quality(&mut drawn, 75).write_image(&pixels, width, height, ExtendedColorType::Rgb8)?;
    Ok(drawn)
}

/// The first step, with a mistake before.
async fn tell_identity(site: &Site, page: &Page, audit: &Audit, person: &Person) -> Result<()> {
    page.open("/akun/buat").await?;
    audit.look(page, "the first step").await?;
    fill(page, &person.identity).await?;
    page.fill("[name=nik]", "12").await?;
    site.answer_code(page).await?;
    page.follow(ON).await?;
    assert!(page.text("[data-summary]").await?.contains("16 angka"));
    audit.look(page, "the first step with a mistake").await?;
    fill(page, &person.identity).await?;
    site.answer_code(page).await?;
    page.follow(ON).await?;
    assert_eq!(page.text("h1").await?, "Langkah 2: Lengkapi Data");
    Ok(())
}

/// The second step but for the selfie.
async fn tell_details(site: &Site, page: &Page, person: &Person) -> Result<()> {
    fill(page, &person.diploma).await?;
    page.click("input[name=gender][value=female]").await?;
    page.attach("#ktp", &[&site.file("ktp.jpg", &picture(480, 300)?)?]).await?;
    let password = "Tujuh-Gajah-Hijau-42";
    fill(page, &[("password", password), ("password_again", password)]).await?;
    page.choose("[name=question_1]", "1").await?;
    page.choose("[name=question_2]", "5").await?;
    fill(page, &[("answer_1", "Belang Tiga"), ("answer_2", "Gudeg Manggar")]).await?;
    site.answer_code(page).await
}

/// From the second step, which is filled in, to the account.
async fn make(site: &Site, page: &Page, audit: &Audit) -> Result<()> {
    page.follow(SEND).await?;
    assert_eq!(page.text("h1").await?, "Langkah 3: Pengecekan Ulang Data", "{}", page.text("main").await?);
    audit.look(page, "the third step").await?;
    page.follow(ON).await?;
    audit.look(page, "the question whether all is right").await?;
    page.follow(ON).await?;
    assert_eq!(page.text("h1").await?, "Langkah 4: Pendaftaran Selesai", "{}", page.text("main").await?);
    audit.look(page, "the last step").await?;
    assert_eq!(site.system.database.count("SELECT count(*) FROM accounts.accounts").await?, 1);
    let card = "fetch(document.querySelector('a[download]').href).then(it => it.headers.get('content-type'))";
    assert_eq!(page.evaluate::<String>(card).await?, "application/pdf");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_a_person_of_the_register_makes_an_account_with_pictures_from_files() -> Result<()> {
    let audit = Audit::new()?;
    let (site, page) = start(View::PHONE_WITHOUT_SCRIPT).await?;
    tell_identity(&site, &page, &audit, &SITI).await?;
    audit.look(&page, "the second step").await?;
    tell_details(&site, &page, &SITI).await?;
    page.attach("#selfie", &[&site.file("swafoto.jpg", &picture(360, 480)?)?]).await?;
    make(&site, &page, &audit).await?;
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_script_the_selfie_comes_from_the_camera() -> Result<()> {
    let audit = Audit::new()?;
    let (site, page) = start(View::PHONE).await?;
    tell_identity(&site, &page, &audit, &DEWI).await?;
    tell_details(&site, &page, &DEWI).await?;
    page.click("[data-camera-open]").await?;
    page.shows("document.querySelector('.camera video').videoWidth > 0").await?;
    audit.look(&page, "the second step with the camera").await?;
    page.click("[data-camera-take]").await?;
    page.shows("!document.querySelector('[data-camera-taken]').hidden").await?;
    page.click("[data-camera-save]").await?;
    page.shows("document.querySelector('#selfie').files.length === 1").await?;
    assert_eq!(page.value("[name=selfie_source]").await?, "camera");
    make(&site, &page, &audit).await?;
    audit.verdict().await
}
