//! Every sentence that this service says to people, in Indonesian.
//!
//! The callers are assisted channels, which show what they get to applicants. So each text is plain and kind, and tells
//! what to do next.

pub(crate) mod pages;

use domain::{DocumentKind, FieldError, InvalidNoticeAddress, time};
use jiff::Timestamp;

use crate::reception::NOTICE_ADDRESS_FIELD;

/// A body that is no form of this page.
pub(crate) const NO_FORM: &str = "Isian tidak dapat dibaca. Muat ulang halaman ini, lalu coba lagi.";
/// Detail when a submission comes without a channel's token and without a CAPTCHA.
pub(crate) const NEITHER_TOKEN_NOR_CAPTCHA: &str =
    "Sertakan token kanal, atau isi captcha_token dan captcha dari GET /api/v1/forms/{slug}/captcha.";
/// Title when an open ticket of this person and form is there already.
pub(crate) const ALREADY_FILED: &str = "Pengaduan ini sudah pernah Anda kirim";
/// Title of a refusal because of fields or documents.
pub(crate) const REFUSED: &str = "Ada isian yang perlu diperbaiki";
/// Detail of such a refusal: every fault is in `errors`.
pub(crate) const REFUSED_DETAIL: &str =
    "Pengaduan belum tersimpan. Perbaiki semua isian yang disebutkan, lalu kirim kembali formulir ini.";
/// Title when something is larger than allowed.
pub(crate) const TOO_LARGE: &str = "Kiriman terlalu besar";
/// Detail when the whole request is larger than allowed.
pub(crate) const BODY_TOO_LARGE: &str = "Seluruh kiriman paling besar 864 KB. Perkecil dokumen yang dilampirkan \
    (masing-masing paling besar 200 KB), lalu kirim kembali.";
/// Detail when there are more parts than any form has.
pub(crate) const TOO_MANY_PARTS: &str =
    "Kiriman paling banyak memuat 40 bagian. Kirim hanya isian dan dokumen yang diminta formulir.";
/// Title when a document is of a kind that is not accepted.
pub(crate) const UNSUPPORTED_DOCUMENT: &str = "Ada dokumen yang tidak dapat diterima";
/// Detail when the request is not multipart/form-data.
pub(crate) const NOT_MULTIPART: &str = "Kirim formulir sebagai multipart/form-data.";
/// Detail when the multipart syntax is broken or ends early.
pub(crate) const BROKEN_MULTIPART: &str = "Susunan multipart/form-data rusak atau terputus. Silakan kirim kembali.";
/// Detail when the idempotency key has another shape.
pub(crate) const BAD_IDEMPOTENCY_KEY: &str =
    "Idempotency-Key harus satu nilai, 1 sampai 255 karakter ASCII yang terlihat.";
/// Detail when the channel token was revoked.
pub(crate) const REVOKED_CHANNEL: &str = "Token kanal ini sudah dicabut. Hubungi pengelola helpdesk.";
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
/// Title for the self-service forms, which are listed but not served yet.
pub(crate) const SELF_SERVICE: &str = "Layanan mandiri ini belum tersedia";
/// Detail for the self-service forms.
pub(crate) const SELF_SERVICE_DETAIL: &str = "Formulir ini diselesaikan langsung oleh layanan akun SSCASN, yang belum \
    tersedia. Data Anda tidak disimpan. Silakan coba lagi di lain waktu.";
/// Title when the operator closed the form.
pub(crate) const FORM_CLOSED: &str = "Formulir ini sedang ditutup";
/// Title when the same idempotency key was used for another submission.
pub(crate) const OTHER_CONTENT: &str = "Idempotency-Key ini sudah dipakai untuk isian lain";
/// Detail when the same idempotency key was used for another submission.
pub(crate) const OTHER_CONTENT_DETAIL: &str =
    "Gunakan kunci baru untuk pengaduan baru, atau kirim ulang isian yang sama persis.";
