//! What the operator's commands do to the service's tables, one command a file.

mod claims;
mod dates;
mod generate;
mod import;
mod show;
mod thk2;

pub use crate::import::{Fault, Unfit};
pub use crate::store::dates::Listed as ListedDates;
pub use crate::store::imports::Counts;
pub use crate::store::numbers::pass_over as pass_over_numbers;
pub use claims::CLAIMS;
pub use dates::{NotSet, list as list_dates, set as set_dates};
pub use generate::generate;
pub use import::{NotImported, compare, import};
pub use show::{Line, find, list};
pub use thk2::{NoList, import_thk2};
