//! A place in the log as an address names it: the time in microseconds, and the entry's id.

use audit::Place;
use jiff::Timestamp;

/// The place that an address names; the newest entries when it is none.
pub(in crate::pages) fn place(text: &str) -> Option<Place> {
    let (at, id) = text.split_once('-')?;
    let place = Place { at: Timestamp::from_microsecond(at.parse().ok()?).ok()?, id: id.parse().ok()? };
    // Numbers have other spellings (`+1`, `01`), and a place has one.
    (written(place) == text).then_some(place)
}

pub(in crate::pages) fn written(place: Place) -> String {
    format!("{}-{}", place.at.as_microsecond(), place.id)
}
