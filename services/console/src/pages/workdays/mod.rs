//! When the office works: supervisors set days, hours and holidays of the installation.

pub(super) mod add_holidays;
mod page;
pub(super) mod remove_holiday;
pub(super) mod set_week;
pub(super) mod show;
