//! Marks that stand for values while a page is drawn, and the pieces between them.
//!
//! A mark is a control character, repeated until the mark is as long as its value. No page has such characters, and no
//! template changes them. So nothing that stands behind a mark repeats any of it, and no compressed piece refers into a
//! hole.

/// The first control characters, each for one value; the next is the tab.
const MOST: usize = 8;

/// What stands before a hole, or after the last one.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Which value the hole is for; no hole is behind the last piece.
    pub(super) hole: Option<usize>,
}

/// Whether a value may fill a hole: it needs no escapes, and is short enough to stand uncompressed.
pub(super) fn is_plain(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    !value.is_empty() && u16::try_from(value.len()).is_ok() && value.bytes().all(plain)
}

/// What stands for the value of a hole. `None` when there are too many of them.
pub(super) fn mark(hole: usize, length: usize) -> Option<String> {
    let character = u8::try_from(hole + 1).ok().filter(|_| hole < MOST)?;
    Some(char::from(character).to_string().repeat(length))
}

/// The pieces of a page that was drawn with marks. `None` when a mark was cut short or drawn out.
pub(super) fn at_marks(drawn: &str, lengths: &[usize]) -> Option<Vec<Piece>> {
    let (mut pieces, mut rest) = (Vec::new(), drawn);
    while let Some(at) = rest.find(|character| hole_of(character).is_some()) {
        let (text, marked) = rest.split_at_checked(at)?;
        let mark = marked.chars().next()?;
        let hole = hole_of(mark)?;
        let (own, after) = marked.split_at_checked(*lengths.get(hole)?)?;
        if !own.chars().all(|character| character == mark) {
            return None;
        }
        pieces.push(Piece { text: text.to_owned(), hole: Some(hole) });
        rest = after;
    }
    pieces.push(Piece { text: rest.to_owned(), hole: None });
    Some(pieces)
}

fn hole_of(character: char) -> Option<usize> {
    let number = usize::try_from(u32::from(character)).ok()?;
    (1..=MOST).contains(&number).then(|| number - 1)
}
