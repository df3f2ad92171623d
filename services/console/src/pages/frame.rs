//! What stands around every page of the console: who is signed in, where, and what there is to do.

use domain::Desk;
use domain::time::wib_text;
use officers::{Officer, Role};
use web::Page;

use super::addresses::{ACCOUNTS, AUDIT, BULK, CLUSTERS, FAQ, OVERVIEW, TEMPLATES, TICKETS};
use crate::store::counts::Counts;
use crate::texts;

/// The part of the console that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Tickets.
    Work,
    /// Templates of answers.
    Templates,
    /// The FAQ.
    Faq,
    /// Clusters of tickets.
    Clusters,
    /// One text for many tickets.
    Bulk,
    /// How it goes.
    Overview,
    /// Accounts, for administrators.
    Accounts,
    /// The audit log.
    Audit,
    /// The own account.
    Own,
    /// Nothing of the navigation, such as the mentions.
    Other,
}

/// The frame of a page: every template of the console has it as `frame`, and its `page` as `page`.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The officer's name.
    pub(crate) name: String,
    /// The roles, as people call them.
    pub(crate) roles: String,
    /// The desks, as people call them.
    pub(crate) desks: String,
    /// Goes into every form as `csrf`.
    pub(crate) csrf: String,
    /// Who reset the account, and when, until the officer has read it; else empty.
    pub(crate) reset: String,
    /// What there is for the officer, on pages of the work on tickets.
    pub(crate) counts: Option<Counts>,
    /// Single letters are shortcuts.
    pub(crate) letter_keys: bool,
    /// Where the officer can go.
    pub(crate) links: Vec<Link>,
}

/// One entry of the navigation.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) href: &'static str,
    pub(crate) label: &'static str,
    /// What it is for.
    pub(crate) about: &'static str,
    pub(crate) current: bool,
}

impl Frame {
    /// The frame for this officer on a page of `section`.
    pub(crate) fn new(officer: &Officer, section: Section) -> Self {
        let works = officer.works_on_tickets();
        let [supervises, administers, audits] =
            [Role::Supervisor, Role::Administrator, Role::Auditor].map(|role| officer.has(role));
        let links = [
            (works, TICKETS, texts::SECTION_WORK, texts::ABOUT_WORK, Section::Work),
            (works, TEMPLATES, texts::SECTION_TEMPLATES, texts::ABOUT_TEMPLATES, Section::Templates),
            (works, FAQ, texts::SECTION_FAQ, texts::ABOUT_FAQ, Section::Faq),
            (supervises, CLUSTERS, texts::SECTION_CLUSTERS, texts::ABOUT_CLUSTERS, Section::Clusters),
            (supervises, BULK, texts::SECTION_BULK, texts::ABOUT_BULK, Section::Bulk),
            (supervises, OVERVIEW, texts::SECTION_OVERVIEW, texts::ABOUT_OVERVIEW, Section::Overview),
            (administers, ACCOUNTS, texts::SECTION_ACCOUNTS, texts::ABOUT_ACCOUNTS, Section::Accounts),
            (audits, AUDIT, texts::SECTION_AUDIT, texts::ABOUT_AUDIT, Section::Audit),
        ];
        let links = links.into_iter().filter(|(shown, ..)| *shown);
        Self {
            name: officer.name.clone(),
            roles: officer.roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", "),
            desks: desks(&officer.desks),
            csrf: officer.csrf().to_owned(),
            reset: officer
                .reset
                .as_ref()
                .map(|reset| texts::account_was_reset(&reset.by, &wib_text(reset.at)))
                .unwrap_or_default(),
            counts: None,
            letter_keys: officer.letter_keys,
            links: links
                .map(|(_, href, label, about, of)| Link { href, label, about, current: of == section })
                .collect(),
        }
    }

    /// With what there is for the officer.
    pub(crate) fn with_counts(self, counts: Counts) -> Self {
        Self { counts: Some(counts), ..self }
    }

    /// The frame that all pages of the site have. The console shows no notices for applicants.
    pub(crate) fn page() -> Page {
        Page::default()
    }
}

/// The desks in words.
fn desks(desks: &[Desk]) -> String {
    if desks.len() == Desk::ALL.len() {
        return texts::EVERY_DESK.to_owned();
    }
    desks.iter().map(|desk| desk.label()).collect::<Vec<_>>().join(", ")
}
