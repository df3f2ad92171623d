//! What a card consists of, in the order in which it is read.

use crate::text::Text;
use krilla::{
    color::rgb,
    geom::{Path, Rect},
};

/// The width of A4, in points.
pub(crate) const WIDTH: f32 = 595.28;

/// The height of A4, in points.
pub(crate) const HEIGHT: f32 = 841.89;

/// A colour; all are told apart from white in grey print.
#[derive(Clone, Copy)]
pub(crate) enum Colour {
    /// Of what somebody gave.
    Ink,
    /// Of labels and notes: 7:1 against white.
    Soft,
    /// Of headings: 12:1 against white.
    Primary,
    /// Of lines between parts.
    Line,
    /// Of areas.
    Tint,
}

impl Colour {
    pub(super) fn rgb(self) -> rgb::Color {
        match self {
            Self::Ink => rgb::Color::new(0x1b, 0x21, 0x30),
            Self::Soft => rgb::Color::new(0x52, 0x5a, 0x6b),
            Self::Primary => rgb::Color::new(0x12, 0x30, 0x5a),
            Self::Line => rgb::Color::new(0xc9, 0xcd, 0xd5),
            Self::Tint => rgb::Color::new(0xf2, 0xf4, 0xf7),
        }
    }
}

/// Text in its place.
pub(crate) struct Placed {
    pub(crate) text: Text,
    pub(crate) colour: Colour,
    /// Its upper left corner, in points from that of the sheet.
    pub(crate) left: f32,
    pub(crate) top: f32,
}

/// A row of a table: what, and the value.
pub(crate) struct Row {
    pub(crate) label: Placed,
    pub(crate) value: Placed,
}

/// What a picture shows.
pub(crate) enum Picture {
    /// A JPEG.
    Photograph(Vec<u8>),
    /// Black areas.
    Code(Path),
}

/// What helps the eye and tells nothing.
pub(crate) struct Ornament {
    pub(crate) area: Rect,
    pub(crate) colour: Colour,
}

/// A part of a card.
pub(crate) enum Part {
    /// A heading: 1 for the card's, 2 for its sections'.
    Heading { level: u16, text: String, placed: Placed },
    /// A paragraph.
    Paragraph(Placed),
    /// A paragraph that leads to an address.
    Link { placed: Placed, address: String, says: String },
    /// Rows of labels and values.
    Table { rows: Vec<Row>, says: String },
    /// A picture with what it shows, in words.
    Picture { picture: Picture, area: Rect, says: String },
    /// Nothing to read.
    Ornament(Ornament),
}
