//! Codes that a phone scans.

use fast_qr::convert::Builder as _;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};

/// Draws the text as an SVG picture for a camera. Empty when the text does not fit; the page shows the text next to it.
#[must_use]
pub fn qr_code(text: &str) -> String {
    let code = QRBuilder::new(text).ecl(ECL::M).build();
    code.map(|code| SvgBuilder::default().margin(2).to_str(&code)).unwrap_or_default()
}
