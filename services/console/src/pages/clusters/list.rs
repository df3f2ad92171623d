//! `GET /petugas/kelompok`: the clusters of tickets that wait at a desk, largest first.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::{catalogue, time};
use jiff::Timestamp;
use officers::{Officer, Role};
use web::{Html, Page, Query};
use workdays::Calendar;

use super::entry_fields::{entry_fields, given};
use crate::pages::addresses::{APPROVAL, CLUSTERS};
use crate::pages::desks::named_or_first;
use crate::pages::form_values::{clusters, value};
use crate::pages::tickets::deadline::Deadline;
use crate::pages::{Frame, Section};
use crate::problems::{Error, forbidden, require};
use crate::state::caller;
use crate::work::{self, OpenCluster};
use crate::{State, texts};

/// Characters of a text that are shown.
const BEGINNING: usize = 240;

#[derive(Template)]
#[template(path = "clusters.html")]
struct ClustersPage {
    page: Page,
    frame: Frame,
    approval: &'static str,
    desk: &'static str,
    desks: Vec<(String, &'static str, bool)>,
    /// Only the cluster of one ticket is shown.
    one: bool,
    message: &'static str,
    rows: Vec<Row>,
    previous: String,
    next: String,
}

/// One cluster.
struct Row {
    id: String,
    /// The name that is missed, or the beginning of the text.
    what: String,
    /// What tells the name from others.
    detail: String,
    /// The list that misses it; empty for texts.
    list: &'static str,
    form: &'static str,
    tickets: i64,
    deadline: Deadline,
    due_at: String,
}

pub(in crate::pages) async fn list(
    state: State,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    require(&officer, Role::Supervisor)?;
    let desk = named_or_first(&officer, value(&query, "meja")).ok_or_else(forbidden)?;
    let (caller, only) = (caller(&officer), clusters(&query));
    let at: i64 = value(&query, "halaman").parse::<i64>().unwrap_or(1).max(1);
    let (found, more) = if only.is_empty() {
        work::clusters(&state.desks, &caller, desk, at - 1).await?
    } else {
        (work::chosen_clusters(&state.desks, &caller, desk, &only).await?, false)
    };
    let turned = |to: i64| format!("{CLUSTERS}?meja={desk}&halaman={to}");
    let (now, calendar) = (state.now(), state.desks.calendar());
    Ok(Html::personal(ClustersPage {
        page: Frame::page(),
        frame: Frame::new(&officer, Section::Clusters),
        approval: APPROVAL,
        desk: desk.as_str(),
        desks: officer.desks.iter().map(|of| (format!("{CLUSTERS}?meja={of}"), of.label(), *of == desk)).collect(),
        one: !only.is_empty(),
        message: if value(&query, "pesan") == "pilih" { texts::NO_CLUSTER_CHOSEN } else { "" },
        rows: found.iter().map(|open| Row::new(open, now, &calendar)).collect(),
        previous: if at > 1 && only.is_empty() { turned(at - 1) } else { String::new() },
        next: if more { turned(at + 1) } else { String::new() },
    })
    .into_response())
}

impl Row {
    fn new(open: &OpenCluster, now: Timestamp, calendar: &Calendar) -> Self {
        let OpenCluster { cluster, content } = open;
        let content = content.as_ref();
        let (what, detail) = match cluster.list {
            Some(list) => {
                let mut names = entry_fields(list).iter().map(|field| given(content, *field));
                (names.next().unwrap_or_default(), names.collect::<Vec<_>>().join(", "))
            }
            None => (content.and_then(|content| content.free_text()).map(beginning).unwrap_or_default(), String::new()),
        };
        Self {
            id: cluster.id.to_string(),
            what: if what.is_empty() { texts::UNREADABLE_TICKET.to_owned() } else { what },
            detail,
            list: cluster.list.map_or("", |list| texts::reference_list(list).0),
            form: catalogue::by_code(cluster.form).map_or("", |form| form.title),
            tickets: cluster.tickets,
            deadline: Deadline::at(cluster.answer_due_at, now, calendar),
            due_at: time::wib_text(cluster.answer_due_at),
        }
    }
}

/// The beginning of a text, in one line.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(BEGINNING).collect();
    if short.len() < line.len() { short + "…" } else { short }
}
