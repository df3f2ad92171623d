//! `GET /formasi`: looks for formations by agency, education, place, selection and words. Nothing of it is personal, so
//! that an address can be kept and passed on.

use std::borrow::Cow;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use language::{fill, text};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use web::{ClientAddress, FieldView, Html, OptionView, Page, Problem, Query};

use super::{PATH, formation_path};
use crate::Selection;
use crate::catalogue::{MOST_PAGES, PAGE, Search, Typed};
use crate::state::State;
use crate::store::search::{Found, Listed};

/// Characters of a text that a page repeats.
const LONGEST: usize = 100;

/// What an address may bring along.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    instansi: String,
    pendidikan: String,
    lokasi: String,
    jenis: String,
    disabilitas: String,
    halaman: String,
}

#[derive(Template)]
#[template(path = "formations.html")]
pub(super) struct SearchPage {
    page: Page,
    action: Cow<'static, str>,
    words: FieldView,
    agency: FieldView,
    education: FieldView,
    place: FieldView,
    selection: FieldView,
    disability: bool,
    is_narrowed: bool,
    heading: String,
    formations: Vec<FormationLine>,
    before: Option<String>,
    after: Option<String>,
    at: String,
    ends: bool,
}

struct FormationLine {
    href: String,
    position: String,
    agency: String,
    place: String,
    education: String,
    facts: String,
    open_to_disability: bool,
}

pub(super) async fn search(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    state.check_limit(address)?;
    let asked = asked.cut();
    let search = asked.search();
    let found = state.search(&search).await?;
    let pages = pages(&found);
    if search.page > pages && pages > 0 {
        // There were more when somebody kept the address: the last page is what is left of it.
        return Ok(Redirect::to(&asked.address(pages)).into_response());
    }
    Ok(Html::shared(SearchPage::draw(&state, &asked, &search, found)).into_response())
}

/// How many pages there are.
fn pages(found: &Found) -> i64 {
    (found.total + PAGE - 1) / PAGE
}

impl Asked {
    fn cut(self) -> Self {
        let cut = |text: String| text.trim().chars().take(LONGEST).collect();
        Self {
            q: cut(self.q),
            instansi: cut(self.instansi),
            pendidikan: cut(self.pendidikan),
            lokasi: cut(self.lokasi),
            jenis: cut(self.jenis),
            disabilitas: cut(self.disabilitas),
            halaman: cut(self.halaman),
        }
    }

    fn search(&self) -> Search {
        let typed = Typed {
            words: &self.q,
            agency: &self.instansi,
            place: &self.lokasi,
            education: &self.pendidikan,
            selection: &self.jenis,
            page: &self.halaman,
        };
        Search::read(typed, self.wants_disability())
    }

    fn wants_disability(&self) -> bool {
        !self.disabilitas.is_empty() && self.disabilitas != "0"
    }

    /// The address of another page of the same search.
    fn address(&self, page: i64) -> String {
        let disability = if self.wants_disability() { "1" } else { "" };
        let page = if page > 1 { page.to_string() } else { String::new() };
        let asked = [
            ("q", self.q.as_str()),
            ("instansi", &self.instansi),
            ("pendidikan", &self.pendidikan),
            ("lokasi", &self.lokasi),
            ("jenis", &self.jenis),
            ("disabilitas", disability),
            ("halaman", &page),
        ];
        let told = asked.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> =
            told.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))).collect();
        let path = language::path(PATH);
        if query.is_empty() { path.into_owned() } else { format!("{path}?{}", query.join("&")) }
    }
}

impl SearchPage {
    fn draw(state: &State, asked: &Asked, search: &Search, found: Found) -> Self {
        let pages = pages(&found);
        let is_last = search.page >= pages;
        let is_narrowed = !asked.address(1).trim_start_matches(&*language::path(PATH)).is_empty();
        Self {
            page: state.page(),
            action: language::path(PATH),
            words: optional("q", (text("formations-words"), text("formations-words.help")), &asked.q),
            agency: optional("instansi", (text("formations-agency"), text("formations-agency.help")), &asked.instansi),
            education: optional(
                "pendidikan",
                (text("formations-education"), text("formations-education.help")),
                &asked.pendidikan,
            ),
            place: optional("lokasi", (text("formations-place"), text("formations-place.help")), &asked.lokasi),
            selection: selection_field(search.selection),
            disability: search.open_to_disability,
            is_narrowed,
            heading: heading(&found, is_narrowed),
            formations: found.formations.into_iter().map(FormationLine::new).collect(),
            before: (search.page > 1).then(|| asked.address(search.page - 1)),
            after: (!is_last).then(|| asked.address(search.page + 1)),
            at: fill("formations-pages.at", &[("page", &search.page.to_string()), ("pages", &pages.to_string())]),
            ends: found.more && search.page == MOST_PAGES,
        }
    }
}

fn heading(found: &Found, is_narrowed: bool) -> String {
    match found.total {
        0 if is_narrowed => text("formations-none").to_owned(),
        0 => text("formations-none.at-all").to_owned(),
        _ if found.more => fill("formations-count.more", &[("count", &grouped(found.total))]),
        total => fill("formations-count", &[("count", &grouped(total))]),
    }
}

/// A number as Indonesians write it: `1.000`.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

fn optional(name: &'static str, texts: (&'static str, &'static str), value: &str) -> FieldView {
    FieldView { required: false, ..FieldView::line(name, texts, "text", "off", value, "") }
}

fn selection_field(chosen: Option<Selection>) -> FieldView {
    let option = |value: &'static str, label: &'static str, is| OptionView {
        value: value.into(),
        label: label.into(),
        chosen: is,
    };
    let mut options = vec![option("", text("formations-selection.any"), chosen.is_none())];
    options.extend(Selection::ALL.map(|one| option(one.as_str(), one.as_str(), chosen == Some(one))));
    let texts = (text("formations-selection"), text("formations-selection.help"));
    FieldView { control: "radios", options, ..optional("jenis", texts, "") }
}

impl FormationLine {
    fn new(listed: Listed) -> Self {
        let places = fill("formation-places.count", &[("count", &grouped(listed.places.into()))]);
        Self {
            href: formation_path(listed.id),
            position: listed.position,
            agency: listed.agency,
            place: listed.place,
            education: listed.education,
            facts: format!("{} · {} · {places}", listed.selection, listed.kind),
            open_to_disability: listed.open_to_disability,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_indonesians_write_them() {
        for (number, shown) in [(0, "0"), (999, "999"), (1_000, "1.000"), (7_500_000, "7.500.000")] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn an_address_keeps_what_was_asked() {
        let asked = Asked {
            q: "guru & SD".to_owned(),
            jenis: "PPPK".to_owned(),
            disabilitas: "on".to_owned(),
            ..Asked::default()
        };
        assert_eq!(asked.address(3), "/formasi?q=guru%20%26%20SD&jenis=PPPK&disabilitas=1&halaman=3");
        assert_eq!(Asked::default().address(1), "/formasi");
        assert_eq!(Asked::default().address(2), "/formasi?halaman=2");
    }
}
