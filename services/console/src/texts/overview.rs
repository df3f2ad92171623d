//! Texts of the overview.

use crate::work::Forecast;

/// The head of the file with the hours.
pub(crate) const HOURS_HEAD: &str = "jam_wib,meja,masuk,dijawab,dalam_24_jam,dalam_48_jam\r\n";
/// What a browser calls that file.
pub(crate) const HOURS_FILE: &str = "helpdesk-per-jam.csv";

/// When the backlog ends, and whether the promise is kept: of what is open, `late` tickets are late; of what was
/// answered in the last 24 hours, `missed` were.
pub(crate) fn forecast(forecast: Forecast, late: i64, missed: i64) -> String {
    let told = [(late, "tiket yang terbuka sudah terlambat"), (missed, "jawaban 24 jam terakhir terlambat")];
    let told: Vec<String> =
        told.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let broken = (!told.is_empty()).then(|| format!("Janji waktu jawab tidak terpenuhi: {}.", told.join(", ")));
    [Some(pace(forecast, broken.is_some())), broken].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// When the backlog ends at the pace of the last 24 hours; `broken`: that the promise is kept is not said.
fn pace(forecast: Forecast, broken: bool) -> String {
    let promise = |kept: bool| match (kept, broken) {
        (false, _) => " Tiket yang masuk sekarang akan terlambat dijawab.",
        (true, false) => " Janji waktu jawab masih terjaga.",
        (true, true) => "",
    };
    match forecast {
        Forecast::Done => "Semua tiket sudah dijawab.".to_owned(),
        Forecast::Standstill => {
            "Belum ada tiket yang dijawab dalam 24 jam terakhir, sehingga antrean tidak berkurang.".to_owned()
        }
        Forecast::Ends { hours, kept } if hours < 48 => {
            format!("Dengan laju 24 jam terakhir, antrean habis dalam {hours} jam.{}", promise(kept))
        }
        Forecast::Ends { hours, kept } => {
            format!(
                "Dengan laju 24 jam terakhir, antrean habis dalam {} hari.{}",
                hours.unsigned_abs().div_ceil(24),
                promise(kept)
            )
        }
        Forecast::Grows { by, kept } => {
            format!("Dengan laju 24 jam terakhir, antrean bertambah {by} tiket setiap jam.{}", promise(kept))
        }
    }
}

/// A share as people read it; a dash when there is nothing to have a share of.
pub(crate) fn share(part: i64, whole: i64) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{} %", part * 100 / whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_late_is_called_a_kept_promise() {
        let ends = Forecast::Ends { hours: 3, kept: true };
        assert!(forecast(ends, 0, 0).ends_with("Janji waktu jawab masih terjaga."));
        for (late, missed) in [(3, 0), (0, 2), (3, 2)] {
            let told = forecast(ends, late, missed);
            assert!(!told.contains("masih terjaga") && told.contains("tidak terpenuhi"), "{told}");
        }
        assert!(forecast(Forecast::Done, 0, 2).contains("2 jawaban 24 jam terakhir terlambat"));
    }
}
