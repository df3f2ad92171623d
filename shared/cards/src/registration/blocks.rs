//! The blocks of the card, from top to bottom.

use super::{RegistrationCard, RegistrationRequirement, placed, texts};
use crate::{
    CardError,
    account::{PICTURE_HEIGHT, person as picture_of},
    code::code,
    sheet::{Colour, LEFT, Layout, PICTURES, Part, Picture, RIGHT, Row, on_one_line},
    text::{Weight, readable},
    texts::code as code_says,
};
use krilla::geom::Rect;

/// The sizes of labels, values, notes and headings, in points.
const LABEL: f32 = 8.0;
const VALUE: f32 = 9.5;
const NOTE: f32 = 8.5;
const HEADING: f32 = 10.0;

/// The width of labels and of the blank behind them, in points.
const LABELS: f32 = 144.0;
const TO_VALUE: f32 = 8.0;

/// The left edge of the table of values, in points.
const VALUES: f32 = LEFT + PICTURES + 14.0;

/// The side of a box for a mark by hand, in points, and the thickness of lines.
const BOX: f32 = 8.0;
const LINE: f32 = 0.6;

/// The room for a signature by hand, in points: not less on a card that is set small.
const SIGNATURE: f32 = 30.0;

/// The characters of a code.
const CODE_LENGTH: usize = 20;

/// The side of the code, in points, with blank around it.
const CODE: f32 = 88.0;

/// Title, picture and code; returns where the table beside them begins.
pub(super) fn head(
    layout: &mut Layout,
    card: &RegistrationCard<'_>,
    picture: Option<(Vec<u8>, (u32, u32))>,
) -> Result<f32, CardError> {
    layout.bar(LEFT, RIGHT, 3.0, Colour::Primary);
    layout.gap(8.0);
    heading(layout, 1, texts::TITLE, 15.0)?;
    paragraph(layout, &readable(card.agency), (Weight::Strong, 11.0), Colour::Ink, (LEFT, RIGHT))?;
    layout.gap(8.0);
    let top = layout.y;
    picture_of(layout, picture, (texts::PORTRAIT, texts::NO_PORTRAIT))?;
    let quiet = (PICTURES - CODE) / 2.0;
    layout.y = top + PICTURE_HEIGHT + quiet;
    let left = LEFT + quiet;
    let area = Rect::from_xywh(left, layout.y, CODE, CODE).ok_or(CardError::NotWritten)?;
    let modules = Picture::Code(code(card.check, left, layout.y, CODE)?);
    layout.push(Part::Picture { picture: modules, area, says: code_says(card.check) });
    layout.y += CODE + quiet;
    let placed = layout.place(card.check, (Weight::Regular, 7.5), Colour::Primary, LEFT, LEFT + PICTURES)?;
    layout.y += placed.text.height;
    layout.push(Part::Link { placed, address: card.check.to_owned(), says: texts::CHECK.to_owned() });
    if let Some(code) = in_groups(card.check) {
        paragraph(layout, &code, (Weight::Strong, 7.5), Colour::Ink, (LEFT, LEFT + PICTURES))?;
    }
    Ok(top)
}

