//! The way in and out: NIP and password, the code of the phone, the first password with a one-time code, signing out.

mod activate;
mod attempt;
mod second_step;
mod sign_in;
mod sign_out;
mod within_limit;

pub(super) use activate::{activate, show_activation, show_activation_with_code};
pub(super) use attempt::whole_seconds;
pub(super) use second_step::{RecoveryCodesPage, second_step, show_second_step};
pub(super) use sign_in::{Credentials, show_sign_in, sign_in, sign_in_page_with};
pub(super) use sign_out::sign_out;
