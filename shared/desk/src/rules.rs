//! The rules of what callers write.

use domain::TextRule;

/// The rule of an answer: 1 to 4000 characters.
pub const ANSWER: TextRule = TextRule::Narrative { max: 4000 };

/// The rule of a hand-over's reason: 1 to 500 characters.
pub const REASON: TextRule = TextRule::Narrative { max: 500 };
