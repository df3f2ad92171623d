//! What the first step sends, as it was typed.

use captcha::http::Answer;
use domain::{
    BirthDate, FamilyCard, Field, FieldError, FieldFault, FieldSpec, FullName, Nik, NoticeAddress, Text, TextRule,
    catalogue, typed,
};
use jiff::civil::Date;
use population::Identity;
use serde::Deserialize;
use utoipa::ToSchema;
use web::FieldView;

use applicants::{Applicant, LONGEST_PLACE};

/// Name of the field for a number of a mobile telephone.
pub(crate) const PHONE: &str = "phone";
/// Name of the field for an e-mail address.
pub(crate) const EMAIL: &str = "email";

/// What the population register compares, in the order of the page.
pub(super) const IDENTITY: [Field; 5] = [Field::Nik, Field::Kk, Field::FullName, Field::BirthPlace, Field::BirthDate];

/// An identity as on the identity card, and how to reach the person.
// What the page sends, too. Personal data.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = IdentityCheck)]
#[serde(default)]
pub(crate) struct Typed {
    /// 16 digits.
    #[schema(required = true, value_type = web::described::TypedNik)]
    nik: String,
    /// Number of the family card: 16 digits.
    #[schema(required = true, example = "3174010101150001")]
    kk: String,
    /// With titles, if the card has them.
    #[schema(required = true)]
    full_name: String,
    #[schema(required = true)]
    birth_place: String,
    /// ISO 8601, or the day first.
    #[schema(required = true, example = "1995-08-17")]
    birth_date: String,
    /// Number of a mobile telephone. Without `+` it is Indonesian.
    #[schema(required = true, example = "0812 3456 7890")]
    phone: String,
    /// An e-mail address.
    #[schema(required = true)]
    email: String,
    /// From `GET /api/v1/accounts/captcha`.
    #[schema(required = true)]
    captcha_token: String,
    /// The code that it shows.
    #[schema(required = true)]
    captcha: String,
    #[schema(ignore)]
    captcha_work: String,
    #[schema(ignore)]
    pub(super) action: String,
}

impl Typed {
    /// What stands in the page of somebody who told it before.
    pub(super) fn of(applicant: &Applicant) -> Self {
        let Identity { nik, family_card, full_name, birth_place, birth_date } = &applicant.identity;
        Self {
            nik: nik.expose().to_owned(),
            kk: family_card.expose().to_owned(),
            full_name: full_name.expose().to_owned(),
            birth_place: birth_place.expose().to_owned(),
            birth_date: birth_date.shown(),
            phone: applicant.phone.expose().to_owned(),
            email: applicant.email.expose().to_owned(),
            ..Self::default()
        }
    }

    /// The same with this NIK, which is not typed again.
    pub(super) fn of_nik(self, nik: &Nik) -> Self {
        Self { nik: nik.expose().to_owned(), ..self }
    }

    /// The answer to the code against robots.
    pub(super) fn answer(&self) -> Answer {
        Answer { token: self.captcha_token.clone(), typed: self.captcha.clone(), work: self.captcha_work.clone() }
    }

    /// The value of a field, as it was typed.
    pub(super) fn value(&self, field: &str) -> &str {
        match field {
            "nik" => &self.nik,
            "kk" => &self.kk,
            "full_name" => &self.full_name,
            "birth_place" => &self.birth_place,
            "birth_date" => &self.birth_date,
            PHONE => &self.phone,
            EMAIL => &self.email,
            _ => "",
        }
    }

