//! The operator's rules, and how soon the router follows them.

use anyhow::Result;
use domain::Desk;
use jiff::SignedDuration;
use router::operator::rules::{self, RuleError};
use router::{Rule, RuleBook};
use runtime::Clock;
use testing::Database;

use crate::site::Site;

#[tokio::test]
async fn rules_are_listed_most_specific_first_and_can_be_removed() -> Result<()> {
    let database = Database::create().await?;
    let pool = database.owner();
    let region = rules::add(pool, None, Some("31"), Desk::BknAccounts, "banyak sekali").await?;
    let form = rules::add(pool, Some("66".parse()?), None, Desk::InstansiComplaints, "").await?;
    let both = rules::add(pool, Some("66".parse()?), Some("317403"), Desk::DukcapilGuidance, "").await?;

    let listed = rules::list(pool).await?;
    assert_eq!(listed.iter().map(|rule| rule.id).collect::<Vec<_>>(), [both, form, region]);
    let last = Rule {
        id: region,
        form: None,
        region_prefix: Some("31".to_owned()),
        desk: Desk::BknAccounts,
        note: "banyak sekali".to_owned(),
    };
    assert_eq!(listed.last(), Some(&last));

    assert!(rules::remove(pool, form).await?);
    assert!(!rules::remove(pool, form).await?);
    assert_eq!(rules::list(pool).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_refused() -> Result<()> {
    let database = Database::create().await?;
    let pool = database.owner();

    let everything = rules::add(pool, None, None, Desk::BknAccounts, "").await;
    assert!(matches!(everything, Err(RuleError::MatchesEverything)));
    for prefix in ["", "3", "3174030", "31a4", "３１"] {
        let added = rules::add(pool, None, Some(prefix), Desk::BknAccounts, "").await;
        assert!(matches!(added, Err(RuleError::Region)), "{prefix}");
    }
    rules::add(pool, Some("66".parse()?), None, Desk::BknAccounts, "").await?;
    let again = rules::add(pool, Some("66".parse()?), None, Desk::InstansiComplaints, "").await;
    assert!(matches!(again, Err(RuleError::Exists)));
    Ok(())
}

#[tokio::test]
async fn the_router_itself_may_only_read_rules() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool()?;
    assert!(matches!(rules::add(&pool, None, Some("31"), Desk::BknAccounts, "").await, Err(RuleError::Database(_))));
    assert_eq!(rules::list(&pool).await?, []);
    Ok(())
}

#[tokio::test]
async fn a_new_rule_is_followed_after_five_seconds() -> Result<()> {
    let database = Database::create().await?;
    let clock = Clock::fixed("2026-11-21T02:00:00Z".parse()?);
    let book = RuleBook::new(database.owner().clone(), clock.clone());
    assert_eq!(book.current().await?.len(), 0);
    rules::add(database.owner(), None, Some("31"), Desk::BknAccounts, "").await?;

    clock.advance(SignedDuration::from_millis(4999));
    assert_eq!(book.current().await?.len(), 0);
    clock.advance(SignedDuration::from_millis(1));
    assert_eq!(book.current().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_rule_for_an_unknown_desk_is_ignored_by_the_router_and_shown_to_the_operator() -> Result<()> {
    let database = Database::create().await?;
    let pool = database.owner();
    sqlx::query("INSERT INTO routing.rules (form, desk) VALUES ('66', 'bkn.closed')").execute(pool).await?;
    rules::add(pool, Some("67".parse()?), None, Desk::BknAccounts, "").await?;

    let Err(RuleError::Inconsistent(inconsistent)) = rules::list(pool).await else { panic!("the rule was read") };
    assert_eq!((inconsistent.table, inconsistent.column), ("routing.rules", "desk"));
    let book = RuleBook::new(pool.clone(), Clock::system());
    assert_eq!(book.current().await?.len(), 1);
    Ok(())
}
