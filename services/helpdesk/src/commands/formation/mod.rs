//! `helpdesk formation`: the formations that people search, and when registrations are taken.

mod dates;
mod generate;
mod import;
mod show;
mod thk2;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use registration::Selection;
use runtime::Settings;
use uuid::Uuid;
use vault::{Vault, VaultConfig};

use crate::operator::{Operator, moment, owners_database};

/// What an operator can do with formations.
#[derive(Debug, Subcommand)]
pub(crate) enum Formation {
    /// Bring the catalogue to the state of a file, CSV or JSON: all of it or nothing
    #[command(after_help = HELP)]
    Import {
        /// The file; its name ends with .csv or .json
        #[arg(long)]
        file: PathBuf,
        /// Only show what would be added, changed and withdrawn
        #[arg(long)]
        dry_run: bool,
    },
    /// List formations that can be applied for
    List {
        /// Words that they have
        #[arg(default_value = "")]
        words: String,
        /// Which page of twenty, from 1 to 50
        #[arg(long, default_value_t = 1)]
        page: u16,
    },
    /// Show one formation
    Show {
        /// Its `formasi_id`
        id: Uuid,
    },
    /// List when registrations are taken
    Dates,
    /// Say when registrations are taken: by all agencies, or by one of them
    SetDates(SetDates),
    /// Put a list "eks THK-II" in the place of the one that is there
    #[command(
        after_help = "The file is CSV in UTF-8 with the heading nomor,nama,tanggal_lahir. Only keyed hashes of it are \
                            kept. A file with a wrong line changes nothing."
    )]
    ImportThk2 {
        /// The file
        #[arg(long)]
        file: PathBuf,
    },
    /// Write invented formations into a file, to try the catalogue; the same seed makes the same file
    Generate {
        /// How many
        #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1..=250_000))]
        count: u32,
        /// What they follow from
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The file, which must not be there
        #[arg(long)]
        output: PathBuf,
    },
}

/// What a file has.
const HELP: &str = "\
The file has the fields of the public catalogue of 2024, as CSV in UTF-8 with a heading or as a JSON array of objects:
  formasi_id, instansi_id, ins_nm, jp_nama (CPNS or PPPK), formasi_nm, jabatan_nm, lokasi_nm, kode_ref_pend (7 digits),
  pendidikan_nm (several parted by /), jumlah_formasi, age_min, age_max
and, where they are told:
  disable, gaji_min, gaji_max, job_desc, keahlian, syarat_admin, kontak, jenisKelamin (L or P), mintaSTR,
  mintaSertifikasiGuru, toefl, isDiplomat, kodeDapodik, npsn, gpa_min (0 to 4, of SLTA 0 to 100)
syarat_admin is a JSON array of {\"kode\", \"syarat\", \"is_mandatory\"}.

The file is the whole catalogue: formations that it lacks are withdrawn. A file with a fault changes nothing; up to 100
faults are told, each with its line and field.";

/// When registrations are taken.
#[derive(Debug, Args)]
pub(crate) struct SetDates {
    /// The period, as `helpdesk period list` shows it
    #[arg(long)]
    period: String,
    /// CPNS or PPPK
    #[arg(long)]
    selection: Selection,
    /// Only of this agency, by its `instansi_id`; its dates lie within those of all
    #[arg(long, value_name = "INSTANSI_ID")]
    agency: Option<String>,
    /// From then on they are taken. In WIB, such as "2026-08-20 08:00"
    #[arg(long, value_name = "TIME", value_parser = moment)]
    opens: Timestamp,
    /// From then on they are not. In WIB, such as "2026-09-07 00:00"
    #[arg(long, value_name = "TIME", value_parser = moment)]
    closes: Timestamp,
}

/// Runs the command.
pub(crate) async fn run(command: Formation, operator: Operator) -> Result<()> {
    match command {
        Formation::Generate { count, seed, output } => generate::run(count, seed, &output),
        Formation::Import { file, dry_run } => import::run(&owners_database()?, &file, dry_run, &operator).await,
        Formation::ImportThk2 { file } => {
            let mut settings = Settings::from_env();
            let vault = VaultConfig::read(&mut settings);
            settings.finish()?;
            thk2::run(&owners_database()?, &Vault::new(&vault)?, &file, &operator).await
        }
        Formation::List { words, page } => show::list(&owners_database()?, &words, page).await,
        Formation::Show { id } => show::show(&owners_database()?, id).await,
        Formation::Dates => dates::list(&owners_database()?).await,
        Formation::SetDates(dates) => dates::set(&owners_database()?, dates, &operator).await,
    }
}
