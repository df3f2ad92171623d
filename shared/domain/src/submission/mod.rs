//! One filled-in form: from raw fields to content that follows every rule, or to the complete list of what to put
//! right.

mod content;
mod field_error;
mod hint;
mod stored;

pub use content::Content;
pub use field_error::FieldError;
pub use hint::Hint;
pub use stored::StoredContentError;
