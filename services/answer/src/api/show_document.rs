//! `GET /api/v1/tickets/{number}/documents/{kind}`

use axum::response::{IntoResponse, Response};
use desk::Caller;
use http::{HeaderName, header};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use web::{Path, Problem};

use super::path;
use crate::State;
use crate::problems::Error;

/// What today's checks say.
const VERDICT: HeaderName = HeaderName::from_static("document-check");

/// The bytes of a document, as OpenAPI names them.
enum DocumentBytes {}

impl PartialSchema for DocumentBytes {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .into()
    }
}

impl ToSchema for DocumentBytes {}

/// One document of a ticket
///
/// Every call leaves an entry in the audit log. The document comes as an attachment that no browser runs, caches or
/// guesses about. It is what an applicant sent, byte by byte: open PDF files where they can do no harm.
/// `document-check` says what the checks of today find.
#[utoipa::path(
    get, path = "/api/v1/tickets/{number}/documents/{kind}", tag = "desks", security(("desk_token" = [])),
    params(
        ("number" = inline(web::described::TypedTicketNumber), Path, description = "The ticket number", example = "662026112100001"),
        ("kind" = inline(web::described::DocumentKind), Path, description = "Which document", example = "ktp"),
    ),
    responses(
        (status = 200, description = "The document; not to be stored", headers(
            ("document-check" = String, description = "`passed`, or the code of the rule that it breaks by today's \
                checks, such as `pdf_script`"),
        ), content(
            (DocumentBytes = "image/jpeg"),
            (DocumentBytes = "application/pdf"),
        )),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such ticket or document, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The ticket's data was erased (`erased`), or this document is lost in the store \
            (`document_lost`): ask for it again",
            body = Problem, content_type = "application/problem+json"),
        (status = 423, description = "The operator restricted the ticket while a dispute lasts",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The object store is away",
            body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn show_document(
    state: State,
    caller: Caller,
    Path((number, kind)): Path<(String, String)>,
) -> Result<Response, Error> {
    let number = path::number(&number)?;
    let kind = path::document_kind(&kind)?;
    let document = desk::open_document(&state.desks, &caller, number, kind).await?;
    let file_name = format!("{number}-{}.{}", kind.as_str(), document.media_type.extension());
    let headers = [
        (VERDICT, desk::verdict(&document).await.to_owned()),
        (header::CONTENT_TYPE, document.media_type.as_str().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file_name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    Ok((headers, document.bytes).into_response())
}
