//! All SQL of the service, one file per aggregate. Each function works on the connection that its caller gives.

pub(crate) mod choices;
pub(crate) mod dates;
pub(crate) mod files;
pub(crate) mod formations;
pub(crate) mod imports;
pub(crate) mod issued;
pub(crate) mod numbers;
pub(crate) mod registrations;
pub(crate) mod search;
pub(crate) mod thk2;
