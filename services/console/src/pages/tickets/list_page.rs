//! The page with the list of tickets.

use askama::Template;
use desk::store::case_queue::Count;
use desk::store::cases::Case;
use domain::{Desk, catalogue, time};
use jiff::Timestamp;
use officers::{Officer, Role};
use web::Page;
use workdays::Calendar;

use super::deadline::Deadline;
use super::done::DoneView;
use super::filter::{Filter, ORDERS, Stages};
use super::page_state::PageState;
use crate::pages::addresses::{self, TICKETS};
use crate::pages::{Frame, Section};
use crate::store::counts::Counts;
use crate::store::views::View;
use crate::texts;
use crate::work::Glance;

/// The page.
#[derive(Template)]
#[template(path = "tickets.html")]
#[expect(clippy::struct_excessive_bools, reason = "the template asks for each of them")]
pub(super) struct ListPage {
    page: Page,
    frame: Frame,
    desks: Vec<DeskTab>,
    /// What can be chosen; empty on the results of a search.
    states: Vec<Choice>,
    forms: Vec<Choice>,
    orders: Vec<Choice>,
    /// Lists that the officer saved.
    views: Vec<ViewTab>,
    /// Empty on the results of a search, and for all desks.
    desk: &'static str,
    desk_label: &'static str,
    /// Tickets of several desks stand together.
    several: bool,
    /// They are answered.
    answered: bool,
    /// They rest: no order can be chosen.
    rest: bool,
    supervises: bool,
    region: String,
    region_fault: String,
    rows: Vec<Row>,
    next: String,
    /// What was searched for, in words; empty on a list.
    found: &'static str,
    /// The newest step of any ticket's way when the list was drawn.
    newest: i64,
    message: &'static str,
    empty: Empty,
    done: DoneView,
    /// What was searched for and not found, to be mended.
    sought: String,
}

/// What the officer's desks have, and what there is for the officer.
pub(super) struct Desks {
    pub(super) counts: Vec<Count>,
    pub(super) own: Counts,
    /// The newest step of any ticket's way.
    pub(super) newest: i64,
}

/// One desk of the officer, or all of them, with what is open there.
struct DeskTab {
    label: &'static str,
    href: String,
    current: bool,
    open: i64,
    late: i64,
}

/// A list that the officer saved.
struct ViewTab {
    name: String,
    href: String,
    current: bool,
}

/// What is said of a list without tickets; nothing as a rule.
#[derive(Default)]
struct Empty {
    title: &'static str,
    about: &'static str,
    /// Where to go on; empty for nowhere.
    href: String,
    label: &'static str,
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
    desk: &'static str,
    words: String,
    stage: &'static str,
    masked_nik: String,
    regency: &'static str,
    documents: usize,
    due_at: String,
    deadline: Deadline,
    /// Until when it rests; empty for a ticket that does not.
    rests_until: String,
    /// How it came back from its applicant; empty for a ticket that did not.
    came_back: &'static str,
    /// Who works on it or answered it.
    who: String,
    mine: bool,
    /// When it was answered; empty for a ticket that is not.
    answered_at: String,
}

impl ListPage {
    /// A desk's queue.
    pub(super) fn draw(
        officer: &Officer,
        filter: &Filter,
        desks: &Desks,
        glance: &Glance,
        shown: PageState,
        (now, calendar): (Timestamp, &Calendar),
    ) -> Self {
        let form_code = |code: Option<domain::FormCode>| code.map(|code| code.to_string()).unwrap_or_default();
        let shown_desks = filter.desks(officer);
        let forms = catalogue::FORMS
            .iter()
            .filter(|form| form.desk.is_some_and(|desk| shown_desks.contains(&desk)) || filter.form == Some(form.code));
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
            orders: ORDERS
                .into_iter()
                .map(|(order, name, label)| Choice {
                    value: name.to_owned(),
                    label: label.to_owned(),
                    chosen: order == filter.order,
                })
                .collect(),
            empty: Empty::of(officer, filter),
            region: filter.region_shown(),
            region_fault: filter.region_fault.clone(),
            next: glance.next.as_ref().map(|next| filter.address(Some(next))).unwrap_or_default(),
            ..Self::of(officer, Some(filter), desks, glance, shown, (now, calendar))
        }
    }

    /// With the lists that the officer saved; `shown` says which one this is.
    pub(super) fn with_views(self, views: &[View], shown: &str) -> Self {
        let tab = |view: &View| ViewTab {
            name: view.name.clone(),
            href: format!("{TICKETS}?{}", view.query),
            current: view.query == shown,
        };
        Self { views: views.iter().map(tab).collect(), ..self }
    }

    /// What a search found.
    pub(super) fn found(
        officer: &Officer,
        desks: &Desks,
        glance: &Glance,
        found: &'static str,
        shown: PageState,
        (now, calendar): (Timestamp, &Calendar),
    ) -> Self {
        Self { found, ..Self::of(officer, None, desks, glance, shown, (now, calendar)) }
    }

    fn of(
        officer: &Officer,
        filter: Option<&Filter>,
        desks: &Desks,
        glance: &Glance,
        shown: PageState,
        (now, calendar): (Timestamp, &Calendar),
    ) -> Self {
        let desk = filter.and_then(|filter| filter.desk);
        Self {
            page: Frame::page(),
            frame: Frame::new(officer, Section::Work).with_counts(desks.own),
            desks: DeskTab::all(officer, filter, &desks.counts),
            states: Vec::new(),
            forms: Vec::new(),
            orders: Vec::new(),
            views: Vec::new(),
            desk: desk.map_or("", Desk::as_str),
            desk_label: desk.map_or("", Desk::label),
            several: desk.is_none() && officer.desks.len() > 1,
            answered: filter.is_some_and(|filter| filter.stages.are_answered()),
            rest: filter.is_some_and(|filter| filter.stages == Stages::Waiting),
            supervises: officer.has(Role::Supervisor),
            region: String::new(),
            region_fault: String::new(),
            rows: glance.cases.iter().map(|case| Row::new(case, officer, glance, (now, calendar))).collect(),
            next: String::new(),
            found: "",
            newest: desks.newest,
            message: shown.message,
            empty: Empty::default(),
            done: shown.done,
            sought: shown.sought,
        }
    }
}

