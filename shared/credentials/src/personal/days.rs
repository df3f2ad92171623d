//! The ways in which people write a day.

use jiff::civil::Date;

/// Characters of the shortest way: fewer are in too many texts by chance.
const SHORTEST: usize = 6;

/// Names of the months, as people write them: Indonesian and English, whole and short.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan", "january"],
    &["februari", "feb", "pebruari", "peb", "february"],
    &["maret", "mar", "march"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["agustus", "agu", "agt", "ags", "august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "october", "oct"],
    &["november", "nov", "nopember", "nop"],
    &["desember", "des", "december", "dec"],
];

/// The usual ways to write a day, without what stands between the parts: `31121995`, `951231`, `31des95`.
pub(super) fn writings(day: Date) -> Vec<String> {
    let names = usize::try_from(day.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let years = [format!("{:04}", day.year()), format!("{:02}", day.year().rem_euclid(100))];
    let days = [format!("{:02}", day.day()), day.day().to_string()];
    let months = [format!("{:02}", day.month()), day.month().to_string()];
    let mut written = Vec::new();
    for year in &years {
        for (day, month) in days.iter().zip(&months) {
            written.extend([
                format!("{day}{month}{year}"),
                format!("{year}{month}{day}"),
                format!("{month}{day}{year}"),
            ]);
        }
        for day in &days {
            for name in names.into_iter().copied().flatten() {
                written.extend([
                    format!("{day}{name}{year}"),
                    format!("{name}{day}{year}"),
                    format!("{year}{name}{day}"),
                ]);
            }
        }
    }
    written.retain(|writing| writing.len() >= SHORTEST);
    written
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_written_with_digits_and_with_names_of_its_month() {
        let written: HashSet<String> = writings(date(1990, 2, 1)).into_iter().collect();
        for writing in
            ["01021990", "19900201", "02011990", "010290", "900201", "121990", "1feb90", "peb011990", "1990february1"]
        {
            assert!(written.contains(writing), "{writing}");
        }
        assert!(!written.contains("1290"), "as short as this comes by chance");
        assert!(written.iter().all(|writing| writing.bytes().all(|byte| byte.is_ascii_alphanumeric())));
    }

    #[test]
    fn every_month_has_names_of_its_own() {
        let names: Vec<&str> = MONTHS.into_iter().flatten().copied().collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    }
}
