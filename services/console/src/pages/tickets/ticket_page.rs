//! One ticket as officers see it: what the applicant wrote beside the documents, what is known beside it, and the
//! answer that is being written.

use std::num::NonZeroU16;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use desk::store::cases::Case;
use desk::{Caller, OpenTicket};
use documents::{MediaType, StoredDocument};
use domain::{Desk, Field, Hint, Stage, TicketNumber, catalogue, time};
use http::StatusCode;
use jiff::Timestamp;
use officers::Officer;
use uuid::Uuid;
use web::{Html, Page};

use super::deadline::{Deadline, age};
use super::done::Done;
use super::viewer::PdfView;
use crate::App;
use crate::app::caller;
use crate::error::Error;
use crate::pages::{Frame, Section, addresses};
use crate::store::templates::Template as AnswerTemplate;
use crate::work::{self, Beside};

/// What an officer has typed on the page, and what is to be said about it.
#[derive(Default)]
pub(super) struct Writing {
    /// The answer as it stands in the form; without it the draft.
    pub(super) text: Option<String>,
    /// A template to put below it.
    pub(super) template: Option<Uuid>,
    /// Shown as the applicant will see it.
    pub(super) previewed: bool,
    /// A reason for a hand-over that was not made.
    pub(super) reason: String,
    /// Where it was to go.
    pub(super) to: Option<Desk>,
    /// A note that was not written.
    pub(super) note: String,
    pub(super) trouble: Option<Trouble>,
    /// What was done just before.
    pub(super) done: Done,
}

/// Why something was not done.
pub(super) struct Trouble {
    pub(super) status: StatusCode,
    pub(super) text: String,
    /// It is about the answer's text.
    pub(super) in_field: bool,
}

/// The page. Holds personal data.
#[derive(Template)]
#[template(path = "ticket.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the page shows or leaves away, each for itself")]
struct TicketPage {
    page: Page,
    frame: Frame,
    address: String,
    number: String,
    form: &'static str,
    desk: &'static str,
    desk_label: &'static str,
    stage: &'static str,
    deadline: Deadline,
    due_at: String,
    submitted_at: String,
    age: String,
    fields: Vec<Labelled>,
    nik: NikView,
    hints: Vec<&'static str>,
    documents: Vec<DocumentView>,
    history: Vec<Event>,
    answers: Vec<Answer>,
    notes: Vec<Event>,
    earlier: Vec<Earlier>,
    alike: Option<Alike>,
    claim: ClaimView,
    /// The answer's form is shown.
    writable: bool,
    corrects: String,
    text: String,
    preview: String,
    templates: Vec<(String, String)>,
    desks: Vec<(&'static str, &'static str, bool)>,
    /// The desk that was chosen answers by itself: the officer is asked.
    asks_guidance: bool,
    /// What was written and cannot be sent from here now; empty for nothing.
    kept: String,
    reason: String,
    note: String,
    field_error: String,
    /// The box has what was not sent yet.
    text_is_new: bool,
    /// The text holds what looks like a NIK: the officer is asked.
    asks_digits: bool,
    trouble: String,
    done: Done,
    sought: &'static str,
}

/// One field that the applicant filled in.
struct Labelled {
    label: &'static str,
    value: String,
    /// In the applicant's own words: shown large.
    long: bool,
}

/// What the NIK itself tells.
struct NikView {
    place: String,
    birth: String,
    sex: &'static str,
}

