//! What a public site has around all of its pages: its name, its links, and its foot.

use crate::texts;

/// The frame of one site. Each site has one, and hands it to its pages.
#[derive(Debug)]
pub struct SiteFrame {
    /// Where its name leads.
    pub home: &'static str,
    /// The first part of its name.
    pub name: &'static str,
    /// The second part, in another style.
    pub name_of: &'static str,
    /// The navigation.
    pub menu: &'static [SiteLink],
    /// What the site is for, and what it is not.
    pub about: &'static str,
    /// The address of the link at the end of `about`.
    pub elsewhere: &'static str,
    /// The links at the foot.
    pub foot: &'static [SiteLink],
}

/// One link of a frame.
#[derive(Clone, Copy, Debug)]
pub struct SiteLink {
    /// The section to which it leads. The link is current on pages of this section. Empty at the foot.
    pub section: &'static str,
    /// The address.
    pub href: &'static str,
    /// What people read.
    pub label: &'static str,
}

/// The public helpdesk: forms, answers, questions. Several services draw its pages.
pub static HELPDESK: SiteFrame = SiteFrame {
    home: "/",
    name: texts::HELPDESK,
    name_of: texts::HELPDESK_OF,
    menu: &[
        SiteLink { section: "home", href: "/", label: texts::MENU_HOME },
        SiteLink { section: "faq", href: "/faq", label: texts::MENU_FAQ },
        SiteLink { section: "forms", href: "/formulir", label: texts::MENU_FORMS },
        SiteLink { section: "status", href: "/status", label: texts::MENU_STATUS },
    ],
    about: texts::HELPDESK_ABOUT,
    elsewhere: texts::REGISTRATION_SITE,
    foot: &[
        SiteLink { section: "", href: "/privasi", label: texts::FOOT_PRIVACY },
        SiteLink { section: "", href: "/status", label: texts::FOOT_STATUS },
        SiteLink { section: "", href: "/faq", label: texts::FOOT_FAQ },
    ],
};
