//! A region as people type it, for the lists.

use domain::{FieldFault, typed};

use crate::texts;

/// The digits of a region that was typed by name or by digits; empty for none. The error says what to type instead.
pub(in crate::pages) fn region(typed: &str) -> Result<String, String> {
    match typed::digits(typed) {
        Err(FieldFault::Required) => return Ok(String::new()),
        Ok(code) if matches!(code.len(), 2 | 4) => return Ok(code),
        Ok(_) | Err(_) => {}
    }
    match domain::regions::named(typed).as_slice() {
        [(code, _)] => Ok(code.clone()),
        [] => Err(texts::UNKNOWN_REGION.to_owned()),
        several => Err(texts::several_regions(&several.iter().map(|(_, name)| *name).collect::<Vec<_>>())),
    }
}
