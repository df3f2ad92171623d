//! How many tickets people may file: by where they come from, and under which NIK.

use anyhow::Result;
use futures_util::future::try_join_all;
use http::StatusCode;
use testing::Person;

use crate::pages::visitor::{Sheet, Shown};
use crate::service::Service;

const FORM: &str = "pengaduan-instansi";
const STRANGER: &str = "198.51.100.7";
const OWNER: &str = "192.0.2.1";

/// The requests of these tests come through a proxy that tells where they are from.
const BEHIND_PROXY: (&str, &str) = ("TRUSTED_PROXIES", "127.0.0.1,::1");

async fn file_from(service: &Service, address: &str, sheet: Sheet) -> Result<Shown> {
    let sheet = sheet.opened(service).await?;
    sheet.send_with(service, &[("sec-fetch-site", "same-origin"), ("x-forwarded-for", address)]).await
}

/// Somebody else's NIK under a name that is made up each time.
fn false_filing(victim: &Person, at: usize) -> Sheet {
    let names = ["Adi", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko", "Kartika", "Lina"];
    let name = names.get(at).copied().unwrap_or("Putri");
    Sheet::of(FORM, victim).with("full_name", &format!("{name} Karangan"))
}

#[tokio::test]
async fn false_filings_under_a_nik_do_not_stop_its_owner() -> Result<()> {
    let service = Service::start_with(&[BEHIND_PROXY]).await?;
    let victim = Person::new(1);
    for at in 0..10 {
        assert_eq!(file_from(&service, STRANGER, false_filing(&victim, at)).await?.status, StatusCode::SEE_OTHER);
    }
    // Another process and a restart forget nothing.
    let other = service.another_with(&[BEHIND_PROXY]).await?;
    for process in [&service, &other] {
        let refused = file_from(process, STRANGER, false_filing(&victim, 10)).await?;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.response.header("retry-after").is_some() && refused.html.contains("coba lagi dalam"));
    }
    assert_eq!(service.count("tickets").await?, 10);
    for owner in [OWNER, "2001:db8::1"] {
        let sheet = Sheet::of("status-bukan-pns", &victim)
            .with("full_name", if owner == OWNER { "Pemilik" } else { "Pemilik Lagi" });
        assert_eq!(file_from(&service, owner, sheet).await?.status, StatusCode::SEE_OTHER, "from {owner}");
    }
    Ok(())
}

#[tokio::test]
async fn an_address_files_so_many_tickets_an_hour_through_however_many_processes() -> Result<()> {
    let settings = [BEHIND_PROXY, ("TICKETS_PER_HOUR", "2")];
    let service = Service::start_with(&settings).await?;
    let other = service.another_with(&settings).await?;
    for (seed, process) in [(1, &service), (2, &other)] {
        assert_eq!(
            file_from(process, STRANGER, Sheet::of(FORM, &Person::new(seed))).await?.status,
            StatusCode::SEE_OTHER
        );
    }
    for process in [&service, &other] {
        let person = Person::new(3);
        let refused = file_from(process, STRANGER, Sheet::of(FORM, &person)).await?;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        let seconds: u64 = refused.response.header("retry-after").unwrap_or_default().parse()?;
        assert!((3500..=3600).contains(&seconds), "{seconds}");
        assert_eq!(refused.value("full_name").as_ref(), Some(&person.full_name), "what was typed is kept");
    }
    assert_eq!(file_from(&service, OWNER, Sheet::of(FORM, &Person::new(3))).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(service.count("tickets").await?, 3);
    Ok(())
}

#[tokio::test]
async fn filings_at_the_same_moment_are_not_more_than_the_limit() -> Result<()> {
    let settings = [BEHIND_PROXY, ("TICKETS_PER_DAY", "3")];
    let service = Service::start_with(&settings).await?;
    let persons: Vec<Person> = (1..11).map(Person::new).collect();
    let pages =
        try_join_all(persons.iter().map(|person| file_from(&service, STRANGER, Sheet::of(FORM, person)))).await?;
    let status = |wanted| pages.iter().filter(|page| page.status == wanted).count();
    assert_eq!((status(StatusCode::SEE_OTHER), status(StatusCode::TOO_MANY_REQUESTS)), (3, 7));
    assert_eq!(service.count("tickets").await?, 3);
    Ok(())
}

#[tokio::test]
async fn many_addresses_of_one_line_file_ten_times_as_many_and_no_more() -> Result<()> {
    let service = Service::start_with(&[BEHIND_PROXY, ("TICKETS_PER_HOUR", "1")]).await?;
    let mut filed = 0;
    for at in 0..13 {
        let page = file_from(&service, &format!("2001:db8:7:{at:x}::1"), Sheet::of(FORM, &Person::new(at))).await?;
        filed += i32::from(page.status == StatusCode::SEE_OTHER);
    }
    assert_eq!(filed, 10);
    let elsewhere = file_from(&service, "2001:db8:8::1", Sheet::of(FORM, &Person::new(50))).await?;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER);
    Ok(())
}

#[tokio::test]
async fn channels_with_a_token_are_not_counted_here() -> Result<()> {
    let service = Service::start_with(&[("TICKETS_PER_HOUR", "1")]).await?;
    for seed in 1..4 {
        let filed = service.api.submit(FORM, &Person::new(seed).submission(FORM, 20_000), None).await?;
        assert_eq!(filed.status, StatusCode::CREATED);
    }
    assert_eq!((service.count("tickets").await?, service.count("filings").await?), (3, 0));
    Ok(())
}

#[tokio::test]
async fn neither_address_nor_nik_can_be_read_from_what_is_counted() -> Result<()> {
    let service = Service::start_with(&[BEHIND_PROXY]).await?;
    let person = Person::new(1);
    file_from(&service, STRANGER, Sheet::of(FORM, &person)).await?;
    let sql = "SELECT string_agg(encode(subject, 'escape'), ' ') FROM intake.filings";
    let kept: String = sqlx::query_scalar(sql).fetch_one(service.database.owner()).await?;
    assert!(!kept.contains(STRANGER) && !kept.contains("198.51.100") && !kept.contains(&person.nik));
    Ok(())
}
