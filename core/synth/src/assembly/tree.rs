//! `tree.json`: the construct tree, which editors show.

use crate::resolve::Synthesis;
use crate::tree::arena::{Arena, Index, Kind, Node, ROOT};
use cognito_cdk_template::push_quoted;

/// About how many bytes a construct takes.
const NODE_BYTES: usize = 256;

/// The tree on one line.
pub(super) fn document(arena: &Arena, synthesis: &Synthesis<'_>) -> Vec<u8> {
    let mut out = String::with_capacity(synthesis.order.len() * NODE_BYTES);
    out.push_str(r#"{"version":"tree-0.1","tree":"#);
    nodes(&mut out, arena, synthesis);
    out.push('}');
    out.into_bytes()
}

/// One step of the way through the tree, which may be deeper than the program's own stack allows.
enum Step {
    Enter(Index),
    /// Ends the children of a construct, and the construct.
    Leave,
}

fn nodes(out: &mut String, arena: &Arena, synthesis: &Synthesis<'_>) {
    let mut quoted = String::new();
    // The path as it is written, which is that of the scopes and more.
    let mut path = String::new();
    let mut lengths = Vec::new();
    let mut steps = vec![Step::Enter(ROOT)];
    while let Some(step) = steps.pop() {
        let Step::Enter(index) = step else {
            out.push_str("}}");
            path.truncate(lengths.pop().unwrap_or_default());
            continue;
        };
        let node = arena.node(index);
        let length = path.len();
        if index == ROOT {
            out.push_str(r#"{"id":"App","path":""#);
        } else {
            quoted.clear();
            push_quoted(&mut quoted, &node.id);
            if length > 0 {
                path.push('/');
            }
            // An id can end with an escaped quote of its own.
            let inside = quoted
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'));
            path.push_str(inside.unwrap_or_default());
            if !out.ends_with('{') {
                out.push(',');
            }
            for part in [&quoted, r#":{"id":"#, &quoted, r#","path":""#, &path] {
                out.push_str(part);
            }
        }
        out.push_str(r#"","constructInfo":"#);
        out.push_str(construct_info(&node.kind));
        attributes(out, synthesis, index, node);
        let children = arena.children(index);
        if children.is_empty() {
            out.push('}');
            path.truncate(length);
        } else {
            lengths.push(length);
            out.push_str(r#","children":{"#);
            steps.push(Step::Leave);
            steps.extend(children.iter().rev().copied().map(Step::Enter));
        }
    }
}

fn attributes(out: &mut String, synthesis: &Synthesis<'_>, index: Index, node: &Node) {
    let (Some(id), Some(element)) = (synthesis.id(index), node.element()) else {
        return;
    };
    out.push_str(r#","attributes":{"#);
    if let Some(l1) = element.resource().and_then(|resource| resource.l1.as_ref()) {
        out.push_str(r#""aws:cdk:cloudformation:type":"#);
        push_quoted(out, l1.cfn_type());
        out.push(',');
    }
    out.push_str(r#""aws:cdk:cloudformation:logicalId":"#);
    push_quoted(out, id);
    if let Some(properties) = synthesis.shown.get(&index) {
        out.push_str(r#","aws:cdk:cloudformation:props":"#);
        out.push_str(properties);
    }
    out.push('}');
}

/// What a construct is, as JSON.
const fn construct_info(kind: &Kind) -> &'static str {
    macro_rules! info {
        ($kind:literal) => {
            concat!(
                r#"{"fqn":"cognito-cdk."#,
                $kind,
                r#"","version":""#,
                env!("CARGO_PKG_VERSION"),
                r#""}"#
            )
        };
    }
    match kind {
        Kind::App(_) => info!("App"),
        Kind::Stage(_) => info!("Stage"),
        Kind::Stack(stack) if stack.nested.is_some() => info!("NestedStack"),
        Kind::Stack(_) => info!("Stack"),
        Kind::Element(_) => info!("CfnElement"),
        Kind::Construct => info!("Construct"),
    }
}
