//! What this service says to programs, in Indonesian, and the texts of `language` that are put together here.
//!
//! The callers are assisted channels, which show what they get to applicants. So each text is plain and kind, and tells
//! what to do next.

pub(crate) mod pages;

use domain::{FieldError, InvalidNoticeAddress, time};
use jiff::Timestamp;
use language::{Value, fill, text};

use crate::reception::NOTICE_ADDRESS_FIELD;

/// Detail when a submission comes without a channel's token and without a CAPTCHA.
pub(crate) const NEITHER_TOKEN_NOR_CAPTCHA: &str =
    "Sertakan token kanal, atau isi captcha_token dan captcha dari GET /api/v1/forms/{slug}/captcha.";
/// Title when an open ticket of this person and form is there already.
pub(crate) const ALREADY_FILED: &str = "Pengaduan ini sudah pernah Anda kirim";
/// Detail of such a refusal: every fault is in `errors`.
pub(crate) const REFUSED_DETAIL: &str =
    "Pengaduan belum tersimpan. Perbaiki semua isian yang disebutkan, lalu kirim kembali formulir ini.";
/// Title when a document is of a kind that is not accepted.
pub(crate) const UNSUPPORTED_DOCUMENT: &str = "Ada dokumen yang tidak dapat diterima";
/// Detail when the request is not multipart/form-data.
pub(crate) const NOT_MULTIPART: &str = "Kirim formulir sebagai multipart/form-data.";
/// Detail when the idempotency key has another shape.
pub(crate) const BAD_IDEMPOTENCY_KEY: &str =
    "Idempotency-Key harus satu nilai, 1 sampai 255 karakter ASCII yang terlihat.";
/// Detail when the channel token was revoked.
pub(crate) const REVOKED_CHANNEL: &str = "Token kanal ini sudah dicabut. Hubungi pengelola helpdesk.";
/// Title when a game day is sent to where its operator has not allowed it.
pub(crate) const NO_GAME_DAY: &str = "Latihan beban tidak diizinkan di sini";
/// Detail of the same.
pub(crate) const NO_GAME_DAY_DETAIL: &str = "Tidak ada yang disimpan. Pengelola helpdesk mengizinkan latihan dengan \
    ALLOW_GAMEDAY=true, hanya pada instalasi tempat tidak ada orang yang menunggu jawaban.";
/// Detail when a desk's token is used here.
pub(crate) const DESK_TOKEN: &str = "Token meja layanan tidak dapat dipakai untuk mengirim pengaduan.";
/// Title when no form has this slug.
pub(crate) const UNKNOWN_FORM: &str = "Formulir tidak ditemukan";
/// Detail when no form has this slug.
pub(crate) const UNKNOWN_FORM_DETAIL: &str = "Daftar formulir ada di /api/v1/forms.";
/// Title when there is no reference list of this name.
pub(crate) const UNKNOWN_LIST: &str = "Daftar saran tidak ditemukan";
/// Detail when there is no reference list of this name.
pub(crate) const UNKNOWN_LIST_DETAIL: &str =
    "Daftar yang ada: countries, cities, universities, programmes, dan agencies.";
/// Detail when more was typed than any name has.
pub(crate) const TOO_LONG_TO_SUGGEST: &str = "Ketikan untuk mencari saran paling banyak 100 karakter.";
/// Detail when there are no suggestions for now.
pub(crate) const NO_SUGGESTIONS: &str = "Saran isian sedang tidak tersedia. Formulir tetap dapat diisi tanpa saran.";
/// Title for the self-service forms where accounts are served.
pub(crate) const SELF_SERVICE_ELSEWHERE: &str = "Formulir ini diselesaikan di halaman akun";
/// Title for the self-service forms where no accounts are served.
pub(crate) const SELF_SERVICE: &str = "Layanan mandiri ini belum tersedia di sini";
/// Detail for the self-service forms where no accounts are served.
pub(crate) const SELF_SERVICE_DETAIL: &str = "Formulir ini diselesaikan langsung oleh layanan akun SSCASN, yang tidak \
    tersedia di sini. Data Anda tidak disimpan.";
/// Title when the same idempotency key was used for another submission.
pub(crate) const OTHER_CONTENT: &str = "Idempotency-Key ini sudah dipakai untuk isian lain";
/// Detail when the same idempotency key was used for another submission.
pub(crate) const OTHER_CONTENT_DETAIL: &str =
    "Gunakan kunci baru untuk pengaduan baru, atau kirim ulang isian yang sama persis.";
/// Detail when all places are taken.
pub(crate) const BUSY: &str = "Helpdesk sedang sangat ramai. Tunggu sebentar, lalu kirim kembali.";
/// Detail when the outcome of storing is not known.
pub(crate) const OUTCOME_UNKNOWN: &str = "Layanan terputus saat pengaduan disimpan, sehingga hasilnya belum pasti. \
    Kirim kembali isian yang sama dengan Idempotency-Key yang sama: bila pengaduan sudah tersimpan, nomor tiket yang \
    sama akan ditampilkan.";
/// Detail when the outcome is not known and the request had no idempotency key.
pub(crate) const OUTCOME_UNKNOWN_WITHOUT_KEY: &str = "Layanan terputus saat pengaduan disimpan, sehingga hasilnya \
    belum pasti. Silakan kirim kembali; sertakan Idempotency-Key agar pengiriman ulang tidak menjadi tiket ganda.";

/// Nobody can be told of the answer there.
pub(crate) fn not_an_address(invalid: InvalidNoticeAddress) -> FieldError {
    let message = match invalid {
        InvalidNoticeAddress::Email => text("notice-address.email"),
        InvalidNoticeAddress::Mobile => text("notice-address.mobile"),
    };
    FieldError { field: NOTICE_ADDRESS_FIELD.to_owned(), code: invalid.code(), message: message.to_owned() }
}

/// Label and help of the field for where to be told of the answer.
pub(crate) fn notice_address() -> (&'static str, &'static str) {
    (text("notice-address"), text("notice-address.help"))
}

/// What is told about a code that does not count.
pub(crate) fn captcha() -> captcha::http::Texts {
    captcha::http::Texts {
        missing: text("captcha-missing"),
        wrong: text("captcha-wrong"),
        expired: text("captcha-expired"),
        used: text("captcha-used"),
    }
}

/// Detail for the self-service forms where accounts are served: the page of this site that solves them.
pub(crate) fn self_service_elsewhere(site: &str, page: &str) -> String {
    format!("Formulir ini diselesaikan langsung, tanpa tiket: {site}{page}. Data Anda tidak disimpan.")
}

/// An open ticket is there already; another one can be filed beside it. Neither its number nor its stage is told: the
/// reference is of no other use.
pub(crate) fn already_filed(reference: &str) -> String {
    format!(
        "Aduan dengan formulir yang sama masih terbuka. Pengaduan baru belum disimpan. Lihat statusnya dengan nomor \
        tiket pada tanda terima. Bila ada yang berubah, kirim lagi dengan repeat_of={reference}"
    )
}

/// The operator closed the form: why, and until when if that is known.
pub(crate) fn form_closed(reason: &str, reopens_at: Option<Timestamp>) -> String {
    let reason: (&str, &dyn Value) = ("reason", &reason.trim_end_matches('.'));
    match reopens_at {
        Some(at) => fill("form-closed-until", &[reason, ("at", &time::wib_text(at))]),
        None => fill("form-closed-for-now", &[reason]),
    }
}
