//! Before the computer sleeps, a sealed register is locked: what wakes up in somebody else's hands is
//! closed. On Linux the system says so beforehand (logind) and waits for us; elsewhere, and where there is
//! no logind, the window sees that time has passed and locks when it wakes.

#[cfg(target_os = "linux")]
pub fn watch(app: std::sync::Arc<provident_api::App>) {
    // A system without it is no fault.
    std::thread::spawn(move || linux::watch(&app));
}

#[cfg(not(target_os = "linux"))]
pub fn watch(_: std::sync::Arc<provident_api::App>) {}

#[cfg(target_os = "linux")]
mod linux {
    use provident_api::App;
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::OwnedFd;

    const SERVICE: &str = "org.freedesktop.login1";
    const MANAGER: &str = "org.freedesktop.login1.Manager";

    pub fn watch(app: &App) -> Option<()> {
        let bus = Connection::system().ok()?;
        let manager = Proxy::new(&bus, SERVICE, "/org/freedesktop/login1", MANAGER).ok()?;
        let signals = manager.receive_signal("PrepareForSleep").ok()?;
        let mut delay = delayed(&manager);
        for signal in signals {
            let begins: bool = signal.body().deserialize().ok()?;
            if begins {
                app.lock();
                // Let go: the computer may sleep now.
                drop(delay.take());
            } else {
                delay = delayed(&manager);
            }
        }
        Some(())
    }

    /// As long as this is held, the computer waits a few seconds before it sleeps.
    fn delayed(manager: &Proxy) -> Option<OwnedFd> {
        manager.call("Inhibit", &("sleep", "Provident", "locking the register", "delay")).ok()
    }
}
