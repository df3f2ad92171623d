//! What the helpdesk tells people whose population data only Dukcapil can correct (manual 2023, A.1). Forms 01 and 03
//! show it at once, and it also becomes their answer.

use crate::{Nik, RegionCode, regions};
use language::{fill, text};
use serde::Serialize;
use std::fmt::Write as _;

/// The way to Dukcapil. It names a region at most, and holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Guidance {
    /// Heading.
    pub title: &'static str,
    /// What this form does, and what it does not do.
    pub notice: &'static str,
    /// The office where the person must go. It names the NIK's region when we know it.
    pub dinas: String,
    /// The two ways out.
    pub steps: [String; 2],
    /// What the person must send to the call centre.
    pub message_parts: [&'static str; 5],
    /// How to reach the call centre.
    pub contacts: Contacts,
}

/// How to reach HALO DUKCAPIL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Contacts {
    /// Telephone.
    pub hotline: &'static str,
    /// Chat by mobile phone.
    pub whatsapp: &'static str,
    /// SMS.
    pub sms: &'static str,
    /// E-mail.
    pub email: &'static str,
}

impl Contacts {
    /// Where a tap on the number for chats leads.
    #[must_use]
    pub fn whatsapp_address(&self) -> String {
        format!("https://wa.me/62{}", self.whatsapp.trim_start_matches('0'))
    }
}

/// HALO DUKCAPIL (manual 2023, A.1).
const CONTACTS: Contacts = Contacts {
    hotline: "1500537",
    whatsapp: "08118005373",
    sms: "08118005373",
    email: "callcenter.dukcapil@gmail.com",
};

/// The guidance for the person with this NIK.
#[must_use]
pub fn for_nik(nik: &Nik) -> Guidance {
    for_region(nik.region())
}

/// The guidance for a person whose first registration was in this district.
#[must_use]
pub fn for_region(code: RegionCode) -> Guidance {
    let region = regions::find(code);
    let dinas = match region {
        Some(region) => fill("guidance-dinas", &[("regency", &region.regency), ("province", &region.province)]),
        None => text("guidance-dinas.own").to_owned(),
    };
    Guidance {
        title: text("guidance-title"),
        notice: text("guidance-notice"),
        steps: [
            match region {
                Some(_) => fill("guidance-dinas.moved", &[("dinas", &dinas)]),
                None => fill("guidance-dinas.step", &[("dinas", &dinas)]),
            },
            text("guidance-call").to_owned(),
        ],
        dinas,
        message_parts: [
            text("guidance-call.nik"),
            text("guidance-call.name"),
            text("guidance-call.kk"),
            text("guidance-call.phone"),
            text("guidance-call.problem"),
        ],
        contacts: CONTACTS,
    }
}

impl Guidance {
    /// All of it as plain text, for the answer to a ticket.
    #[must_use]
    pub fn text(&self) -> String {
        let [dinas, call_centre] = &self.steps;
        let mut text = format!("{}\n\n{}\n\n1. {dinas}\n2. {call_centre}\n", self.title, self.notice);
        for part in self.message_parts {
            text.push_str("   - ");
            text.push_str(part);
            text.push('\n');
        }
        let Contacts { hotline, whatsapp, sms, email } = self.contacts;
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "\n{}\nHotline: {hotline}\nWhatsApp: {whatsapp}\nSMS: {sms}\nE-mail: {email}",
            language::text("guidance-call.centre")
        );
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guidance(nik: &str) -> Guidance {
        for_nik(&Nik::parse(nik).unwrap())
    }

    #[test]
    fn the_office_is_named_by_the_region_of_the_nik() {
        let guidance = guidance("3202051002900010");
        assert_eq!(guidance.dinas, "Dinas Dukcapil Kabupaten Sukabumi, Provinsi Jawa Barat");
        assert!(guidance.steps[0].contains(&guidance.dinas));
        assert!(guidance.steps[0].contains("pindah"));
    }

    #[test]
    fn an_unknown_region_leads_to_the_persons_own_office() {
        let guidance = guidance("0000000000000000");
        assert_eq!(guidance.dinas, "Dinas Dukcapil Kabupaten/Kota Anda");
        assert!(!guidance.steps[0].contains("pindah"));
    }

    #[test]
    fn the_text_names_both_ways_and_every_contact_and_no_nik() {
        let nik = "3202051002900010";
        let text = guidance(nik).text();
        for part in [
            "Form ini bersifat pendataan",
            "\n1. Hubungi Dinas Dukcapil",
            "\n2. Hubungi Call Center HALO DUKCAPIL",
            "- Nomor Kartu Keluarga",
            "Hotline: 1500537",
            "WhatsApp: 08118005373",
            "SMS: 08118005373",
            "E-mail: callcenter.dukcapil@gmail.com",
        ] {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains(nik));
    }

    #[test]
    fn it_is_an_object_on_the_api() {
        let json = serde_json::to_value(guidance("3202051002900010")).unwrap();
        assert_eq!(json["title"], "HUBUNGI DUKCAPIL");
        assert_eq!(json["contacts"]["whatsapp"], "08118005373");
        assert_eq!(json["steps"].as_array().unwrap().len(), 2);
    }
}
