//! Values of the field as the API's description (OpenAPI) shows them: enumerations and patterns, derived from the types
//! that parse them. They only describe; no code makes values of them.

use domain::patterns::{FORM_CODE, TICKET_NUMBER, TYPED_CARD, TYPED_TICKET_NUMBER};
use domain::{Suggestions, catalogue};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Gives types a description that a function returns.
macro_rules! described {
    ($($(#[$about:meta])* $name:ident: $schema:expr;)*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    $schema
                }
            }

            impl ToSchema for $name {}
        )*
    };
}

described! {
    /// A desk.
    Desk: listed(domain::Desk::ALL.map(domain::Desk::as_str));
    /// A stage of a ticket.
    Stage: listed(domain::Stage::ALL.map(domain::Stage::as_str));
    /// A stage that an agency reports.
    ReportedStage: listed([domain::Stage::Received, domain::Stage::Processing].map(domain::Stage::as_str));
    /// A kind of document.
    DocumentKind: listed(domain::DocumentKind::ALL.map(domain::DocumentKind::as_str));
    /// A list of suggestions.
    List: listed(Suggestions::ALL.map(Suggestions::as_str));
    /// The name of a form in addresses.
    Slug: listed(catalogue::FORMS.iter().map(|form| form.slug));
    /// The code of a form. It may have left the catalogue since.
    FormCode: like(FORM_CODE, "66");
    /// A ticket number.
    TicketNumber: like(TICKET_NUMBER, "662026112100000178");
    /// A ticket number, blanks, dots and hyphens between the digits.
    TypedTicketNumber: like(TYPED_TICKET_NUMBER, "66 2026 1121 0000 0178");
    /// A NIK, blanks, dots and hyphens between the digits.
    TypedNik: like(TYPED_CARD, "3174035708950001");
    /// Names a submission across resends.
    IdempotencyKey: text(ObjectBuilder::new().pattern(Some("^[!-~]{1,255}$")));
    /// Something typed into a field with suggestions.
    Typed: text(ObjectBuilder::new().max_length(Some(100)));
    /// An id.
    Id: text(ObjectBuilder::new().format(Some(utoipa::openapi::SchemaFormat::Custom("uuid".to_owned()))));
}

fn listed(values: impl IntoIterator<Item = &'static str>) -> RefOr<Schema> {
    text(ObjectBuilder::new().enum_values(Some(values)))
}

fn like(pattern: &'static str, example: &'static str) -> RefOr<Schema> {
    text(ObjectBuilder::new().pattern(Some(pattern)).examples([example]))
}

fn text(object: ObjectBuilder) -> RefOr<Schema> {
    object.schema_type(Type::String).into()
}
