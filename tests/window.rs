//! The real window on a display of its own, driven as a person would: by what is written
//! on its controls.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use thirtyfour::Capabilities;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use crate::ground::Desk;

/// How long a person would wait for anything.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(50);

/// A display, a driver and an empty home, gone when the journey ends.
pub struct Window {
    pub desk: Desk,
    name: &'static str,
    driver: Option<WebDriver>,
    driving: Running,
    _display: Running,
}

/// A program and all it started.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}

/// Goes through the window with a person's steps; pictures go to `target/journeys`.
pub fn journey(name: &'static str, steps: impl AsyncFnOnce(&Window) -> Result<(), WebDriverError>) {
    journey_of(name, &program(), steps);
}

/// A journey through the window of this program.
pub fn journey_of(name: &'static str, program: &Path, steps: impl AsyncFnOnce(&Window) -> Result<(), WebDriverError>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let window = Window::of(name, program, &[]).await;
        if let Err(error) = steps(&window).await {
            let _ = window.paint("failed").await;
            let shown: String = window.shown().await.chars().take(1_500).collect();
            window.close().await;
            panic!("{name}: {error}\n{shown}");
        }
        window.close().await;
    });
}

impl Window {
    /// A window of this program, started with these arguments.
    pub async fn of(name: &'static str, program: &Path, arguments: &[String]) -> Window {
        let desk = Desk::new();
        let (display, number) = display();
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let home = desk.path("home");
        std::fs::create_dir_all(&home).expect("a home");
        let driving = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("DISPLAY", format!(":{number}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", &home)
            .env("PROVIDENT_HOME", home.join("provident"))
            .env("PROVIDENT_DIALOG_ANSWERS", desk.path("answers.json"))
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("WebKitWebDriver (Debian package webkit2gtk-driver) cannot be run: {error}"));
        let driving = Running(driving);
        let mut capabilities = Capabilities::new();
        capabilities.set("browserName", json!("wry")).expect("JSON");
        capabilities.set("webkitgtk:browserOptions", json!({ "binary": program, "args": arguments })).expect("JSON");
        let driver = connected(&format!("http://127.0.0.1:{port}"), capabilities).await;
        Window { desk, name, driver: Some(driver), driving, _display: display }
    }

    #[allow(dead_code, reason = "for the journeys in browsers")]
    /// Whatever a driver drives, such as a browser.
    pub fn over(name: &'static str, desk: Desk, driver: WebDriver, driving: Running, display: Running) -> Window {
        Window { desk, name, driver: Some(driver), driving, _display: display }
    }

