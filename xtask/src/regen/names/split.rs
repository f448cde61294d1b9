//! Splits upstream names into words: the rules of case, and the tables of what those rules get
//! wrong.

#[cfg(test)]
mod tests;

/// Spellings that mix cases or digits in a way that the rules of case tear apart, and the words
/// they stand for.
///
/// An entry counts where a word starts and no lower-case letter follows it; the longest one wins.
/// Add to it whatever a new upstream version spells in a new way: published names are frozen in
/// `spec/names.lock`, so nothing old moves unseen.
const SPELLINGS: &[(&str, &str)] = &[
    ("AuthN", "authn"),
    ("AuthZ", "authz"),
    ("B2BI", "b2bi"),
    ("DDoS", "ddos"),
    ("Db2zOs", "db2 zos"),
    ("DoS", "dos"),
    ("ETag", "etag"),
    ("FSx", "fsx"),
    ("GiB", "gib"),
    ("GiBps", "gibps"),
    ("GraphQL", "graphql"),
    ("IPv4", "ipv4"),
    ("IPv6", "ipv6"),
    ("IdC", "idc"),
    ("IdP", "idp"),
    ("IoT", "iot"),
    ("IpV4", "ipv4"),
    ("IpV6", "ipv6"),
    ("KBytes", "kbytes"),
    ("KiB", "kib"),
    ("KiBps", "kibps"),
    ("LoRa", "lora"),
    ("LoRaWAN", "lorawan"),
    ("MiB", "mib"),
    ("MiBps", "mibps"),
    ("MofN", "m of n"),
    ("MySQL", "mysql"),
    ("MySql", "mysql"),
    ("OAuth", "oauth"),
    ("OData", "odata"),
    ("OTel", "otel"),
    ("OpenX", "openx"),
    ("PostgreSQL", "postgresql"),
    ("PostgreSql", "postgresql"),
    ("PromQL", "promql"),
    ("QnA", "qna"),
    ("RStudio", "rstudio"),
    ("SThree", "s3"),
    ("SaaS", "saas"),
    ("SandP", "s and p"),
    ("SerDe", "serde"),
    ("TiB", "tib"),
    ("TtD", "ttd"),
    ("VCenter", "vcenter"),
    ("VCpu", "vcpu"),
    ("VMotion", "vmotion"),
    ("VSan", "vsan"),
    ("VTep", "vtep"),
    ("XRay", "xray"),
    ("iOS", "ios"),
    ("vCPU", "vcpu"),
    ("vCpu", "vcpu"),
];

/// Acronyms that upstream writes side by side: a run of capitals that consists of these alone is
/// split between them.
const ACRONYMS: &[&str] = &[
    "AAAA", "ACL", "ACM", "AMI", "API", "ARN", "AWS", "CFN", "CIDR", "DB", "DHCP", "DNS", "EBS",
    "EC2", "EKS", "EMR", "HANA", "HTTP", "IAM", "ID", "IP", "JDBC", "JMX", "KMS", "MFA", "PCA",
    "RDS", "S3", "SAP", "SID", "SMB", "SMS", "SNS", "SQL", "SQS", "SSE", "SSL", "SSM", "TLS",
    "TTL", "UI", "URI", "URL", "VPC", "VPN",
];

/// The lower-case words of an upstream name: `CallbackURLs` gives `callback` and `urls`.
///
/// Everything but ASCII letters and digits separates words. Digits belong to the word before them,
/// so a word starts with a digit only where the name, or a part of it behind a separator, does. A
/// name without letters and digits has no words.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut rest = part;
        while !rest.is_empty() {
            let (found, after) = next_words(rest);
            words.extend(found.split(' ').map(str::to_ascii_lowercase));
            rest = after;
        }
    }
    words
}

/// Takes the next word off a part of a name, or several that are written as one (with spaces
/// between them).
fn next_words(text: &str) -> (String, &str) {
    if let Some((spelling, words)) = spelling_at(text) {
        let (digits, rest) = take(text.split_at(spelling.len()).1, |c| c.is_ascii_digit());
        return (format!("{words}{digits}"), rest);
    }
    let (head, rest) = take_capitals(text);
    let (tail, behind) = take(rest, |c| !c.is_ascii_uppercase());
    let mut last = head.bytes().rev();
    let ends_in_capital = last.next().is_some_and(|b| b.is_ascii_uppercase());
    let acronym = ends_in_capital && last.next().is_some_and(|b| b.is_ascii_uppercase());
    if acronym && is_version(tail) {
        // A version is a word of its own: `WAFv2`.
        return (split_capitals(head), rest);
    }
    let plural = acronym && tail == "s";
    if tail.is_empty() || head.len() < 2 || !ends_in_capital || plural {
        return (split_capitals(head) + tail, behind);
    }
    // The last capital is the first letter of the next word: `SMSMessage`.
    let (head, rest) = text.split_at(head.len() - 1);
    (split_capitals(head), rest)
}

/// The entry of [`SPELLINGS`] that a text starts with.
fn spelling_at(text: &str) -> Option<(&'static str, &'static str)> {
    SPELLINGS
        .iter()
        .filter(|(spelling, _)| {
            text.strip_prefix(spelling)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
        })
        .max_by_key(|(spelling, _)| spelling.len())
        .copied()
}

/// The capitals and digits that a text starts with, up to the next of the [`SPELLINGS`]: `SAPOData`
/// is `SAP` and `OData`.
///
/// A single capital is no word to end there: `IOData` is `IO` and `Data`.
fn take_capitals(text: &str) -> (&str, &str) {
    let (run, rest) = take(text, |c| !c.is_ascii_lowercase());
    (2..run.len())
        .find(|&at| text.get(at..).and_then(spelling_at).is_some())
        .map_or((run, rest), |at| text.split_at(at))
}

/// Whether what follows an acronym is its version, as in `WAFv2`.
fn is_version(tail: &str) -> bool {
    tail.strip_prefix('v')
        .is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
}

/// Splits capitals after digits, and where two of the [`ACRONYMS`] meet: `H264H265` and `AWSKMS`
/// are two words each.
fn split_capitals(run: &str) -> String {
    let mut words = String::new();
    let mut rest = run;
    while !rest.is_empty() {
        let (digits, behind) = take(rest, |c| c.is_ascii_digit());
        let (letters, behind) = take(behind, |c| !c.is_ascii_digit());
        let (number, behind) = take(behind, |c| c.is_ascii_digit());
        let (word, _) = rest.split_at(digits.len() + letters.len() + number.len());
        if !words.is_empty() {
            words.push(' ');
        }
        words += &acronyms(word).map_or_else(|| word.to_owned(), |parts| parts.join(" "));
        rest = behind;
    }
    words
}

/// The [`ACRONYMS`] that a word consists of, the longest first taken, if it consists of them.
fn acronyms(word: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let acronym = ACRONYMS
            .iter()
            .filter(|acronym| rest.starts_with(**acronym))
            .max_by_key(|acronym| acronym.len())?;
        found.push(*acronym);
        rest = rest.strip_prefix(acronym)?;
    }
    Some(found)
}

/// Splits a text after the characters that it starts with.
fn take(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}
