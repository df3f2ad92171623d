//! Pages that are the same for everybody but for a few values, such as a form with its CAPTCHA. A process draws and
//! compresses such a page once, with holes where the values stand. Each answer only fills the holes: the compressed
//! pieces stay as they are, and the values go between them as they are.

mod cut;
mod deflated;
mod reference;
mod shelf;

use axum::body::Bytes;

use self::cut::Piece;
use self::deflated::Deflated;

pub use shelf::Stencils;

/// A page with holes.
#[derive(Debug)]
struct Stencil {
    pieces: Vec<Piece>,
    /// Bytes that fit into each hole.
    lengths: Vec<usize>,
    deflated: Deflated,
}

/// A page that is ready to be sent, and the same page compressed, unless it was drawn anew.
#[derive(Debug, Default)]
pub struct Print {
    pub(super) html: String,
    pub(super) gzip: Option<Bytes>,
}

impl Stencil {
    /// Makes a stencil of a page that was drawn with a mark in the place of each value. `None` when a mark is damaged.
    fn new(drawn: &str, lengths: Vec<usize>) -> Option<Self> {
        let pieces = cut::at_marks(drawn, &lengths)?;
        let deflated = Deflated::new(&pieces, &lengths)?;
        Some(Self { pieces, lengths, deflated })
    }

    fn fits(&self, values: &[&str]) -> bool {
        self.lengths.iter().copied().eq(values.iter().map(|value| value.len()))
    }

    /// Fills the holes with values that fit.
    fn print(&self, values: &[&str]) -> Print {
        let value = |piece: &Piece| piece.hole.and_then(|hole| values.get(hole).copied()).unwrap_or_default();
        let length = self.pieces.iter().map(|piece| piece.text.len() + value(piece).len()).sum();
        let mut html = String::with_capacity(length);
        for piece in &self.pieces {
            html.push_str(&piece.text);
            html.push_str(value(piece));
        }
        let gzip = self.deflated.join(values, html.as_bytes());
        Print { html, gzip: Some(gzip) }
    }
}

#[cfg(test)]
mod tests;
