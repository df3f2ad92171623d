//! Texts about macros.

use domain::{FieldFault, text_fault};

use crate::store::macros::Act;
use crate::work::MacroFault;

pub(crate) const MACRO_CHANGED: &str =
    "Makro ini baru saja diubah atau dihapus, dan belum ada yang dilakukan. Periksa lagi, lalu tekan sekali lagi.";
pub(crate) const NO_MACRO: &str = "Pilih makronya dulu.";

/// What a macro does, in one sentence.
pub(crate) fn macro_does(act: &Act) -> String {
    match act {
        Act::Answer { title, .. } => format!("Menjawab dengan templat “{title}”"),
        Act::HandOver { to, .. } => format!("Meneruskan ke {}", to.label()),
    }
}

/// What is wrong with a macro.
pub(crate) fn macro_fault(fault: MacroFault) -> String {
    match fault {
        MacroFault::Name(FieldFault::Required) => "Tulis nama makronya.".to_owned(),
        MacroFault::NameTaken => "Meja ini sudah memiliki makro dengan nama itu.".to_owned(),
        MacroFault::TooMany => "Meja ini sudah memiliki 100 makro. Hapus yang tidak dipakai lagi.".to_owned(),
        MacroFault::NoTemplate => "Pilih templat milik meja ini.".to_owned(),
        MacroFault::NoDesk => "Pilih meja lain yang dapat menerima tiket formulir itu.".to_owned(),
        MacroFault::Reason(FieldFault::Required) => "Tulis alasannya untuk meja tujuan.".to_owned(),
        MacroFault::Note(FieldFault::Required) => "Tulis catatan internalnya.".to_owned(),
        MacroFault::Digits => "Makro tidak boleh memuat NIK atau nomor lain dengan 16 angka.".to_owned(),
        MacroFault::Name(fault) | MacroFault::Reason(fault) | MacroFault::Note(fault) => text_fault(fault),
    }
}
