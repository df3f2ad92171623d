//! The intake service through its real routes, with a real PostgreSQL and a real object store.

mod accepting;
mod anonymous;
mod attacks;
mod captcha;
mod catalogue;
mod channels;
mod closing;
mod faq;
mod filing_limits;
mod game_day;
mod hand_overs;
mod notice_addresses;
mod outages;
#[cfg(test)]
mod pages;
mod privacy;
mod refusing;
mod resending;
// Lints know by this that its assertions are tests.
#[cfg(test)]
mod service;
mod suggesting;
mod sweeping;
