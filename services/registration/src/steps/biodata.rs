//! 1. Pengisian Biodata: who somebody is. What the account says of them is shown and not asked again.

use std::sync::LazyLock;

use domain::{FieldFault, regions};

use super::{Control, Question, Reading};
use crate::registrations::Content;

/// Rows for accounts of social media: the network, and the name there.
const SOCIAL: [(&str, &str); 3] = [
    ("social_1_network", "social_1_name"),
    ("social_2_network", "social_2_name"),
    ("social_3_network", "social_3_name"),
];

/// What somebody chooses who has no disability.
pub(crate) const NO_DISABILITY: &str = "none";

const INDONESIA: &str = "Indonesia";

const SCHOLARSHIP: [(&str, &str); 3] = [
    ("never", "biodata-scholarship.never"),
    ("now", "biodata-scholarship.now"),
    ("before", "biodata-scholarship.before"),
];
const DISABILITY: [(&str, &str); 8] = [
    (NO_DISABILITY, "biodata-disability.none"),
    ("physical", "biodata-disability.physical"),
    ("intellectual", "biodata-disability.intellectual"),
    ("mental", "biodata-disability.mental"),
    ("sight", "biodata-disability.sight"),
    ("hearing", "biodata-disability.hearing"),
    ("speech", "biodata-disability.speech"),
    ("multiple", "biodata-disability.multiple"),
];
const YES_NO: [(&str, &str); 2] = [("no", "answer-no"), ("yes", "answer-yes")];
const MARITAL: [(&str, &str); 4] = [
    ("single", "biodata-marital.single"),
    ("married", "biodata-marital.married"),
    ("divorced", "biodata-marital.divorced"),
    ("widowed", "biodata-marital.widowed"),
];
const RELIGION: [(&str, &str); 7] = [
    ("islam", "biodata-religion.islam"),
    ("kristen", "biodata-religion.kristen"),
    ("katolik", "biodata-religion.katolik"),
    ("hindu", "biodata-religion.hindu"),
    ("buddha", "biodata-religion.buddha"),
    ("khonghucu", "biodata-religion.khonghucu"),
    ("kepercayaan", "biodata-religion.kepercayaan"),
];

/// Indonesia's provinces by name.
static PROVINCES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<_> = (11..=97).filter_map(|code| regions::name_of(&code.to_string())).collect();
    names.sort_unstable();
    names.dedup();
    names
});

/// The provinces, each a value and what people read.
pub(super) fn provinces() -> Control {
    Control::Choice(PROVINCES.iter().map(|name| ((*name).into(), (*name).into())).collect())
}

/// What is asked for, in the order of the page. A question that an answer makes needless is still shown: the page
/// needs no script.
pub(crate) fn questions() -> Vec<Question> {
    let line = Question::line;
    let mut all = vec![
        line("title_before", "biodata-title-before", "biodata-title-before.help"),
        line("title_after", "biodata-title-after", "biodata-title-after.help"),
        line("ktp_address", "biodata-ktp-address", "biodata-ktp-address.help"),
        Question::choice("scholarship_status", "biodata-scholarship", &SCHOLARSHIP),
        Question::choice("on_scholarship", "biodata-on-scholarship", &YES_NO),
        Question::choice("disability", "biodata-disability", &DISABILITY),
        line("disability_video", "biodata-video", "biodata-video.help").optional(),
        line("domicile_country", "biodata-country", "biodata-country.help").with(Control::Suggested("countries")),
        line("domicile_address", "biodata-address", "biodata-address.help"),
        line("domicile_province", "biodata-province", "biodata-province.help").with(provinces()).optional(),
        line("domicile_city", "biodata-city", "biodata-city.help").with(Control::Suggested("cities")),
        line("height_cm", "biodata-height", "biodata-height.help").with(Control::Digits),
        Question::choice("marital_status", "biodata-marital", &MARITAL),
        Question::choice("religion", "biodata-religion", &RELIGION),
        line("landline", "biodata-landline", "biodata-landline.help").optional(),
    ];
    for (network, name) in SOCIAL {
        all.push(line(network, "biodata-network", "biodata-network.help").optional());
        all.push(line(name, "biodata-network-name", "biodata-network-name.help").optional());
    }
    all
}

