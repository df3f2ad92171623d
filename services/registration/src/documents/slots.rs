//! Which documents a registration needs: those that all need, those that its formation asks for, and those that follow
//! from what the person told.

use ::documents::MediaType;

use super::slot::{Label, Slot};
use crate::catalogue::{Formation, Requirement};
use crate::registrations::{Content, Thk2Outcome};
use crate::steps::biodata;

const PICTURE: &[MediaType] = &[MediaType::Jpeg];
const FILE: &[MediaType] = &[MediaType::Pdf];
const EITHER: &[MediaType] = &[MediaType::Pdf, MediaType::Jpeg];

/// Most further documents of an agency that become slots.
const MOST_OTHERS: usize = 30;
/// Longest code of a slot.
const LONGEST_CODE: usize = 40;

/// What somebody told of oneself that asks for a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// The person is on the list of former honorary workers.
    pub(crate) thk2: bool,
    /// The diploma is of a school abroad.
    pub(crate) studied_abroad: bool,
    /// The person has a disability.
    pub(crate) disability: bool,
}

impl Answers {
    /// What was told in the steps before.
    pub(crate) fn of(content: &Content) -> Self {
        Self {
            thk2: content.thk2.as_ref().is_some_and(|said| said.outcome == Thk2Outcome::Found),
            studied_abroad: content.value("university_kind") == "foreign",
            disability: !matches!(content.value("disability"), "" | biodata::NO_DISABILITY),
        }
    }
}

/// One document that the table below knows.
struct Known {
    code: &'static str,
    label: &'static str,
    /// Words in an agency's code or text that name it.
    named_by: &'static [&'static str],
    media_types: &'static [MediaType],
    kilobytes: usize,
    pages: u16,
    stamped_as: Option<&'static str>,
    is_scan: bool,
}

const fn file(code: &'static str, label: &'static str, named_by: &'static [&'static str], kilobytes: usize) -> Known {
    Known { code, label, named_by, media_types: FILE, kilobytes, pages: 30, stamped_as: None, is_scan: false }
}

const PORTRAIT: Known = Known {
    media_types: PICTURE,
    pages: 1,
    ..file("portrait", "document-slot-portrait", &["pas foto", "pasfoto", "pas_foto", "foto"], 200)
};
const APPLICATION_LETTER: Known = Known {
    pages: 5,
    stamped_as: Some("Surat Lamaran"),
    ..file("application_letter", "document-slot-application", &["lamaran"], 300)
};
const STATEMENT_LETTER: Known = Known {
    pages: 10,
    stamped_as: Some("Surat Pernyataan"),
    ..file("statement_letter", "document-slot-statement", &["pernyataan"], 800)
};
const DIPLOMA: Known = Known { is_scan: true, ..file("diploma", "document-slot-diploma", &["ijazah"], 800) };
const TRANSCRIPT: Known =
    Known { is_scan: true, ..file("transcript", "document-slot-transcript", &["transkrip"], 500) };
const STR: Known = Known { is_scan: true, ..file("str", "document-slot-str", &["str", "tanda registrasi"], 800) };
const TEACHING: Known = Known {
    is_scan: true,
    ..file("teaching_certificate", "document-slot-teaching", &["serdik", "sertifikat pendidik"], 800)
};
const TOEFL: Known = file("toefl", "document-slot-toefl", &["toefl", "ielts"], 800);
const THK2: Known = file("thk2_assignment", "document-slot-thk2", &["thk-ii", "thk2"], 500);
const EQUIVALENCE: Known = file("equivalence", "document-slot-equivalence", &["penyetaraan"], 800);
const DISABILITY: Known = file("disability", "document-slot-disability", &["disabilitas"], 800);
const KK_CARD: Known =
    Known { media_types: EITHER, ..file("kk_card", "document-slot-kk", &["kk", "kartu keluarga"], 200) };
/// What the account has already, and nobody is asked for again.
const OF_ACCOUNT: [&[&str]; 2] = [&["ktp", "kartu tanda penduduk", "kependudukan"], &["swafoto", "selfie"]];

