//! Review, desk assessment, questionnaires and mails: in both languages, in the dark, and at double text size.

use serde_json::json;
use thirtyfour::prelude::*;

use super::ask;
use super::editor::find;
use super::rounds::rounds;
use crate::window::{Window, journey};

/// What the screens are called in one language.
struct Tongue {
    chosen: &'static str,
    sample: &'static str,
    today: &'static str,
    settings: [&'static str; 3],
    saved: &'static str,
    providers: &'static str,
    round: &'static str,
    review: &'static str,
    desk: &'static str,
    answers: &'static str,
    questionnaires: &'static str,
    whole: &'static str,
}

const ENGLISH: Tongue = Tongue {
    chosen: "English",
    sample: "Look at the sample company",
    today: "Today",
    settings: ["Settings", "This desk", "Mail texts"],
    saved: "Settings saved",
    providers: "Providers",
    round: "Round 3",
    review: "Review the answers",
    desk: "Answer from published documents",
    answers: "Answers for Thwaitlock",
    questionnaires: "Questionnaires as they are asked",
    whole: "The whole",
};

const FRENCH: Tongue = Tongue {
    chosen: "Français",
    sample: "Voir la société d’exemple",
    today: "Aujourd’hui",
    settings: ["Réglages", "Ce poste", "Textes des courriels"],
    saved: "Réglages enregistrés",
    providers: "Prestataires",
    round: "Tour 3",
    review: "Évaluer les réponses",
    desk: "Répondre d’après des documents publiés",
    answers: "Réponses pour Thwaitlock",
    questionnaires: "Modèles de questionnaires",
    whole: "L’ensemble",
};

#[test]
fn the_review_in_english_in_the_dark() {
    tour("review-english-dark", &ENGLISH, "Dark", false);
}

#[test]
fn the_review_in_french() {
    tour("review-french-light", &FRENCH, "Claire", false);
}

#[test]
fn the_review_at_double_size_in_french() {
    tour("review-french-large", &FRENCH, "200\u{a0}%", true);
}

fn tour(name: &'static str, tongue: &'static Tongue, look: &'static str, is_small: bool) {
    journey(name, async |window| {
        window.press(tongue.chosen).await?;
        window.press(tongue.sample).await?;
        window.reads_heading(tongue.today).await?;
        rounds(window).await?;
        let copied = ask(window, "questionnaire_copy", json!({ "id": "provider", "title": { "en": "Ours", "fr": "Le nôtre" } })).await?;
        assert_eq!(copied["is_draft"], true);
        window.go(tongue.settings[0]).await?;
        window.tab(tongue.settings[1]).await?;
        window.press(look).await?;
        window.reads(tongue.saved).await?;
        window.gone(tongue.saved).await?;
        if is_small {
            window.sized(1024, 700).await?;
        }
        window.tab(tongue.settings[2]).await?;
        window.reads("{by_due}").await?;
        see(window, "mails").await?;
        provider(window, tongue, "Tikwacht").await?;
        window.press(tongue.round).await?;
        window.press(tongue.review).await?;
        window.reads("best practices").await?;
        see(window, "review").await?;
        provider(window, tongue, "Thwaitlock").await?;
        window.press(tongue.desk).await?;
        window.reads_heading(tongue.answers).await?;
        see(window, "desk").await?;
        find(window, tongue.questionnaires).await?;
        window.reads_heading(tongue.questionnaires).await?;
        see(window, "list").await?;
        window.click("//a[normalize-space(.)='Ours' or normalize-space(.)='Le nôtre']").await?;
        window.reads_heading(tongue.whole).await?;
        see(window, "whole").await?;
        window.click("//nav//button[starts-with(normalize-space(.), '2')]").await?;
        see(window, "question").await
    });
}

async fn provider(window: &Window, tongue: &Tongue, name: &str) -> Result<(), WebDriverError> {
    window.go(tongue.providers).await?;
    window.press(name).await?;
    window.reads_heading(name).await?;
    window.tab("Questionnaires").await
}

async fn see(window: &Window, screen: &str) -> Result<(), WebDriverError> {
    window.fits().await?;
    window.picture(screen).await
}
