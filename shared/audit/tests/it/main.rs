//! The log in a real database: whose accounts its entries are about, and what its migration leaves as it was.

mod before_subjects;
mod subjects;
