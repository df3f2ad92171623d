//! Why there is no card.

/// Why a card cannot be drawn. Holds nothing of any value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// The selfie has more bytes or pixels than a card takes.
    #[error("the selfie is too large for a card")]
    SelfieTooLarge,
    /// The selfie is no JPEG, or a damaged one.
    #[error("the selfie is no JPEG that can be read")]
    SelfieUnreadable,
    /// The address of the check is no `http` or `https` address, or too long for a code that a phone reads from paper.
    #[error("the address for the check of the card does not fit into a code")]
    Address,
    /// A value is longer than every rule of the field allows.
    #[error("a value of the card is too long")]
    TooLong,
    /// The values do not fit on one page, or the page into the largest file.
    #[error("the values of the card do not fit on one page")]
    TooMuch,
    /// The file could not be written: a fault of this program.
    #[error("the card could not be written as PDF")]
    NotWritten,
}
