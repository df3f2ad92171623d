//! `helpdesk reference`: loads the lists that forms suggest from. Rows are added or brought up to date, never removed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use serde::Deserialize;
use sqlx::PgPool;

use crate::operator::{owners_database, say};

/// What can be done with reference lists.
#[derive(Debug, Subcommand)]
pub(crate) enum Reference {
    /// Add and update rows from a CSV file with a heading
    Import(Import),
}

/// Which list, from which file.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The list
    list: List,
    /// CSV in UTF-8: countries (`alpha2,name_id,name_en`), cities (`country,name,population`), universities (`name`)
    file: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum List {
    Countries,
    Cities,
    Universities,
}

#[derive(Deserialize)]
struct Country {
    alpha2: String,
    name_id: String,
    name_en: String,
}

#[derive(Deserialize)]
struct City {
    country: String,
    name: String,
    population: i32,
}

#[derive(Deserialize)]
struct University {
    name: String,
}

/// Runs the command.
pub(crate) async fn run(command: Reference) -> Result<()> {
    let Reference::Import(Import { list, file }) = command;
    let pool = owners_database()?;
    let (read, changed) = match list {
        List::Countries => countries(&pool, &rows(&file)?).await?,
        List::Cities => cities(&pool, &rows(&file)?).await?,
        List::Universities => universities(&pool, &rows(&file)?).await?,
    };
    say(format!("{read} rows read, {changed} added or changed"));
    Ok(())
}

/// All rows of the file; the first wrong one is told with its line.
fn rows<T: for<'row> Deserialize<'row>>(file: &Path) -> Result<Vec<T>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("reading {}", file.display()))?;
    reader.deserialize().collect::<Result<_, _>>().with_context(|| format!("reading {}", file.display()))
}

async fn countries(pool: &PgPool, rows: &[Country]) -> Result<(usize, u64)> {
    let done = sqlx::query!(
        "INSERT INTO reference.countries AS known (alpha2, name_id, name_en)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
         ON CONFLICT (alpha2) DO UPDATE SET name_id = excluded.name_id, name_en = excluded.name_en
          WHERE (known.name_id, known.name_en) IS DISTINCT FROM (excluded.name_id, excluded.name_en)",
        &rows.iter().map(|row| row.alpha2.clone()).collect::<Vec<_>>(),
        &rows.iter().map(|row| row.name_id.clone()).collect::<Vec<_>>(),
        &rows.iter().map(|row| row.name_en.clone()).collect::<Vec<_>>(),
    );
    Ok((rows.len(), done.execute(pool).await?.rows_affected()))
}

async fn cities(pool: &PgPool, rows: &[City]) -> Result<(usize, u64)> {
    let done = sqlx::query!(
        "INSERT INTO reference.cities (country, name, population)
         SELECT * FROM unnest($1::text[], $2::text[], $3::integer[]) ON CONFLICT DO NOTHING",
        &rows.iter().map(|row| row.country.clone()).collect::<Vec<_>>(),
        &rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>(),
        &rows.iter().map(|row| row.population).collect::<Vec<_>>(),
    );
    Ok((rows.len(), done.execute(pool).await?.rows_affected()))
}

async fn universities(pool: &PgPool, rows: &[University]) -> Result<(usize, u64)> {
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    let done = sqlx::query!("INSERT INTO reference.universities (name) SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING", &names);
    Ok((rows.len(), done.execute(pool).await?.rows_affected()))
}
