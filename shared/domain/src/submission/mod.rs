//! One filled-in form: turns raw fields into content that follows every rule, or into the complete list of what the
//! applicant must correct.

mod content;
mod field_error;
mod hint;
mod stored;

pub use content::Content;
pub use field_error::FieldError;
pub use hint::Hint;
pub use stored::StoredContentError;
