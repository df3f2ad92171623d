//! What every page has around its own content.

use axum::extract::Request;
use notices::{Banner, Board, Kind};

use super::assets;

/// The frame of a page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The entry of the navigation that is current: `home`, `faq`, `forms`, `status`, or nothing.
    pub section: &'static str,
    /// What the operator tells everybody, the most urgent first.
    pub notices: Vec<Notice>,
}

/// One text of the operator.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Plain text.
    pub text: String,
    /// Something does not work, or soon will not.
    pub urgent: bool,
}

impl Page {
    /// The frame as it is at this moment.
    #[must_use]
    pub fn new(section: &'static str, board: &Board) -> Self {
        Self { section, notices: board.banners().into_iter().map(Notice::from).collect() }
    }

    /// The frame of a page outside of the navigation. The board is an extension of requests to services with pages.
    pub(super) fn of_request(request: &Request) -> Self {
        request.extensions().get::<Board>().map(|board| Self::new("", board)).unwrap_or_default()
    }

    /// The address of one of the site's files.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }
}

impl From<Banner> for Notice {
    fn from(banner: Banner) -> Self {
        Self { urgent: banner.kind == Kind::Warning, text: banner.text }
    }
}