/// What stands in the page before anything was typed.
pub(crate) fn usual(name: &str) -> &'static str {
    match name {
        "title_before" | "title_after" => "-",
        "disability" => NO_DISABILITY,
        "domicile_country" => INDONESIA,
        _ => "",
    }
}

/// Whether all of it is right; what is wrong otherwise.
pub(crate) fn read(content: &Content) -> Vec<domain::FieldError> {
    let mut reading = Reading::of(content);
    for question in &questions() {
        one(&mut reading, question);
    }
    reading.errors
}

fn one(reading: &mut Reading<'_>, question: &Question) {
    match question.name {
        "title_before" => title(reading, question, 30),
        "title_after" => title(reading, question, 60),
        "ktp_address" | "domicile_address" => address(reading, question),
        "disability_video" => video(reading, question),
        "domicile_province" => province(reading, question),
        "domicile_country" | "domicile_city" => {
            reading.line(question, 100);
        }
        "height_cm" => height(reading, question),
        "landline" => landline(reading, question),
        name if name.ends_with("_network") => {
            reading.line(question, 30);
        }
        name if name.ends_with("_name") => social(reading, question),
        _ => {
            reading.choice(question);
        }
    }
}

/// An abbreviation, or "-" for none.
fn title(reading: &mut Reading<'_>, question: &Question, max: usize) {
    let Some(title) = reading.line(question, max) else { return };
    let allowed = |c: char| c.is_alphabetic() || matches!(c, '.' | ',' | ' ' | '-' | '(' | ')' | '/');
    let is_title = title.chars().all(allowed) && title.chars().any(char::is_alphabetic);
    if title != "-" && !is_title {
        reading.tell(question.name, "not_a_title", language::text("biodata-title-wrong"));
    }
}

fn address(reading: &mut Reading<'_>, question: &Question) {
    let Some(address) = reading.line(question, 200) else { return };
    if address.chars().count() < 5 {
        reading.tell(question.name, "too_short", language::text("biodata-address.short"));
    }
}

/// A link that shows the ability to do the work; nobody here follows it.
fn video(reading: &mut Reading<'_>, question: &Question) {
    let has_disability = !matches!(reading.raw("disability"), "" | NO_DISABILITY);
    match reading.line(question, 300) {
        None if has_disability && reading.raw(question.name).trim().is_empty() => {
            reading.tell(question.name, "required", language::text("biodata-video.missing"));
        }
        Some(link) if !is_link(&link) => {
            reading.tell(question.name, "not_a_link", language::text("biodata-video.wrong"));
        }
        None | Some(_) => {}
    }
}

fn is_link(text: &str) -> bool {
    let host = text.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| host.contains('.') && !host.starts_with('.') && !host.contains('@'))
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_in_indonesia(reading: &Reading<'_>) -> bool {
    domain::folded(reading.raw("domicile_country")) == domain::folded(INDONESIA)
}

fn province(reading: &mut Reading<'_>, question: &Question) {
    let is_missing = reading.choice(question).is_none() && reading.raw(question.name).trim().is_empty();
    if is_missing && is_in_indonesia(reading) {
        reading.tell(question.name, "required", language::text("biodata-province.missing"));
    }
}

fn height(reading: &mut Reading<'_>, question: &Question) {
    let digits = |raw: &str| raw.trim().parse::<u16>().map_err(|_no_number| FieldFault::NotDigits);
    let Some(height) = reading.answer(question, digits) else { return };
    if !(50..=250).contains(&height) {
        reading.tell(question.name, "out_of_range", language::text("biodata-height.wrong"));
    }
}

fn landline(reading: &mut Reading<'_>, question: &Question) {
    let Some(typed) = reading.line(question, 40) else { return };
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let tame = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '.'));
    if !tame || !(6..=15).contains(&digits) {
        reading.tell(question.name, "not_a_number", language::text("biodata-landline.wrong"));
    }
}

