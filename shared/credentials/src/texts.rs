//! Every text of this crate that people read, in Indonesian.

use std::borrow::Cow;

use crate::PasswordFault;

pub(crate) fn password_fault(fault: PasswordFault) -> Cow<'static, str> {
    Cow::Borrowed(match fault {
        PasswordFault::TooShort => "Sandi paling sedikit 12 karakter.",
        PasswordFault::TooLong => "Sandi paling banyak 128 karakter.",
        PasswordFault::NoUpperCase => "Sandi belum memuat huruf besar.",
        PasswordFault::NoLowerCase => "Sandi belum memuat huruf kecil.",
        PasswordFault::NoSymbol => "Sandi belum memuat simbol, misalnya - + ! atau #.",
        PasswordFault::HoldsNumber(called) => {
            return Cow::Owned(format!("Sandi memuat {called} atau tanggal lahir Anda. Pilih yang lain."));
        }
        PasswordFault::HoldsName => "Sandi memuat nama Anda. Pilih yang lain.",
        PasswordFault::Common => {
            "Sandi ini terlalu umum sehingga mudah ditebak. Pilih beberapa kata yang tidak berhubungan."
        }
    })
}
