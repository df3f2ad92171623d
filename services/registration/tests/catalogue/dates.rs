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

    let page = service.get(&format!("/formasi/{}", Uuid::from_u128(1))).await?.page()?;
    assert!(page.contains("11 Desember 2026 pukul 00.00 WIB") && page.contains("sedang dibuka"), "{page}");
    let page = service.get(&format!("/formasi/{}", Uuid::from_u128(2))).await?.page()?;
    assert!(page.contains("22 November 2026 pukul 00.00 WIB") && page.contains("sudah ditutup"), "{page}");
    let document = service.get(&format!("/api/v1/formations/{}", Uuid::from_u128(2))).await?.json()?;
    assert_eq!(document["registration"]["closes_at"], "2026-11-21T17:00:00Z");
    Ok(())
}
