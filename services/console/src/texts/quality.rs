//! Texts about how good the answers are.

/// The head of the file with the figures.
pub(crate) const QUALITY_HEAD: &str = "menurut,meja,formulir,templat,terbantu,belum_terbantu,persen_terbantu,\
    jawaban_pertama,median_jam,sembilan_dari_sepuluh_jam,menulis_lagi\r\n";
/// What a browser calls that file.
pub(crate) const QUALITY_FILE: &str = "helpdesk-mutu-jawaban.csv";

pub(crate) const NO_TEMPLATE: &str = "Ditulis sendiri, tanpa templat";
pub(crate) const REMOVED_TEMPLATE: &str = "Templat yang sudah dihapus";

/// So many hours, rounded up; a dash for none.
pub(crate) fn hours(hours: Option<i16>) -> String {
    match hours {
        None => "–".to_owned(),
        Some(999) => "lebih dari 41 hari".to_owned(),
        Some(hours @ ..=48) => format!("{hours} jam"),
        Some(hours) => format!("{} hari", (hours + 23) / 24),
    }
}

/// How many of all were helped, and the share where it says something.
pub(crate) fn helped(helped: i64, all: i64, share: Option<i64>) -> String {
    match (all, share) {
        (0, _) => "–".to_owned(),
        (_, None) => format!("{helped} dari {all}"),
        (_, Some(share)) => format!("{helped} dari {all} ({share} %)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_verdicts_are_told_without_a_share() {
        assert_eq!(helped(0, 0, None), "–");
        assert_eq!(helped(3, 4, None), "3 dari 4");
        assert_eq!(helped(4, 5, Some(80)), "4 dari 5 (80 %)");
    }

    #[test]
    fn long_times_are_told_in_days() {
        let told = [None, Some(1), Some(48), Some(49), Some(73), Some(999)].map(hours);
        assert_eq!(told, ["–", "1 jam", "48 jam", "3 hari", "4 hari", "lebih dari 41 hari"]);
    }
}
