//! The broker as the operator's commands change it: users of agencies, their rights and their queues.

use anyhow::{Context as _, Result};
use domain::Desk;
use messages::topology::{AgencyRights, agency_user};
use queue::management::Management;
use runtime::Settings;
use secrecy::{ExposeSecret as _, SecretString};

/// The management API, and where the virtual host is.
pub(crate) struct Broker {
    management: Management,
    /// `amqp` or `amqps`.
    scheme: String,
    /// Host and port.
    address: String,
    vhost: String,
}

impl Broker {
    /// From `RABBITMQ_MANAGEMENT_URL` (an administrator's: it makes users) and `AMQP_URL`, which names host and virtual host.
    pub(crate) fn from_env() -> Result<Self> {
        let mut settings = Settings::from_env();
        let management = settings.secret("RABBITMQ_MANAGEMENT_URL", "the broker's management API: http://administrator:password@host:port");
        let url = settings.secret("AMQP_URL", "RabbitMQ: amqp://user:password@host:port/vhost");
        settings.finish()?;
        let (scheme, address, vhost) = parts(&url).context("AMQP_URL is not amqp://user:password@host:port/vhost")?;
        Ok(Self { management: Management::new(&management)?, scheme, address, vhost })
    }

    /// Makes the agency's queue and its user, which serves these desks.
    pub(crate) async fn add_agency(&self, agency: &str, password: &SecretString, served: &[Desk]) -> Result<()> {
        self.management.make_rejected_queue(&self.vhost, agency).await?;
        self.management.renew_agency(&self.vhost, agency, Some(password), &AgencyRights::new(agency, served)).await?;
        Ok(())
    }

    /// Gives the agency the rights of one that serves these desks, and ends its connections, so that it feels them.
    pub(crate) async fn change_rights(&self, agency: &str, served: &[Desk]) -> Result<()> {
        let rights = AgencyRights::new(agency, served);
        self.management.renew_agency(&self.vhost, agency, None, &rights).await.with_context(|| format!("the rights of {agency}"))
    }

    /// Removes the agency's user and queue.
    pub(crate) async fn remove_agency(&self, agency: &str) -> Result<()> {
        Ok(self.management.remove_agency(&self.vhost, agency).await?)
    }

    /// Where the agency's system connects.
    pub(crate) fn url_of(&self, agency: &str, password: &SecretString) -> String {
        format!("{}://{}:{}@{}/{}", self.scheme, agency_user(agency), password.expose_secret(), self.address, self.vhost)
    }
}

/// Scheme, address and virtual host of an AMQP URL.
fn parts(url: &SecretString) -> Option<(String, String, String)> {
    let (scheme, rest) = url.expose_secret().split_once("://")?;
    let (_, address) = rest.rsplit_once('@')?;
    let (address, vhost) = address.split_once('/')?;
    Some((scheme.to_owned(), address.to_owned(), vhost.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_url_are_found_without_its_password() {
        let url = SecretString::from("amqps://operator:p@mq.example:5671/helpdesk".to_owned());
        assert_eq!(parts(&url), Some(("amqps".to_owned(), "mq.example:5671".to_owned(), "helpdesk".to_owned())));
        assert_eq!(parts(&SecretString::from("amqp://mq.example".to_owned())), None);
    }
}
