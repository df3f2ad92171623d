//! The terms of the field: what an applicant may tell the helpdesk, what the helpdesk calls it, and the rules for both.
//!
//! Everything here is data and functions without I/O and without a clock. The sentences that they make are in the
//! language that is being spoken (`language`). The catalogue of forms ([`catalogue::FORMS`]) is the one source of every
//! form's fields, documents, desk and Indonesian words. A raw submission becomes a [`Content`] or the complete list of
//! what the applicant must correct. Types that hold personal data print a placeholder under `Debug`, and have no
//! `Display` and no serde. To read them, code must call `expose`.

pub mod catalogue;
mod check_digit;
pub mod complaint;
pub mod guidance;
pub mod invented;
mod naming;
pub mod patterns;
pub mod regions;
mod registration;
mod shown;
mod submission;
mod texts;
mod ticket;
pub mod time;
mod values;

pub use catalogue::{
    Choice, Control, DocumentKind, DocumentSpec, Field, FieldSpec, Form, FormCode, InputMode, InvalidFormCode, Outcome,
    Rule, Suggestions, TextRule,
};
pub use guidance::Guidance;
pub use naming::UnknownName;
pub use regions::{InvalidRegionCode, Region, RegionCode};
pub use registration::{AgencyNumber, InvalidRegistrationNumber, NineDigits, RegistrationNumber, SelectionKind};
pub use submission::{Content, FieldError, Hint, StoredContentError};
pub use texts::text_fault;
pub use ticket::{Desk, InvalidTicketNumber, SevenDigits, Stage, TicketNumber};
pub use time::answer_due_at;
pub use values::{
    Age, BirthDate, FamilyCard, FieldFault, FullName, InvalidNoticeAddress, Nik, NikBirth, NoticeAddress, Text,
    birthday, compared_identity, folded, holds_sixteen_digits, typed, without_long_numbers,
};

/// Where people make an account.
pub const CREATE_ACCOUNT_PAGE: &str = "/akun/buat";

/// Where whom a desk approved (form 06) sees the answer that counts once.
pub const APPROVED_ANSWER_PAGE: &str = "/akun/kode-jawaban-2";

/// Largest document in bytes: 200 KB (manual 2023, every upload: "ukuran file max 200kb").
pub const MAX_DOCUMENT_BYTES: usize = 204_800;
