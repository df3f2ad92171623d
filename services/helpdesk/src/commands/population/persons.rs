//! Reads a file of invented persons. What is wrong is told by line and column, never with the value.

use std::collections::HashMap;
use std::io::Read;

use anyhow::{Context as _, Result, ensure};
use csv::StringRecord;
use domain::{BirthDate, FamilyCard, FullName, Nik, Text, TextRule};
use jiff::civil::Date;
use population::simulated::{COLUMNS, STATES};

/// Most characters of a place of birth.
const LONGEST_PLACE: usize = 100;

/// Persons of whom every one is right.
#[derive(Debug)]
pub(super) struct Persons {
    pub(super) number: usize,
    /// As the register reads them.
    pub(super) csv: Vec<u8>,
}

/// Reads all of them, or tells everything that is wrong.
pub(super) fn read(file: impl Read, today: Date) -> Result<Result<Persons, Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(file);
    let heading = reader.headers().context("reading the heading")?.clone();
    let column = |name: &str| heading.iter().position(|column| column == name);
    for name in COLUMNS.iter().filter(|name| **name != "state") {
        ensure!(column(name).is_some(), "the heading has no column {name}");
    }
    let columns = COLUMNS.map(column);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let (mut faults, mut lines, mut number) = (Vec::new(), HashMap::new(), 0);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults
                    .push(format!("line {}: this is no CSV in UTF-8", error.position().map_or(0, csv::Position::line)));
                break;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let values = columns.map(|column| column.and_then(|at| record.get(at)).unwrap_or_default());
        match person(values, today) {
            Ok(person) => {
                if let Some(earlier) = lines.insert(values[0].to_owned(), line) {
                    faults.push(format!("line {line}: the NIK of line {earlier} again"));
                }
                writer.write_record(&person)?;
                number += 1;
            }
            Err(wrong) => faults.push(format!("line {line}: {}", wrong.join("; "))),
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    ensure!(number > 0, "the file has no persons");
    Ok(Ok(Persons { number, csv: writer.into_inner()? }))
}

/// One person as the register has it, or what is wrong.
fn person([nik, kk, name, place, born, state]: [&str; 6], today: Date) -> Result<StringRecord, Vec<&'static str>> {
    let birth_date = BirthDate::parse(born, today).ok();
    let state = if state.is_empty() { "active" } else { state };
    let wrong = [
        (Nik::parse(nik).is_err(), "nik: no NIK of 16 digits"),
        (FamilyCard::parse(kk).is_err(), "kk: no number of 16 digits"),
        (FullName::parse(name).is_err(), "full_name: no name of 1 to 100 characters"),
        (Text::parse(place, TextRule::Line { max: LONGEST_PLACE }).is_err(), "birth_place: not 1 to 100 characters"),
        (birth_date.is_none(), "birth_date: no date of somebody who applies, such as 17-08-1995"),
        (!STATES.contains(&state), "state: not active, dead, twice or inactive"),
    ];
    let wrong: Vec<&str> = wrong.into_iter().filter_map(|(is_wrong, what)| is_wrong.then_some(what)).collect();
    match birth_date {
        Some(born) if wrong.is_empty() => {
            let born = born.expose().strftime("%d-%m-%Y").to_string();
            Ok(StringRecord::from(vec![nik, kk, name, place, &born, state]))
        }
        Some(_) | None => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 30);
    const GOOD: &str = "3174015708950001,3174010101150001,Siti Rahayu,Jakarta Selatan,17/08/1995,active";

    fn faults(lines: &str) -> Vec<String> {
        let file = format!("nik,kk,full_name,birth_place,birth_date,state\n{lines}");
        read(file.as_bytes(), TODAY).unwrap().unwrap_err()
    }

    #[test]
    fn persons_are_read_as_the_register_has_them() {
        let file = "kk,nik,birth_date,full_name,birth_place\n\
            3174010101150001, 3174015708950001 ,17 Agustus 1995,\"Siti Rahayu, S.Kom\",Jakarta Selatan\n";
        let persons = read(file.as_bytes(), TODAY).unwrap().unwrap();
        assert_eq!(persons.number, 1);
        let expected = "nik,kk,full_name,birth_place,birth_date,state\n\
            3174015708950001,3174010101150001,\"Siti Rahayu, S.Kom\",Jakarta Selatan,17-08-1995,active\n";
        assert_eq!(String::from_utf8(persons.csv).unwrap(), expected);
    }

    #[test]
    fn everything_that_is_wrong_is_told_by_line_and_without_its_value() {
        let told = faults(&format!("{GOOD}\n317,abc,,Jakarta,31-02-1995,lost\n{GOOD}\n"));
        assert_eq!(told.len(), 2, "{told:?}");
        for column in ["line 3", "nik", "kk", "full_name", "birth_date", "state"] {
            assert!(told[0].contains(column), "{column}: {told:?}");
        }
        assert_eq!(told[1], "line 4: the NIK of line 2 again");
        assert!(!told.iter().any(|fault| fault.contains("317")), "{told:?}");
    }

    #[test]
    fn a_file_without_a_column_or_without_persons_is_refused() {
        assert!(read("nik,kk\n".as_bytes(), TODAY).is_err());
        assert!(read("nik,kk,full_name,birth_place,birth_date\n".as_bytes(), TODAY).is_err());
    }
}
