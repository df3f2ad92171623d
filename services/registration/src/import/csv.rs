//! Formations as CSV in UTF-8. Columns may stand in any order.

use std::io::Write;

use csv::{ByteRecord, Position, ReaderBuilder, Writer};

use super::fields::{Field, PASSED_OVER, REQUIRED, all, named};
use super::record::{self, Texts};
use super::{Faults, MOST_ROWS};
use crate::catalogue::Formation;

/// Reads all rows that can be read, each with its line, and tells the faults of the others.
pub(super) fn read(text: &[u8], faults: &mut Faults) -> Vec<(u64, Formation)> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text);
    let Ok(heading) = reader.headers() else {
        faults.tell(1, "", "is no heading of CSV in UTF-8");
        return Vec::new();
    };
    let heading: Vec<String> = heading.iter().map(|name| name.trim().to_owned()).collect();
    let Some(columns) = columns(&heading, faults) else { return Vec::new() };
    let (mut rows, mut record, mut count) = (Vec::new(), ByteRecord::new(), 0_usize);
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                faults.tell(error.position().map_or(0, Position::line), "", "is not CSV");
                break;
            }
        }
        count += 1;
        let line = record.position().map_or(0, Position::line);
        if count > MOST_ROWS {
            faults.tell(line, "", format!("is behind {MOST_ROWS} formations, the most of a file"));
            break;
        }
        if record.len() != columns.len() {
            faults.tell(line, "", format!("has {} columns, the heading {}", record.len(), columns.len()));
            continue;
        }
        if let Some(texts) = texts(line, &columns, &record, faults)
            && let Some(formation) = record::read(line, &texts, faults)
        {
            rows.push((line, formation));
        }
    }
    rows
}

/// The field of each column; `None` for one that is passed over. Nothing when the heading is wrong.
fn columns(heading: &[String], faults: &mut Faults) -> Option<Vec<Option<Field>>> {
    let mut sound = true;
    let mut columns = Vec::with_capacity(heading.len());
    for name in heading {
        let field = named(name);
        if field.is_none() && !PASSED_OVER.contains(&name.as_str()) {
            faults.tell(1, &name.chars().take(40).collect::<String>(), "is no field of a formation");
            sound = false;
        }
        if field.is_some() && columns.contains(&field) {
            faults.tell(1, name, "stands in the heading twice");
            sound = false;
        }
        columns.push(field);
    }
    for required in REQUIRED {
        if !columns.contains(&Some(required)) {
            faults.tell(1, required.0, "is missing in the heading");
            sound = false;
        }
    }
    sound.then_some(columns)
}

fn texts(line: u64, columns: &[Option<Field>], record: &ByteRecord, faults: &mut Faults) -> Option<Texts> {
    let mut texts = Texts::with_capacity(columns.len());
    for (column, value) in columns.iter().zip(record) {
        let Some(field) = column else { continue };
        let Ok(text) = std::str::from_utf8(value) else {
            faults.tell(line, field.0, "is not UTF-8");
            return None;
        };
        texts.insert(*field, text.to_owned());
    }
    Some(texts)
}

/// Writes formations as a file that [`read`] takes.
///
/// # Errors
/// When `to` refuses.
pub(crate) fn write(formations: &[Formation], to: impl Write) -> Result<(), ::csv::Error> {
    let mut writer = Writer::from_writer(to);
    writer.write_record(all().map(|field| field.0))?;
    for formation in formations {
        writer.write_record(record::written(formation))?;
    }
    writer.flush()?;
    Ok(())
}
