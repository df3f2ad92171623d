//! "Kartu Informasi Akun": what an applicant keeps of a new account.

use crate::{
    CardError, MAX_CARD_BYTES,
    code::code,
    selfie::Selfie,
    sheet::{Colour, LEFT, Layout, PICTURES, Part, Picture, write},
    texts,
};
use jiff::{Timestamp, civil::Date, tz};
use krilla::geom::Rect;

/// How large text is set, the first that fits. The last makes values of 11 points 7 points.
const SCALES: [f32; 6] = [1.0, 0.92, 0.84, 0.77, 0.7, 0.64];

/// How many bytes a picture may have, the first with which the card is small enough. Rare letters in every value take
/// what is left.
pub(crate) const PICTURE_BYTES: [usize; 3] = [88_000, 48_000, 24_000];

/// The longest names, in characters; the longest numbers and other short values; the longest address of a mailbox
/// (RFC 5321); the longest help.
const MAX_NAME: usize = 100;
const MAX_SHORT: usize = 40;
const MAX_EMAIL: usize = 254;
const MAX_HELP: usize = 500;

/// The height of the place for a picture, in points: 3 to 4.
pub(crate) const PICTURE_HEIGHT: f32 = PICTURES * 4.0 / 3.0;

/// The blank that a code needs around it, in points.
pub(crate) const QUIET: f32 = PICTURES / 5.0;

/// Who somebody is, as a document says it. Personal data.
#[derive(Clone, Copy)]
pub struct AsWritten<'a> {
    /// The whole name: at most 100 characters.
    pub name: &'a str,
    /// The place of birth: at most 100 characters.
    pub birth_place: &'a str,
    /// The date of birth.
    pub birth_date: Date,
}

/// "Kartu Informasi Akun". Personal data; does not print. Never holds a password, an answer to a security question or
/// the number of a family card.
///
/// A value that is empty is shown as "-".
#[derive(Clone, Copy)]
pub struct AccountCard<'a> {
    /// The name of the period that the account is for: at most 100 characters.
    pub period: &'a str,
    /// A picture of the person: a JPEG of at most [`MAX_SELFIE_BYTES`](crate::MAX_SELFIE_BYTES) and
    /// [`MAX_SELFIE_PIXELS`](crate::MAX_SELFIE_PIXELS).
    pub selfie: Option<&'a [u8]>,
    /// The number of the identity card: at most 40 characters.
    pub nik: &'a str,
    /// Who the person is by the identity card.
    pub ktp: AsWritten<'a>,
    /// Who the person is by the diploma.
    pub diploma: AsWritten<'a>,
    /// The gender, in the words of the form: at most 40 characters.
    pub gender: &'a str,
    /// The address of the mailbox: at most 254 characters.
    pub email: &'a str,
    /// The number of the phone, as people write it: at most 40 characters.
    pub phone: &'a str,
    /// When the account was made; shown in WIB.
    pub made_at: Timestamp,
    /// The number of this card: at most 40 characters.
    pub number: &'a str,
    /// The address of "Pengecekan Dokumen" for this card: `http` or `https`, ASCII, at most 200 characters. `None`
    /// where there is no such page.
    pub check: Option<&'a str>,
    /// Where there is help, in a sentence or two: at most 500 characters.
    pub help: &'a str,
}

