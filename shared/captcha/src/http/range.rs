//! Byte ranges (RFC 9110, 14.2) for the sound: some browsers play nothing from a server that only sends the whole file.

use std::ops::RangeInclusive;

use axum::http::header::{ACCEPT_RANGES, CONTENT_RANGE, IF_RANGE, RANGE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

/// Answers with the part of `bytes` that the request asks for. Answers with the whole when the request asks for no
/// range, for several, or for a unit other than bytes.
pub fn answer(request: &HeaderMap, bytes: &[u8]) -> Response {
    let accept = [(ACCEPT_RANGES, "bytes")];
    // `If-Range` lets a client combine parts of the same whole (RFC 9110, 13.1.5). We send no validator that it could
    // use.
    let range = if request.contains_key(IF_RANGE) { None } else { request.get(RANGE) };
    let asked = range.and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("bytes="));
    match asked.map(|asked| part(asked, bytes.len())) {
        None | Some(Part::Whole) => (accept, bytes.to_vec()).into_response(),
        Some(Part::Of(range)) => {
            let content_range = [(CONTENT_RANGE, format!("bytes {}-{}/{}", range.start(), range.end(), bytes.len()))];
            (StatusCode::PARTIAL_CONTENT, accept, content_range, bytes.get(range).unwrap_or_default().to_vec())
                .into_response()
        }
        Some(Part::Outside) => {
            (StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, format!("bytes */{}", bytes.len()))]).into_response()
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Of(RangeInclusive<usize>),
    Outside,
}

/// What `first-last`, `first-` or `-length` means for so many bytes.
fn part(asked: &str, length: usize) -> Part {
    let Some((first, last)) = asked.split_once('-') else { return Part::Whole };
    let Some(end) = length.checked_sub(1) else { return Part::Whole };
    match (position(first), position(last)) {
        (Some(first), Some(last)) if first > last => Part::Whole,
        (Some(first), _) if first > end => Part::Outside,
        (Some(first), Some(last)) => Part::Of(first..=last.min(end)),
        (Some(first), None) if last.trim().is_empty() => Part::Of(first..=end),
        (None, Some(0)) if first.trim().is_empty() => Part::Outside,
        (None, Some(last)) if first.trim().is_empty() => Part::Of(length.saturating_sub(last)..=end),
        (Some(_) | None, Some(_) | None) => Part::Whole,
    }
}

/// Reads digits only: RFC 9110 allows no sign.
fn position(text: &str) -> Option<usize> {
    let text = text.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_the_part_that_was_asked_for() {
        for (asked, expected) in [
            ("0-1", Part::Of(0..=1)),
            ("0-", Part::Of(0..=99)),
            ("40-400", Part::Of(40..=99)),
            ("-10", Part::Of(90..=99)),
            ("-400", Part::Of(0..=99)),
            ("99-99", Part::Of(99..=99)),
            ("100-", Part::Outside),
            ("-0", Part::Outside),
        ] {
            assert_eq!(part(asked, 100), expected, "{asked}");
        }
    }

    #[test]
    fn a_part_is_not_sent_on_a_condition_that_nobody_can_judge() {
        let mut request = HeaderMap::new();
        request.insert(RANGE, "bytes=0-1".parse().unwrap());
        assert_eq!(answer(&request, b"abc").status(), StatusCode::PARTIAL_CONTENT);
        for condition in ["\"tag\"", "Sat, 28 Nov 2026 00:00:00 GMT"] {
            request.insert(IF_RANGE, condition.parse().unwrap());
            assert_eq!(answer(&request, b"abc").status(), StatusCode::OK, "{condition}");
        }
    }

    #[test]
    fn what_cannot_be_understood_gets_the_whole() {
        for asked in ["", "-", "5-2", "a-b", "0-1,3-4", "0", "+1-5", "1-+5", "-+5"] {
            assert_eq!(part(asked, 100), Part::Whole, "{asked}");
        }
    }
}
