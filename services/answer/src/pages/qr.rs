//! What a phone scans.

use fast_qr::convert::Builder as _;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use officers::Offer;

/// The offer as a picture. Empty when it does not fit; the secret stands beside it.
pub(super) fn qr_code(offer: &Offer) -> String {
    let code = QRBuilder::new(offer.uri.as_str()).ecl(ECL::M).build();
    code.map(|code| SvgBuilder::default().margin(2).to_str(&code)).unwrap_or_default()
}
