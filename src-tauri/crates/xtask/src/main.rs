//! The tasks of the project: `cargo xtask run`, `cargo xtask test [--long]`.

mod run;
mod step;
mod supply;
mod system;
mod test;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask run            install what is missing, build, open the program on the sample register
       cargo xtask test [--long]  all tests, the real window included; --long adds hundreds of kills,
                                  many more random cases, the release build and the benchmarks";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["run"] => run::run(),
        ["test"] => test::test(false),
        ["test", "--long"] => test::test(true),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
