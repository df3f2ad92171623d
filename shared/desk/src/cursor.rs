//! The opaque text that leads to the next page of a list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;

use crate::store::case_queue::Position;

/// The cursor for what comes behind `position`.
#[must_use]
pub fn write(position: &Position) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}.{}", position.at.as_microsecond(), position.number))
}

/// The position that a cursor stands for; `None` if [`write()`] did not make it.
#[must_use]
pub fn read(cursor: &str) -> Option<Position> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (microseconds, number) = text.split_once('.')?;
    let position =
        Position { at: Timestamp::from_microsecond(microseconds.parse().ok()?).ok()?, number: number.parse().ok()? };
    // Numbers have other spellings (`+1`, `01`), and a cursor has one.
    (write(&position) == cursor).then_some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_position() {
        let position =
            Position { at: "2026-11-21T16:59:59.123456Z".parse().unwrap(), number: "662026112100001".parse().unwrap() };
        assert_eq!(read(&write(&position)), Some(position));
    }

    #[test]
    fn what_is_no_cursor_leads_nowhere() {
        for text in ["", "abc", "!!!", &URL_SAFE_NO_PAD.encode("1.2"), &URL_SAFE_NO_PAD.encode("x.662026112100001")] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_cursor_has_one_spelling() {
        for text in ["+1795237200000000.662026112100001", "01795237200000000.662026112100001"] {
            assert_eq!(read(&URL_SAFE_NO_PAD.encode(text)), None, "{text}");
        }
        assert!(read(&URL_SAFE_NO_PAD.encode("1795237200000000.662026112100001")).is_some());
    }
}