/// One document.
enum DocumentView {
    Photo { label: &'static str, href: String, size: String },
    Pdf(PdfView),
}

/// Something that happened, or was noted.
struct Event {
    at: String,
    what: String,
    who: String,
    text: String,
}

/// An answer that was given.
struct Answer {
    title: String,
    at: String,
    who: String,
    text: String,
}

/// Another ticket of the same NIK. Of one at another desk nothing is told that would find it: the NIK stands on this
/// page, and with the number whoever reads it could look up the rest.
struct Earlier {
    number: String,
    /// Empty for a ticket of another desk.
    href: String,
    desk: &'static str,
    form: &'static str,
    stage: &'static str,
    /// Empty for a ticket of another desk.
    at: String,
}

/// Others that are alike, for supervisors.
struct Alike {
    href: String,
    others: i64,
}

/// Who holds the ticket, and what this officer can do about it.
struct ClaimView {
    mine: bool,
    /// Another officer or agency; empty for nobody.
    holder: String,
    since: String,
    until: String,
    can_take: bool,
    can_take_over: bool,
}

/// Opens the ticket and draws the page around what the officer has written.
pub(super) async fn draw(
    app: &App,
    officer: &Officer,
    number: TicketNumber,
    writing: Writing,
) -> Result<Response, Error> {
    let caller = caller(officer);
    let (ticket, key) = desk::open_with_key(&app.desks, &caller, number).await?;
    let beside = work::beside(&app.desks, &caller, &ticket, &key).await?;
    let templates = work::templates(&app.desks, &caller, ticket.case.desk).await?;
    let alike = work::others_alike(&app.desks, &caller, ticket.case.desk, number).await?;
    let status = writing.trouble.as_ref().map_or(StatusCode::OK, |trouble| trouble.status);
    let mut page = TicketPage::new(officer, &caller, &ticket, beside, &templates, writing, app.now());
    page.alike = alike.map(|(id, others)| Alike { href: addresses::cluster(ticket.case.desk, id), others });
    Ok(Html::personal(page).status(status).into_response())
}

impl TicketPage {
    fn new(
        officer: &Officer,
        caller: &Caller,
        ticket: &OpenTicket,
        beside: Beside,
        templates: &[AnswerTemplate],
        writing: Writing,
        now: Timestamp,
    ) -> Self {
        let case = &ticket.case;
        let claim = ClaimView::new(case, caller, ticket, now);
        let corrects = ticket.answers.first().map(|answer| answer.revision);
        let writable = claim.mine || (corrects.is_some() && claim.holder.is_empty());
        let typed = writing.text.is_some();
        let text = text(&writing, beside.draft, ticket, templates);
        let kept = if typed && !writable { text.trim().to_owned() } else { String::new() };
        let asks_digits =
            domain::holds_sixteen_digits(&text) && writing.trouble.as_ref().is_some_and(|trouble| trouble.in_field);
        let (field_error, trouble) = match writing.trouble {
            Some(trouble) if trouble.in_field => (trouble.text, String::new()),
            Some(trouble) => (String::new(), trouble.text),
            None => (String::new(), String::new()),
        };
        Self {
            page: Frame::page(),
            frame: Frame::new(officer, Section::Work),
            address: addresses::ticket(case.number),
            number: case.number.spaced(),
            form: ticket.content.form().title,
            desk: case.desk.as_str(),
            desk_label: case.desk.label(),
            stage: case.stage.label(),
            deadline: Deadline::at(case.answer_due_at, now),
            due_at: time::wib_text(case.answer_due_at),
            submitted_at: time::wib_text(case.submitted_at),
            age: age(case.submitted_at, now),
            fields: fields(ticket),
            nik: NikView::new(ticket, now),
            hints: ticket.hints.iter().filter_map(|code| code.parse::<Hint>().ok()).map(Hint::label).collect(),
            documents: ticket.documents.iter().map(|document| DocumentView::new(case.number, document)).collect(),
            history: history(ticket),
            answers: answers(ticket),
            notes: notes(&beside.notes, &beside.people),
            earlier: beside.earlier.iter().map(Earlier::new).collect(),
            alike: None,
            claim,
            writable,
            corrects: corrects.map(|revision| revision.to_string()).unwrap_or_default(),
            preview: if writing.previewed { text.trim().to_owned() } else { String::new() },
            templates: templates
                .iter()
                .filter(|template| template.form.is_none_or(|form| form == case.form))
                .map(|template| (template.id.to_string(), template.title.clone()))
                .collect(),
            desks: Desk::ALL
                .into_iter()
                .filter(|desk| *desk != case.desk && desk::can_go_to(case.form, *desk))
                .map(|desk| (desk.as_str(), desk.label(), writing.to == Some(desk)))
                .collect(),
            asks_guidance: writing
                .to
                .is_some_and(|desk| desk::answers_by_itself(desk) && desk::can_go_to(case.form, desk)),
            kept,
            reason: writing.reason,
            note: writing.note,
            text_is_new: !field_error.is_empty() || ticket.answers.first().is_some_and(|answer| answer.text != text),
            text,
            field_error,
            asks_digits,
            trouble,
            done: writing.done,
            sought: "",
        }
    }
}

/// What stands in the answer's box: what was typed, else the draft, else the answer that may be corrected; and below it
/// the template.
fn text(writing: &Writing, draft: Option<String>, ticket: &OpenTicket, templates: &[AnswerTemplate]) -> String {
    let latest = || ticket.answers.first().map(|answer| answer.text.clone()).unwrap_or_default();
    let text = writing.text.clone().or(draft).unwrap_or_else(latest);
    let Some(template) = templates.iter().find(|template| Some(template.id) == writing.template) else { return text };
    let merged = desk::merged(&template.body, &ticket.content, &ticket.case);
    if text.trim().is_empty() { merged } else { format!("{}\n\n{merged}", text.trim_end()) }
}

fn fields(ticket: &OpenTicket) -> Vec<Labelled> {
    let content = &ticket.content;
    let labelled = content.values().filter_map(|(field, value)| {
        let spec = content.form().field(field)?;
        let long = content.free_text().is_some_and(|text| text == value);
        // As people write a date here.
        let date = content.birth_date().filter(|_| field == Field::BirthDate);
        let value = date.map_or_else(|| value.into_owned(), |date| date.expose().strftime("%d-%m-%Y").to_string());
        Some(Labelled { label: spec.label, value, long })
    });
    labelled.collect()
}

fn history(ticket: &OpenTicket) -> Vec<Event> {
    let submitted = Event {
        at: time::wib_text(ticket.case.submitted_at),
        what: Stage::Submitted.label().to_owned(),
        who: String::new(),
        text: String::new(),
    };
    let mut events = vec![(ticket.case.submitted_at, submitted)];
    for step in &ticket.timeline {
        let who = step.desk.label().to_owned();
        events.push((
            step.at,
            Event { at: time::wib_text(step.at), what: step.stage.label().to_owned(), who, text: String::new() },
        ));
    }
    for answer in ticket.answers.iter().filter(|answer| answer.revision > 1) {
        let who = answered_by(ticket, answer).to_owned();
        let what = format!("Koreksi ke-{}", answer.revision - 1);
        events.push((
            answer.answered_at,
            Event { at: time::wib_text(answer.answered_at), what, who, text: String::new() },
        ));
    }
    for transfer in &ticket.transfers {
        let event = Event {
            at: time::wib_text(transfer.at),
            what: format!("Diteruskan dari {} ke {}", transfer.from.label(), transfer.to.label()),
            who: ticket.people.of(transfer.by).to_owned(),
            text: transfer.reason.clone(),
        };
        events.push((transfer.at, event));
    }
    events.sort_by_key(|(at, _)| *at);
    events.into_iter().map(|(_, event)| event).collect()
}

fn answers(ticket: &OpenTicket) -> Vec<Answer> {
    let answers = ticket.answers.iter().map(|answer| Answer {
        title: if answer.revision == 1 { "Jawaban".to_owned() } else { format!("Koreksi ke-{}", answer.revision - 1) },
        at: time::wib_text(answer.answered_at),
        who: answered_by(ticket, answer).to_owned(),
        text: answer.text.clone(),
    });
    answers.collect()
}

fn answered_by<'a>(ticket: &'a OpenTicket, answer: &desk::OpenAnswer) -> &'a str {
    answer.answered_by.map_or("Panduan otomatis", |by| ticket.people.of(by))
}

