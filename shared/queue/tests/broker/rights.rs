use lapin::options::BasicGetOptions;
use messages::topology::{self, ANSWER, INTAKE, ROUTER, Rights};
use queue::{Outgoing, PublishError, Publisher};
use secrecy::SecretString;

use crate::site::{DESK, Site, channel_of, eventually, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_service_user_cannot_read_a_foreign_queue() {
    let site = Site::new().await;
    let desk = topology::desk_queue(DESK);
    for (rights, own, foreign) in [
        (INTAKE, None, topology::ROUTER_SUBMISSIONS),
        (ROUTER, Some(topology::ROUTER_SUBMISSIONS), desk),
        (ANSWER, Some(desk), topology::ROUTER_SUBMISSIONS),
        (ANSWER, Some(topology::ANSWER_REPLIES), "dead.answer.replies"),
    ] {
        let user = user(&site, &rights).await;
        let (connection, channel) = channel_of(&site.broker_as(Some((&user, PASSWORD)), None)).await;
        if let Some(own) = own {
            channel.basic_get(own.into(), BasicGetOptions::default()).await.unwrap();
        }
        let refused = channel.basic_get(foreign.into(), BasicGetOptions::default()).await.unwrap_err().to_string();
        assert!(
            refused.contains("ACCESS_REFUSED") || refused.contains("ACCESS-REFUSED"),
            "{user} on {foreign}: {refused}"
        );
        connection.close(200, "tried".into()).await.unwrap();
        site.management.remove_user(&user).await.unwrap();
    }
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_user_publishes_to_its_own_exchanges_only() {
    let site = Site::new().await;
    let user = user(&site, &ROUTER).await;
    let (publisher, job, _probe) = Publisher::start(site.broker_as(Some((&user, PASSWORD)), None), site.clock.clone());
    let process = run(vec![job]);
    eventually("a connection", async || publisher.is_available()).await;

    assert!(publisher.publish(vec![site.message()]).await[0].is_ok());
    let foreign = Outgoing::new(topology::SUBMISSIONS, "submitted.66", site.clock.new_id(), b"{}".to_vec());
    let refused = publisher.publish(vec![foreign]).await;
    assert!(matches!(refused.as_slice(), [Err(PublishError::Broken(_))]), "{refused:?}");
    eventually("a new connection", async || publisher.publish(vec![site.message()]).await[0].is_ok()).await;

    process.stop().await;
    site.management.remove_user(&user).await.unwrap();
    site.remove().await;
}

const PASSWORD: &str = "only-for-this-test";

/// All virtual hosts share the broker's users, so each test makes its own.
async fn user(site: &Site, rights: &Rights) -> String {
    let name = format!("{}-{}", rights.user, site.vhost);
    site.management.set_user(&site.vhost, &name, &SecretString::from(PASSWORD), rights).await.unwrap();
    name
}
