//! "Kartu Pendaftaran": what an applicant keeps of a registration that is filed, and shows at the examination.

mod blocks;
mod flow;
mod texts;

use crate::{
    AsWritten, CardError, MAX_CARD_BYTES,
    account::PICTURE_BYTES,
    selfie::Selfie,
    sheet::{Part, write},
};
use flow::Flow;
use jiff::{Timestamp, tz};

/// How large text is set, the first that fits. The last makes values of 9.5 points 7 points.
const SCALES: [f32; 5] = [1.0, 0.94, 0.88, 0.81, 0.74];

/// The most pages: forty requirements of five hundred wide letters need them.
const MAX_PAGES: usize = 8;

/// The longest names, in characters; the longest other values; the longest requirement; the most requirements.
const MAX_NAME: usize = 100;
const MAX_VALUE: usize = 300;
const MAX_REQUIREMENT: usize = 500;
const MAX_REQUIREMENTS: usize = 40;

/// What an agency asks for, with a box for the hand that checks it.
#[derive(Clone, Copy)]
pub struct RegistrationRequirement<'a> {
    /// At most 500 characters.
    pub label: &'a str,
    /// Without it nobody is taken.
    pub mandatory: bool,
}

/// What somebody studied. An empty value is shown as "-"; each has at most 300 characters.
#[derive(Clone, Copy)]
pub struct Qualification<'a> {
    /// "Institusi Pendidikan".
    pub institution: &'a str,
    /// The institution's accreditation.
    pub institution_accreditation: &'a str,
    /// "Program Studi".
    pub programme: &'a str,
    /// The programme's accreditation.
    pub programme_accreditation: &'a str,
    /// "Kualifikasi Pendidikan", which the formation asks for.
    pub education: &'a str,
    /// "Kualifikasi Pendidikan tambahan".
    pub additional: &'a str,
    /// The number of the diploma.
    pub diploma_number: &'a str,
    /// The year of the diploma.
    pub year: &'a str,
}

/// "Kartu Pendaftaran Sistem Seleksi Calon ASN". Personal data; does not print.
///
/// A value that is empty is shown as "-". Values without a bound of their own have at most 300 characters.
#[derive(Clone, Copy)]
pub struct RegistrationCard<'a> {
    /// A picture of the person: a JPEG of at most [`MAX_SELFIE_BYTES`](crate::MAX_SELFIE_BYTES) and
    /// [`MAX_SELFIE_PIXELS`](crate::MAX_SELFIE_PIXELS).
    pub portrait: Option<&'a [u8]>,
    /// The agency.
    pub agency: &'a str,
    /// The kind of selection, in words.
    pub selection: &'a str,
    /// The kind of formation: `UMUM` and so on.
    pub formation: &'a str,
    /// The registration number, as it is.
    pub number: &'a str,
    /// The number of the identity card.
    pub nik: &'a str,
    /// Who the person is by the identity card, which is the account's name.
    pub ktp: AsWritten<'a>,
    /// Who the person is by the diploma, with titles.
    pub diploma: AsWritten<'a>,
    /// The gender, in the words of the form.
    pub gender: &'a str,
    /// What the person studied.
    pub qualification: Qualification<'a>,
    /// The position.
    pub position: &'a str,
    /// The way to its place: agency, unit and unit of the unit, parted by `|`.
    pub place: &'a str,
    /// "Kategori Peserta".
    pub category: &'a str,
    /// Where the examination is.
    pub exam_place: &'a str,
    /// When the registration was ended by its owner; shown in WIB.
    pub finalised_at: Timestamp,
    /// What the agency asks for: at most 40.
    pub requirements: &'a [RegistrationRequirement<'a>],
    /// Who issued the certificate that the card is signed with; empty where nobody says so.
    pub certificate_issuer: &'a str,
    /// The address of "Pengecekan Dokumen" for this card: `http` or `https`, ASCII, at most 200 characters.
    pub check: &'a str,
}

