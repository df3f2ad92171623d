//! What a public site has around all of its pages: its name, its links, and its foot.

use crate::texts;

/// The frame of one site. Each site has one, and hands it to its pages.
#[derive(Debug, PartialEq, Eq)]
pub struct SiteFrame {
    /// Whether each of its pages is there in English, too.
    pub in_english: bool,
    /// Where its name leads.
    pub home: &'static str,
    /// The first part of its name.
    pub name: &'static str,
    /// The second part, in another style.
    pub name_of: &'static str,
    /// The navigation.
    pub menu: &'static [SiteLink],
    /// Id of the text that says what the site is for, and what it is not; or the text itself.
    pub about: &'static str,
    /// The address of the link at the end of `about`.
    pub elsewhere: &'static str,
    /// The links at the foot.
    pub foot: &'static [SiteLink],
}

/// One link of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteLink {
    /// The section to which it leads. The link is current on pages of this section. Empty at the foot.
    pub section: &'static str,
    /// The Indonesian address.
    pub href: &'static str,
    /// Id of the text that people read, or the text itself.
    pub label: &'static str,
}

/// The public helpdesk: forms, answers, questions. Several services draw its pages.
pub static HELPDESK: SiteFrame = SiteFrame {
    in_english: true,
    home: "/",
    name: texts::HELPDESK,
    name_of: texts::HELPDESK_OF,
    menu: &[
        SiteLink { section: "home", href: "/", label: "nav-home" },
        SiteLink { section: "faq", href: "/faq", label: "nav-faq" },
        SiteLink { section: "forms", href: "/formulir", label: "nav-forms" },
        SiteLink { section: "status", href: "/status", label: "nav-status" },
    ],
    about: "foot-about",
    elsewhere: texts::REGISTRATION_SITE,
    foot: &[
        SiteLink { section: "", href: "/privasi", label: "foot-privacy" },
        SiteLink { section: "", href: "/status", label: "foot-status" },
        SiteLink { section: "", href: "/faq", label: "foot-faq" },
    ],
};
