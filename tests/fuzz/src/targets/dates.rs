//! Days as people write, paste and copy them.

use domain::typed;

use super::{Target, text};

pub(super) const TARGET: Target = Target { name: "dates", words: &WORDS, most: 256, run };

const WORDS: [&[u8]; 24] = [
    b"31/12/1995",
    b"31-12-1995",
    b"1995-12-31",
    b"31121995",
    b"19951231",
    b" ",
    b"/",
    b"-",
    b".",
    b",",
    b"Desember",
    b"Agt",
    b"XII",
    b"Feb",
    b"st",
    b"nd",
    "–".as_bytes(),
    "\u{200e}".as_bytes(),
    "\u{a0}".as_bytes(),
    "١٢".as_bytes(),
    "３１".as_bytes(),
    "İ".as_bytes(),
    b"0000",
    b"29/02/1996",
];

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

fn run(input: &[u8]) -> bool {
    let raw = text(input);
    match typed::date(&raw) {
        Ok(date) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            assert!((0..=9999).contains(&year), "a year of four digits");
            let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
            for spelled in [
                format!("{year:04}-{month:02}-{day:02}"),
                format!("{day}/{month}/{year:04}"),
                format!("{day} {name} {year:04}"),
                format!("{name} {day}, {year:04}"),
            ] {
                assert_eq!(typed::date(&spelled), Ok(date), "a day is read again: {spelled}");
            }
            if (1900..=2099).contains(&year) {
                for spelled in [format!("{year:04}{month:02}{day:02}"), format!("{day:02}{month:02}{year:04}")] {
                    assert_eq!(typed::date(&spelled), Ok(date), "eight digits are one day: {spelled}");
                }
            }
            true
        }
        Err(fault) => {
            assert!(!fault.code().is_empty(), "a day is refused with a reason");
            raw.bytes().any(|byte| byte.is_ascii_digit())
        }
    }
}