impl AccountCard<'_> {
    /// Draws the card as a PDF of one page and at most [`MAX_CARD_BYTES`] bytes.
    ///
    /// # Errors
    /// See [`CardError`]; none holds anything of a value.
    pub fn draw(&self) -> Result<Vec<u8>, CardError> {
        self.check_lengths()?;
        let selfie = self.selfie.map(Selfie::read).transpose()?;
        for bytes in PICTURE_BYTES {
            let file = write(texts::TITLE, &[self.parts(selfie.as_ref(), bytes)?])?;
            if file.len() <= MAX_CARD_BYTES {
                return Ok(file);
            }
        }
        Err(CardError::TooMuch)
    }

    fn check_lengths(&self) -> Result<(), CardError> {
        let names = [self.period, self.ktp.name, self.ktp.birth_place, self.diploma.name, self.diploma.birth_place];
        let short = [self.nik, self.gender, self.phone, self.number];
        let limits = names.map(|name| (name, MAX_NAME)).into_iter().chain(short.map(|value| (value, MAX_SHORT)));
        let mut limits = limits.chain([(self.email, MAX_EMAIL), (self.help, MAX_HELP)]);
        if limits.all(|(value, most)| value.chars().nth(most).is_none()) { Ok(()) } else { Err(CardError::TooLong) }
    }

    /// The parts of the card, set as large as fits.
    fn parts(&self, selfie: Option<&Selfie>, bytes: usize) -> Result<Vec<Part>, CardError> {
        let picture = selfie.map(|selfie| Ok((selfie.encode(bytes)?, selfie.size()))).transpose()?;
        for scale in SCALES {
            if let Some(parts) = self.laid_out(scale, picture.clone())? {
                return Ok(parts);
            }
        }
        Err(CardError::TooMuch)
    }

    fn laid_out(&self, scale: f32, picture: Option<(Vec<u8>, (u32, u32))>) -> Result<Option<Vec<Part>>, CardError> {
        let mut layout = Layout::new(scale);
        layout.title(texts::TITLE, self.period)?;
        layout.gap(20.0);
        let top = layout.y;
        person(&mut layout, picture, (texts::SELFIE, texts::NO_SELFIE))?;
        self.values(&mut layout)?;
        layout.y = layout.y.max(top + PICTURE_HEIGHT);
        layout.gap(16.0);
        self.ways_on(&mut layout)?;
        layout.foot(texts::KEEP)?;
        Ok(layout.finish())
    }

    fn values(&self, layout: &mut Layout) -> Result<(), CardError> {
        let [ktp, diploma] =
            [self.ktp, self.diploma].map(|written| written.birth_date.strftime("%d-%m-%Y").to_string());
        let made_at = self.made_at.to_zoned(tz::TimeZone::fixed(tz::offset(7)));
        let made_at = made_at.strftime("%d-%m-%Y %H:%M:%S WIB").to_string();
        let [name, place, date] = written(&self.ktp, &ktp);
        layout.section(texts::KTP, &[(texts::NIK, self.nik), name, place, date], true)?;
        layout.gap(9.0);
        layout.section(texts::DIPLOMA, &written(&self.diploma, &diploma), false)?;
        layout.gap(9.0);
        let more = [(texts::GENDER, self.gender), (texts::EMAIL, self.email), (texts::PHONE, self.phone)];
        layout.section(texts::PERSON, &more, false)?;
        layout.gap(9.0);
        layout.section(texts::ACCOUNT, &[(texts::MADE_AT, &made_at), (texts::NUMBER, self.number)], false)
    }

    /// How to check the card, and where to get help.
    fn ways_on(&self, layout: &mut Layout) -> Result<(), CardError> {
        layout.line();
        layout.y += QUIET;
        let top = layout.y;
        if let Some(check) = self.check {
            layout.heading(texts::CHECK)?;
            let area = Rect::from_xywh(LEFT, top, PICTURES, PICTURES).ok_or(CardError::NotWritten)?;
            let picture = Picture::Code(code(check, LEFT, top, PICTURES)?);
            layout.push(Part::Picture { picture, area, says: texts::code(check) });
            layout.gap(2.0);
            layout.paragraph(texts::HOW_TO_CHECK)?;
            layout.link(check, texts::OPEN_CHECK)?;
            layout.gap(9.0);
        }
        layout.heading(texts::HELP)?;
        layout.gap(2.0);
        layout.paragraph(self.help)?;
        layout.gap(9.0);
        if self.check.is_some() {
            layout.y = layout.y.max(top + PICTURES + QUIET);
        }
        Ok(())
    }
}

fn written<'a>(written: &AsWritten<'a>, date: &'a str) -> [(&'static str, &'a str); 3] {
    [(texts::NAME, written.name), (texts::BIRTH_PLACE, written.birth_place), (texts::BIRTH_DATE, date)]
}

/// The picture in the column of pictures, whole, in a thin frame; or its place.
pub(crate) fn person(
    layout: &mut Layout,
    picture: Option<(Vec<u8>, (u32, u32))>,
    (says, none): (&str, &str),
) -> Result<(), CardError> {
    let rect = |grown: f32, width: f32, height: f32| {
        Rect::from_xywh(LEFT - grown, layout.y - grown, width + 2.0 * grown, height + 2.0 * grown)
            .ok_or(CardError::NotWritten)
    };
    let Some((file, size)) = picture else {
        let (frame, area) = (rect(0.0, PICTURES, PICTURE_HEIGHT)?, rect(-0.6, PICTURES, PICTURE_HEIGHT)?);
        layout.area(frame, Colour::Line);
        layout.area(area, Colour::Tint);
        return layout.caption(none, area);
    };
    // Sides are at most 640 pixels, see `Selfie`.
    let [width, height] = [size.0, size.1].map(|side| f32::from(u16::try_from(side).unwrap_or(u16::MAX)));
    let scale = (PICTURES / width).min(PICTURE_HEIGHT / height);
    let (area, frame) = (rect(0.0, width * scale, height * scale)?, rect(0.6, width * scale, height * scale)?);
    layout.area(frame, Colour::Line);
    layout.push(Part::Picture { picture: Picture::Photograph(file), area, says: says.to_owned() });
    Ok(())
}
