//! Cards: a registration as it was filed, the card that is made of it, and the signed file that its owner gets.

mod frozen;

pub use frozen::{
    Agency, Diploma, Document, Education, FiledFormation, Frozen, Identity, NotFrozen, Requirement, Thk2,
};
