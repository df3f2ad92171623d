//! The broker's management API, as far as the operator's commands and the tests need it: virtual hosts, users,
//! definitions.
//!
//! Plain HTTP/1.1 only, for the broker's own machine or network. Elsewhere the operator imports the rendered
//! definitions with the broker's own tools.

mod broker;
mod client;

use http::{Method, StatusCode};
use messages::topology::{
    AGENCY_LIMITS, AgencyRights, REJECTED, REPORTS, Rights, agency_user, rejected_queue, report_key, report_keys,
    reports_queue,
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

pub use broker::{Broker, BrokerSettingsError};
use client::Client;
pub use client::ManagementError;

/// The management API of one broker.
#[derive(Clone, Debug)]
pub struct Management {
    client: Client,
}

/// An open connection, as the broker sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OpenConnection {
    /// The broker's name for it.
    pub name: String,
    /// The client's own name for it.
    #[serde(rename = "user_provided_name", default)]
    pub client_name: String,
    /// The virtual host it uses.
    pub vhost: String,
}

/// How the broker stores a user's password.
#[derive(Deserialize)]
struct PasswordHash {
    password_hash: String,
    hashing_algorithm: String,
}

impl Management {
    /// Makes a client for `http://user:password@host:port`. It sends nothing yet.
    ///
    /// # Errors
    /// When the URL does not have this form.
    pub fn new(url: &SecretString) -> Result<Self, ManagementError> {
        Ok(Self { client: Client::new(url)? })
    }

