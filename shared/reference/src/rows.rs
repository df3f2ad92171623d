//! The import reads a file some rows at a time. A file of any length takes the same memory.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::{Suggestions, typed};

use super::columns::{Column, Kind, columns};

/// Rows read before they are handed over.
const BATCH: usize = 2_000;

/// Reads a file in batches.
pub(super) struct Rows<R> {
    reader: csv::Reader<R>,
    /// Each column of the list and its place in the file; `None`: the file lacks it.
    places: Vec<(Column, Option<usize>)>,
}

/// Rows by column: the first list holds all values of the first column.
pub(super) type Batch = Vec<Vec<String>>;

impl Rows<File> {
    pub(super) fn open(list: Suggestions, file: &Path) -> Result<Self> {
        Self::of(list, File::open(file)?)
    }
}

impl<R: Read> Rows<R> {
    fn of(list: Suggestions, input: R) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(input);
        let heading = reader.headers().context("the heading")?.clone();
        let place = |column: &Column| heading.iter().position(|name| typed::words(name) == column.name);
        let places: Vec<_> = columns(list).iter().map(|column| (*column, place(column))).collect();
        if let Some((missing, _)) =
            places.iter().find(|(column, place)| place.is_none() && column.kind != Kind::Optional)
        {
            bail!("the heading has no column “{}”", missing.name);
        }
        Ok(Self { reader, places })
    }

    /// The next rows; `None` at the end of the file. The first wrong one is told with its line.
    pub(super) fn next(&mut self) -> Result<Option<Batch>> {
        let mut batch: Batch = self.places.iter().map(|_column| Vec::new()).collect();
        let mut record = csv::StringRecord::new();
        for read in 0..BATCH {
            if !self.reader.read_record(&mut record)? {
                return Ok((read > 0).then_some(batch));
            }
            for ((column, place), values) in self.places.iter().zip(&mut batch) {
                let given = place.and_then(|place| record.get(place)).unwrap_or_default();
                let line = record.position().map_or(0, csv::Position::line);
                let Ok(value) = typed::line(given) else {
                    bail!("line {line}: {} has a line break or a control character", column.name)
                };
                if let Some(fault) = column.kind.fault(&value) {
                    bail!("line {line}: {} {fault}", column.name);
                }
                values.push(value);
            }
        }
        Ok(Some(batch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(list: Suggestions, text: &str) -> Result<Vec<Batch>> {
        let mut rows = Rows::of(list, text.as_bytes())?;
        std::iter::from_fn(|| rows.next().transpose()).collect()
    }

    #[test]
    fn columns_may_stand_in_any_order_and_comments_between_rows() {
        let batches =
            read(Suggestions::Programmes, "\u{feff}name,level\n# a sample\n Gizi ,S-1\n\"Hukum, Adat\",D-IV\n")
                .unwrap();
        assert_eq!(batches, [[vec!["S-1", "D-IV"], vec!["Gizi", "Hukum, Adat"], vec!["", ""]]]);
    }

    #[test]
    fn what_draws_nothing_is_left_out_of_the_rows() {
        let batches =
            read(Suggestions::Universities, "\u{200e}name\n\u{2068}Universitas\u{a0} Gadjah\u{ad} Mada\u{2069}\n")
                .unwrap();
        assert_eq!(batches, [[vec!["Universitas Gadjah Mada"], vec![""]]]);
        assert!(
            read(Suggestions::Universities, "name\nA\u{7}B\n").unwrap_err().to_string().starts_with("line 2: name has")
        );
    }

    #[test]
    fn a_wrong_row_is_told_with_its_line() {
        for (list, text, told) in [
            (
                Suggestions::Cities,
                "country,name,population\nNL,Delft,95060\nnl,Delft,1\n",
                "line 3: country is not a country of two capital letters",
            ),
            (Suggestions::Cities, "country,name,population\nNL,Delft,-1\n", "line 2: population is not a whole number"),
            (Suggestions::Universities, "name\n\" \"\n", "line 2: name is empty"),
            (Suggestions::Programmes, "level,name\nS1,Gizi\n", "line 2: level is not an education level of the forms"),
            (Suggestions::Countries, "alpha2,name_id\nNL,Belanda\n", "the heading has no column “name_en”"),
        ] {
            assert_eq!(read(list, text).unwrap_err().to_string(), told);
        }
    }

    #[test]
    fn a_long_file_comes_in_batches() {
        let text: String = std::iter::once("name\n".to_owned())
            .chain((0..=BATCH).map(|number| format!("Kampus {number}\n")))
            .collect();
        let lengths: Vec<usize> =
            read(Suggestions::Universities, &text).unwrap().iter().map(|batch| batch[0].len()).collect();
        assert_eq!(lengths, [BATCH, 1]);
    }
}
