//! Texts about when the office works.

use domain::time::day_in_words;
use jiff::civil::Date;

/// The days of the week as a form names them, and as people do; Monday first.
pub(crate) const WEEK: [(&str, &str); 7] = [
    ("senin", "Senin"),
    ("selasa", "Selasa"),
    ("rabu", "Rabu"),
    ("kamis", "Kamis"),
    ("jumat", "Jumat"),
    ("sabtu", "Sabtu"),
    ("minggu", "Minggu"),
];

pub(crate) const NO_WORKDAY: &str = "Pilih sedikitnya satu hari kerja.";
pub(crate) const TIME_WRONG: &str = "Tulis jam dan menit, misalnya 08.00.";
pub(crate) const TIMES_WRONG: &str = "Jam selesai harus sesudah jam mulai. Tulis 24.00 untuk tengah malam.";
pub(crate) const HOLIDAY_WRONG: &str =
    "Tanggal ini belum terbaca. Tulis tanggal, bulan, dan tahun, misalnya 17-8-2027.";
pub(crate) const HOLIDAY_NO_NAME: &str = "Tulis nama hari liburnya.";
pub(crate) const HOLIDAY_ROW: &str =
    "Tanggal terakhir harus sama dengan atau sesudah tanggal pertama, paling lama 31 hari.";
pub(crate) const HOLIDAY_TOO_MANY: &str = "Daftar sudah memuat 400 hari libur. Hapus yang sudah lewat, lalu coba lagi.";

/// What was done, by the word in the address; empty for none.
pub(crate) fn workdays_done(word: &str) -> &'static str {
    match word {
        "jam" => "Hari dan jam kerja tersimpan.",
        "libur" => "Hari libur tersimpan.",
        "hapus" => "Hari libur dihapus.",
        _ => "",
    }
}

/// A day with its name, such as "Jumat, 25 Desember 2026".
pub(crate) fn weekday(day: Date) -> String {
    let at = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    format!("{}, {}", WEEK.get(at).map_or("", |(_, name)| name), day_in_words(day))
}

/// What an entry of the audit log says about a change; `None` for what these words do not know.
pub(super) fn workdays_detail(detail: &str) -> Option<String> {
    let day = |text: &str| Some(day_in_words(text.parse().ok()?));
    match detail.split(' ').collect::<Vec<_>>().as_slice() {
        ["week"] => Some("Hari dan jam kerja dalam seminggu".to_owned()),
        ["added", first, days] => Some(format!("Menambah {days} hari libur mulai {}", day(first)?)),
        ["removed", removed] => Some(format!("Menghapus hari libur {}", day(removed)?)),
        _ => None,
    }
}
