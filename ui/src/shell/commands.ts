// What can be done from anywhere, by name: for the palette and the list of keys.

import { t } from "../i18n/index.svelte";
import { keepSettings } from "./desk";
import { lockRegister } from "./lock";
import { program } from "./program.svelte";
import { type Route, router } from "./router.svelte";

export interface Command {
  id: string;
  label: string;
  keys?: string;
  run: () => void;
}

function goTo(id: string, label: string, route: Route, keys?: string): Command {
  return { id, label, keys, run: () => router.go(route) };
}

/** Those that are possible now, in the order of the sidebar. */
export function commands(): Command[] {
  const texts = t.palette.commands;
  const settings = program.app?.settings;
  const all: (Command | false | undefined)[] = [
    goTo("today", t.shell.today, { screen: "today" }),
    goTo("providers", t.shell.providers, { screen: "providers" }),
    program.canWrite && goTo("add", t.providers.add, { screen: "provider_form", id: null }, "Ctrl N"),
    goTo("as-controller", texts.asController, { screen: "processing", tab: "controller" }),
    goTo("as-processor", texts.asProcessor, { screen: "processing", tab: "processor" }),
    goTo("clients", texts.clients, { screen: "processing", tab: "clients" }),
    program.canWrite && goTo("new-activity", texts.newActivity, { screen: "activity_form", id: null }),
    program.canWrite && goTo("new-client", texts.newClient, { screen: "client_form", id: null }),
    goTo("transfers", t.shell.transfers, { screen: "transfers" }),
    goTo("flow", texts.flow, { screen: "transfers", tab: "flow" }),
    goTo("concentration", texts.concentration, { screen: "transfers", tab: "concentration" }),
    goTo("our-sub-processors", t.shell.ourSubProcessors, { screen: "our_sub_processors" }),
    goTo("questionnaires", t.shell.questionnaires, { screen: "questionnaires" }),
    goTo("calendar", t.shell.calendar, { screen: "calendar" }),
    program.canWrite && goTo("import", t.providers.importList, { screen: "import" }),
    program.canWrite && goTo("import-activities", texts.importActivities, { screen: "import", what: "activities" }),
    program.canWrite && goTo("import-clients", texts.importClients, { screen: "import", what: "clients" }),
    program.canWrite && goTo("reconcile", t.providers.reconcile, { screen: "reconcile" }),
    program.canWrite && goTo("triage", t.imports.triage.title, { screen: "triage" }),
    goTo("register", t.providers.printRegister, { screen: "reports", kind: "provider-register" }),
    goTo("dossier", t.provider.printDossier, { screen: "reports", kind: "provider-dossier" }),
    goTo("issued", t.reports.tabs.issued, { screen: "reports", tab: "issued" }),
    goTo("export", t.reports.exports.heading, { screen: "reports", tab: "export" }),
    goTo("questionnaires-asked", t.questionnaire.title, { screen: "questionnaire" }),
    goTo("organisation", t.settings.tabs.organisation, { screen: "settings", section: "organisation" }),
    goTo("departments", t.settings.tabs.departments, { screen: "settings", section: "departments" }),
    goTo("lists", t.settings.tabs.lists, { screen: "settings", section: "lists" }),
    goTo("mails", t.settings.tabs.mails, { screen: "settings", section: "mails" }),
    goTo("access", t.settings.tabs.access, { screen: "settings", section: "access" }),
    goTo("backups", t.settings.tabs.backups, { screen: "settings", section: "backups" }),
    goTo("desk", t.settings.tabs.desk, { screen: "settings", section: "desk" }),
    goTo("check", t.settings.register.checkTitle, { screen: "settings", section: "register" }),
    settings && { id: "theme", label: texts.otherTheme, run: () => keepSettings({ theme: isDark() ? "light" : "dark" }) },
    settings && { id: "language", label: texts.otherLanguage, run: () => keepSettings({ language: settings.language === "en" ? "fr" : "en" }) },
    program.register?.is_sealed && { id: "lock", label: t.shell.lock, keys: "Ctrl L", run: () => void lockRegister() },
    { id: "keys", label: texts.keys, keys: "?", run: () => void (program.overlay = "keys") },
    program.app?.is_debug && goTo("gallery", "Gallery", { screen: "gallery" }),
    goTo("help", t.shell.help, { screen: "help" }, "F1"),
  ];
  return all.filter((command): command is Command => typeof command === "object");
}

function isDark(): boolean {
  return document.documentElement.dataset.theme === "dark";
}
