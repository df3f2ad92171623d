//! What stands around every page of a registration.

use web::pages::{HELPDESK, SiteFrame, SiteLink};

/// The registration of somebody who is signed in.
pub(crate) static OWN: SiteFrame = SiteFrame {
    in_english: true,
    home: applicants::REGISTRATION,
    name: "Pendaftaran",
    name_of: "SSCASN",
    menu: &[
        SiteLink { section: "registration", href: applicants::REGISTRATION, label: "nav-registration" },
        SiteLink { section: "formations", href: super::PATH, label: "nav-formations" },
        SiteLink { section: "own", href: applicants::HOME, label: "own-account" },
        SiteLink { section: "helpdesk", href: "/", label: "nav-helpdesk" },
    ],
    about: "foot-registration-about",
    elsewhere: "sscasn.bkn.go.id",
    foot: HELPDESK.foot,
};
