//! What stands around every page of accounts.

use web::pages::{SiteFrame, SiteLink};

/// The site of accounts, beside the helpdesk.
pub(super) static ACCOUNTS: SiteFrame = SiteFrame {
    in_english: true,
    home: super::first_step::PATH,
    name: "Akun",
    name_of: "SSCASN",
    menu: &[
        SiteLink { section: "create", href: super::first_step::PATH, label: "nav-account-create" },
        SiteLink { section: "faq", href: "/faq", label: "nav-faq" },
        SiteLink { section: "helpdesk", href: "/", label: "nav-helpdesk" },
    ],
    about: "foot-account-about",
    elsewhere: "sscasn.bkn.go.id",
    foot: &[
        SiteLink { section: "", href: "/privasi", label: "foot-privacy" },
        SiteLink { section: "", href: "/status", label: "foot-status" },
        SiteLink { section: "", href: "/faq", label: "foot-faq" },
    ],
};
