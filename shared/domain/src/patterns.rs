//! Values of the field as regular expressions (ECMA 262), for the descriptions of the API and of messages. A pattern
//! expresses as much of a rule as a pattern can; its comment says what it does not check. A test of `helpdesk openapi`
//! generates values from the patterns and parses them with the types.

/// A ticket number in its one spelling. The pattern does not check whether the month has the day, nor the check digit
/// of 18 digits.
pub const TICKET_NUMBER: &str = "^[0-9]{6}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([0-9]{5}|[1-9][0-9]{5,6}|[0-9]{8})$";

/// A ticket number as programs may pass on what people typed: with single blanks, dots and hyphens between the digits.
/// The pattern does not check whether the digits make a number.
pub const TYPED_TICKET_NUMBER: &str = "^[0-9]([ .-]?[0-9]){14,17}$";

/// A NIK or the number of a family card as programs may pass on what people typed: with single blanks, dots and hyphens
/// between the digits.
pub const TYPED_CARD: &str = "^[0-9]([ .-]?[0-9]){15}$";

/// The code of a form.
pub const FORM_CODE: &str = "^[0-9]{2}$";

/// The region digits of a NIK.
pub const REGION: &str = "^[0-9]{6}$";
