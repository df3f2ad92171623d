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
        SiteLink { section: "sign-in", href: super::sign_in::PATH, label: "sign-in" },
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

/// The same for somebody who is signed in.
pub(super) static OWN: SiteFrame = SiteFrame {
    home: super::own::HOME,
    menu: &[
        SiteLink { section: "own", href: super::own::HOME, label: "own-account" },
        SiteLink { section: "faq", href: "/faq", label: "nav-faq" },
        SiteLink { section: "helpdesk", href: "/", label: "nav-helpdesk" },
    ],
    ..ACCOUNTS
};
