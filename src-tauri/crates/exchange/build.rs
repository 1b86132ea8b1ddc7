//! The page that travels is built from `ui`; without it nobody can be asked anything.

use std::path::PathBuf;

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"));
    let built = root.join("../../../ui/dist-form/form.html");
    println!("cargo::rerun-if-changed={}", built.display());
    if !built.is_file() {
        println!("cargo::error=the page of questionnaires is not built; in the folder ui give: npm ci && npm run build");
        return;
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write")).join("form.html");
    std::fs::copy(&built, &out).expect("the page can be read and its copy written");
}
