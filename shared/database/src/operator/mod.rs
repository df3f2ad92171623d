//! What the operator's commands do to what belongs to no service: periods, and rights on the database as a whole.

pub mod periods;
pub mod rights;
