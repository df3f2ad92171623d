//! The QR code that leads to the check of a card.

use crate::CardError;
use fast_qr::{ECL, QRBuilder};
use krilla::geom::{Path, PathBuilder, Rect};

/// The longest address: its code still has modules of half a millimetre at the size of a card's code.
const MAX_ADDRESS: usize = 200;

/// Draws the address as a code, in a square of `side` points whose upper left corner is `(left, top)`. Around it the
/// caller leaves a blank of four modules (ISO/IEC 18004, 6.3.8): a fifth of `side` is always enough.
///
/// # Errors
/// [`CardError::Address`].
pub(crate) fn code(address: &str, left: f32, top: f32, side: f32) -> Result<Path, CardError> {
    let is_address = address.starts_with("https://") || address.starts_with("http://");
    if !is_address || address.len() > MAX_ADDRESS || !address.chars().all(|c| c.is_ascii_graphic()) {
        return Err(CardError::Address);
    }
    let code = QRBuilder::new(address).ecl(ECL::M).build().map_err(|_too_long| CardError::Address)?;
    let count = u16::try_from(code.size).map_err(|_too_large| CardError::Address)?;
    let module = side / f32::from(count);
    let mut path = PathBuilder::new();
    for y in 0..count {
        let Some(row) = code.data.get(usize::from(y) * code.size..(usize::from(y) + 1) * code.size) else { continue };
        let top = top + module * f32::from(y);
        // Neighbours are one rectangle: seams between them would show in print.
        let mut dark = 0_u16;
        for (x, is_dark) in (0..=count).zip(row.iter().map(|module| module.value()).chain([false])) {
            if is_dark {
                dark += 1;
            } else if dark > 0 {
                let left = left + module * f32::from(x - dark);
                if let Some(rect) = Rect::from_xywh(left, top, module * f32::from(dark), module) {
                    path.push_rect(rect);
                }
                dark = 0;
            }
        }
    }
    path.finish().ok_or(CardError::Address)
}
