//! Times as PDF writes them (ISO 32000-1, 7.9.4).

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Reads `D:YYYYMMDDHHmmSSOHH'mm'`, down to the second. A time without an offset is in UTC.
pub(super) fn read(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?;
    let text = text.strip_prefix("D:").unwrap_or(text);
    let (digits, rest) = text.split_at_checked(14)?;
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let time = DateTime::new(
        digits.get(..4)?.parse().ok()?,
        number(4, 6)?,
        number(6, 8)?,
        number(8, 10)?,
        number(10, 12)?,
        number(12, 14)?,
        0,
    );
    let (sign, offset) = match rest.split_at_checked(1) {
        Some(("+", offset)) => (1, offset),
        Some(("-", offset)) => (-1, offset),
        Some(_) | None => (0, ""),
    };
    let part = |from: usize| offset.get(from..from + 2).and_then(|part| part.parse::<i32>().ok()).unwrap_or(0);
    let offset = Offset::from_seconds(sign * (part(0) * 3_600 + part(3) * 60)).ok()?;
    offset.to_timestamp(time.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_offset() {
        let noon = Some("2026-11-28T12:00:00Z".parse().unwrap());
        assert_eq!(read(b"D:20261128120000Z"), noon);
        assert_eq!(read(b"D:20261128190000+07'00'"), noon);
        assert_eq!(read(b"D:20261128083000-03'30"), noon);
        assert_eq!(read(b"20261128120000"), noon);
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [&b"D:2026"[..], b"D:20261332120000Z", b"\xff", b"", b"D:2026112812000\xc3\xa9"] {
            assert_eq!(read(text), None);
        }
    }
}