    pub fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("open until it is closed")
    }

    #[allow(dead_code, reason = "for the benchmark of the window")]
    /// Kilobytes of memory of the program and of what it started, the driver left out.
    pub fn memory(&self) -> u64 {
        self.processes().filter_map(resident).sum()
    }

    #[allow(dead_code, reason = "for the benchmark of the window")]
    /// When the program was born, in milliseconds since 1970.
    pub fn born(&self) -> f64 {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let first = self.processes().min().expect("the program runs");
        let text = read(&format!("/proc/{first}/stat"));
        let ticks: f64 = text.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(19)?.parse().ok()).unwrap_or(0.0);
        let up: f64 = read("/proc/uptime").split_whitespace().next().and_then(|seconds| seconds.parse().ok()).unwrap_or(0.0);
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        // A tick is a hundredth of a second on every Linux that is shipped.
        now.as_secs_f64() * 1_000.0 - (up * 1_000.0 - ticks * 10.0)
    }

    /// The computer sleeps: nothing of the program runs until it wakes.
    pub fn sleeps(&self) {
        self.signal("-STOP");
    }

    pub fn wakes(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let all: Vec<String> = self.processes().map(|process| process.to_string()).collect();
        assert!(Command::new("kill").arg(signal).args(&all).status().is_ok_and(|done| done.success()), "kill {signal} {all:?}");
    }

    /// A path of the program, which may have disks of its own, as this process reaches it.
    pub fn as_it_sees(&self, path: &Path) -> PathBuf {
        let first = self.processes().min().expect("the program runs");
        PathBuf::from(format!("/proc/{first}/root{}", path.display()))
    }

    /// The program and what it started, the driver left out.
    fn processes(&self) -> impl Iterator<Item = u32> {
        let driver = self.driving.0.id();
        let all = std::fs::read_dir("/proc").expect("processes").filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        all.filter(move |process: &u32| *process != driver && group_of(*process) == Some(driver))
    }

    pub async fn close(mut self) {
        if let Some(driver) = self.driver.take() {
            let _ = driver.quit().await;
        }
    }

    /// What native dialogs answer from now on.
    pub fn answer(&self, purpose: &str, path: &Path) {
        self.answer_all(purpose, &[path]);
    }

    /// The same for a dialog in which several files can be chosen.
    pub fn answer_all(&self, purpose: &str, paths: &[&Path]) {
        let file = self.desk.path("answers.json");
        let held = std::fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let mut answers: serde_json::Map<String, serde_json::Value> = held.unwrap_or_default();
        answers.insert(purpose.into(), json!(paths));
        std::fs::write(&file, serde_json::to_vec(&answers).expect("JSON")).expect("answers written");
    }

    /// Does a step once more as long as only the moment was wrong: something lay over the element,
    /// or the screen had just learnt something and painted it anew.
    async fn patiently<T>(&self, step: impl AsyncFn() -> Result<T, WebDriverError>) -> Result<T, WebDriverError> {
        let end = std::time::Instant::now() + PATIENCE;
        loop {
            match step().await {
                Err(error) if is_passing(&error) && std::time::Instant::now() < end => {}
                done => return done,
            }
        }
    }

    async fn found(&self, xpath: &str) -> Result<WebElement, WebDriverError> {
        self.patiently(async || self.driver().query(By::XPath(xpath)).wait(PATIENCE, GLANCE).and_displayed().desc(xpath).first().await)
            .await
    }

    /// A button, a link, a tab, an option or what unfolds something, by its name.
    pub async fn press(&self, name: &str) -> Result<(), WebDriverError> {
        let name = quoted(name);
        let kinds = "self::button or self::a or self::summary or @role='tab' or @role='option' or @role='button' or @role='menuitem' or @role='radio' or self::label or self::input[@type='checkbox']";
        let path = format!("//*[{kinds}][normalize-space(.)={name} or @aria-label={name}]");
        self.click(&path).await
    }

    /// A choice of the group with this label, whose words stand in others as well.
    pub async fn press_in(&self, group: &str, name: &str) -> Result<(), WebDriverError> {
        let (group, name) = (quoted(group), quoted(name));
        let named = format!("@aria-label={group} or @aria-labelledby=//*[normalize-space(.)={group}]/@id");
        self.click(&format!("//*[@role='group'][{named}]//*[self::label or self::button][normalize-space(.)={name}]")).await
    }

    /// Waits for something that is not written in the window.
    pub async fn until(&self, holds: impl Fn() -> bool) {
        let end = std::time::Instant::now() + PATIENCE;
        while !holds() {
            assert!(std::time::Instant::now() < end, "{}: it never came", self.name);
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Clicks as soon as nothing lies over it and it stands still.
    pub async fn click(&self, path: &str) -> Result<(), WebDriverError> {
        self.patiently(async || {
            let element = self.found(path).await?;
            element.scroll_into_view().await?;
            element.click().await
        })
        .await
    }

    /// The control with this label.
    pub async fn control(&self, label: &str) -> Result<WebElement, WebDriverError> {
        let label = quoted(label);
        let controls = "self::input or self::textarea or @role='combobox'";
        let path = format!("//*[@id=//label[normalize-space(.)={label}]/@for][{controls}] | //*[{controls}][@aria-label={label}]");
        self.patiently(async || {
            let element = self.found(&path).await?;
            element.scroll_into_view().await?;
            Ok(element)
        })
        .await
    }

    /// Types into the control with this label, in place of what stood there.
    pub async fn write(&self, label: &str, text: &str) -> Result<(), WebDriverError> {
        self.patiently(async || {
            let control = self.control(label).await?;
            control.click().await?;
            control.send_keys(Key::Control + "a").await?;
            if text.is_empty() { control.send_keys(Key::Delete + "").await } else { control.send_keys(text).await }
        })
        .await
    }

    /// Types into the control with this label in the group with this one.
    pub async fn write_in(&self, group: &str, label: &str, text: &str) -> Result<(), WebDriverError> {
        let path = format!("//*[@role='group'][@aria-label={}]", quoted(group));
        let control = format!("{path}//*[@id={path}//label[normalize-space(.)={}]/@for]", quoted(label));
        self.click(&control).await?;
        self.keys(text).await
    }

    /// Pastes a long text into the control with this label, as a clipboard does: all at once.
    pub async fn paste(&self, label: &str, text: &str) -> Result<(), WebDriverError> {
        let script =
            "const [control, text] = arguments; control.focus(); control.select(); document.execCommand('insertText', false, text);";
        self.patiently(async || {
            let control = self.control(label).await?;
            control.click().await?;
            self.driver().execute(script, vec![control.to_json()?, json!(text)]).await.map(drop)
        })
        .await
    }

    /// Chooses from the list of the control with this label.
    pub async fn choose(&self, label: &str, option: &str) -> Result<(), WebDriverError> {
        self.patiently(async || self.control(label).await?.click().await).await?;
        let path = format!("//*[@role='option'][starts-with(normalize-space(.),{})]", quoted(option));
        self.click(&path).await
    }

    /// Waits until this is written somewhere in the window.
    pub async fn reads(&self, text: &str) -> Result<(), WebDriverError> {
        self.found(&format!("//body//*[contains(normalize-space(.),{})]", quoted(text))).await.map(drop)
    }

    /// Waits until this is part of what stands in the control with this label.
    pub async fn reads_in(&self, label: &str, text: &str) -> Result<(), WebDriverError> {
        let end = std::time::Instant::now() + PATIENCE;
        loop {
            let held = self.control(label).await?.value().await?.unwrap_or_default();
            if held.contains(text) {
                return Ok(());
            }
            if std::time::Instant::now() > end {
                return Err(wrong(format!("{label} holds {held:?} without {text:?}")));
            }
        }
    }

    /// Waits until this is written nowhere any more.
    pub async fn gone(&self, text: &str) -> Result<(), WebDriverError> {
        let path = format!("//body//*[contains(normalize-space(.),{})]", quoted(text));
        match self.patiently(async || self.driver().query(By::XPath(&path)).wait(PATIENCE, GLANCE).not_exists().await).await? {
            true => Ok(()),
            false => Err(wrong(format!("still written: {text}"))),
        }
    }

    /// Waits until a picture of something says this to who does not see it.
    pub async fn stands(&self, name: &str) -> Result<(), WebDriverError> {
        self.found(&format!("//*[@role='img'][@aria-label={}]", quoted(name))).await.map(drop)
    }

    /// Waits until this is the last thing told to who does not see the screen.
    pub async fn says(&self, text: &str) -> Result<(), WebDriverError> {
        let path = format!("//*[@role='status'][normalize-space(.)={}]", quoted(text));
        self.patiently(async || self.driver().query(By::XPath(&path)).wait(PATIENCE, GLANCE).desc(&path).first().await.map(drop)).await
    }

    pub async fn reads_heading(&self, text: &str) -> Result<(), WebDriverError> {
        self.found(&format!("//*[self::h1 or self::h2 or self::h3 or @role='heading'][normalize-space(.)={}]", quoted(text)))
            .await
            .map(drop)
    }

    /// Scrolls to the heading with this text.
    pub async fn show(&self, heading: &str) -> Result<(), WebDriverError> {
        let path = format!("//*[self::h2 or self::h3][normalize-space(.)={}]", quoted(heading));
        self.patiently(async || {
            let heading = self.found(&path).await?;
            self.driver().execute("arguments[0].scrollIntoView()", vec![heading.to_json()?]).await.map(drop)
        })
        .await
    }

    /// The day that the window takes for today, and so many days later, as ISO dates are written.
    pub async fn day(&self, later: i32) -> Result<String, WebDriverError> {
        let day = "const day = new Date(); day.setDate(day.getDate() + arguments[0]);
            return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');";
        self.driver().execute(day, vec![json!(later)]).await?.convert()
    }

    /// All that is written in the window.
    pub async fn shown(&self) -> String {
        match self.driver().find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// An entry of the sidebar, whatever it counts beside its name.
    pub async fn go(&self, name: &str) -> Result<(), WebDriverError> {
        self.click(&format!("//nav//*[self::a or self::button][starts-with(normalize-space(.),{})]", quoted(name))).await
    }

    /// A tab, whatever it counts beside its name.
    pub async fn tab(&self, name: &str) -> Result<(), WebDriverError> {
        self.click(&format!("//*[@role='tab'][starts-with(normalize-space(.),{})]", quoted(name))).await
    }

    /// Keys without a field: to whatever has the focus.
    pub async fn keys(&self, keys: &str) -> Result<(), WebDriverError> {
        self.driver().action_chain().send_keys(keys).perform().await
    }

    pub async fn key(&self, key: Key) -> Result<(), WebDriverError> {
        self.driver().action_chain().send_keys(char::from(key).to_string()).perform().await
    }

    /// Makes the window this large, in pixels.
    pub async fn sized(&self, width: u32, height: u32) -> Result<(), WebDriverError> {
        self.driver().set_window_rect(0, 0, width, height).await
    }

    /// Nothing of the screen lies beside the window, where nobody can scroll to.
    pub async fn fits(&self) -> Result<(), WebDriverError> {
        let wide = "const main = document.querySelector('main');
            if (main.scrollWidth <= main.clientWidth) return [];
            const edge = main.getBoundingClientRect().left + main.clientWidth;
            const reaches = (one) => one.getBoundingClientRect().left + one.scrollWidth > edge + 1;
            return ['main', ...[...main.querySelectorAll('*')].filter(reaches).map((one) => one.outerHTML.slice(0, 160))];";
        let beside: Vec<String> = self.driver().execute(wide, Vec::new()).await?.convert()?;
        match beside.last() {
            None => Ok(()),
            Some(last) => Err(wrong(format!("{} elements stand beside the window, the last {last}", beside.len()))),
        }
    }

    /// A key with Control held down.
    pub async fn control_and(&self, key: char) -> Result<(), WebDriverError> {
        self.driver().action_chain().key_down(Key::Control).send_keys(key.to_string()).key_up(Key::Control).perform().await
    }

    /// A button of the dialog that is open.
    pub async fn press_in_dialog(&self, name: &str) -> Result<(), WebDriverError> {
        self.click(&in_dialog(name)).await
    }

    pub async fn control_of_dialog(&self, name: &str) -> Result<WebElement, WebDriverError> {
        self.found(&in_dialog(name)).await
    }

    /// Waits until a picture or a frame has its content.
    pub async fn settled(&self, tag: &str) -> Result<(), WebDriverError> {
        let path = format!("//*[@role='dialog']//{tag}");
        let element = self.found(&path).await?;
        let wait = "const [element, done] = arguments;
            if (element.complete) done(null); else element.addEventListener('load', () => done(null));
            element.addEventListener('error', () => done(null));
            if (element.tagName === 'IFRAME') setTimeout(() => done(null), 3000);";
        self.driver().execute_async(wait, vec![element.to_json()?]).await.map(drop)
    }

    /// What another form does to the record while one is open.
    pub async fn saves_meanwhile(&self, provider: &str, change: serde_json::Value) -> Result<(), WebDriverError> {
        let script = "const [name, change, done] = arguments;
            const rpc = (command, args) => window.__TAURI_INTERNALS__.invoke('rpc', { command, arguments: args, progress: '__CHANNEL__:0', task: null });
            (async () => {
                const found = await rpc('provider_find', { text: name });
                const view = await rpc('provider_show', { id: found.value[0].id });
                await rpc('provider_save', { id: view.value.id, revision: view.value.revision, draft: { ...view.value.provider, ...change } });
            })().then(() => done(null), (error) => done(JSON.stringify(error)));";
        let failed = self.driver().execute_async(script, vec![json!(provider), change]).await?;
        assert!(failed.json().is_null(), "{:?}", failed.json());
        Ok(())
    }

    /// Tab until the control or button with this name has the focus.
    pub async fn tab_to(&self, name: &str) -> Result<(), WebDriverError> {
        for _ in 0..80 {
            self.key(Key::Tab).await?;
            if self.focus().await? == name {
                return Ok(());
            }
        }
        panic!("{}: {name:?} is not reached by Tab", self.name);
    }

    pub async fn focused(&self, name: &str) -> Result<(), WebDriverError> {
        let end = std::time::Instant::now() + PATIENCE;
        while self.focus().await? != name {
            assert!(std::time::Instant::now() < end, "{}: the focus is not on {name:?}", self.name);
        }
        Ok(())
    }

    /// The name of what has the focus.
    async fn focus(&self) -> Result<String, WebDriverError> {
        let name = "const one = document.activeElement;
            return (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText ?? '').trim();";
        self.driver().execute(name, Vec::new()).await?.convert()
    }

    /// No text runs out of its cell or button, over what stands beside it.
    async fn keeps_to_its_cells(&self) -> Result<(), WebDriverError> {
        let over = "const hides = (one) => getComputedStyle(one).overflowX !== 'visible' || one.closest('.visually-hidden');
            return [...document.querySelectorAll('td, th, button, dt, dd, li, h1, h2, h3, p, label')]
                .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && !hides(one))
                .map((one) => one.outerHTML.slice(0, 300));";
        let over: Vec<String> = self.driver().execute(over, Vec::new()).await?.convert()?;
        if over.is_empty() { Ok(()) } else { Err(wrong(format!("runs out of its place:\n{}", over.join("\n")))) }
    }

    /// What axe finds wrong on this screen (WCAG 2.2, level AA), with the elements it means.
    async fn is_accessible(&self) -> Result<(), WebDriverError> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}; `npm ci` in ui brings it", path.display()));
        self.driver().execute(format!("if (!window.axe) {{ {axe} }}"), Vec::new()).await?;
        let run = "const done = arguments[0];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then((found) => done(found.violations.map((violation) =>
                violation.id + ': ' + violation.nodes.slice(0, 4).map((node) => node.html.slice(0, 200) + ' ' + (node.any[0]?.message ?? '')).join(' | '))), (error) => done([String(error)]));";
        let found = self.driver().execute_async(run, Vec::new()).await?;
        let found: Vec<String> = found.convert()?;
        if found.is_empty() { Ok(()) } else { Err(wrong(format!("axe finds\n{}", found.join("\n")))) }
    }

    /// A picture of the window under `target/journeys`; what is on it holds for everybody.
    pub async fn picture(&self, name: &str) -> Result<(), WebDriverError> {
        self.paint(name).await?;
        self.keeps_to_its_cells().await?;
        self.is_accessible().await
    }

    /// Waits until nothing fades or moves; what turns for ever is left to turn.
    async fn still(&self) -> Result<(), WebDriverError> {
        let ended = "const done = arguments[0];
            const moving = () => document.getAnimations().filter((one) => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime));
            const wait = async () => { for (let all = moving(); all.length > 0; all = moving()) await Promise.allSettled(all.map((one) => one.finished)); };
            requestAnimationFrame(() => wait().then(() => done(null)));";
        self.driver().execute_async(ended, Vec::new()).await.map(drop)
    }

    async fn paint(&self, name: &str) -> Result<(), WebDriverError> {
        let folder = target().join("journeys");
        std::fs::create_dir_all(&folder)?;
        let picture = folder.join(format!("{}-{name}.png", self.name));
        std::fs::create_dir_all(picture.parent().expect("under the folder"))?;
        std::fs::write(picture, self.png().await?)?;
        Ok(())
    }

    /// What the window shows.
    pub async fn png(&self) -> Result<Vec<u8>, WebDriverError> {
        self.still().await?;
        // What was just changed is painted with the frame after the next. The driver waits for one
        // more after that, which only comes where something changes: a pixel that blinks.
        let painted = "const done = arguments[0];
            const pixel = document.body.appendChild(document.createElement('div'));
            pixel.ariaHidden = 'true';
            pixel.style = 'position: fixed; inset: auto 0 0 auto; width: 1px; height: 1px; z-index: 2147483647';
            let at = 0;
            const every = setInterval(() => { pixel.style.background = ++at % 2 ? 'gray' : 'silver'; }, 20);
            window.stopBlinking = () => { clearInterval(every); pixel.remove(); };
            requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";
        self.driver().execute_async(painted, Vec::new()).await?;
        let png = self.driver().screenshot_as_png().await;
        self.driver().execute("window.stopBlinking()", Vec::new()).await?;
        png
    }
}

