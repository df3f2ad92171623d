//! Brings in the list "eks THK-II". Only keyed hashes of it are kept.

use std::collections::HashSet;
use std::path::Path;

use database::Connection;
use domain::{FullName, typed};
use vault::Vault;

use crate::steps::selection::number;
use crate::store::thk2 as rows;
use crate::thk2::Marks;

/// Most people of a list; in 2013 there were some 650,000.
const MOST: usize = 2_000_000;
/// Largest file in bytes.
const LARGEST: u64 = 256 << 20;
/// People that one statement writes.
const BATCH: usize = 5_000;
/// Most lines that are told.
const TOLD: usize = 100;
/// The heading.
const COLUMNS: [&str; 3] = ["nomor", "nama", "tanggal_lahir"];

/// Why a list was not brought in.
#[derive(Debug, thiserror::Error)]
pub enum NoList {
    /// The file.
    #[error("the file cannot be read")]
    File(#[from] std::io::Error),
    /// It is too large.
    #[error("the file has more than 256 MiB or 2,000,000 people")]
    TooLarge,
    /// Another heading.
    #[error("the heading is not nomor,nama,tanggal_lahir")]
    Heading,
    /// Lines that are wrong; the first hundred of them. Nothing of a line is repeated: it is personal.
    #[error("{count} lines are wrong")]
    Lines {
        /// How many.
        count: usize,
        /// Their numbers, and what is wrong.
        first: Vec<(u64, &'static str)>,
    },
    /// The database.
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
}

/// Puts the list of a file in the place of the one that is there: CSV in UTF-8 with the columns `nomor`, `nama` and
/// `tanggal_lahir`. Returns how many people it has.
///
/// # Errors
/// [`NoList`]. Nothing is changed then, once the caller lets go of the transaction.
pub async fn import_thk2(on: &mut Connection, vault: &Vault, file: &Path) -> Result<usize, NoList> {
    if std::fs::metadata(file)?.len() > LARGEST {
        return Err(NoList::TooLarge);
    }
    let people = read(&std::fs::read(file)?, vault)?;
    rows::clear(&mut *on).await?;
    for batch in people.chunks(BATCH) {
        let numbers: Vec<_> = batch.iter().map(|one| one.number.clone()).collect();
        let persons: Vec<_> = batch.iter().map(|one| one.person.clone()).collect();
        rows::put(&mut *on, &numbers, &persons).await?;
    }
    Ok(people.len())
}

fn read(text: &[u8], vault: &Vault) -> Result<Vec<Marks>, NoList> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let heading = reader.headers().map_err(|_not_csv| NoList::Heading)?;
    if !heading.iter().map(str::trim).eq(COLUMNS) {
        return Err(NoList::Heading);
    }
    let (mut people, mut seen, mut count, mut first) = (Vec::new(), HashSet::new(), 0, Vec::new());
    for (at, row) in reader.records().enumerate() {
        if at >= MOST {
            return Err(NoList::TooLarge);
        }
        let line = u64::try_from(at).unwrap_or(u64::MAX).saturating_add(2);
        let person = row.map_err(|_not_csv| "is not CSV in UTF-8").and_then(|row| person(&row, vault));
        match person {
            Ok(person) if seen.insert(person.number.clone()) => people.push(person),
            Ok(_twice) => fault(&mut count, &mut first, line, "has a number that stands before"),
            Err(why) => fault(&mut count, &mut first, line, why),
        }
    }
    if count == 0 { Ok(people) } else { Err(NoList::Lines { count, first }) }
}

fn fault(count: &mut usize, first: &mut Vec<(u64, &'static str)>, line: u64, why: &'static str) {
    *count += 1;
    if first.len() < TOLD {
        first.push((line, why));
    }
}

fn person(row: &csv::StringRecord, vault: &Vault) -> Result<Marks, &'static str> {
    let mut columns = row.iter();
    let (Some(raw), Some(name), Some(born), None) = (columns.next(), columns.next(), columns.next(), columns.next())
    else {
        return Err("has not three columns");
    };
    let number = number(raw).map_err(|_fault| "has no number of at most 15 letters and digits")?;
    let name = FullName::parse(name).map_err(|_fault| "has no name")?;
    let born = typed::date(born).map_err(|_fault| "has no date")?;
    Ok(Marks::of(vault, &number, name.expose(), born))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Result<usize, NoList> {
        read(text.as_bytes(), &Vault::for_tests()).map(|people| people.len())
    }

    #[test]
    fn a_list_is_read_whole_or_every_wrong_line_is_told() {
        let heading = "nomor,nama,tanggal_lahir\n";
        assert_eq!(lines(&format!("\u{feff}{heading}12-34,Siti Rahayu,1975-08-17\n56,Budi,01/02/1970\n")).unwrap(), 2);
        assert!(matches!(lines("nama,nomor\n"), Err(NoList::Heading)));
        let wrong = lines(&format!(
            "{heading}12-34,Siti,1975-08-17\n!,Budi,1970-01-01\n12-34,Ani,1970-01-01\n9,Cici\n8,Didi,x\n"
        ));
        let Err(NoList::Lines { count, first }) = wrong else { panic!("four lines are wrong") };
        assert_eq!((count, first.iter().map(|(line, _)| *line).collect::<Vec<_>>()), (4, vec![3, 4, 5, 6]));
    }

    #[test]
    fn the_list_finds_a_person_however_name_and_number_are_written() {
        let vault = Vault::for_tests();
        let listed = person(&csv::StringRecord::from(vec!["ab-1", "SITI  RAHAYU", "17-08-1975"]), &vault).unwrap();
        let asked = Marks::of(&vault, "AB-1", "Siti Rahayu", jiff::civil::date(1975, 8, 17));
        assert_eq!((listed.number, listed.person), (asked.number, asked.person));
    }
}
