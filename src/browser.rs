//! Opens a page in the learner's browser: started, never waited for, and without a shell in between.

use std::{
    ffi::OsString,
    process::{Command, Stdio},
    thread,
};

/// Why no page was opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The address is not one of the web: nothing else is given to a program.
    #[error("`{0}` is not an http or https address")]
    NotAWebPage(String),
    /// There is nothing to open it with.
    #[error("no browser was found to open {0}")]
    NoBrowser(String),
}

/// Whether `url` is an address of the web that can be given to a browser as it is.
pub fn is_web_page(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = |rest: &str| !rest.is_empty() && !rest.starts_with(['/', '?', '#', '.']);
    rest.is_some_and(host) && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The commands to try in turn, each a program and its arguments: those `BROWSER` names, else the
/// system's opener.
pub fn openers(url: &str, variable: &dyn Fn(&str) -> Option<OsString>) -> Vec<Vec<String>> {
    let set = |name: &str| variable(name).filter(|v| !v.is_empty());
    let separator = if cfg!(windows) { ';' } else { ':' };
    let named = set("BROWSER").and_then(|v| v.into_string().ok()).unwrap_or_default();
    let mut out: Vec<Vec<String>> = named.split(separator).filter_map(|words| command(words, url)).collect();
    let with = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).chain([url.to_owned()]).collect();
    if cfg!(target_os = "macos") {
        out.push(with(&["open"]));
    } else if cfg!(windows) {
        // `start` is a word of the shell; this is what it comes to for an address.
        out.push(with(&["rundll32", "url.dll,FileProtocolHandler"]));
    } else if ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].iter().any(|name| set(name).is_some()) {
        // Without a screen `xdg-open` would look for a browser that takes this terminal over.
        out.push(with(&["xdg-open"]));
        out.push(with(&["wslview"]));
    }
    out
}

/// One entry of `BROWSER`: words, of which `%s` stands for the address; it comes last where none does.
fn command(words: &str, url: &str) -> Option<Vec<String>> {
    let mut out: Vec<String> = words.split_whitespace().map(|w| w.replace("%s", url)).collect();
    if out.is_empty() {
        return None;
    }
    if !words.contains("%s") {
        out.push(url.to_owned());
    }
    Some(out)
}

/// Starts the first opener there is; its name.
///
/// # Errors
/// The address is not of the web, or there is no opener.
pub fn open(url: &str, variable: &dyn Fn(&str) -> Option<OsString>) -> Result<String, OpenError> {
    if !is_web_page(url) {
        return Err(OpenError::NotAWebPage(url.to_owned()));
    }
    for words in openers(url, variable) {
        let Some((program, arguments)) = words.split_first() else { continue };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        if let Ok(mut child) = command.spawn() {
            // Somebody has to hear of its end, or it stays a zombie while the interface runs.
            let _ = thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait());
            return Ok(program.clone());
        }
    }
    Err(OpenError::NoBrowser(url.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_opened() {
        for good in ["https://example.org", "HTTP://example.org/a?b=c&d=%20#e", "https://例え.jp/コース"] {
            assert!(is_web_page(good), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "ftp://example.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "--help",
            "https://",
            "https:///x",
            "https://a b",
            "https://a\n",
            "https://a\u{1b}[31m",
        ] {
            assert!(!is_web_page(bad), "{bad}");
            assert_eq!(open(bad, &|_| None), Err(OpenError::NotAWebPage(bad.to_owned())));
        }
    }

    #[test]
    fn the_variable_comes_before_the_system_and_there_is_no_shell() {
        let url = "https://example.org/?a=1;rm -x".replace(' ', "%20");
        let set = |name: &str| (name == "BROWSER").then(|| OsString::from("first --new %s -q:second"));
        let found = openers(&url, &set);
        if cfg!(unix) {
            assert_eq!(found[0], ["first", "--new", &url, "-q"]);
            assert_eq!(found[1], ["second", &url]);
        }
        let screen = |name: &str| (name == "DISPLAY").then(|| OsString::from(":0"));
        assert!(openers(&url, &screen).iter().all(|words| words.last() == Some(&url)));
        if cfg!(target_os = "linux") {
            assert_eq!(open(&url, &|_| None), Err(OpenError::NoBrowser(url.clone())));
        }
    }
}
