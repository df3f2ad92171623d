use domain::Desk;
use messages::topology;

use crate::site::{DESK, Site};

#[tokio::test(flavor = "multi_thread")]
async fn queues_are_counted_over_one_connection_and_one_that_is_not_there_hides_no_other() {
    let site = Site::new().await;
    site.publish_all((0..3).map(|_| site.message()).collect()).await;
    let empty = Desk::ALL.into_iter().find(|desk| *desk != DESK).unwrap();
    let queues = [topology::desk_queue(DESK), "no.such.queue", topology::desk_queue(empty)];

    let counted = queue::waiting_in(&site.amqp(), &queues).await.unwrap();

    assert_eq!(counted, [Some(3), None, Some(0)]);
    assert_eq!(site.ready_in(topology::desk_queue(DESK)).await, 3, "counting takes none");
    assert_eq!(queue::waiting(&site.amqp(), topology::desk_queue(DESK)).await.unwrap(), 3);
    site.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_broker_nothing_is_known() {
    let site = Site::new().await;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let away = site.broker_as(None, Some(nobody));
    assert!(queue::waiting_in(&away, &[topology::desk_queue(DESK)]).await.is_err());
    site.remove().await;
}
