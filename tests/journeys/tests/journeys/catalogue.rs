//! Every form of the catalogue on the running system: valid submissions arrive at their desk, and invalid ones get the
//! reasons.

use std::time::Duration;

use anyhow::{Context, Result};
use domain::catalogue::{FORMS, Outcome};
use testing::{Layout, Multipart, Person, System, eventually};

const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn every_form_takes_a_right_submission_to_its_desk_and_refuses_an_empty_one() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let api = system.api();
    let published = api.client().get(&format!("{}/api/v1/forms", api.intake())).await?.json()?;
    let published = published["forms"].as_array().context("a list of forms")?.len();
    assert_eq!(published, FORMS.len());

    for (at, form) in FORMS.iter().enumerate() {
        let person = Person::new(1_000 + u64::try_from(at)?);
        let filed = api.submit(form.slug, &person.submission(form.slug, 30_000), None).await?;
        let told = String::from_utf8_lossy(&filed.body).into_owned();
        if form.outcome == Outcome::SelfService {
            assert_eq!(filed.status, 501, "{}: {told}", form.slug);
            continue;
        }
        assert_eq!(filed.status, 201, "{}: {told}", form.slug);
        let receipt = filed.json()?;
        assert_eq!(
            receipt.get("guidance").is_some_and(|guidance| !guidance.is_null()),
            form.outcome == Outcome::Guidance
        );
        let number = receipt["ticket_number"].as_str().context("a number")?.to_owned();
        let wanted = if form.outcome == Outcome::Guidance { "answered" } else { "received" };
        eventually(&format!("form {} to be {wanted}", form.code), PATIENCE, async || {
            Ok(api.found(&number, &person.nik).await?.filter(|lookup| lookup.stage == wanted))
        })
        .await?;
        let desk: String = sqlx::query_scalar("SELECT desk FROM desk.cases WHERE ticket_number = $1")
            .bind(&number)
            .fetch_one(system.database.owner())
            .await?;
        assert_eq!(Some(desk.as_str()), form.desk.map(domain::Desk::as_str), "{}", form.slug);

        let empty = api.submit(form.slug, &Multipart::default(), None).await?;
        assert_eq!(empty.status, 422, "{}", form.slug);
        let errors = empty.json()?["errors"].as_array().context("all errors at once")?.clone();
        let named: Vec<_> = errors.iter().filter_map(|error| error["field"].as_str().map(str::to_owned)).collect();
        for spec in form.fields.iter().filter(|spec| spec.required) {
            assert!(
                named.iter().any(|name| name == spec.field.as_str()),
                "{}: {} not named",
                form.slug,
                spec.field.as_str()
            );
        }
        for document in form.documents.iter().filter(|document| document.required) {
            assert!(
                named.iter().any(|name| name == document.kind.as_str()),
                "{}: {:?} not named",
                form.slug,
                document.kind
            );
        }
    }
    Ok(())
}
