//! Files that are imported: whole, or not at all.

use anyhow::Result;
use http::StatusCode;
use registration::operator::{Counts, NotImported, Unfit, compare, generate, import};

use crate::service::{Row, Service, csv};

#[tokio::test]
async fn a_file_with_one_fault_changes_nothing_and_tells_its_line() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    let before = service.kept().await?;
    let mut rows: Vec<Row> = (1..=30).map(Row::new).collect();
    rows[28].ages = (40, 20);
    let refused = service.import(&csv(&rows)).await?;
    let Err(NotImported::Unfit(Unfit::Faults { count, first })) = refused else { panic!("{refused:?}") };
    assert_eq!((count, first[0].to_string().as_str()), (1, "line 30, age_max: is below age_min"));
    assert_eq!(service.kept().await?, before);
    Ok(())
}

#[tokio::test]
async fn what_the_database_refuses_half_way_leaves_nothing_behind() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    let before = service.kept().await?;
    // Refuses a formation of the second batch.
    sqlx::query("ALTER TABLE registration.positions ADD CHECK (name <> 'Yang Ke-700')")
        .execute(service.database.owner())
        .await?;
    let rows: Vec<Row> = (1..=800).map(|id| Row { position: format!("Yang Ke-{id}"), ..Row::new(id) }).collect();
    assert!(matches!(service.import(&csv(&rows)).await?, Err(NotImported::Database(_))));
    assert_eq!(service.kept().await?, before);
    Ok(())
}

#[tokio::test]
async fn a_file_without_formations_withdraws_none() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    let before = service.kept().await?;
    assert!(matches!(service.import(&csv(&[])).await?, Err(NotImported::Empty)));
    assert_eq!(service.kept().await?, before);
    Ok(())
}

#[tokio::test]
async fn an_import_that_is_not_committed_has_counted_and_changed_nothing() -> Result<()> {
    let service = Service::with(&[Row::new(1), Row::new(2)]).await?;
    let before = service.kept().await?;
    let file = Service::file(&csv(&[Row { places: 9, ..Row::new(1) }, Row::new(3)]))?;
    let mut transaction = service.database.owner().begin().await?;
    let counts = import(&mut transaction, &file).await?;
    transaction.rollback().await?;
    std::fs::remove_file(file)?;
    assert_eq!(counts, Counts { formations: 2, added: 1, changed: 1, withdrawn: 1 });
    assert_eq!(service.kept().await?, before);
    Ok(())
}

#[tokio::test]
async fn a_comparison_counts_what_an_import_would_do_and_waits_for_none() -> Result<()> {
    let service = Service::with(&[Row::new(1), Row::new(2), Row::new(4)]).await?;
    service.import(&csv(&[Row::new(1), Row::new(2)])).await??;
    let before = service.kept().await?;
    let file = Service::file(&csv(&[Row { places: 9, ..Row::new(1) }, Row::new(3), Row::new(4)]))?;
    // Somebody imports at the same time.
    let mut transaction = service.database.owner().begin().await?;
    import(&mut transaction, &file).await?;
    let counts = compare(service.database.owner(), &file).await?;
    transaction.rollback().await?;
    std::fs::remove_file(file)?;
    assert_eq!(counts, Counts { formations: 3, added: 2, changed: 1, withdrawn: 1 });
    assert_eq!(service.kept().await?, before);
    let empty = Service::file(&csv(&[]))?;
    assert!(matches!(compare(service.database.owner(), &empty).await, Err(NotImported::Empty)));
    std::fs::remove_file(empty)?;
    Ok(())
}

#[tokio::test]
async fn the_catalogue_follows_the_file() -> Result<()> {
    let service = Service::start().await?;
    let rows = [Row::new(1), Row::new(2), Row::new(3)];
    let first = service.import(&csv(&rows)).await??;
    assert_eq!(first, Counts { formations: 3, added: 3, changed: 0, withdrawn: 0 });
    let again = service.import(&csv(&rows)).await??;
    assert_eq!(again, Counts { formations: 3, added: 0, changed: 0, withdrawn: 0 }, "the same file changes nothing");

    let renamed = ("C001", "Kementerian Contoh Baru");
    let others = [Row { agency: renamed, ..Row::new(1) }, Row { agency: renamed, ..Row::new(3) }];
    let second = service.import(&csv(&others)).await??;
    assert_eq!(second, Counts { formations: 2, added: 0, changed: 2, withdrawn: 1 });
    assert_eq!(service.get("/api/v1/formations?agency=contoh+baru").await?.json()?["total"], 2);
    let gone = service.get(&format!("/formasi/{}", rows[1].uuid())).await?.page()?;
    assert!(gone.contains("sudah ditarik oleh instansi") && !gone.contains("kelayakan"), "{gone}");

    let back = service.import(&csv(&rows)).await??;
    assert_eq!(back, Counts { formations: 3, added: 1, changed: 2, withdrawn: 0 });
    assert_eq!(service.get("/api/v1/formations").await?.json()?["total"], 3);
    Ok(())
}

#[tokio::test]
async fn invented_formations_are_imported_and_found() -> Result<()> {
    let service = Service::start().await?;
    let mut file = Vec::new();
    generate(600, 3, &mut file)?;
    let counts = service.import(std::str::from_utf8(&file)?).await??;
    assert_eq!(counts.added, 600);
    let found = service.get("/api/v1/formations?selection=PPPK&q=guru").await?;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.positions()?.iter().all(|position| position.starts_with("Guru")), "{:?}", found.positions()?);
    Ok(())
}
