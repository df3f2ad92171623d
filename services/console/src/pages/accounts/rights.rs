//! Roles and desks as checkboxes: `peran.officer`, `meja.bkn.accounts` and so on.

use domain::Desk;
use officers::{Officer, Role};

use crate::texts;

/// The checkboxes of a form.
pub(super) struct RightsView {
    pub(super) roles: Vec<ChoiceView>,
    pub(super) desks: Vec<ChoiceView>,
    pub(super) roles_error: &'static str,
    pub(super) desks_error: &'static str,
}

/// One checkbox.
pub(super) struct ChoiceView {
    pub(super) name: String,
    pub(super) label: &'static str,
    pub(super) about: &'static str,
    pub(super) chosen: bool,
}

impl RightsView {
    /// Every role, and every desk that the administrator has.
    pub(super) fn new(administrator: &Officer, roles: &[Role], desks: &[Desk]) -> Self {
        let role = |role: Role| ChoiceView {
            name: format!("peran.{role}"),
            label: role.label(),
            about: role.about(),
            chosen: roles.contains(&role),
        };
        let desk = |desk: Desk| ChoiceView {
            name: format!("meja.{desk}"),
            label: desk.label(),
            about: "",
            chosen: desks.contains(&desk),
        };
        Self {
            roles: Role::ALL.into_iter().map(role).collect(),
            desks: administrator.desks.iter().copied().map(desk).collect(),
            roles_error: "",
            desks_error: "",
        }
    }

    /// Says what is wrong beside what it is about.
    pub(super) fn with_fault(self, (field, text): (&str, &'static str)) -> Self {
        match field {
            "peran" => Self { roles_error: text, ..self },
            "meja" => Self { desks_error: text, ..self },
            _ => self,
        }
    }
}

/// The chosen ones among the fields of a form: those that this version knows.
pub(in crate::pages) fn chosen(fields: &[(String, String)]) -> (Vec<Role>, Vec<Desk>) {
    (
        named(fields, "peran.").filter_map(|name| name.parse().ok()).collect(),
        named(fields, "meja.").filter_map(|name| name.parse().ok()).collect(),
    )
}

/// What this version does not know among the chosen ones, as field and text. An account never gets other rights than
/// were asked for.
pub(in crate::pages) fn unknown(fields: &[(String, String)]) -> Option<(&'static str, &'static str)> {
    if named(fields, "peran.").any(|name| name.parse::<Role>().is_err()) {
        return Some(("peran", texts::UNKNOWN_ROLE));
    }
    named(fields, "meja.").any(|name| name.parse::<Desk>().is_err()).then_some(("meja", texts::UNKNOWN_DESK_CHOSEN))
}

fn named<'a>(fields: &'a [(String, String)], prefix: &'static str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter_map(move |(name, _)| name.strip_prefix(prefix))
}