/// The documents of a registration, in the order in which they are shown. What the account has is not among them.
pub(crate) fn slots(formation: &Formation, answers: Answers) -> Vec<Slot> {
    let certain = [
        (PORTRAIT, true, true),
        (APPLICATION_LETTER, true, true),
        (STATEMENT_LETTER, true, true),
        (DIPLOMA, true, true),
        (TRANSCRIPT, true, true),
        (STR, formation.asks_str, true),
        (TEACHING, formation.asks_teaching, false),
        (TOEFL, formation.asks_toefl, true),
        (THK2, answers.thk2, true),
        (EQUIVALENCE, answers.studied_abroad, true),
        (DISABILITY, answers.disability, true),
        (KK_CARD, false, false),
    ];
    let mut others: Vec<&Requirement> = formation.requirements.iter().collect();
    others.retain(|one| !OF_ACCOUNT.iter().any(|words| names(one, words)));
    let mut slots = Vec::new();
    for (known, is_asked_for, mandatory) in certain {
        let named = others.iter().position(|one| names(one, known.named_by)).map(|at| others.remove(at));
        if is_asked_for || named.is_some() {
            // The agency's word decides, but nobody is without a picture.
            let mandatory = named.map_or(mandatory, |one| one.mandatory || known.code == PORTRAIT.code);
            slots.push(known.slot(mandatory, named));
        }
    }
    for (at, one) in others.into_iter().take(MOST_OTHERS).enumerate() {
        let code = other_code(one, at, &slots);
        slots.push(other(code, one));
    }
    slots
}

impl Known {
    fn slot(self, mandatory: bool, named: Option<&Requirement>) -> Slot {
        Slot {
            code: self.code.to_owned(),
            label: Label::Text(self.label),
            agency_words: named.map(|one| one.label.clone()),
            help: match (self.stamped_as, self.media_types) {
                (Some(_), _) => "document-help-stamped",
                (None, PICTURE) => "document-help-portrait",
                (None, _) if self.is_scan => "document-help-scan",
                (None, _) => "document-help",
            },
            mandatory,
            media_types: self.media_types,
            most_bytes: self.kilobytes * 1024,
            most_pages: self.pages,
            stamped_as: self.stamped_as,
            is_scan: self.is_scan,
        }
    }
}

/// Whether an agency's requirement is one of these: by its code, or by words of its text.
fn names(requirement: &Requirement, words: &[&str]) -> bool {
    let (code, label) = (requirement.code.to_lowercase(), requirement.label.to_lowercase());
    let parts: Vec<&str> = label.split(|letter: char| !letter.is_alphanumeric() && letter != '-').collect();
    words.iter().any(|word| {
        let is_said = if word.contains(' ') { label.contains(word) } else { parts.contains(word) };
        code == *word || is_said
    })
}

fn other(code: String, requirement: &Requirement) -> Slot {
    let known = file("", "", &[], 800);
    Slot { code, label: Label::Agency(requirement.label.clone()), ..known.slot(requirement.mandatory, None) }
}

