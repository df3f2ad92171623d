//! What a stranger may know of an applicant and would try first as a password or an answer.

use credentials::{Number, Personal};

use crate::applicant::Applicant;

impl Applicant {
    /// All of it.
    #[must_use]
    pub fn personal(&self) -> Personal {
        let identity = &self.identity;
        let number = |called, digits: &str| Number { called, digits: digits.to_owned() };
        let details = self.details.as_ref();
        let names = [Some(&identity.full_name), details.map(|details| &details.diploma_name)];
        let born = [Some(&identity.birth_date), details.map(|details| &details.diploma_birth_date)];
        let places = [
            Some(&identity.birth_place),
            details.map(|details| &details.ktp_birth_place),
            details.map(|details| &details.diploma_birth_place),
        ];
        let others = places.into_iter().flatten().map(|place| place.expose().to_owned());
        Personal {
            names: names.into_iter().flatten().map(|name| name.expose().to_owned()).collect(),
            numbers: vec![number("NIK", identity.nik.expose()), number("KK", identity.family_card.expose())],
            born: born.into_iter().flatten().filter_map(|born| born.iso().parse().ok()).collect(),
            email: Some(self.email.expose().to_owned()),
            others: others.chain([self.phone.expose().to_owned()]).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use credentials::{Hasher, HasherConfig, Password, PasswordFault, Rule};

    use crate::applicant::tests::siti;

    #[tokio::test]
    async fn a_password_holds_nothing_that_the_applicant_told() {
        let patience = std::time::Duration::from_secs(20);
        let hasher = Hasher::new(HasherConfig { at_once: 1, patience }, Rule::APPLICANTS);
        for (typed, fault) in [
            ("Langit-Rahmawati-4", PasswordFault::HoldsName),
            ("Langit-Kopi-317401", PasswordFault::HoldsNumber("NIK")),
            ("Langit-Kopi-010101", PasswordFault::HoldsNumber("KK")),
            ("Langit-Kopi-17081995", PasswordFault::HoldsBirthDate),
            ("Langit-Siti-Kopi-4", PasswordFault::HoldsEmail),
        ] {
            let faults = hasher.judge(&Password::new(typed.to_owned()), siti().personal()).await.unwrap();
            assert!(faults.contains(&fault), "{typed}: {faults:?}");
        }
    }
}
