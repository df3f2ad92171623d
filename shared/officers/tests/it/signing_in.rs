//! The two steps.

use anyhow::Result;
use jiff::SignedDuration;
use officers::{Code, FirstStep, Role, SecondStep, Visitor};

use crate::{AYU, BUDI, PASSWORD, Site, password, visitor};

#[tokio::test]
async fn a_nip_that_nobody_has_looks_like_a_wrong_password() -> Result<()> {
    let site = Site::new().await?;
    let ayu = site.person(AYU, &[Role::Officer]).await?;
    for nip in [ayu.nip, site.nip(BUDI)?] {
        let first = site.officers.enter_password(&nip, &password("Teh-Manis-Dingin"), &visitor()).await?;
        assert!(matches!(first, FirstStep::Wrong));
    }
    Ok(())
}

#[tokio::test]
async fn a_code_of_the_phone_counts_once() -> Result<()> {
    let site = Site::new().await?;
    let ayu = site.person(AYU, &[Role::Officer]).await?;
    let code = ayu.phone.code(site.clock.now());
    for right in [true, false] {
        let first = site.officers.enter_password(&ayu.nip, &password(PASSWORD), &visitor()).await?;
        let FirstStep::Right(secret) = first else { anyhow::bail!("the password is right") };
        assert!(matches!(site.officers.second_step(&secret).await?, Some(SecondStep::Code)));
        let second = site.officers.enter_code(&secret, &code, &visitor()).await?;
        assert!(if right { matches!(second, Code::Right(_)) } else { matches!(second, Code::Used) }, "{second:?}");
    }
    Ok(())
}

#[tokio::test]
async fn others_failures_keep_no_known_browser_waiting() -> Result<()> {
    let site = Site::new().await?;
    let ayu = site.person(AYU, &[Role::Officer]).await?;
    loop {
        let first = site.officers.enter_password(&ayu.nip, &password("Teh-Manis-Dingin"), &visitor()).await?;
        if matches!(first, FirstStep::Wait(_)) {
            break;
        }
    }
    let known = Visitor { device: ayu.entered.device.clone(), ..visitor() };
    let first = site.officers.enter_password(&ayu.nip, &password(PASSWORD), &known).await?;
    assert!(matches!(first, FirstStep::Right(_)));
    Ok(())
}

#[tokio::test]
async fn failures_of_unknown_nips_become_one_entry_a_minute() -> Result<()> {
    let site = Site::new().await?;
    for _ in 0..5 {
        site.officers.enter_password(&site.nip(BUDI)?, &password("Teh-Manis-Dingin"), &visitor()).await?;
    }
    site.clock.advance(SignedDuration::from_mins(1));
    site.officers.purge().await?;
    let told: Vec<String> = sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'sign_in_failed'")
        .fetch_all(site.database.owner())
        .await?;
    assert_eq!(told, ["unknown_nip 5 in the minute of 2026-11-29T03:00:00Z"]);
    Ok(())
}
