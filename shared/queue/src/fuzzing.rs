//! How we read the properties and headers of an arriving message, for `tests/fuzz`. A partner's system chooses all of
//! them except the user id, which the broker checks.

use jiff::Timestamp;
use lapin::BasicProperties;
use lapin::types::{AMQPValue, FieldTable, ShortString};
use messages::topology::Delay;
use uuid::Uuid;

use crate::envelope::{self, BROKERS_REASON, Envelope, GivenUp, REASON};

/// What a sender may write besides the body.
#[derive(Clone, Debug, Default)]
pub struct Properties {
    /// The id of the message.
    pub message_id: String,
    /// The user that the broker checked.
    pub user_id: Option<String>,
    /// Headers: name, and text of any bytes.
    pub headers: Vec<(String, Vec<u8>)>,
}

/// What we know of a message after reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its event id.
    pub event_id: Option<Uuid>,
    /// Who sent it.
    pub sender: Option<String>,
    /// Its trace.
    pub traceparent: Option<String>,
    /// The id by which the inbox knows it.
    pub inbox_key: Option<Uuid>,
}

impl Properties {
    fn to_amqp(&self) -> Option<BasicProperties> {
        let short = |text: &str| ShortString::try_new(text).ok();
        let mut headers = FieldTable::default();
        for (name, value) in &self.headers {
            headers.insert(short(name)?, AMQPValue::LongString(value.clone().into()));
        }
        let mut properties = BasicProperties::default().with_message_id(short(&self.message_id)?).with_headers(headers);
        if let Some(user) = &self.user_id {
            properties = properties.with_user_id(short(user)?);
        }
        Some(properties)
    }

    /// What we know of a message with these properties that came over `exchange`; `None` for properties that AMQP
    /// cannot carry.
    #[must_use]
    pub fn read(&self, exchange: &str, body: &[u8]) -> Option<Known> {
        let properties = self.to_amqp()?;
        Some(known(exchange, &properties, body))
    }

    /// What we know of the message after it waited in a retry queue, and after the operator sent it home from a parking
    /// queue.
    #[must_use]
    pub fn come_back(&self, exchange: &str, body: &[u8]) -> Option<[Known; 2]> {
        let properties = self.to_amqp()?;
        let sender = envelope::sender(exchange, &properties);
        let waited = Envelope::postponed(&properties, body.to_vec().into(), "queue", Delay::TenSeconds, "reason")
            .sent_by(sender.clone());
        let given_up = GivenUp { reason: "reason", attempts: 6, at: Timestamp::UNIX_EPOCH };
        let parked = Envelope::parked(&properties, body.to_vec().into(), "queue", &given_up).sent_by(sender);
        let home = Envelope::homeward(&parked.properties, body.to_vec().into(), "queue");
        Some([known("", &waited.properties, body), known("", &home.properties, body)])
    }

    /// Whether the message claims a reason that only the broker or we may write.
    #[must_use]
    pub fn claims_a_reason(&self) -> bool {
        self.headers.iter().any(|(name, _)| name == REASON || name == BROKERS_REASON)
    }
}

fn known(exchange: &str, properties: &BasicProperties, body: &[u8]) -> Known {
    let (event_id, sender) = (envelope::event_id(properties), envelope::sender(exchange, properties));
    Known {
        event_id,
        inbox_key: event_id.map(|event_id| envelope::inbox_key(event_id, sender.as_deref(), body)),
        sender,
        traceparent: envelope::traceparent(properties),
    }
}
