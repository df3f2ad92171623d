//! `docs/data-model.md` and the database say the same of every table, every view and every right of every role. The
//! tests also try the rights, each as its role: what the page grants works, and the database refuses the rest.

mod catalogue;
mod locks;
mod newer;
mod page;
mod rights;
mod statements;
mod upgrades;
