//! The surface of Provident: every command a screen, a script or a test can give, and the
//! only wire format. A command loads, asks the domain, and stores.

pub mod app;
pub mod assets;
mod background;
pub mod clock;
pub mod command;
pub mod desk;
pub mod dispatch;
pub mod failure;
mod fault;
mod place;
mod sample;
pub mod secret;
mod settings;

pub use app::{App, Call, Folders};
pub use clock::Clock;
pub use command::app::FileToken;
pub use desk::{Desk, NoDesk, Pick, Progress, Silent};
pub use dispatch::{COMMANDS, Reply, export_typescript};
pub use failure::{Failure, Refusal};
pub use provident_store::file::private_folder;
