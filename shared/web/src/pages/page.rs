//! What every page has around its own content.

use axum::extract::Request;
use language::Language;
use notices::{Banner, Board, Kind};

use super::assets;
use super::site_frame::{HELPDESK, SiteFrame};
use crate::Contact;

/// The frame of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The site to which it belongs.
    pub frame: &'static SiteFrame,
    /// The section of the navigation that is current; empty when none is.
    pub section: &'static str,
    /// The operator's notices to everybody, the most urgent first.
    pub notices: Vec<Notice>,
    /// Who runs the site; nothing on a site that does not say it.
    pub contact: Contact,
}

/// One text of the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Plain text.
    pub text: String,
    /// Something does not work, or soon will not.
    pub urgent: bool,
}

impl Page {
    /// Makes the frame of a site as it is at this moment.
    #[must_use]
    pub fn new(frame: &'static SiteFrame, section: &'static str, board: &Board) -> Self {
        let notices = board.banners().into_iter().map(Notice::from).collect();
        Self { frame, section, notices, ..Self::default() }
    }

    /// Says who runs the site.
    #[must_use]
    pub fn with_contact(self, contact: &Contact) -> Self {
        Self { contact: contact.clone(), ..self }
    }

    /// Makes the frame of a page outside of the navigation. The board, the contact, and the frame of a site other than
    /// the public helpdesk are extensions of requests to services with pages.
    pub(crate) fn of_request(request: &Request) -> Self {
        let frame = request.extensions().get::<&'static SiteFrame>().copied().unwrap_or(&HELPDESK);
        let page = match request.extensions().get::<Board>() {
            Some(board) => Self::new(frame, "", board),
            None => Self { frame, ..Self::default() },
        };
        match request.extensions().get::<Contact>() {
            Some(contact) => page.with_contact(contact),
            None => page,
        }
    }

    /// The other language in which the page is there, and its address there.
    #[must_use]
    pub fn other_language(&self) -> Option<(Language, String)> {
        self.frame.in_english.then(|| (language::current().other(), language::other_address()))
    }

    /// The address of one of the site's files.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }
}

impl Default for Page {
    /// A page of the public helpdesk outside of its navigation, without notices.
    fn default() -> Self {
        Self { frame: &HELPDESK, section: "", notices: Vec::new(), contact: Contact::default() }
    }
}

impl From<Banner> for Notice {
    fn from(banner: Banner) -> Self {
        Self { urgent: banner.kind == Kind::Warning, text: banner.text }
    }
}