    /// Creates the virtual host if needed and imports the topology into it, whatever virtual host the definitions name.
    /// A repeated import changes policies; the arguments of existing queues cannot change.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn import(&self, vhost: &str, definitions: &Value) -> Result<(), ManagementError> {
        self.client.change(Method::PUT, &["vhosts", vhost], &json!({})).await?;
        self.client.change(Method::POST, &["definitions", vhost], &for_one_vhost(definitions)).await
    }

    /// Creates the user, or changes its password, and gives it exactly these rights in the virtual host.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn set_user(
        &self,
        vhost: &str,
        name: &str,
        password: &SecretString,
        rights: &Rights,
    ) -> Result<(), ManagementError> {
        let user = json!({ "password": password.expose_secret(), "tags": rights.tags });
        self.client.change(Method::PUT, &["users", name], &user).await?;
        let permissions = json!({ "configure": rights.configure, "write": rights.write, "read": rights.read });
        self.client.change(Method::PUT, &["permissions", vhost, name], &permissions).await
    }

    /// Removes a user.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn remove_user(&self, name: &str) -> Result<(), ManagementError> {
        self.client.change(Method::DELETE, &["users", name], &Value::Null).await
    }

    /// Creates the queue of an agency's reports and the queue of its rejections. Leaves existing queues alone.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn make_agency_queues(&self, vhost: &str, agency: &str) -> Result<(), ManagementError> {
        let queues = [
            (rejected_queue(agency), REJECTED, agency_user(agency)),
            (reports_queue(agency), REPORTS, report_key(agency, "#")),
        ];
        let arguments = json!({ "durable": true, "auto_delete": false, "arguments": { "x-queue-type": "quorum" } });
        for (queue, exchange, key) in queues {
            self.client.change(Method::PUT, &["queues", vhost, &queue], &arguments).await?;
            let binding = json!({ "routing_key": key, "arguments": {} });
            self.client.change(Method::POST, &["bindings", vhost, "e", exchange, "q", &queue], &binding).await?;
        }
        Ok(())
    }

    /// Replaces the agency's user by one with exactly these rights and the limits of all agencies. This closes all its
    /// connections. Without a new password the user keeps its own.
    ///
    /// The broker checks rights only when a client asks for something, so a consumer would otherwise go on with rights
    /// that it has lost.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses, or when there is no such user whose password it could keep.
    pub async fn renew_agency(
        &self,
        vhost: &str,
        agency: &str,
        password: Option<&SecretString>,
        rights: &AgencyRights,
    ) -> Result<(), ManagementError> {
        let name = agency_user(agency);
        let user = if let Some(password) = password {
            json!({ "password": password.expose_secret(), "tags": "" })
        } else {
            let kept: PasswordHash = self.client.read(&["users", &name]).await?;
            json!({ "password_hash": kept.password_hash, "hashing_algorithm": kept.hashing_algorithm, "tags": "" })
        };
        self.remove_if_there(&["users", &name]).await?;
        self.client.change(Method::PUT, &["users", &name], &user).await?;
        // Without rights in a virtual host nobody can enter it, so the rights come last.
        for (limit, most) in AGENCY_LIMITS {
            self.client.change(Method::PUT, &["user-limits", &name, limit], &json!({ "value": most })).await?;
        }
        let keys = json!({ "exchange": REPORTS, "write": report_keys(agency), "read": "^$" });
        self.client.change(Method::PUT, &["topic-permissions", vhost, &name], &keys).await?;
        let permissions = json!({ "configure": rights.configure, "write": rights.write, "read": rights.read });
        self.client.change(Method::PUT, &["permissions", vhost, &name], &permissions).await
    }

    /// Removes the agency's user, which closes its connections, and its queues with their messages.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn remove_agency(&self, vhost: &str, agency: &str) -> Result<(), ManagementError> {
        self.remove_if_there(&["users", &agency_user(agency)]).await?;
        self.remove_if_there(&["queues", vhost, &reports_queue(agency)]).await?;
        self.remove_if_there(&["queues", vhost, &rejected_queue(agency)]).await
    }

    async fn remove_if_there(&self, path: &[&str]) -> Result<(), ManagementError> {
        match self.client.change(Method::DELETE, path, &Value::Null).await {
            Err(ManagementError::Refused { status: StatusCode::NOT_FOUND, .. }) => Ok(()),
            done => done,
        }
    }

    /// Removes a virtual host with everything in it.
    ///
    /// # Errors
    /// When the broker is unreachable or refuses.
    pub async fn remove_vhost(&self, vhost: &str) -> Result<(), ManagementError> {
        self.client.change(Method::DELETE, &["vhosts", vhost], &Value::Null).await
    }

    /// How many messages a queue has, those in consumers' hands included. The broker measures every few seconds, so the
    /// figure may be a little old. It is 0 for a while after the broker's start.
    ///
    /// # Errors
    /// When the broker is unreachable or has no such queue.
    pub async fn queue_depth(&self, vhost: &str, queue: &str) -> Result<u64, ManagementError> {
        #[derive(Deserialize)]
        struct Queue {
            #[serde(default)]
            messages: u64,
        }
        let queue: Queue = self.client.read(&["queues", vhost, queue]).await?;
        Ok(queue.messages)
    }

    /// Lists the connections to a virtual host. The broker lists a new one some seconds after it opened.
    ///
    /// # Errors
    /// When the broker is unreachable.
    pub async fn connections(&self, vhost: &str) -> Result<Vec<OpenConnection>, ManagementError> {
        let path = ["vhosts", vhost, "connections"];
        self.client.read(&path).await
    }

    /// Makes the broker close a connection.
    ///
    /// # Errors
    /// When the broker is unreachable or has no such connection.
    pub async fn close_connection(&self, name: &str) -> Result<(), ManagementError> {
        self.client.change(Method::DELETE, &["connections", name], &Value::Null).await
    }
}

/// Drops the virtual host's name from definitions, as the broker demands for an import into one virtual host.
fn for_one_vhost(definitions: &Value) -> Value {
    let mut definitions = definitions.clone();
    if let Some(kinds) = definitions.as_object_mut() {
        kinds.remove("vhosts");
        for entries in kinds.values_mut().filter_map(Value::as_array_mut) {
            for entry in entries.iter_mut().filter_map(Value::as_object_mut) {
                entry.remove("vhost");
            }
        }
    }
    definitions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_for_one_virtual_host_name_none() {
        let text = for_one_vhost(&messages::topology::definitions()).to_string();
        assert!(text.contains("router.submissions") && !text.contains("vhost"), "{text}");
    }
}
