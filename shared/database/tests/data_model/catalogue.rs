//! The page says what the database says of itself.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use database::{Kept, Pool};
use testing::Database;

use crate::page::{DataModel, Grants, ROLES};

/// Tables and views, without partitions.
const TABLES: &str = "
    SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
       AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

/// Rights on whole tables, partitions and sequences included; whoever is in PUBLIC has them too.
const ON_TABLES: &str = "
    SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END,
           n.nspname || '.' || c.relname, a.privilege_type
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND a.grantee <> c.relowner";

/// Rights on single columns.
const ON_COLUMNS: &str = "
    SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END,
           n.nspname || '.' || c.relname, a.privilege_type, t.attname::text
      FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
           aclexplode(t.attacl) a
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND a.grantee <> c.relowner";

/// Functions of ours, and who may execute each, the owner among them.
const FUNCTIONS: &str = "
    SELECT p.oid::regprocedure::text, coalesce(pg_get_userbyid(nullif(a.grantee, 0))::text, 'PUBLIC')
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
           aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')";

/// Rights on schemas.
const ON_SCHEMAS: &str = "
    SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END, n.nspname::text,
           a.privilege_type
      FROM pg_namespace n, aclexplode(n.nspacl) a
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND a.grantee <> n.nspowner";

#[tokio::test]
async fn every_table_and_view_stands_in_the_page_and_nothing_else() -> Result<()> {
    let database = Database::create().await?;
    let tables: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(database.owner()).await?;
    assert_eq!(DataModel::read()?.tables, tables.into_iter().collect(), "left: the page; right: the database");
    Ok(())
}

#[tokio::test]
async fn every_right_of_every_role_is_as_the_page_says() -> Result<()> {
    let database = Database::create().await?;
    assert_eq!(DataModel::read()?.grants, granted(database.owner()).await?, "left: the page; right: the database");
    Ok(())
}

#[tokio::test]
async fn functions_and_schemas_are_open_to_whom_the_page_says() -> Result<()> {
    let (database, page) = (Database::create().await?, DataModel::read()?);
    let owner: String = sqlx::query_scalar("SELECT current_user::text").fetch_one(database.owner()).await?;
    let rows: Vec<(String, String)> = sqlx::query_as(FUNCTIONS).fetch_all(database.owner()).await?;
    let all = rows.iter().map(|(function, _)| function.clone());
    assert_eq!(page.all_functions, all.collect(), "left: the page; right: the database");
    let others = rows.into_iter().filter(|(_, role)| *role != owner);
    let open: BTreeSet<_> = others.map(|(function, role)| (without_prefix(&role), function)).collect();
    assert_eq!(page.functions, open, "left: the page; right: the database");

    let rows: Vec<(String, String, String)> = sqlx::query_as(ON_SCHEMAS).fetch_all(database.owner()).await?;
    assert!(rows.iter().all(|(_, _, right)| right == "USAGE"), "{rows:?}");
    let used: BTreeSet<_> = rows.into_iter().map(|(role, schema, _)| (without_prefix(&role), schema)).collect();
    assert_eq!(page.schemas, used, "left: the page; right: the database");
    Ok(())
}

#[tokio::test]
async fn periods_that_the_page_names_are_those_that_the_operator_sets() -> Result<()> {
    let (database, page) = (Database::create().await?, DataModel::read()?);
    let rows: Vec<(String, bool)> =
        sqlx::query_as("SELECT kind, days = usual FROM retention.periods").fetch_all(database.owner()).await?;
    let kinds: BTreeSet<&str> = rows.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, Kept::ALL.map(Kept::as_str).into_iter().collect());
    assert!(rows.iter().all(|(_, as_usual)| *as_usual), "a new installation begins with what is usual");
    let named = page.kept.values().flat_map(|kept| kept.split('`').skip(1).step_by(2));
    assert_eq!(named.collect::<BTreeSet<_>>(), kinds, "each kind has a table, and no table a kind that is none");
    for kind in Kept::ALL {
        let kept = kind.period(&Pool::connect(&database.service_url("ANSWER")?).await?).await?;
        assert!(kept.as_secs() >= 24 * 60 * 60, "{kind}");
    }
    for days in [0, -1, 40_000] {
        let set = sqlx::query("UPDATE retention.periods SET days = $1").bind(days).execute(database.owner()).await;
        assert!(set.is_err(), "{days} days are out of every kind's bounds");
    }
    Ok(())
}

#[tokio::test]
async fn tables_of_one_name_that_the_house_shares_have_the_same_columns() -> Result<()> {
    let database = Database::create().await?;
    let columns = "SELECT c.relname::text, n.nspname::text,
                          array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull ORDER BY a.attname)
                     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind = 'r' AND c.relname IN ('inbox', 'outbox') AND a.attnum > 0 AND NOT a.attisdropped
                    GROUP BY 1, 2 ORDER BY 1, 2";
    let tables: Vec<(String, String, Vec<String>)> = sqlx::query_as(columns).fetch_all(database.owner()).await?;
    assert!(tables.len() > 6, "{tables:?}");
    for pair in tables.windows(2) {
        let [(name, schema, columns), (next_name, next_schema, next)] = pair else { continue };
        assert!(name != next_name || columns == next, "{schema}.{name} {columns:?}, {next_schema}.{name} {next:?}");
    }
    Ok(())
}

/// What is granted to anybody but the owner.
pub(crate) async fn granted(pool: &Pool) -> Result<Grants> {
    let mut grants: Grants = BTreeMap::new();
    let columns: Vec<(String, String, String, String)> = sqlx::query_as(ON_COLUMNS).fetch_all(pool).await?;
    for (role, table, right, column) in columns {
        let columns = grants.entry((without_prefix(&role), table, right)).or_insert_with(|| Some(BTreeSet::new()));
        columns.get_or_insert_default().insert(column);
    }
    // Who has the table has its columns.
    let tables: Vec<(String, String, String)> = sqlx::query_as(ON_TABLES).fetch_all(pool).await?;
    grants.extend(tables.into_iter().map(|(role, table, right)| ((without_prefix(&role), table, right), None)));
    Ok(grants)
}

/// A service's role as the page calls it; others keep their names, so that they stand out.
fn without_prefix(role: &str) -> String {
    let short = role.strip_prefix("helpdesk_").filter(|short| ROLES.contains(short));
    short.unwrap_or(role).to_owned()
}