    /// Who it is, as another form sends it on.
    pub(super) fn identity_pairs(&self) -> [(&'static str, &str); 5] {
        IDENTITY.map(|field| (field.as_str(), self.value(field.as_str())))
    }

    /// All fields with their values, as another form sends them on.
    pub(super) fn pairs(&self) -> Vec<(&'static str, &str)> {
        let names = IDENTITY.map(Field::as_str).into_iter().chain([PHONE, EMAIL]);
        names.map(|name| (name, self.value(name))).collect()
    }

    /// The person, and everything that is wrong with what was typed, in the order of the page.
    pub(super) fn read(&self, today: Date) -> (Option<Applicant>, Vec<FieldError>) {
        let mut errors = Vec::new();
        let identity = self.identity(today, &mut errors);
        let phone = address(PHONE, &self.phone, &mut errors);
        let email = address(EMAIL, &self.email, &mut errors);
        let applicant = (|| Some(Applicant { identity: identity?, phone: phone?, email: email?, details: None }))();
        (applicant, errors)
    }

    /// Who it is, and everything that is wrong with it.
    pub(super) fn identity(&self, today: Date, errors: &mut Vec<FieldError>) -> Option<Identity> {
        let nik = self.field(Field::Nik, Nik::parse, errors);
        let family_card = self.field(Field::Kk, FamilyCard::parse, errors);
        let full_name = self.field(Field::FullName, FullName::parse, errors);
        let place = |raw: &str| Text::parse(raw, TextRule::Line { max: LONGEST_PLACE });
        let birth_place = self.field(Field::BirthPlace, place, errors);
        let birth_date = self.field(Field::BirthDate, |raw| BirthDate::parse(raw, today), errors);
        Some(Identity {
            nik: nik?,
            family_card: family_card?,
            full_name: full_name?,
            birth_place: birth_place?,
            birth_date: birth_date?,
        })
    }

    fn field<T>(
        &self,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, FieldFault>,
        errors: &mut Vec<FieldError>,
    ) -> Option<T> {
        let value = self.value(field.as_str());
        let read = if typed::is_blank_text(value) { Err(FieldFault::Required) } else { parse(value) };
        read.map_err(|fault| errors.push(FieldError::of(spec(field), fault))).ok()
    }
}

/// An address of this kind; people who type the other kind are told.
pub(super) fn address(name: &'static str, raw: &str, errors: &mut Vec<FieldError>) -> Option<NoticeAddress> {
    let wants_email = name == EMAIL;
    let (code, message) = match NoticeAddress::read(raw) {
        Ok(Some(address)) if address.is_email() == wants_email => return Some(address),
        Ok(None) if wants_email => ("required", language::text("account-email.missing")),
        Ok(None) => ("required", language::text("account-phone.missing")),
        Ok(Some(_)) | Err(_) if wants_email => ("not_an_email", language::text("notice-address.email")),
        Ok(Some(_)) | Err(_) => ("not_a_mobile_number", language::text("notice-address.mobile")),
    };
    errors.push(FieldError { field: name.to_owned(), code, message: message.to_owned() });
    None
}

/// How forms of the helpdesk ask for the field: people meet the same words everywhere.
pub(super) fn spec(field: Field) -> &'static FieldSpec {
    let form = catalogue::FORMS.iter().find(|form| IDENTITY.iter().all(|asked| form.field(*asked).is_some()));
    form.and_then(|form| form.field(field)).unwrap_or_else(|| unreachable!("a form asks for all of them"))
}

/// The two fields for addresses, with what was typed.
pub(super) fn address_fields(typed: &Typed, error: impl Fn(&str) -> String) -> [FieldView; 2] {
    [address_field(PHONE, &typed.phone, &error(PHONE)), address_field(EMAIL, &typed.email, &error(EMAIL))]
        .map(|field| FieldView { kept: true, ..field })
}

/// The field for an address of this kind.
pub(super) fn address_field(name: &'static str, typed: &str, error: &str) -> FieldView {
    let (words, autocomplete) = if name == EMAIL {
        ((language::text("account-email"), language::text("account-email.help")), "email")
    } else {
        ((language::text("account-phone"), language::text("account-phone.help")), "tel")
    };
    FieldView::line(name, words, "text", autocomplete, typed, error)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::siti::siti;

    const TODAY: Date = date(2026, 11, 30);

    #[test]
    fn what_was_told_before_is_read_again_as_it_was() {
        let (read, errors) = Typed::of(&siti()).read(TODAY);
        let read = read.unwrap();
        assert!(errors.is_empty());
        assert_eq!((read.identity.nik, read.identity.birth_date), (siti().identity.nik, siti().identity.birth_date));
        assert_eq!((read.phone, read.email), (siti().phone, siti().email));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_in_the_order_of_the_page() {
        let (none, errors) = Typed::default().read(TODAY);
        assert!(none.is_none());
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["nik", "kk", "full_name", "birth_place", "birth_date", "phone", "email"]);
        assert!(errors.iter().all(|error| error.code == "required"), "{errors:?}");
    }

    #[test]
    fn an_address_of_the_other_kind_is_told_at_its_field() {
        let told = |phone: &str, email: &str| {
            let typed = Typed { phone: phone.to_owned(), email: email.to_owned(), ..Typed::of(&siti()) };
            typed.read(TODAY).1.into_iter().map(|error| (error.field, error.code)).collect::<Vec<_>>()
        };
        assert_eq!(told("siti@example.go.id", "siti@example.go.id"), [("phone".to_owned(), "not_a_mobile_number")]);
        assert_eq!(told("0812 3456 7890", "081234567890"), [("email".to_owned(), "not_an_email")]);
        assert_eq!(told("0812-3456-7890", "siti@EXAMPLE.go.id"), []);
    }
}
