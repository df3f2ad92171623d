//! Texts of the overview.

use crate::work::Forecast;

/// The head of the file with the hours.
pub(crate) const HOURS_HEAD: &str = "jam_wib,meja,masuk,dijawab,dalam_24_jam,dalam_48_jam\r\n";
/// What a browser calls that file.
pub(crate) const HOURS_FILE: &str = "helpdesk-per-jam.csv";

/// When the backlog ends.
pub(crate) fn forecast(forecast: Forecast) -> String {
    let promise = |kept: bool| {
        if kept {
            "Janji 2 × 24 jam masih terjaga."
        } else {
            "Tiket yang masuk sekarang tidak akan dijawab dalam 2 × 24 jam."
        }
    };
    match forecast {
        Forecast::Done => "Semua tiket sudah dijawab.".to_owned(),
        Forecast::Standstill => {
            "Belum ada tiket yang dijawab dalam 24 jam terakhir, sehingga antrean tidak berkurang.".to_owned()
        }
        Forecast::Ends { hours, kept } if hours < 48 => {
            format!("Dengan laju 24 jam terakhir, antrean habis dalam {hours} jam. {}", promise(kept))
        }
        Forecast::Ends { hours, kept } => {
            format!(
                "Dengan laju 24 jam terakhir, antrean habis dalam {} hari. {}",
                hours.unsigned_abs().div_ceil(24),
                promise(kept)
            )
        }
        Forecast::Grows { by, kept } => {
            format!("Dengan laju 24 jam terakhir, antrean bertambah {by} tiket setiap jam. {}", promise(kept))
        }
    }
}

/// A share as people read it; a dash when there is nothing to have a share of.
pub(crate) fn share(part: i64, whole: i64) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{} %", part * 100 / whole) }
}
