//! `GET /petugas/ringkasan/mutu.csv`: how good the answers of the last 14 days are, for a spreadsheet. Nothing in it is
//! personal.

use axum::response::{IntoResponse as _, Response};
use http::header;
use officers::Officer;

use super::quality::source;
use crate::problems::Error;
use crate::state::caller;
use crate::work::{Figures, Quality, Verdicts};
use crate::{State, texts, work};

pub(in crate::pages) async fn export_quality(state: State, officer: Officer) -> Result<Response, Error> {
    let quality = work::export_quality(&state.desks, &caller(&officer)).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", texts::QUALITY_FILE)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, csv(&quality)).into_response())
}

fn csv(quality: &Quality) -> String {
    let mut csv = String::from(texts::QUALITY_HEAD);
    for (desk, figures) in &quality.desks {
        csv += &line(&["meja", desk.as_str(), "", ""], figures.verdicts, &times(figures));
    }
    for (desk, form, figures) in &quality.forms {
        csv += &line(&["formulir", desk.as_str(), &form.to_string(), ""], figures.verdicts, &times(figures));
    }
    for template in &quality.templates {
        let about = ["templat", template.desk.as_str(), "", &quoted(source(&template.source))];
        csv += &line(&about, template.verdicts, ",,,");
    }
    csv
}

/// One line. What too few verdicts tell stays empty.
fn line(about: &[&str], verdicts: Verdicts, times: &str) -> String {
    let share = verdicts.share().map(|share| share.to_string()).unwrap_or_default();
    format!("{},{},{},{share},{times}\r\n", about.join(","), verdicts.helped, verdicts.not_helped)
}

/// First answers, the hours that they took, and what came back; what too few answers tell stays empty.
fn times(figures: &Figures) -> String {
    let told = |hours: Option<i16>| hours.map(|hours| hours.to_string()).unwrap_or_default();
    let (median, ninetieth) = (told(figures.median()), told(figures.ninetieth()));
    format!("{},{median},{ninetieth},{}", figures.first_answers(), figures.came_back)
}

/// A title in quotation marks. A spreadsheet must not take it for a formula.
fn quoted(title: &str) -> String {
    let apart = if title.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("\"{apart}{}\"", title.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_breaks_its_cell_or_runs_in_a_spreadsheet() {
        assert_eq!(quoted("Data \"lama\", baru"), "\"Data \"\"lama\"\", baru\"");
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    }
}