/// The agency's code where it can be part of an address, so that it stays when the agency changes the order.
fn other_code(requirement: &Requirement, at: usize, before: &[Slot]) -> String {
    let is_plain = |code: &str| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let own = format!("other_{}", requirement.code);
    let is_free = |code: &str| !before.iter().any(|slot| slot.code == code);
    if is_plain(&requirement.code) && own.len() <= LONGEST_CODE && is_free(&own) {
        return own;
    }
    // No plain code has another `_`.
    format!("other_n_{}", at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tests::formation;
    use crate::registrations::Thk2;

    fn codes(slots: &[Slot]) -> Vec<(&str, bool)> {
        slots.iter().map(|slot| (slot.code.as_str(), slot.mandatory)).collect()
    }

    fn requirement(code: &str, label: &str, mandatory: bool) -> Requirement {
        Requirement { code: code.to_owned(), label: label.to_owned(), mandatory }
    }

    fn asking(requirements: Vec<Requirement>) -> Formation {
        Formation { requirements, ..formation() }
    }

    #[test]
    fn answers_are_read_from_what_was_typed_before() {
        let mut content = Content::default();
        assert_eq!(Answers::of(&content), Answers::default());
        content.set("disability", biodata::NO_DISABILITY);
        content.set("university_kind", "domestic");
        assert_eq!(Answers::of(&content), Answers::default());
        content.set("disability", "sight");
        content.set("university_kind", "foreign");
        content.thk2 = Some(Thk2 { number: "1".to_owned(), outcome: Thk2Outcome::Found });
        assert_eq!(Answers::of(&content), Answers { thk2: true, studied_abroad: true, disability: true });
    }

    const ALWAYS: [(&str, bool); 5] = [
        ("portrait", true),
        ("application_letter", true),
        ("statement_letter", true),
        ("diploma", true),
        ("transcript", true),
    ];

    #[test]
    fn a_formation_without_requirements_asks_for_what_all_need() {
        assert_eq!(codes(&slots(&asking(Vec::new()), Answers::default())), ALWAYS);
    }

    #[test]
    fn limits_and_types_are_those_of_the_manuals() {
        let slots = slots(&asking(Vec::new()), Answers::default());
        let told: Vec<_> = slots.iter().map(|slot| (slot.kilobytes(), slot.media_types, slot.stamped_as)).collect();
        let expected = [
            (200, PICTURE, None),
            (300, FILE, Some("Surat Lamaran")),
            (800, FILE, Some("Surat Pernyataan")),
            (800, FILE, None),
            (500, FILE, None),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn flags_of_the_formation_and_answers_add_documents() {
        let formation = Formation { asks_str: true, asks_teaching: true, asks_toefl: true, ..asking(Vec::new()) };
        let answers = Answers { thk2: true, studied_abroad: true, disability: true };
        let further = [
            ("str", true),
            ("teaching_certificate", false),
            ("toefl", true),
            ("thk2_assignment", true),
            ("equivalence", true),
            ("disability", true),
        ];
        assert_eq!(codes(&slots(&formation, answers)), [&ALWAYS[..], &further].concat());
    }

    #[test]
    fn a_requirement_that_names_a_known_document_is_that_document() {
        let asked = asking(vec![
            requirement("ktp", "Kartu Tanda Penduduk atau surat keterangan kependudukan", true),
            requirement("1", "Ijazah asli sesuai kualifikasi pendidikan", true),
            requirement("2", "Transkrip nilai asli", false),
            requirement("str", "Surat Tanda Registrasi yang masih berlaku", true),
            requirement("5", "Swafoto", true),
        ]);
        let slots = slots(&asked, Answers::default());
        let mut expected = ALWAYS.to_vec();
        expected[4].1 = false;
        expected.push(("str", true));
        assert_eq!(codes(&slots), expected);
        assert_eq!(slots[3].agency_words.as_deref(), Some("Ijazah asli sesuai kualifikasi pendidikan"));
    }

    #[test]
    fn any_other_requirement_is_a_slot_of_its_own_with_the_agencys_words() {
        let asked = asking(vec![
            requirement("pengalaman", "Surat keterangan pengalaman kerja", true),
            requirement("9", "Struktur organisasi", false),
            requirement("A/B", "Sertifikat keahlian", false),
            requirement("9", "Surat rekomendasi", false),
        ]);
        let slots = slots(&asked, Answers::default());
        let others = [("other_pengalaman", true), ("other_9", false), ("other_n_3", false), ("other_n_4", false)];
        assert_eq!(codes(&slots)[5..], others);
        assert_eq!(slots[6].label, Label::Agency("Struktur organisasi".to_owned()), "its words begin as “str” does");
    }

    #[test]
    fn a_portrait_is_never_optional_and_one_document_is_asked_for_once() {
        let asked = asking(vec![
            requirement("foto", "Pas foto", false),
            requirement("1", "Ijazah D-III", true),
            requirement("2", "Ijazah Ners", true),
        ]);
        let slots = slots(&asked, Answers::default());
        assert_eq!(codes(&slots), [&ALWAYS[..], &[("other_2", true)]].concat());
    }
}
