//! One ticket as officers see it: what the applicant wrote beside the documents, what is known about it, and the answer
//! that is being written.

mod asking;
mod beside;
mod claim;
mod documents;
mod history;
mod macros;
mod writing;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use desk::{Caller, OpenTicket};
use domain::{Field, Hint, TicketNumber, time};
use jiff::Timestamp;
use officers::Officer;
use vault::DataKey;
use web::{Html, Page};
use workdays::Calendar;

use self::asking::AskForm;
use self::beside::BesideView;
use self::claim::ClaimView;
use self::documents::DocumentView;
use self::history::{Answer, Earlier, Event, Note};
use self::macros::MacrosView;
pub(super) use self::writing::{About, Trouble, Writing};
use self::writing::{AnswerForm, HandOverForm};
use super::deadline::{Deadline, age};
use super::done::DoneView;
use crate::pages::{Frame, Section, addresses};
use crate::problems::Error;
use crate::state::caller;
use crate::store::macros::Macro;
use crate::store::templates::Template as AnswerTemplate;
use crate::work::{self, Beside, TicketContext};
use crate::{State, texts};

/// The page. Holds personal data.
#[derive(Template)]
#[template(path = "ticket.html")]
struct TicketPage {
    page: Page,
    frame: Frame,
    address: String,
    /// Where its answer becomes an entry of the FAQ.
    faq: String,
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
    /// The applicant's account, for forms that have to do with it.
    account: Option<BesideView>,
    history: Vec<Event>,
    answers: Vec<Answer>,
    /// There is an answer among them.
    answered: bool,
    /// An answer is waited for: the first, or the one to what the applicant wrote once more.
    waits: bool,
    notes: Vec<Note>,
    /// Id and name of those who work at the desk, too.
    colleagues: Vec<(String, String)>,
    assign_error: String,
    earlier: Vec<Earlier>,
    earlier_left_out: bool,
    /// How many there are, in words; empty for none.
    earlier_told: String,
    cluster: Option<ClusterLink>,
    claim: ClaimView,
    answer_form: AnswerForm,
    ask: AskForm,
    macros: MacrosView,
    hand_over: HandOverForm,
    note: String,
    note_error: String,
    /// What is wrong with the ticket.
    trouble: String,
    done: DoneView,
    /// That a note was written.
    noted: DoneView,
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

/// The ticket's cluster, for supervisors.
struct ClusterLink {
    href: String,
    others: i64,
}

/// Opens the ticket and draws the page.
pub(super) async fn show(
    state: &State,
    officer: &Officer,
    number: TicketNumber,
    done: DoneView,
) -> Result<Response, Error> {
    let caller = caller(officer);
    let opened = desk::open_with_key(&state.desks, &caller, number).await?;
    work::read_mentions(&state.desks, &caller, Some(number)).await?;
    draw(state, officer, opened, Writing { done, ..Writing::default() }).await
}

/// Draws the page again, around what the officer has written on it. Whoever has just opened the ticket leaves no second
/// entry in the audit log by writing on its page.
pub(super) async fn show_again(
    state: &State,
    officer: &Officer,
    number: TicketNumber,
    writing: Writing,
) -> Result<Response, Error> {
    let opened = desk::open_again(&state.desks, &caller(officer), number).await?;
    draw(state, officer, opened, writing).await
}

async fn draw(
    state: &State,
    officer: &Officer,
    (ticket, key): (OpenTicket, DataKey),
    writing: Writing,
) -> Result<Response, Error> {
    let (desks, caller, case) = (&state.desks, caller(officer), ticket.case);
    let context = work::context(desks, &caller, &ticket, &key).await?;
    let templates = work::templates(desks, &caller, case.desk).await?;
    let macros = work::macros(desks, &caller, case.desk).await?;
    let cluster = work::cluster_of(desks, &caller, case.desk, case.number).await?;
    let cluster = cluster.map(|(id, others)| ClusterLink { href: addresses::cluster(case.desk, id), others });
    let beside = work::beside(desks, case.number, &ticket.content).await?;
    let status = writing.status();
    let mut page = TicketPage::new(
        (officer, &caller),
        &ticket,
        (context, beside),
        cluster,
        (&templates, &macros),
        writing,
        (state.now(), &desks.calendar()),
    );
    page.frame = page.frame.with_counts(work::counts(state, officer).await?.0);
    Ok(Html::personal(page).status(status).into_response())
}

/// Templates and macros of the desk, each with how often it was used.
type Offered<'a> = (&'a [(AnswerTemplate, i64)], &'a [(Macro, i64)]);

impl TicketPage {
    fn new(
        (officer, caller): (&Officer, &Caller),
        ticket: &OpenTicket,
        (context, beside): (TicketContext, Option<Beside>),
        cluster: Option<ClusterLink>,
        (templates, macros): Offered<'_>,
        writing: Writing,
        (now, calendar): (Timestamp, &Calendar),
    ) -> Self {
        let case = &ticket.case;
        let claim = ClaimView::new(ticket, &context, caller, now);
        let (done, noted) = writing.done.clone().apart();
        let answer_form = AnswerForm::new(&writing, context.draft, ticket, templates, &claim);
        let waits = ticket.answers.is_empty() || ticket.came_back();
        let at = (case.number, case.desk);
        let account = beside.map(|beside| BesideView::new(&beside, at, (&writing, &claim, waits), (caller, now)));
        let earlier: Vec<Earlier> = context.earlier.iter().map(|other| Earlier::new(other, now)).collect();
        let open = earlier.iter().filter(|other| other.open).count();
        Self {
            page: Frame::page(),
            frame: Frame::new(officer, Section::Work),
            address: addresses::ticket(case.number),
            faq: addresses::faq_of_ticket(case.number),
            number: case.number.spaced(),
            form: ticket.content.form().title,
            desk: case.desk.as_str(),
            desk_label: case.desk.label(),
            stage: case.stage.label(),
            deadline: Deadline::at(case.answer_due_at, now, calendar),
            due_at: time::wib_text(case.answer_due_at),
            submitted_at: time::wib_text(case.submitted_at),
            age: age(case.submitted_at, now),
            fields: fields(ticket),
            nik: NikView::new(ticket, now),
            hints: ticket.hints.iter().filter_map(|code| code.parse::<Hint>().ok()).map(Hint::label).collect(),
            documents: ticket.documents.iter().map(|document| DocumentView::new(case.number, document)).collect(),
            history: history::history(ticket),
            answers: history::answers(ticket),
            answered: !ticket.answers.is_empty(),
            waits,
            account,
            notes: history::notes(&context.notes, &context.people),
            earlier_told: texts::other_tickets(earlier.len(), context.earlier_left_out, open),
            earlier,
            earlier_left_out: context.earlier_left_out,
            cluster,
            ask: AskForm::new(&writing, ticket, &claim),
            macros: MacrosView::new(&writing, ticket, macros, &answer_form),
            answer_form,
            claim,
            hand_over: HandOverForm::new(&writing, ticket),
            trouble: writing.trouble_about(About::Ticket),
            note_error: writing.trouble_about(About::Note),
            assign_error: writing.trouble_about(About::Assignment),
            colleagues: context.colleagues.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
            note: writing.note,
            done,
            noted,
        }
    }
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

impl NikView {
    fn new(ticket: &OpenTicket, now: Timestamp) -> Self {
        let nik = ticket.content.nik();
        let birth = nik.birth(time::wib_day(now));
        let place = domain::regions::find(nik.region()).map(|region| {
            let parts = [region.district.unwrap_or_default(), region.regency, region.province];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        });
        Self {
            place: place.unwrap_or_else(|| texts::NIK_PLACE_UNKNOWN.to_owned()),
            birth: birth
                .map_or_else(|| texts::NIK_UNREADABLE.to_owned(), |birth| birth.date.strftime("%d-%m-%Y").to_string()),
            sex: birth.map_or(texts::NIK_UNREADABLE, |birth| texts::sex(birth.woman)),
        }
    }
}
