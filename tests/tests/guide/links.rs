//! The links of the documentation: those to files of the repository lead somewhere.

use cognito_cdk_tests::{files, repository, text};

/// The targets of the links of a page.
pub(crate) fn of(page: &str) -> Vec<String> {
    let mut in_code = false;
    let mut links = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        let targets = line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        links.extend(targets.map(str::to_owned));
    }
    links
}

/// The anchor that GitHub gives to a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut pages = files("docs", ".md");
    pages.extend(files("docs/guide", ".md"));
    pages.push("README.md".to_owned());
    let mut broken = Vec::new();
    for page in pages {
        let content = text(&page);
        for link in of(&content) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, wanted) = link.split_once('#').unwrap_or((&link, ""));
            let directory = page.rsplit_once('/').map_or("", |(directory, _)| directory);
            let path = repository().join(directory).join(file);
            let target = if file.is_empty() {
                Some(content.clone())
            } else {
                std::fs::read_to_string(&path).ok()
            };
            let has_anchor = |target: &String| {
                wanted.is_empty()
                    || target
                        .lines()
                        .filter_map(|line| line.strip_prefix('#'))
                        .any(|heading| anchor(heading.trim_start_matches('#')) == wanted)
            };
            let exists = path.is_dir() || target.as_ref().is_some_and(has_anchor);
            if !exists {
                broken.push(format!("{page}: {link}"));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}
