//! The page on which a supervisor approves a missing entry: the name, similar names, the answer, and three of those who
//! will read it.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::{Desk, Field, Suggestions};
use http::StatusCode;
use officers::Officer;
use uuid::Uuid;
use web::{Html, Page, Problem};

use super::entry_fields::given;
use crate::pages::addresses::{APPROVAL, CLUSTERS};
use crate::pages::form_values::value;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::state::caller;
use crate::store::reference::Entry;
use crate::work::{self, Approval, ApprovalFault, NAME_FIELD, OpenCluster};
use crate::{State, texts};

/// What is shown on it.
pub(super) struct Shown {
    pub(super) approval: Approval,
    /// Three tickets are shown as they would be answered.
    pub(super) previewed: bool,
    pub(super) fault: Option<ApprovalFault>,
}

#[derive(Template)]
#[template(path = "approval.html")]
struct ApprovalPage {
    page: Page,
    frame: Frame,
    home: String,
    address: &'static str,
    desk: &'static str,
    desk_label: &'static str,
    clusters: Vec<String>,
    tickets: usize,
    list: &'static str,
    name: String,
    /// Label and value; without a label there is no such field.
    owner: (&'static str, String),
    about: (&'static str, String),
    /// Value and whether it is chosen: when the detail is one of these.
    levels: Vec<(&'static str, bool)>,
    /// Names of the list: name, detail, whether it is chosen.
    similar: Vec<(String, String, bool)>,
    is_new: bool,
    name_field: &'static str,
    merge_fields: Vec<(&'static str, &'static str)>,
    text: String,
    name_error: &'static str,
    text_error: String,
    previews: Vec<(String, String)>,
    asks_digits: bool,
    asks_lacking: String,
}

/// What a supervisor has typed; the list is the one that the clusters miss a name of.
pub(super) fn typed(form: &[(String, String)], desk: Desk, clusters: Vec<Uuid>, list: Suggestions) -> Approval {
    let text = |name| value(form, name).to_owned();
    let entry = Entry { list, name: text("nama"), owner: text("induk"), about: text("rincian") };
    Approval {
        desk,
        clusters,
        entry,
        known_as: Some(text("sudah")).filter(|name| !name.is_empty()),
        body: text("teks"),
    }
}

/// As it is before anything is typed: what the applicant wrote, and what we would answer.
pub(super) fn proposed(desk: Desk, clusters: Vec<Uuid>, list: Suggestions, open: &OpenCluster) -> Approval {
    let given = |field| given(open.content.as_ref(), field);
    let entry = match list {
        Suggestions::Cities => {
            Entry { name: given(Field::BirthCity), owner: given(Field::BirthCountry), ..Entry::of(list) }
        }
        Suggestions::Programmes => Entry {
            name: given(Field::StudyProgramme),
            owner: given(Field::University),
            about: given(Field::EducationLevel),
            ..Entry::of(list)
        },
        Suggestions::Universities => Entry { name: given(Field::University), ..Entry::of(list) },
        Suggestions::Countries | Suggestions::Agencies => Entry::of(list),
    };
    Approval { desk, clusters, entry, known_as: None, body: texts::entry_is_listed(list) }
}

/// The page as it stands.
pub(super) async fn draw(state: &State, officer: &Officer, shown: Shown) -> Result<Response, Error> {
    let Shown { approval, previewed, fault } = shown;
    let caller = caller(officer);
    let similar = work::similar_in_list(&state.desks, &approval.entry).await?;
    let blank = Approval { body: String::new(), ..approval.clone() };
    let draft = work::preview(&state.desks, &caller, if previewed { &approval } else { &blank }).await?;
    let text_error = match &fault {
        Some(ApprovalFault::Text(faults)) => texts::text_faults(faults),
        _ if previewed => texts::text_faults(&draft.faults),
        _ => String::new(),
    };
    let name_error = fault.as_ref().map_or("", texts::approval_fault);
    let ok = text_error.is_empty() && name_error.is_empty();
    let Approval { desk, clusters, entry, known_as, body } = approval;
    let (list, owner, about) = texts::reference_list(entry.list);
    let levels = if entry.list == Suggestions::Programmes { Field::EducationLevel.rule().options() } else { &[] };
    let is_chosen = |name: &str| known_as.as_deref() == Some(name);
    let page = ApprovalPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Clusters),
        home: format!("{CLUSTERS}?meja={desk}"),
        address: APPROVAL,
        desk: desk.as_str(),
        desk_label: desk.label(),
        clusters: clusters.iter().map(ToString::to_string).collect(),
        tickets: draft.tickets,
        list,
        levels: levels.iter().map(|level| (level.value, level.value == entry.about)).collect(),
        is_new: known_as.is_none(),
        similar: similar
            .into_iter()
            .map(|listed| (is_chosen(&listed.name), listed))
            .map(|(chosen, listed)| (listed.name, listed.detail, chosen))
            .collect(),
        name: entry.name,
        owner: (owner, entry.owner),
        about: (about, entry.about),
        name_field: NAME_FIELD,
        merge_fields: texts::merge_fields().to_vec(),
        asks_digits: previewed && draft.questions.digits,
        asks_lacking: if previewed { texts::fields_in_braces(&draft.questions.fields) } else { String::new() },
        text: body,
        name_error,
        text_error,
        previews: draft.previews.into_iter().map(|preview| (preview.number.to_string(), preview.text)).collect(),
    };
    let status = if ok { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Html::personal(page).status(status).into_response())
}

/// The list that all of these clusters miss a name of, and the first of them; `None` when they miss names of several
/// lists, or none.
pub(super) fn missed(open: &[OpenCluster]) -> Option<(Suggestions, &OpenCluster)> {
    let first = open.first()?;
    let list = first.cluster.list?;
    open.iter().all(|other| other.cluster.list == Some(list)).then_some((list, first))
}

/// 400: clusters were chosen that are not of one kind.
pub(super) fn two_kinds() -> Problem {
    Problem::bad_request(texts::CLUSTERS_OF_TWO_KINDS)
}
