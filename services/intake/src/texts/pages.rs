//! What the pages say besides the words of their templates.

use std::time::Duration;

use domain::{DocumentKind, Hint};
use language::{fill, text};

/// What a person is asked about something unusual, before it is filed as it is.
pub(crate) fn question(hint: Hint) -> &'static str {
    match hint {
        Hint::NikRegionUnknown => text("question-region"),
        Hint::NikBirthDateDiffers => text("question-birth-date"),
        Hint::NameHasTitle => text("question-title"),
    }
}

/// A document was left out.
pub(crate) fn attach(kind: DocumentKind) -> String {
    fill("form-attach", &[("label", &kind.shown_label())])
}

/// Too many were sent; `when` says when to try again.
pub(crate) fn not_now(when: &str) -> String {
    fill("form-not-now", &[("when", &when)])
}

/// What stands for the name of a document that is still attached.
pub(crate) fn kept_file(extension: &str) -> String {
    fill("kept-file", &[("kind", &extension.to_uppercase())])
}

/// How long something is kept, in words; what the operator set is not known before it was read once.
pub(crate) fn period(kept: Option<Duration>) -> String {
    let Some(kept) = kept else { return text("period-unknown").to_owned() };
    match kept.as_secs() / (24 * 60 * 60) {
        days if days > 0 && days.is_multiple_of(365) => fill("period-years", &[("years", &(days / 365))]),
        days => fill("period-days", &[("days", &days)]),
    }
}

/// A size in bytes as people read it.
pub(crate) fn size(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_told_in_years_where_it_is_whole_ones() {
        let days = |days: u64| period(Some(Duration::from_hours(24 * days)));
        assert_eq!(
            (days(730), days(365), days(400), days(7)),
            ("2 tahun".to_owned(), "1 tahun".to_owned(), "400 hari".to_owned(), "7 hari".to_owned())
        );
        assert_eq!(period(None), "Selama ditetapkan pengelola");
    }
}
