//! What a phone scans.

use fast_qr::convert::Builder as _;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};

/// The text as a picture for a camera, as SVG. Empty when it does not fit; what it says stands beside it.
#[must_use]
pub fn qr_code(text: &str) -> String {
    let code = QRBuilder::new(text).ecl(ECL::M).build();
    code.map(|code| SvgBuilder::default().margin(2).to_str(&code)).unwrap_or_default()
}
