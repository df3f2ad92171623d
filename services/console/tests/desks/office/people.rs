//! Those who work: tokens and officers, without the way in.

use domain::Desk;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::Secret;

use super::Office;

/// A hash that no password has.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// An officer with a browser.
#[derive(Clone, Debug)]
pub(crate) struct Officer {
    pub(crate) id: Uuid,
    pub(crate) cookie: String,
}

impl Office {
    /// A new token for `desks`.
    pub(crate) async fn token(&self, desks: &[Desk]) -> String {
        let id = self.clock.new_id();
        let token = format!("desk_{id}");
        sqlx::query("INSERT INTO desk.tokens (id, name, token_hash, desks) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(&token)
            .bind(web::bearer::hash(&token).as_slice())
            .bind(desks.iter().map(|desk| desk.as_str()).collect::<Vec<_>>())
            .execute(self.owner())
            .await
            .unwrap();
        token
    }

    /// An account with these roles and desks, and the cookie of a session in which it is signed in.
    pub(crate) async fn officer(&self, name: &str, roles: &[&str], desks: &[Desk]) -> Officer {
        let id = self.clock.new_id();
        let (_, data_key) = self.vault.new_data_key().unwrap();
        sqlx::query(
            "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, password_hash, created_at, \
            activated_at)
             VALUES ($1, $2, $3, $4, '', $5, $6, $8, $7, $7)",
        )
        .bind(id)
        .bind(name)
        .bind(id.as_bytes().as_slice())
        .bind(data_key.as_bytes())
        .bind(roles)
        .bind(desks.iter().map(|desk| desk.as_str()).collect::<Vec<_>>())
        .bind(self.clock.now().to_sqlx())
        .bind(NOBODYS)
        .execute(self.owner())
        .await
        .unwrap();
        self.session_of(id).await
    }

    /// The same officer in another browser.
    pub(crate) async fn signs_in_again(&self, officer: &Officer) -> Officer {
        self.session_of(officer.id).await
    }

    async fn session_of(&self, id: Uuid) -> Officer {
        let secret = Secret::new().unwrap();
        sqlx::query(
            "INSERT INTO desk.sessions (id, secret_hash, officer_id, stage, client, created_at, last_seen_at, \
            expires_at)
             VALUES ($1, $2, $3, 'open', 'Peramban', $4, $4, $4 + interval '12 hours')",
        )
        .bind(self.clock.new_id())
        .bind(secret.hash().as_slice())
        .bind(id)
        .bind(self.clock.now().to_sqlx())
        .execute(self.owner())
        .await
        .unwrap();
        Officer { id, cookie: format!("__Host-petugas={}", secret.expose()) }
    }
}