/// What was filed, a row each.
pub(super) fn value(layout: &mut Layout, (label, value): &(&'static str, String)) -> Result<Row, CardError> {
    row(layout, label, value, (VALUES, RIGHT))
}

/// What the list of requirements begins with.
pub(super) fn requirements_heading(layout: &mut Layout) -> Result<(), CardError> {
    layout.gap(6.0);
    heading(layout, 2, texts::REQUIREMENTS, HEADING)?;
    layout.gap(3.0);
    Ok(())
}

/// A requirement with its box.
pub(super) fn requirement(
    layout: &mut Layout,
    number: usize,
    one: &RegistrationRequirement<'_>,
) -> Result<(), CardError> {
    mark_box(layout, LEFT)?;
    let text = texts::requirement(number, &readable(one.label), one.mandatory);
    let top = layout.y;
    paragraph(layout, &text, (Weight::Regular, VALUE), Colour::Ink, (LEFT + BOX + 7.0, RIGHT))?;
    layout.y = layout.y.max(top + BOX + 2.0);
    layout.gap(1.0);
    Ok(())
}

/// The code at the end of an address, as somebody types it from paper: five characters and a blank.
fn in_groups(check: &str) -> Option<String> {
    let (_, code) = check.rsplit_once('/')?;
    let groups: Option<Vec<&str>> = (0..CODE_LENGTH).step_by(5).map(|at| code.get(at..at + 5)).collect();
    (code.len() == CODE_LENGTH).then_some(groups?.join(" "))
}

/// What the hands that check it fill in.
pub(super) fn verification(layout: &mut Layout) -> Result<(), CardError> {
    layout.gap(6.0);
    let top = layout.y;
    heading(layout, 2, texts::VERIFICATION, HEADING)?;
    let bottom = layout.y;
    for (text, left) in [(texts::PASSED, LEFT + 110.0), (texts::FAILED, LEFT + 190.0)] {
        layout.y = top + 1.0;
        mark_box(layout, left)?;
        paragraph(layout, text, (Weight::Regular, VALUE), Colour::Ink, (left + BOX + 7.0, RIGHT))?;
    }
    layout.y = layout.y.max(bottom);
    layout.gap(5.0);
    let (top, middle) = (layout.y, f32::midpoint(LEFT, RIGHT));
    let columns = [
        ((LEFT, middle - 14.0), [texts::VERIFIED_ON, texts::VERIFIER]),
        ((middle + 14.0, RIGHT), [texts::VERIFIED_ONLINE_ON, texts::ONLINE_VERIFIER]),
    ];
    for ((left, right), [on, by]) in columns {
        layout.y = top;
        let label = left + 128.0;
        paragraph(layout, on, (Weight::Regular, LABEL), Colour::Ink, (left, label))?;
        layout.bar(label, right, LINE, Colour::Soft);
        layout.gap(6.0);
        paragraph(layout, by, (Weight::Regular, LABEL), Colour::Ink, (left, right))?;
        layout.y += SIGNATURE;
        layout.bar(left, right, LINE, Colour::Soft);
        layout.gap(2.0);
        paragraph(layout, texts::VERIFIER_NAME, (Weight::Regular, LABEL), Colour::Ink, (left, right))?;
    }
    layout.gap(6.0);
    Ok(())
}

/// What its owner states, and what is to be known of the card.
pub(super) fn statement(layout: &mut Layout, issuer: &str) -> Result<(), CardError> {
    paragraph(layout, texts::STATEMENT, (Weight::Regular, NOTE), Colour::Ink, (LEFT, RIGHT))?;
    layout.gap(5.0);
    heading(layout, 2, texts::NOTES, 9.0)?;
    for note in [texts::LAW, &texts::signed(issuer), texts::CHECKED] {
        layout.gap(1.0);
        paragraph(layout, &readable(note), (Weight::Regular, 8.0), Colour::Soft, (LEFT, RIGHT))?;
    }
    layout.gap(8.0);
    Ok(())
}

/// What is cut off for the envelope.
pub(super) fn envelope(layout: &mut Layout, card: &RegistrationCard<'_>) -> Result<(), CardError> {
    let mut left = LEFT;
    while left < RIGHT {
        let area = Rect::from_ltrb(left, layout.y, (left + 5.0).min(RIGHT), layout.y + LINE);
        layout.area(area.ok_or(CardError::NotWritten)?, Colour::Soft);
        left += 9.0;
    }
    layout.y += LINE;
    layout.gap(3.0);
    paragraph(layout, texts::CUT, (Weight::Regular, 8.0), Colour::Soft, (LEFT, RIGHT))?;
    layout.gap(3.0);
    paragraph(layout, &readable(card.agency), (Weight::Strong, 11.0), Colour::Ink, (LEFT, RIGHT))?;
    layout.gap(3.0);
    let values = [
        (texts::ENVELOPE_NUMBER, card.number.to_owned()),
        (texts::ENVELOPE_NAME, card.ktp.name.to_owned()),
        (texts::ENVELOPE_POSITION, placed(card.position, card.place)),
    ];
    let rows = values.iter().map(|(label, value)| row(layout, label, value, (LEFT, RIGHT)));
    let rows = rows.collect::<Result<_, _>>()?;
    layout.push(Part::Table { rows, says: texts::ENVELOPE.to_owned() });
    Ok(())
}

fn heading(layout: &mut Layout, level: u16, text: &str, size: f32) -> Result<(), CardError> {
    let placed = layout.place(text, (Weight::Strong, size), Colour::Primary, LEFT, RIGHT)?;
    layout.y += placed.text.height;
    layout.push(Part::Heading { level, text: text.to_owned(), placed });
    layout.gap(1.0);
    Ok(())
}

fn paragraph(
    layout: &mut Layout,
    text: &str,
    style: (Weight, f32),
    colour: Colour,
    (left, right): (f32, f32),
) -> Result<(), CardError> {
    let placed = layout.place(text, style, colour, left, right)?;
    layout.y += placed.text.height;
    layout.push(Part::Paragraph(placed));
    Ok(())
}

fn row(layout: &mut Layout, label: &str, value: &str, (left, right): (f32, f32)) -> Result<Row, CardError> {
    let labels = left + layout.labels(LABELS, LABEL);
    let mut label = layout.place(label, (Weight::Regular, LABEL), Colour::Soft, left, labels)?;
    let mut value = layout.place(&readable(value), (Weight::Regular, VALUE), Colour::Ink, labels + TO_VALUE, right)?;
    on_one_line(&mut label, &mut value);
    let bottoms = [&label, &value].map(|placed| placed.top + placed.text.height);
    layout.y = bottoms.into_iter().fold(layout.y, f32::max);
    layout.gap(1.5);
    Ok(Row { label, value })
}

/// An empty square for a mark by hand, on the line that comes next.
fn mark_box(layout: &mut Layout, left: f32) -> Result<(), CardError> {
    let (top, side) = (layout.y + 1.0, BOX);
    let mut edge = |left: f32, top: f32, right: f32, bottom: f32| {
        let area = Rect::from_ltrb(left, top, right, bottom).ok_or(CardError::NotWritten)?;
        layout.area(area, Colour::Ink);
        Ok::<(), CardError>(())
    };
    edge(left, top, left + side, top + LINE)?;
    edge(left, top + side - LINE, left + side, top + side)?;
    edge(left, top + LINE, left + LINE, top + side - LINE)?;
    edge(left + side - LINE, top + LINE, left + side, top + side - LINE)
}
