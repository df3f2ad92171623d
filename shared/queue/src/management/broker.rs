//! One virtual host of a broker, as an administrator changes it: users of agencies, their rights and their queues.

use http::StatusCode;
use messages::topology::{AgencyRights, OPERATOR, Rights, agency_user, definitions};
use runtime::{Settings, SettingsError};
use secrecy::SecretString;

use super::{Management, ManagementError};
use crate::BrokerUrl;

/// Why the settings do not lead to a broker.
#[derive(Debug, thiserror::Error)]
pub enum BrokerSettingsError {
    /// Settings are missing or wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The broker's URL has another form.
    #[error("AMQP_URL is not amqp://user:password@host:port/vhost")]
    AmqpUrl,
    /// The management API's URL has another form.
    #[error(transparent)]
    Management(#[from] ManagementError),
}

/// The management API, and the address of the virtual host.
#[derive(Debug)]
pub struct Broker {
    management: Management,
    url: BrokerUrl,
}

impl Broker {
    /// Reads `RABBITMQ_MANAGEMENT_URL` (an administrator's, because it makes users) and `AMQP_URL`, which names host
    /// and virtual host.
    ///
    /// # Errors
    /// When either is missing or has another form.
    pub fn from_env() -> Result<Self, BrokerSettingsError> {
        let mut settings = Settings::from_env();
        let management = settings
            .secret("RABBITMQ_MANAGEMENT_URL", "the broker's management API: http://administrator:password@host:port");
        let url = settings.secret("AMQP_URL", "RabbitMQ: amqp://user:password@host:port/vhost");
        settings.finish()?;
        let url = BrokerUrl::parse(&url).ok_or(BrokerSettingsError::AmqpUrl)?;
        Ok(Self { management: Management::new(&management)?, url })
    }

    /// Creates the agency's queues, and its user with these rights.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn add_agency(
        &self,
        agency: &str,
        password: &SecretString,
        rights: &AgencyRights,
    ) -> Result<(), ManagementError> {
        self.make_queues(agency).await?;
        self.renew_agency(agency, password, rights).await
    }

    /// Creates the agency's queues unless they exist.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn make_queues(&self, agency: &str) -> Result<(), ManagementError> {
        self.management.make_agency_queues(&self.url.vhost, agency).await
    }

    /// Gives the agency these rights, and closes its connections so that the rights take effect.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn change_rights(&self, agency: &str, rights: AgencyRights) -> Result<(), ManagementError> {
        let changed = self.management.renew_agency(&self.url.vhost, agency, None, &rights).await;
        changed.map_err(|source| ManagementError::Rights { agency: agency.to_owned(), source: Box::new(source) })
    }

    /// Removes the agency's user and queues.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn remove_agency(&self, agency: &str) -> Result<(), ManagementError> {
        self.management.remove_agency(&self.url.vhost, agency).await
    }

    /// The URL with which the agency's system connects.
    #[must_use]
    pub fn url_of(&self, agency: &str, password: &SecretString) -> String {
        self.url_for(&agency_user(agency), password)
    }

    /// The URL with which a user connects.
    #[must_use]
    pub fn url_for(&self, user: &str, password: &SecretString) -> String {
        self.url.of(user, password)
    }

    /// The same broker with another virtual host.
    #[must_use]
    pub fn at_vhost(self, vhost: String) -> Self {
        Self { url: self.url.at_vhost(vhost), ..self }
    }

    /// Creates the virtual host with the whole topology, and a user who may do everything in it.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn make_vhost(&self, user: &str, password: &SecretString) -> Result<(), ManagementError> {
        self.management.import(&self.url.vhost, &definitions()).await?;
        self.management.set_user(&self.url.vhost, user, password, &Rights { tags: "", ..OPERATOR }).await
    }

    /// Gives the agency exactly these rights, which may differ from those of an agency with desks, and closes its
    /// connections.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn renew_agency(
        &self,
        agency: &str,
        password: &SecretString,
        rights: &AgencyRights,
    ) -> Result<(), ManagementError> {
        self.management.renew_agency(&self.url.vhost, agency, Some(password), rights).await
    }

    /// Removes the virtual host with everything in it, and a user. Succeeds when they do not exist.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn remove_vhost(&self, user: &str) -> Result<(), ManagementError> {
        gone(self.management.remove_user(user).await)?;
        gone(self.management.remove_vhost(&self.url.vhost).await)
    }
}

/// Treats "does not exist" as removed.
fn gone(removed: Result<(), ManagementError>) -> Result<(), ManagementError> {
    match removed {
        Err(ManagementError::Refused { status: StatusCode::NOT_FOUND, .. }) => Ok(()),
        removed => removed,
    }
}
