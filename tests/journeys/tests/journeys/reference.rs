//! `helpdesk reference import` on a running system, and what forms then suggest.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use testing::{Layout, System};

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_tells_what_an_import_then_does() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let first = file(
        &system,
        "first.csv",
        "name,province\nKampus Lama,Bali\nKampus Tetap,Riau\nKampus Pindah,Aceh\nKampus Lama,Bali\n",
    )?;
    let told = import(&system, &first, &[])?;
    assert!(told.starts_with("4 rows read, 1 of them repeated\n3 added\n  Kampus Lama, Bali\n"), "{told}");

    let second = file(&system, "second.csv", "province,name\nRiau,Kampus Tetap\nJambi,Kampus Pindah\n,Kampus Baru\n")?;
    let planned = import(&system, &second, &["--dry-run", "--remove-missing"])?;
    let told = "3 rows read, 0 of them repeated\n1 added\n  Kampus Baru\n1 changed\n  Kampus Pindah, Aceh → Kampus \
        Pindah, Jambi\n\
        1 removed\n  Kampus Lama, Bali\n";
    assert_eq!(planned, format!("{told}dry run: nothing was changed"));
    assert_eq!(suggested(&system).await?, ["Kampus Lama", "Kampus Pindah", "Kampus Tetap"]);
    assert_eq!(import(&system, &second, &["--remove-missing"])?, format!("{told}done"));
    assert!(import(&system, &second, &[])?.contains("\n0 added\n0 changed\n0 not in the file, kept\n"));
    let names: Vec<String> = sqlx::query_scalar("SELECT value FROM reference.terms ORDER BY value")
        .fetch_all(system.database.owner())
        .await?;
    assert_eq!(names, ["Kampus Baru", "Kampus Pindah", "Kampus Tetap"]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_a_wrong_row_changes_nothing() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let wrong = file(&system, "wrong.csv", "name\nKampus Baru\n\" \"\n")?;
    let refused = import(&system, &wrong, &[]).err().context("refused")?.to_string();
    assert!(refused.contains("line 3: name is empty"), "{refused}");
    assert_eq!(suggested(&system).await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_of_the_project_can_be_loaded() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    for list in ["countries", "cities", "universities", "programmes", "agencies"] {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../deploy/reference/{list}.csv"));
        let told = system.operate(&["reference", "import", list, &file.to_string_lossy(), "--remove-missing"])?;
        assert!(told.contains("\n0 changed\n0 removed\ndone"), "{told}");
    }
    let lists: i64 = sqlx::query_scalar("SELECT count(DISTINCT list) FROM reference.terms")
        .fetch_one(system.database.owner())
        .await?;
    assert_eq!(lists, 5);
    Ok(())
}

fn file(system: &System, name: &str, text: &str) -> Result<PathBuf> {
    let file = system.folder().join(name);
    std::fs::write(&file, text)?;
    Ok(file)
}

fn import(system: &System, file: &std::path::Path, further: &[&str]) -> Result<String> {
    let file = file.to_string_lossy();
    system.operate(&[&["reference", "import", "universities", &file], further].concat())
}

/// The names that are suggested for "kampus"; the database may find one in several ways. It asks only once, because
/// services keep answers for a minute.
async fn suggested(system: &System) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT value FROM reference.suggest('universities', 'kampus', NULL, NULL, 10) ORDER BY value";
    Ok(sqlx::query_scalar(sql).fetch_all(system.database.owner()).await?)
}
