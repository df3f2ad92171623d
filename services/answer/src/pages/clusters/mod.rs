//! Tickets that are alike, for supervisors: seen together, answered together, and what they miss added to the reference
//! lists.

mod approval_page;
mod approve;
mod list;
mod show_approval;

use domain::{Content, Desk, Field, Suggestions};
use officers::Officer;
use uuid::Uuid;

use super::routes::Routes;

/// Where the groups of a desk are.
pub(super) const PATH: &str = "/petugas/kelompok";

/// Where a missing entry is approved.
const APPROVAL: &str = "/petugas/kelompok/rujukan";

/// Adds all of it.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(PATH, list::list).get(APPROVAL, show_approval::show_approval).post(APPROVAL, approve::approve)
}

/// The address of one group.
pub(super) fn address(desk: Desk, id: Uuid) -> String {
    format!("{PATH}?meja={desk}&kelompok={id}")
}

/// The address of a desk's groups, with the hint that none was chosen.
pub(super) fn none_chosen(desk: Desk) -> String {
    format!("{PATH}?meja={desk}&pesan=pilih")
}

/// The desk that is named, if it is the officer's, or else the first; `None` for one who has no desk.
fn desk(officer: &Officer, named: &str) -> Option<Desk> {
    named.parse().ok().filter(|desk| officer.desks.contains(desk)).or_else(|| officer.desks.first().copied())
}

/// The fields that make an entry of the list.
fn entry_fields(list: Suggestions) -> &'static [Field] {
    match list {
        Suggestions::Universities => &[Field::University],
        Suggestions::Programmes => &[Field::StudyProgramme, Field::EducationLevel, Field::University],
        Suggestions::Cities => &[Field::BirthCity, Field::BirthCountry],
        Suggestions::Countries => &[Field::BirthCountry],
        Suggestions::Agencies => &[Field::TargetAgency],
    }
}

/// What the applicant gave for this field; empty when the ticket could not be opened.
fn given(content: Option<&Content>, field: Field) -> String {
    content.and_then(|content| content.text(field)).unwrap_or_default().to_owned()
}
