//! One submission is one trace, from the POST to the case at the desk, across processes and the broker.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result};
use testing::{Broker, Collector, Layout, Person, System, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn one_submission_is_one_trace_from_the_post_to_the_case_at_the_desk() -> Result<()> {
    let collector = Collector::start().await?;
    let endpoint = collector.endpoint();
    let further = [("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()), ("OTEL_BSP_SCHEDULE_DELAY", "200")];
    let system = System::start_with(Layout::Separate, Broker::new_virtual_host().await?, &further).await?;
    let person = Person::new(90_001);
    let filed = system.api().submit("pengaduan-instansi", &person.submission("pengaduan-instansi", 0), None).await?;
    assert_eq!(filed.status, 201);

    let (trace, spans) = eventually("the trace to reach the desk", Duration::from_secs(30), async || {
        let spans = collector.spans();
        let post = spans.iter().find(|span| span.service == "intake" && span.name.contains("/api/v1/submissions"));
        let Some(trace) = post.map(|span| span.trace_id.clone()) else { return Ok(None) };
        let of_trace: Vec<_> = spans.into_iter().filter(|span| span.trace_id == trace).collect();
        let services: BTreeSet<_> = of_trace.iter().map(|span| span.service.clone()).collect();
        Ok(["intake", "router", "answer"].iter().all(|name| services.contains(*name)).then_some((trace, of_trace)))
    })
    .await
    .with_context(|| {
        let seen =
            collector.spans().into_iter().map(|span| format!("{} {} in {}", span.service, span.name, span.trace_id));
        format!("spans seen: {:#?}", seen.collect::<BTreeSet<_>>())
    })?;

    // Every span hangs below the POST: its parent is in the same trace.
    let ids: BTreeSet<_> = spans.iter().map(|span| span.span_id.clone()).collect();
    let roots: Vec<_> = spans.iter().filter(|span| !ids.contains(&span.parent_id)).collect();
    assert_eq!(roots.len(), 1, "one root in trace {trace}: {roots:#?}");
    let told = format!("{spans:?}");
    assert!(!told.contains(&person.nik) && !told.contains(&person.full_name), "a span tells who it is about");
    Ok(())
}