impl RegistrationCard<'_> {
    /// Draws the card as a PDF of at most [`MAX_CARD_BYTES`] bytes: of one page, or of as few as its values need.
    ///
    /// # Errors
    /// See [`CardError`]; none holds anything of a value.
    pub fn draw(&self) -> Result<Vec<u8>, CardError> {
        self.check_lengths()?;
        let portrait = self.portrait.map(Selfie::read).transpose()?;
        for bytes in PICTURE_BYTES {
            let file = write(texts::TITLE, &self.pages(portrait.as_ref(), bytes)?)?;
            if file.len() <= MAX_CARD_BYTES {
                return Ok(file);
            }
        }
        Err(CardError::TooMuch)
    }

    fn check_lengths(&self) -> Result<(), CardError> {
        let Qualification { institution, institution_accreditation, programme, programme_accreditation, .. } =
            self.qualification;
        let Qualification { education, additional, diploma_number, year, .. } = self.qualification;
        let names = [self.ktp.name, self.ktp.birth_place, self.diploma.birth_place].map(|name| (name, MAX_NAME));
        let values = [
            self.diploma.name,
            self.agency,
            self.selection,
            self.formation,
            self.number,
            self.nik,
            self.gender,
            self.position,
            self.place,
            self.category,
            self.exam_place,
            self.certificate_issuer,
            institution,
            institution_accreditation,
            programme,
            programme_accreditation,
            education,
            additional,
            diploma_number,
            year,
        ];
        let requirements = self.requirements.iter().map(|one| (one.label, MAX_REQUIREMENT));
        let mut limits = names.into_iter().chain(values.map(|value| (value, MAX_VALUE))).chain(requirements);
        let is_short = limits.all(|(value, most)| value.chars().nth(most).is_none());
        if is_short && self.requirements.len() <= MAX_REQUIREMENTS { Ok(()) } else { Err(CardError::TooLong) }
    }

    /// The pages: as few as can be, and then set as large as fits.
    fn pages(&self, portrait: Option<&Selfie>, bytes: usize) -> Result<Vec<Vec<Part>>, CardError> {
        let picture = portrait.map(|picture| Ok((picture.encode(bytes)?, picture.size()))).transpose()?;
        let mut fewest: Option<Vec<Vec<Part>>> = None;
        let mut scales = SCALES.into_iter().peekable();
        while let Some(scale) = scales.next() {
            let mut flow = Flow::new(scale, format!("{} {}", texts::NUMBER, self.number));
            let is_last = scales.peek().is_none();
            // Where much is too much, only the smallest letters are left to try.
            if fewest.as_ref().is_some_and(|pages| pages.len() > 2) && !is_last
                || !self.laid_out(&mut flow, picture.as_ref())?
            {
                continue;
            }
            let pages = flow.finish();
            if fewest.as_ref().is_none_or(|before| pages.len() < before.len()) {
                fewest = Some(pages);
            }
            if fewest.as_ref().is_some_and(|pages| pages.len() == 1) {
                break;
            }
        }
        fewest.filter(|pages| pages.len() <= MAX_PAGES).ok_or(CardError::TooMuch)
    }

    /// Places all blocks; says whether each fits onto a page.
    fn laid_out(&self, flow: &mut Flow, picture: Option<&(Vec<u8>, (u32, u32))>) -> Result<bool, CardError> {
        let end = flow.beside(|layout| blocks::head(layout, self, picture.cloned()))?;
        let mut fits = flow.rows(texts::REGISTRATION, &self.values(), blocks::value)?;
        fits &= flow.below(end);
        fits &= flow.block(blocks::requirements_heading)?;
        for (at, one) in self.requirements.iter().enumerate() {
            fits &= flow.block(|layout| blocks::requirement(layout, at + 1, one))?;
        }
        fits &= flow.block(blocks::verification)?;
        fits &= flow.block(|layout| blocks::statement(layout, self.certificate_issuer))?;
        fits &= flow.block(|layout| blocks::envelope(layout, self))?;
        Ok(fits)
    }

    /// The rows of the card, in the guide's order (registration guide, figure 63).
    fn values(&self) -> Vec<(&'static str, String)> {
        let Qualification { institution, institution_accreditation, programme, programme_accreditation, .. } =
            self.qualification;
        let Qualification { education, additional, diploma_number, year, .. } = self.qualification;
        let finalised_at = self.finalised_at.to_zoned(tz::TimeZone::fixed(tz::offset(7)));
        let programme = if programme_accreditation.is_empty() || programme.is_empty() {
            programme.to_owned()
        } else {
            texts::accredited(programme, programme_accreditation)
        };
        vec![
            (texts::SELECTION, self.selection.to_owned()),
            (texts::FORMATION, self.formation.to_owned()),
            (texts::NUMBER, self.number.to_owned()),
            (texts::NIK, self.nik.to_owned()),
            (texts::ACCOUNT_NAME, self.ktp.name.to_owned()),
            (texts::DIPLOMA_NAME, self.diploma.name.to_owned()),
            (texts::KTP_BIRTH, birth(&self.ktp)),
            (texts::DIPLOMA_BIRTH, birth(&self.diploma)),
            (texts::GENDER, self.gender.to_owned()),
            (texts::INSTITUTION, institution.to_owned()),
            (texts::ACCREDITATION, institution_accreditation.to_owned()),
            (texts::PROGRAMME, programme),
            (texts::EDUCATION, education.to_owned()),
            (texts::ADDITIONAL, additional.to_owned()),
            (texts::DIPLOMA, either(diploma_number, year)),
            (texts::POSITION, placed(self.position, self.place)),
            (texts::CATEGORY, self.category.to_owned()),
            (texts::EXAM_PLACE, self.exam_place.to_owned()),
            (texts::FINALISED_AT, finalised_at.strftime("%d-%m-%Y / %H:%M:%S WIB").to_string()),
        ]
    }
}

fn birth(written: &AsWritten<'_>) -> String {
    either(written.birth_place, &written.birth_date.strftime("%d-%m-%Y").to_string())
}

/// Both values, the one that is missing as "-"; nothing when both are.
fn either(one: &str, other: &str) -> String {
    let shown = |value: &str| if value.is_empty() { "-".to_owned() } else { value.to_owned() };
    if one.is_empty() && other.is_empty() { String::new() } else { format!("{} / {}", shown(one), shown(other)) }
}

/// A position with the way to its place in brackets.
fn placed(position: &str, place: &str) -> String {
    let way: Vec<&str> = place.split('|').map(str::trim).filter(|unit| !unit.is_empty()).collect();
    if way.is_empty() { position.to_owned() } else { format!("{position} ({})", way.join(", ")) }
}