fn notes(notes: &[work::OpenNote], people: &desk::store::actors::Names) -> Vec<Event> {
    let notes = notes.iter().map(|note| Event {
        at: time::wib_text(note.at),
        what: String::new(),
        who: people.of(note.by).to_owned(),
        text: note.text.clone(),
    });
    notes.collect()
}

impl NikView {
    fn new(ticket: &OpenTicket, now: Timestamp) -> Self {
        let nik = ticket.content.nik();
        let birth = nik.birth(time::wib_day(now));
        let place = domain::regions::find(nik.region()).map(|region| {
            let parts = [region.district.unwrap_or_default(), region.regency, region.province];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        });
        Self {
            place: place.unwrap_or_else(|| "kode wilayah tidak dikenal".to_owned()),
            birth: birth
                .map_or_else(|| "tidak terbaca".to_owned(), |birth| birth.date.strftime("%d-%m-%Y").to_string()),
            sex: birth.map_or("tidak terbaca", |birth| if birth.woman { "perempuan" } else { "laki-laki" }),
        }
    }
}

impl DocumentView {
    fn new(number: TicketNumber, document: &StoredDocument) -> Self {
        match document.media_type {
            MediaType::Jpeg => Self::Photo {
                label: document.kind.label(),
                href: format!("{}/dokumen/{}", addresses::ticket(number), document.kind.as_str()),
                size: format!("{} KB", document.size().div_ceil(1024)),
            },
            // How many pages it has nobody knows before the document is opened, and whoever opens the ticket has not
            // done that yet.
            MediaType::Pdf => {
                let size = usize::try_from(document.size()).unwrap_or(usize::MAX);
                Self::Pdf(PdfView::of(number, document.kind, NonZeroU16::MIN, None).large(size))
            }
        }
    }
}

impl Earlier {
    fn new(earlier: &work::EarlierTicket) -> Self {
        let (desk, stage) = (earlier.desk.label(), earlier.stage.label());
        match &earlier.case {
            Some(case) => Self {
                number: case.number.to_string(),
                href: addresses::ticket(case.number),
                desk,
                form: catalogue::by_code(case.form).map_or("", |form| form.title),
                stage,
                at: time::wib_text(case.submitted_at),
            },
            None => Self { number: String::new(), href: String::new(), desk, form: "", stage, at: String::new() },
        }
    }
}

impl ClaimView {
    fn new(case: &Case, caller: &Caller, ticket: &OpenTicket, now: Timestamp) -> Self {
        let claim = case.claim_at(now).filter(|_| case.stage != Stage::Answered);
        let mine = claim.is_some_and(|claim| claim.by == caller.id());
        let open = matches!(case.stage, Stage::Received | Stage::Processing);
        Self {
            mine,
            holder: claim.filter(|_| !mine).map(|claim| ticket.people.of(claim.by).to_owned()).unwrap_or_default(),
            since: claim.map(|claim| time::wib_text(claim.since)).unwrap_or_default(),
            until: claim.map(|claim| time::wib_clock(claim.expires_at)).unwrap_or_default(),
            can_take: open && claim.is_none(),
            can_take_over: open && claim.is_some() && !mine && caller.may_supervise(case.desk),
        }
    }
}
