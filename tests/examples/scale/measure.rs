//! What the parts of a run take, in one process, beside `serde_json` writing the same documents.

use crate::{Failure, program};
use serde_json::{Value, json};
use std::time::Instant;

/// The output of `--measure`: for each number of stacks how many resources and bytes the templates have, and the
/// nanoseconds of each run of
///
/// - `construct`: the tree of constructs, from nothing;
/// - `synthesize`: its templates and the other files as texts in memory, with all checks;
/// - `to_writer`: `serde_json::to_writer` of the same templates, which have been read into `serde_json::Value`;
/// - `to_writer_pretty`: the same with line breaks, as the templates have them.
///
/// One run of all parts after the other, so that a disturbance hits all of them alike.
pub(crate) fn report(sizes: &[usize], pools: usize, runs: usize) -> Result<Value, Failure> {
    let sizes = sizes
        .iter()
        .map(|&stacks| size(stacks, pools, runs))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(json!({ "sizes": sizes }))
}

fn size(stacks: usize, pools: usize, runs: usize) -> Result<Value, Failure> {
    let assembly = program::app(stacks, pools, "cdk.out").build()?;
    let bytes: usize = assembly
        .stacks()
        .iter()
        .map(|stack| stack.template().len())
        .sum();
    let documents = assembly
        .stacks()
        .iter()
        .map(|stack| serde_json::from_str(stack.template()))
        .collect::<Result<Vec<Value>, _>>()?;
    let resources: usize = documents
        .iter()
        .filter_map(|document| Some(document.get("Resources")?.as_object()?.len()))
        .sum();
    drop(assembly);

    let mut parts: [Vec<u64>; 4] = Default::default();
    for round in 0..=runs {
        let (construct, app) = timed(|| Ok(program::app(stacks, pools, "cdk.out")))?;
        let (synthesize, _) = timed(|| Ok(app.build()?))?;
        let (to_writer, _) = timed(|| {
            written(&documents, |text, document| {
                serde_json::to_writer(text, document)
            })
        })?;
        let (to_writer_pretty, _) = timed(|| {
            written(&documents, |text, document| {
                serde_json::to_writer_pretty(text, document)
            })
        })?;
        // The first round fills the caches and gets memory from the system, and does not count.
        if round == 0 {
            continue;
        }
        for (part, time) in
            parts
                .iter_mut()
                .zip([construct, synthesize, to_writer, to_writer_pretty])
        {
            part.push(time);
        }
    }
    let [construct, synthesize, to_writer, to_writer_pretty] = parts;
    Ok(json!({
        "stacks": stacks,
        "resources": resources,
        "bytes": bytes,
        "construct": construct,
        "synthesize": synthesize,
        "to_writer": to_writer,
        "to_writer_pretty": to_writer_pretty,
    }))
}

fn written(
    documents: &[Value],
    write: impl Fn(&mut Vec<u8>, &Value) -> serde_json::Result<()>,
) -> Result<Vec<Vec<u8>>, Failure> {
    let text = |document| {
        let mut text = Vec::new();
        write(&mut text, document)?;
        Ok(text)
    };
    documents.iter().map(text).collect()
}

/// The nanoseconds that something takes, without those of dropping what it made.
fn timed<T>(make: impl FnOnce() -> Result<T, Failure>) -> Result<(u64, T), Failure> {
    let start = Instant::now();
    let result = make()?;
    let time = u64::try_from(start.elapsed().as_nanos())?;
    Ok((time, result))
}