impl DeskTab {
    /// All desks together where there are several, and each.
    fn all(officer: &Officer, filter: Option<&Filter>, counts: &[Count]) -> Vec<Self> {
        let current = filter.map(|filter| filter.desk);
        let together = (officer.desks.len() > 1).then(|| Self {
            label: texts::EVERY_OWN_DESK,
            href: TICKETS.to_owned(),
            current: current == Some(None),
            open: counts.iter().map(|count| count.received + count.processing).sum(),
            late: counts.iter().map(|count| count.late).sum(),
        });
        let each = officer.desks.iter().map(|desk| {
            let count = counts.iter().find(|count| count.desk == *desk);
            Self {
                label: desk.label(),
                href: format!("{TICKETS}?meja={desk}"),
                current: current == Some(Some(*desk)),
                open: count.map_or(0, |count| count.received + count.processing),
                late: count.map_or(0, |count| count.late),
            }
        });
        together.into_iter().chain(each).collect()
    }
}

impl Empty {
    fn of(officer: &Officer, filter: &Filter) -> Self {
        if filter.is_narrowed() {
            let href = filter.desk.map_or_else(|| TICKETS.to_owned(), |desk| format!("{TICKETS}?meja={desk}"));
            return Self {
                title: texts::NOTHING_MATCHES,
                about: texts::NOTHING_MATCHES_ABOUT,
                href,
                label: texts::WITHOUT_FILTER,
            };
        }
        match filter.desk.filter(|_| officer.desks.len() > 1) {
            Some(_) => Self {
                title: texts::NOTHING_OPEN,
                about: texts::NOTHING_OPEN_AT_DESK,
                href: TICKETS.to_owned(),
                label: texts::SEE_EVERY_DESK,
            },
            None => Self { title: texts::NOTHING_OPEN, about: texts::NOTHING_OPEN_ABOUT, ..Self::default() },
        }
    }
}

impl Row {
    fn new(case: &Case, officer: &Officer, glance: &Glance, (now, calendar): (Timestamp, &Calendar)) -> Self {
        let claim = case.claim_at(now).filter(|_| case.stage != domain::Stage::Answered);
        let seen = glance.seen(case.number);
        let answer = glance.answers.get(&case.number);
        let answered_by = answer.map(|answer| answer.by.map_or(texts::RESPONDER, |by| glance.people.of(by)).to_owned());
        Self {
            number: case.number.spaced(),
            href: addresses::ticket(case.number),
            form: catalogue::by_code(case.form).map_or("", |form| form.title),
            desk: case.desk.label(),
            words: seen.map(|seen| seen.words.clone()).unwrap_or_default(),
            stage: if case.rests_until.is_some() {
                texts::STAGES_WAITING
            } else {
                texts::progress(case.stage, claim.is_some())
            },
            rests_until: case.rests_until.map(time::wib_short).unwrap_or_default(),
            came_back: case.came_back.map(texts::came_back).unwrap_or_default(),
            masked_nik: seen.map(|seen| seen.masked_nik.clone()).unwrap_or_default(),
            regency: seen.map_or("", |seen| seen.regency),
            documents: seen.map_or(0, |seen| seen.documents),
            due_at: time::wib_short(case.answer_due_at),
            deadline: match case.stage {
                domain::Stage::Answered => Deadline::met(),
                domain::Stage::Submitted | domain::Stage::Received | domain::Stage::Processing => {
                    Deadline::at(case.answer_due_at, now, calendar)
                }
            },
            mine: claim.map(|claim| claim.by).or(answer.and_then(|answer| answer.by)) == Some(officer.id),
            who: claim.map(|claim| glance.people.of(claim.by).to_owned()).or(answered_by).unwrap_or_default(),
            answered_at: answer.map(|answer| time::wib_short(answer.at)).unwrap_or_default(),
        }
    }
}
