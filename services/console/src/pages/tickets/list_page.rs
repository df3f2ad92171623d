//! The page with the list of a desk's tickets.

use askama::Template;
use desk::store::case_queue::Count;
use desk::store::cases::Case;
use domain::{Desk, catalogue, time};
use jiff::Timestamp;
use officers::{Officer, Role};
use web::Page;

use super::deadline::{Deadline, age};
use super::done::DoneView;
use super::filter::{Filter, Stages};
use super::page_state::PageState;
use crate::pages::addresses::{self, TICKETS};
use crate::pages::{Frame, Section};
use crate::texts;
use crate::work::Glance;

/// The page.
#[derive(Template)]
#[template(path = "tickets.html")]
pub(super) struct ListPage {
    page: Page,
    frame: Frame,
    desks: Vec<DeskTab>,
    /// What can be chosen; empty on the results of a search.
    states: Vec<Choice>,
    forms: Vec<Choice>,
    desk: &'static str,
    desk_label: &'static str,
    supervises: bool,
    region: String,
    region_fault: String,
    rows: Vec<Row>,
    next: String,
    /// What was searched for, in words; empty on a list.
    found: &'static str,
    message: &'static str,
    done: DoneView,
    /// What was searched for and not found, to be mended.
    sought: String,
}

/// One desk of the officer, with what is open there.
struct DeskTab {
    label: &'static str,
    href: String,
    current: bool,
    received: i64,
    processing: i64,
    late: i64,
}

/// One choice of a filter.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// One ticket.
struct Row {
    number: String,
    href: String,
    form: &'static str,
    stage: &'static str,
    masked_nik: String,
    regency: &'static str,
    documents: usize,
    age: String,
    due_at: String,
    deadline: Deadline,
    holder: String,
    mine: bool,
}

impl ListPage {
    /// A desk's queue.
    pub(super) fn draw(
        officer: &Officer,
        filter: &Filter,
        counts: &[Count],
        glance: &Glance,
        shown: PageState,
        now: Timestamp,
    ) -> Self {
        let form_code = |code: Option<domain::FormCode>| code.map(|code| code.to_string()).unwrap_or_default();
        let forms =
            catalogue::FORMS.iter().filter(|form| form.desk == Some(filter.desk) || filter.form == Some(form.code));
        let forms = forms.map(|form| Choice {
            value: form.code.to_string(),
            label: form.title.to_owned(),
            chosen: filter.form == Some(form.code),
        });
        let all = Choice { value: form_code(None), label: texts::EVERY_FORM.to_owned(), chosen: filter.form.is_none() };
        Self {
            states: Stages::ALL
                .into_iter()
                .map(|stages| Choice {
                    value: stages.name().to_owned(),
                    label: stages.label().to_owned(),
                    chosen: stages == filter.stages,
                })
                .collect(),
            forms: std::iter::once(all).chain(forms).collect(),
            region: filter.region_shown(),
            region_fault: filter.region_fault.clone(),
            next: glance.next.as_ref().map(|next| filter.address(Some(next))).unwrap_or_default(),
            ..Self::of(officer, Some(filter), counts, glance, shown, now)
        }
    }

    /// What a search found.
    pub(super) fn found(
        officer: &Officer,
        counts: &[Count],
        glance: &Glance,
        found: &'static str,
        now: Timestamp,
    ) -> Self {
        Self { found, ..Self::of(officer, None, counts, glance, PageState::default(), now) }
    }

    fn of(
        officer: &Officer,
        filter: Option<&Filter>,
        counts: &[Count],
        glance: &Glance,
        shown: PageState,
        now: Timestamp,
    ) -> Self {
        let desk = filter.map(|filter| filter.desk);
        Self {
            page: Frame::page(),
            frame: Frame::new(officer, Section::Work),
            desks: officer.desks.iter().map(|of| DeskTab::new(*of, desk, counts)).collect(),
            states: Vec::new(),
            forms: Vec::new(),
            desk: desk.map_or("", Desk::as_str),
            desk_label: desk.map_or("", Desk::label),
            supervises: officer.has(Role::Supervisor),
            region: String::new(),
            region_fault: String::new(),
            rows: glance.cases.iter().map(|case| Row::new(case, officer, glance, now)).collect(),
            next: String::new(),
            found: "",
            message: shown.message,
            done: shown.done,
            sought: shown.sought,
        }
    }
}

impl DeskTab {
    fn new(desk: Desk, current: Option<Desk>, counts: &[Count]) -> Self {
        let count = counts.iter().find(|count| count.desk == desk);
        Self {
            label: desk.label(),
            href: format!("{TICKETS}?meja={desk}"),
            current: current == Some(desk),
            received: count.map_or(0, |count| count.received),
            processing: count.map_or(0, |count| count.processing),
            late: count.map_or(0, |count| count.late),
        }
    }
}

impl Row {
    fn new(case: &Case, officer: &Officer, glance: &Glance, now: Timestamp) -> Self {
        let claim = case.claim_at(now).filter(|_| case.stage != domain::Stage::Answered);
        let seen = glance.seen(case.number);
        Self {
            number: case.number.spaced(),
            href: addresses::ticket(case.number),
            form: catalogue::by_code(case.form).map_or("", |form| form.title),
            stage: texts::progress(case.stage, claim.is_some()),
            masked_nik: seen.map(|seen| seen.masked_nik.clone()).unwrap_or_default(),
            regency: seen.map_or("", |seen| seen.regency),
            documents: seen.map_or(0, |seen| seen.documents),
            age: age(case.submitted_at, now),
            due_at: time::wib_text(case.answer_due_at),
            deadline: match case.stage {
                domain::Stage::Answered => Deadline::met(),
                domain::Stage::Submitted | domain::Stage::Received | domain::Stage::Processing => {
                    Deadline::at(case.answer_due_at, now)
                }
            },
            holder: claim.map(|claim| glance.holders.of(claim.by).to_owned()).unwrap_or_default(),
            mine: claim.is_some_and(|claim| claim.by == officer.id),
        }
    }
}
