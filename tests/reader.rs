//! The programs that read back what we write: poppler, qpdf, PDFBox Preflight, a validator of JSON.

use std::path::Path;
use std::process::Command;

/// Runs a reader; says which Debian package brings it when it is missing.
#[track_caller]
pub fn run(package: &str, program: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let output = Command::new(program).args(before).arg(file).args(after).output();
    let output = output.unwrap_or_else(|error| panic!("{program} (Debian package {package}) cannot be run: {error}"));
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{program}: {said}");
    said
}

#[track_caller]
pub fn is_valid(path: &Path) {
    let said = run("qpdf", "qpdf", &["--check"], path, &[]);
    assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    assert!(!said.contains("WARNING"), "{said}");
    let jars = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "jaxb-api", "javax.activation"];
    let class_path: Vec<String> = jars.iter().map(|jar| format!("/usr/share/java/{jar}.jar")).collect();
    let mut arguments = vec!["-cp".to_owned(), class_path.join(":")];
    arguments.push("org.apache.pdfbox.preflight.Validator_A1b".into());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let said = run("libpdfbox2-java", "java", &arguments, path, &[]);
    assert!(said.contains("is a valid PDF/A-1b file"), "{said}");
}

/// A JSON file against its schema, by Debian's validator.
#[track_caller]
pub fn validates(schema: &Path, file: &Path) {
    let schema = schema.to_str().expect("UTF-8");
    run("python3-jsonschema", "/usr/bin/python3", &["-W", "ignore", "-m", "jsonschema", schema, "-i"], file, &[]);
}
