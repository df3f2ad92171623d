//! Texts about the words of an answer, of a template, and of a text for many tickets.

use desk::{MergeField, Unfit};
use domain::{FieldFault, text_fault};

use crate::work::TextFault;

pub(crate) const SIXTEEN_DIGITS: &str = "Jawaban ini memuat 16 angka berurutan, seperti NIK atau nomor KK. Hapus \
    angkanya, atau tandai di bawah bila memang perlu.";
pub(crate) const NO_ANSWER: &str = "Tulis jawabannya dulu.";
pub(crate) const UNCHANGED_CORRECTION: &str =
    "Teks ini sama dengan jawaban yang sudah dibaca pelamar. Ubah dulu, lalu kirim koreksinya.";

/// Why the words of an answer are not sent.
pub(crate) fn unfit(fault: &Unfit) -> String {
    match fault {
        Unfit::Text(FieldFault::Required) => NO_ANSWER.to_owned(),
        Unfit::Text(fault) => text_fault(*fault),
        Unfit::Fields(names) => {
            format!(
                "Tiket ini tidak memiliki isian {}. Hapus atau ganti dengan kata-kata Anda, lalu kirim.",
                fields_in_braces(names)
            )
        }
        Unfit::Digits => SIXTEEN_DIGITS.to_owned(),
    }
}

/// Merge fields as they are written in a text.
pub(crate) fn fields_in_braces(names: &[String]) -> String {
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

/// How often a template was used in so many days.
pub(crate) fn template_uses(uses: i64, or_more: bool, days: i64) -> String {
    match uses {
        0 => format!("belum dipakai dalam {days} hari terakhir"),
        uses if or_more => format!("dipakai sedikitnya {uses} kali dalam {days} hari terakhir"),
        uses => format!("dipakai {uses} kali dalam {days} hari terakhir"),
    }
}

/// Some tickets have nothing for these merge fields.
pub(crate) fn lacking(names: &[String]) -> String {
    format!(
        "Sebagian tiket tidak memiliki isian {}. Hapus isian itu, atau tandai di bawah bahwa tiket tersebut dilewati.",
        fields_in_braces(names)
    )
}

/// A merge field that the template's form does not have.
pub(crate) fn foreign_merge_field(name: &str) -> String {
    format!("Formulir yang dipilih tidak memiliki isian {{{name}}}.")
}

/// A merge field that no ticket has.
pub(crate) fn unknown_merge_field(name: &str) -> String {
    format!("{{{name}}} tidak dikenal. Gunakan salah satu isian yang tercantum di atas kotak teks.")
}

/// What is wrong with a text that is to go to many tickets, in one line.
pub(crate) fn text_faults(faults: &[TextFault]) -> String {
    let words = faults.iter().map(|fault| match fault {
        TextFault::Unfit(FieldFault::Required) => NO_ANSWER.to_owned(),
        TextFault::Unfit(fault) => text_fault(*fault),
        TextFault::UnknownField(name) => unknown_merge_field(name),
        TextFault::Digits => SIXTEEN_DIGITS.to_owned(),
        TextFault::Lacking(names) => lacking(names),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The merge fields that every ticket has, each with what it stands for.
pub(crate) fn merge_fields() -> [(&'static str, &'static str); MergeField::ALL.len()] {
    MergeField::ALL.map(|field| {
        let about = match field {
            MergeField::Name => "nama lengkap pelamar",
            MergeField::Number => "nomor tiket",
            MergeField::Form => "judul formulir",
            MergeField::Desk => "nama meja",
            MergeField::Day => "tanggal pengaduan",
        };
        (field.name(), about)
    })
}
