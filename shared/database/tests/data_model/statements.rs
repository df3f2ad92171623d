//! While an upgrade runs, processes of the version before still ask their statements. So every statement that the code
//! had before the newest migration can still be prepared after it: expand, then code, then contract (CONTRIBUTING.md).
//!
//! The statements are those of `.sqlx` at the last tag, or without tags before the commit that brought the newest
//! migration. Where there is no history (an archive, a shallow clone), the test says that it is skipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor as _, SqlSafeStr as _};
use testing::Database;

#[tokio::test]
async fn the_statements_of_the_version_before_can_be_prepared_after_the_newest_migration() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let Some((base, statements)) = statements_before(&root)? else {
        println!("skipped: the history does not reach back to the version before");
        return Ok(());
    };
    let broken = broken(&Database::create().await?, &statements).await?;
    ensure!(broken.is_empty(), "statements of {base} that the newest migration breaks: {broken:#?}");
    ensure!(statements.len() > 100, "only {} statements of {base} were tried", statements.len());
    Ok(())
}

#[tokio::test]
async fn a_statement_that_a_migration_breaks_is_noticed() -> Result<()> {
    let database = Database::create().await?;
    let statements = ["SELECT region FROM intake.hand_overs", "SELECT number FROM intake.tickets WHERE id = $1"];
    let statements = statements.map(str::to_owned);
    database.execute("DROP VIEW intake.hand_overs").await?;
    let broken = broken(&database, &statements).await?;
    assert_eq!(broken.keys().collect::<Vec<_>>(), [&&statements[0]]);
    Ok(())
}

/// Those of the statements that cannot be prepared, each with the reason.
async fn broken<'s>(database: &Database, statements: &'s [String]) -> Result<BTreeMap<&'s String, String>> {
    let mut connection = database.owner().acquire().await?;
    let mut broken = BTreeMap::new();
    for statement in statements {
        if let Err(error) = (&mut connection).prepare(AssertSqlSafe(statement.clone()).into_sql_str()).await {
            broken.insert(statement, error.to_string());
        }
    }
    Ok(broken)
}

/// Where the version before ends, and its statements.
fn statements_before(root: &Path) -> Result<Option<(String, Vec<String>)>> {
    let Some(base) = base(root)? else { return Ok(None) };
    let Some(tree) = git(root, &["ls-tree", "-r", "--name-only", &base, ".sqlx/"]) else { return Ok(None) };
    ensure!(!tree.is_empty(), "{base} has no statements");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("statements");
    fs::create_dir_all(&folder)?;
    let archive = folder.join("before.tar");
    let path = archive.to_str().context("a path of text")?;
    git(root, &["archive", "--output", path, &base, ".sqlx"]).context("git archives what it lists")?;
    let unpacked = Command::new("tar").arg("xf").arg(&archive).arg("-C").arg(&folder).status()?;
    ensure!(unpacked.success(), "tar unpacks it");
    let statement = |file: &str| -> Result<String> {
        let described: Value = serde_json::from_slice(&fs::read(folder.join(file))?)?;
        let query = described.get("query").and_then(Value::as_str);
        Ok(query.context("a described query has its text")?.to_owned())
    };
    let statements = tree.lines().map(statement).collect::<Result<_>>()?;
    Ok(Some((base, statements)))
}

/// The last tag; without one the commit before the one that brought the newest migration, or the last commit when that
/// migration is in none yet.
fn base(root: &Path) -> Result<Option<String>> {
    if let Some(tag) = git(root, &["describe", "--tags", "--abbrev=0"]) {
        return Ok(Some(tag));
    }
    let folder = root.join("shared/database/migrations");
    let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    let migrations = files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "sql"));
    let newest = migrations.filter_map(|file| file.file_name()?.to_str()).max().context("a migration")?;
    let path = format!("shared/database/migrations/{newest}");
    let brought = git(root, &["log", "-1", "--diff-filter=A", "--format=%H", "--", &path]);
    let Some(brought) = brought else { return Ok(None) };
    let before = if brought.is_empty() { "HEAD".to_owned() } else { format!("{brought}^") };
    Ok(git(root, &["rev-parse", "--verify", "--quiet", &before]))
}

/// What git says; `None` when it fails or is not there.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    // The tests may run under another account than the checkout's.
    let said = Command::new("git").args(["-c", "safe.directory=*", "-C"]).arg(root).args(arguments).output().ok()?;
    let text = String::from_utf8(said.stdout).ok()?;
    said.status.success().then(|| text.trim().to_owned())
}
