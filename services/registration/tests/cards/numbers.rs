//! Registration numbers and the short numbers of agencies.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use anyhow::Result;
use domain::SelectionKind;
use registration::NoNumber;
use tokio::task::JoinSet;

use crate::site::Site;

const HEADING: &str = "formasi_id,instansi_id,ins_nm,jp_nama,formasi_nm,jabatan_nm,lokasi_nm,kode_ref_pend,\
                       pendidikan_nm,jumlah_formasi,disable,age_min,age_max,gpa_min,gaji_min,gaji_max";

/// Imports a catalogue with one formation of each agency.
async fn import(site: &Site, agencies: &[&str]) -> Result<()> {
    let rows = agencies.iter().enumerate().map(|(at, agency)| {
        let id = uuid::Uuid::from_u128(at as u128 + 1);
        format!("{id},{agency},Instansi {agency},CPNS,UMUM,Analis,Biro,5900001,S-1 Hukum,1,0,18,35,,,")
    });
    let text = std::iter::once(HEADING.to_owned()).chain(rows).collect::<Vec<_>>().join("\n");
    let file = std::env::temp_dir().join(format!("formations-{}.csv", runtime::Clock::system().new_id()));
    std::fs::write(&file, text + "\n")?;
    let mut transaction = site.database.owner().begin().await?;
    registration::operator::import(&mut transaction, &file).await?;
    transaction.commit().await?;
    std::fs::remove_file(file)?;
    Ok(())
}

async fn agencies(site: &Site) -> Result<BTreeMap<String, i16>> {
    let sql = "SELECT agency_id, number FROM registration.agency_numbers";
    let rows: Vec<(String, i16)> = sqlx::query_as(sql).fetch_all(site.database.owner()).await?;
    Ok(rows.into_iter().collect())
}

#[tokio::test]
async fn an_agency_keeps_its_short_number_and_a_new_one_gets_the_next() -> Result<()> {
    let site = Site::start().await?;
    import(&site, &["B", "C"]).await?;
    let first = agencies(&site).await?;
    assert_eq!(first, BTreeMap::from([("B".to_owned(), 1), ("C".to_owned(), 2)]));
    import(&site, &["A", "C"]).await?;
    let second = agencies(&site).await?;
    assert_eq!(second, BTreeMap::from([("A".to_owned(), 3), ("B".to_owned(), 1), ("C".to_owned(), 2)]));
    Ok(())
}

#[tokio::test]
async fn numbers_taken_at_once_by_two_processes_are_all_different_and_none_tells_the_next() -> Result<()> {
    let site = Site::start().await?;
    import(&site, &["A", "B"]).await?;
    let processes = [Arc::new(site.numbers()), Arc::new(site.numbers())];
    let mut taken = JoinSet::new();
    for at in 0..400 {
        let numbers = Arc::clone(&processes[at % 2]);
        let agency = if at % 4 < 2 { "A" } else { "B" };
        taken.spawn(async move { numbers.next(SelectionKind::PppkGuru, 2026, agency).await });
    }
    let taken: Vec<_> = taken.join_all().await.into_iter().collect::<Result<_, _>>()?;
    let different: HashSet<String> = taken.iter().map(ToString::to_string).collect();
    assert_eq!(different.len(), 400);
    assert!(taken.iter().all(|number| number.kind() == SelectionKind::PppkGuru && number.year() == 26));
    assert_eq!(taken.iter().filter(|number| number.agency().get() == 1).count(), 200);
    let mut digits: Vec<i64> = different.iter().map(|text| text[7..16].parse().unwrap()).collect();
    digits.sort_unstable();
    let near = digits.windows(2).filter(|two| two[1] - two[0] < 1000).count();
    assert!(near < 20, "{near} numbers are near to another");
    Ok(())
}

#[tokio::test]
async fn an_agency_that_no_import_brought_has_no_numbers() -> Result<()> {
    let site = Site::start().await?;
    let refused = site.numbers().next(SelectionKind::Cpns, 2026, "A").await;
    assert!(matches!(refused, Err(NoNumber::None)), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn the_last_number_of_a_year_is_followed_by_none() -> Result<()> {
    let site = Site::start().await?;
    import(&site, &["A"]).await?;
    site.database
        .execute("INSERT INTO registration.number_blocks (kind, year, agency, next_sequence) VALUES ('cpns', 26, 1, 999999993)")
        .await?;
    let numbers = site.numbers();
    for _ in 0..8 {
        numbers.next(SelectionKind::Cpns, 2026, "A").await?;
    }
    assert!(matches!(numbers.next(SelectionKind::Cpns, 2026, "A").await, Err(NoNumber::None)));
    assert!(numbers.next(SelectionKind::Cpns, 2027, "A").await.is_ok());
    Ok(())
}