/// Detail when all places are taken.
pub(crate) const BUSY: &str = "Helpdesk sedang sangat ramai. Tunggu sebentar, lalu kirim kembali.";
/// Detail when PostgreSQL or the object store is away: nothing was stored.
pub(crate) const AWAY: &str =
    "Pengaduan belum tersimpan karena layanan sedang terganggu. Tunggu sebentar, lalu kirim kembali.";
/// Detail when the outcome of storing is not known.
pub(crate) const OUTCOME_UNKNOWN: &str = "Layanan terputus saat pengaduan disimpan, sehingga hasilnya belum pasti. \
    Kirim kembali isian yang sama dengan Idempotency-Key yang sama: bila pengaduan sudah tersimpan, nomor tiket yang \
    sama akan ditampilkan.";
/// Detail when the outcome is not known and the request had no idempotency key.
pub(crate) const OUTCOME_UNKNOWN_WITHOUT_KEY: &str = "Layanan terputus saat pengaduan disimpan, sehingga hasilnya \
    belum pasti. Silakan kirim kembali; sertakan Idempotency-Key agar pengiriman ulang tidak menjadi tiket ganda.";

/// A text field is larger than any answer needs.
pub(crate) const FIELD_TOO_LARGE: &str = "Isian ini melebihi 8 KB. Persingkat isiannya, lalu kirim kembali.";
/// A text field is not UTF-8.
pub(crate) const FIELD_NOT_TEXT: &str = "Isian ini harus berupa teks (UTF-8), bukan berkas.";

/// Nobody can be told of the answer there.
pub(crate) fn not_an_address(invalid: InvalidNoticeAddress) -> FieldError {
    let message = match invalid {
        InvalidNoticeAddress::Email => "Alamat email belum lengkap. Tulis misalnya siti@contoh.id.",
        InvalidNoticeAddress::Mobile => {
            "Ini bukan email dan bukan nomor HP. Tulis misalnya siti@contoh.id atau 0812 3456 7890. Nomor luar negeri \
            diawali tanda + dan kode negara."
        }
    };
    FieldError { field: NOTICE_ADDRESS_FIELD.to_owned(), code: invalid.code(), message: message.to_owned() }
}

/// Label and help of the field for where to be told of the answer.
pub(crate) const NOTICE_ADDRESS: (&str, &str) = (
    "Email atau nomor HP",
    "Kami kabari bila tiket Anda sudah dijawab. Isi jawabannya tetap hanya dapat dibaca di sini. Boleh dikosongkan.",
);

/// What is told about a code that does not count.
pub(crate) const CAPTCHA: captcha::http::Texts = captcha::http::Texts {
    missing: "Kode CAPTCHA belum diisi.",
    wrong: "Kode CAPTCHA belum sesuai. Gambarnya sudah kami ganti; masukkan kode yang baru. Isian lain tetap tersimpan \
        di halaman ini.",
    expired: "Kode CAPTCHA sudah kedaluwarsa karena hanya berlaku 30 menit. Masukkan kode dari gambar yang baru.",
    used: "Kode CAPTCHA ini sudah dipakai untuk pengaduan lain. Masukkan kode dari gambar yang baru.",
};

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
    let reason = reason.trim_end_matches('.');
    match reopens_at {
        Some(at) => {
            format!("{reason}. Formulir dibuka kembali pada {} WIB. Data Anda tidak disimpan.", time::wib_text(at))
        }
        None => format!(
            "{reason}. Waktu pembukaan kembali belum diketahui. Data Anda tidak disimpan; silakan periksa lagi nanti."
        ),
    }
}

/// A document is larger than allowed.
pub(crate) fn document_too_large(kind: DocumentKind) -> String {
    format!("Dokumen {} lebih besar dari 200 KB. Perkecil berkasnya, lalu kirim kembali.", kind.label())
}

/// A document was refused by its content.
pub(crate) fn document_refused(kind: DocumentKind, why: &str) -> String {
    format!("Dokumen {}: {why}", kind.label())
}