/// A name needs its network, and a network its name.
fn social(reading: &mut Reading<'_>, question: &Question) {
    reading.line(question, 60);
    let Some((network, name)) = SOCIAL.into_iter().find(|(_network, name)| *name == question.name) else { return };
    let is_blank = |name: &str| reading.raw(name).trim().is_empty();
    match (is_blank(network), is_blank(name)) {
        (true, false) => reading.tell(network, "required", language::text("biodata-network.missing")),
        (false, true) => reading.tell(name, "required", language::text("biodata-network-name.missing")),
        (true, true) | (false, false) => {}
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Everything that must be told, right.
    pub(crate) const RIGHT: [(&str, &str); 13] = [
        ("title_before", "-"),
        ("title_after", "S.Kom"),
        ("ktp_address", "Jalan Melati 5, Jakarta"),
        ("scholarship_status", "never"),
        ("on_scholarship", "no"),
        ("disability", "none"),
        ("domicile_country", "Indonesia"),
        ("domicile_address", "Jalan Melati 5, Jakarta"),
        ("domicile_province", "Daerah Khusus Ibukota Jakarta"),
        ("domicile_city", "Kota Jakarta Selatan"),
        ("height_cm", "162"),
        ("marital_status", "single"),
        ("religion", "islam"),
    ];

    fn with(changes: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let mut content = Content::default();
        for (name, value) in RIGHT.iter().chain(changes) {
            content.set(name, value);
        }
        read(&content).into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn what_is_right_is_right_and_what_is_missing_is_told_at_once() {
        assert_eq!(with(&[]), []);
        let fields: Vec<_> = read(&Content::default()).into_iter().map(|error| error.field).collect();
        let required: Vec<_> = questions().iter().filter(|asked| asked.required).map(|asked| asked.name).collect();
        assert!(required.iter().all(|name| fields.iter().any(|field| field == name)), "{fields:?}");
    }

    #[test]
    fn a_disability_needs_a_video_and_a_video_is_a_link() {
        assert_eq!(with(&[("disability", "sight")]), [("disability_video".to_owned(), "required")]);
        for (link, right) in [
            ("https://youtu.be/abc", true),
            ("http://youtu.be/abc", false),
            ("https://x@evil.example/", false),
            ("https://tanpa-titik/", false),
            ("youtu.be/abc", false),
        ] {
            let errors = with(&[("disability", "sight"), ("disability_video", link)]);
            assert_eq!(errors.is_empty(), right, "{link}: {errors:?}");
        }
    }

    #[test]
    fn who_lives_abroad_needs_no_province() {
        assert_eq!(with(&[("domicile_province", "")]), [("domicile_province".to_owned(), "required")]);
        assert_eq!(with(&[("domicile_province", ""), ("domicile_country", "Malaysia")]), []);
        assert_eq!(with(&[("domicile_province", "Atlantis")]), [("domicile_province".to_owned(), "unknown_option")]);
    }

    #[test]
    fn titles_heights_and_numbers_have_their_bounds() {
        for (name, value, right) in [
            ("title_after", "S.Kom., M.T.", true),
            ("title_after", "123", false),
            ("title_before", "Prof. Dr.", true),
            ("height_cm", "49", false),
            ("height_cm", "250", true),
            ("height_cm", "dua", false),
            ("landline", "(021) 555-1234", true),
            ("landline", "12", false),
            ("ktp_address", "Jl.", false),
        ] {
            assert_eq!(with(&[(name, value)]).is_empty(), right, "{name} {value}");
        }
    }

    #[test]
    fn a_network_and_the_name_there_belong_together() {
        assert_eq!(with(&[("social_2_network", "Instagram")]), [("social_2_name".to_owned(), "required")]);
        assert_eq!(with(&[("social_2_name", "@siti")]), [("social_2_network".to_owned(), "required")]);
        assert_eq!(with(&[("social_2_network", "Instagram"), ("social_2_name", "@siti")]), []);
    }
}