fn in_dialog(button: &str) -> String {
    format!("//*[@role='dialog']//button[normalize-space(.)={}]", quoted(button))
}

/// A fault of the screen, told as the driver tells its own, so that the window is closed in good order.
fn wrong(what: String) -> WebDriverError {
    WebDriverError::from_inner(WebDriverErrorInner::FatalError(what))
}

/// Of a moment: something lay over it, or it was just painted anew.
fn is_passing(error: &WebDriverError) -> bool {
    let said = error.to_string();
    said.contains("intercepted") || said.contains("stale")
}

#[allow(dead_code, reason = "for the benchmark of the window")]
/// The group a process belongs to.
fn group_of(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(2)?.parse().ok()
}

#[allow(dead_code, reason = "for the benchmark of the window")]
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// A display of its own; Xvfb says which number was free.
pub fn display() -> (Running, u32) {
    let mut child = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap_or_else(|error| panic!("Xvfb (Debian package xvfb) cannot be run: {error}"));
    let mut line = String::new();
    let out = child.stdout.take().expect("piped");
    BufReader::new(out.take(32)).read_line(&mut line).expect("Xvfb says its number");
    (Running(child), line.trim().parse().unwrap_or_else(|_| panic!("Xvfb said {line:?}")))
}

/// The driver takes a moment until it listens.
pub async fn connected(url: &str, capabilities: Capabilities) -> WebDriver {
    let end = std::time::Instant::now() + PATIENCE;
    loop {
        match WebDriver::new(url, capabilities.clone()).await {
            Ok(driver) => return driver,
            Err(error) if std::time::Instant::now() > end => panic!("no window: {error}"),
            Err(_) => tokio::time::sleep(GLANCE).await,
        }
    }
}

/// `target`, whatever it is called.
pub fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a file");
    test.ancestors().nth(3).expect("target/profile/deps/test").to_owned()
}

/// A program built beside the tests.
pub fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test has a file");
    let path = test.ancestors().nth(2).expect("target/profile/deps/test").join(name);
    assert!(path.is_file(), "{} is not built; `cargo xtask test` builds it first", path.display());
    path
}

fn program() -> PathBuf {
    built("provident")
}

/// Text as XPath takes it.
pub fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
