//! Applicants with an account, for every service that works for one who is signed in: in which session a request comes,
//! and what the account says of the person. `services/accounts` makes accounts and lets people in; nobody else writes
//! them.
//!
//! What an account says is sealed with its data key. It is opened for its owner's own requests alone.

mod account;
mod applicant;
mod details;
mod personal;
mod session_line;
mod sessions;

use credentials::{SessionConfig, Tables};
use database::Schema;
use jiff::SignedDuration;
use web::entry::Cookies;

pub use account::{Account, Identity};
pub use applicant::{Applicant, LONGEST_PLACE, Marks, Unreadable};
pub use details::{Details, Gender};
pub use session_line::SessionLine;
pub use sessions::{Applicants, SignedForm, SignedIn};

/// The cookies of those who sign in.
pub const COOKIES: Cookies = Cookies { session: "__Host-akun", door: "__Host-akun-pintu" };

/// Where an applicant begins who is signed in.
pub const HOME: &str = "/akun";

/// Where applicants sign in.
pub const SIGN_IN: &str = "/akun/masuk";

/// Where the registration begins.
pub const REGISTRATION: &str = "/pendaftaran";

/// Extends the session.
pub const STAY: &str = "/akun/sesi/tetap";

/// Signs out.
pub const SIGN_OUT: &str = "/akun/keluar";

/// Where sessions are.
pub const TABLES: Tables = Tables { schema: Schema::Accounts, account: "account_id" };

/// How long an applicant stays signed in, and in how many browsers at the same moment.
pub const SESSIONS: SessionConfig =
    SessionConfig { idle: SignedDuration::from_mins(30), longest: SignedDuration::from_hours(12), most_open: 5 };
