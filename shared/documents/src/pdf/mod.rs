//! To be written.
use crate::Refusal;
pub(crate) fn check(_bytes: &[u8]) -> Result<(), Refusal> {
    Ok(())
}
