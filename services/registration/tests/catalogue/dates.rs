//! When registrations are taken, as the operator sets it and people read it.

use anyhow::Result;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use registration::Selection;
use registration::operator::{NotSet, list_dates, set_dates};
use uuid::Uuid;

use crate::service::{Row, Service};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn an_agency_has_its_own_dates_within_those_of_all() -> Result<()> {
    let service = Service::with(&[Row::new(1), Row { agency: ("C002", "Badan Contoh"), ..Row::new(2) }]).await?;
    let pool = service.database.owner();
    let (opens, closes) = (at("2026-11-01T01:00:00Z"), at("2026-12-10T17:00:00Z"));
    let set = async |agency, dates| set_dates(pool, "CASN 2026", Selection::Cpns, agency, dates).await;
    assert!(matches!(set(None, (opens, closes)).await, Err(NotSet::UnknownPeriod)));
    sqlx::query("INSERT INTO accounts.periods (id, name, opens_at, closes_at) VALUES ($1, 'CASN 2026', $2, $3)")
        .bind(Uuid::from_u128(7))
        .bind(opens.to_sqlx())
        .bind(closes.to_sqlx())
        .execute(pool)
        .await?;
    assert!(matches!(set(None, (closes, opens)).await, Err(NotSet::Order)));
    set(None, (opens, closes)).await?;
    assert!(matches!(set(Some("C404"), (opens, closes)).await, Err(NotSet::UnknownAgency)));
    let late = at("2026-12-11T17:00:00Z");
    assert!(matches!(set(Some("C002"), (opens, late)).await, Err(NotSet::Beyond)));
    set(Some("C002"), (opens, at("2026-11-20T17:00:00Z"))).await?;
    set(Some("C002"), (opens, at("2026-11-21T17:00:00Z"))).await?;
    assert_eq!(list_dates(pool).await?.len(), 2, "dates are set in the place of earlier ones");
    // Those of all are moved only where no agency's are left outside.
    for (opens, closes) in [(at("2026-11-02T01:00:00Z"), closes), (opens, at("2026-11-20T17:00:00Z"))] {
        let refused = set(None, (opens, closes)).await;
        let named = matches!(&refused, Err(NotSet::LeavesOut(agencies)) if agencies == &["Badan Contoh"]);
        assert!(named, "{refused:?}");
    }
    set(None, (at("2026-10-31T01:00:00Z"), closes)).await?;

    let page = service.get(&format!("/formasi/{}", Uuid::from_u128(1))).await?.page()?;
    assert!(page.contains("11 Desember 2026 pukul 00.00 WIB") && page.contains("sedang dibuka"), "{page}");
    let page = service.get(&format!("/formasi/{}", Uuid::from_u128(2))).await?.page()?;
    assert!(page.contains("22 November 2026 pukul 00.00 WIB") && page.contains("sudah ditutup"), "{page}");
    let document = service.get(&format!("/api/v1/formations/{}", Uuid::from_u128(2))).await?.json()?;
    assert_eq!(document["registration"]["closes_at"], "2026-11-21T17:00:00Z");
    Ok(())
}

#[tokio::test]
async fn people_read_the_dates_of_the_period_that_is_open_or_comes_next() -> Result<()> {
    let service = Service::with(&[Row::new(1), Row { agency: ("C002", "Badan Contoh"), ..Row::new(2) }]).await?;
    let pool = service.database.owner();
    // It is 30 November 2026 in WIB.
    for (id, name, opens, closes) in [
        (1, "Lalu", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
        (2, "Sekarang", "2026-11-01T00:00:00Z", "2026-12-10T00:00:00Z"),
        (3, "Berikutnya", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"),
        (4, "Kelak", "2027-05-01T00:00:00Z", "2027-06-01T00:00:00Z"),
    ] {
        sqlx::query("INSERT INTO accounts.periods (id, name, opens_at, closes_at) VALUES ($1, $2, $3, $4)")
            .bind(Uuid::from_u128(id))
            .bind(name)
            .bind(at(opens).to_sqlx())
            .bind(at(closes).to_sqlx())
            .execute(pool)
            .await?;
        set_dates(pool, name, Selection::Cpns, None, (at(opens), at(closes))).await?;
    }
    let told = async |id| {
        let path = format!("/api/v1/formations/{}", Uuid::from_u128(id));
        anyhow::Ok(service.get(&path).await?.json()?["registration"]["period"].as_str().unwrap().to_owned())
    };
    assert_eq!(told(1).await?, "Sekarang");
    // One agency takes none any more: what comes next counts for it.
    let (opens, closed) = (at("2026-11-01T00:00:00Z"), at("2026-11-20T00:00:00Z"));
    set_dates(pool, "Sekarang", Selection::Cpns, Some("C002"), (opens, closed)).await?;
    assert_eq!((told(1).await?.as_str(), told(2).await?.as_str()), ("Sekarang", "Berikutnya"));
    sqlx::query("DELETE FROM registration.dates WHERE opens_at > '2026-12-01'").execute(pool).await?;
    assert_eq!(told(2).await?, "Sekarang", "nothing comes next: the last one");
    Ok(())
}
