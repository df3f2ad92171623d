//! Pages for people: HTML that works without JavaScript, under the strictest policy that browsers know. This module has
//! what all services with pages share: the layout, the files of pages, the answer itself, fields of forms, the list of
//! routes, the check of where a form comes from, and error pages.

pub mod assets;
mod compression;
mod cross_site;
mod error_pages;
mod fields;
mod html;
mod links;
mod page;
mod qr;
mod routes;
mod site_frame;
mod stencil;
mod views;

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::Site;

pub(crate) use compression::compress;
pub(crate) use error_pages::show as show_errors;
pub use error_pages::{ErrorView, explained};
pub use fields::{SecretView, summary};
pub use html::Html;
pub use links::{TextPart, linked};
pub use page::{Notice, Page};
pub use qr::qr_code;
pub use routes::Routes;
pub use site_frame::{HELPDESK, SiteFrame, SiteLink};
pub use stencil::{Print, Stencils};
pub use views::{CaptchaView, DocumentView, FieldView, Match, OptionView, SummaryLine};

/// Puts around pages what only pages need: no other site may send their forms.
pub fn protected<S: Clone + Send + Sync + 'static>(pages: Router<S>) -> Router<S> {
    protected_at(pages, Site::default())
}

/// As [`protected`], for pages that may have an address of their own.
pub fn protected_at<S: Clone + Send + Sync + 'static>(pages: Router<S>, site: Site) -> Router<S> {
    pages.route_layer(from_fn_with_state(site, cross_site::refuse))
}

/// Puts the same pages behind `/en`, where they are English.
pub fn in_both_languages<S: Clone + Send + Sync + 'static>(pages: Router<S>) -> Router<S> {
    pages.clone().nest(language::ENGLISH, pages)
}

#[cfg(test)]
mod tests;
