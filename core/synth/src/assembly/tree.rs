//! `tree.json`: the construct tree, which editors show.

use super::pretty::Pretty;
use crate::resolve::Synthesis;
use crate::tree::arena::{Arena, Index, Kind, Node, ROOT};

/// About how many bytes a construct takes.
const NODE_BYTES: usize = 256;

/// The tree on one line.
pub(super) fn document(arena: &Arena, synthesis: &Synthesis<'_>) -> Vec<u8> {
    let mut w = Pretty::compact();
    w.reserve(synthesis.order.len() * NODE_BYTES);
    w.object(|w| {
        w.key("version").string("tree-0.1");
        w.key("tree");
        nodes(w, arena, synthesis);
    });
    w.into_bytes()
}

/// One step of the way through the tree, which may be deeper than the program's own stack allows.
enum Step {
    Enter(Index),
    /// Ends the children of a construct, and the construct.
    Leave,
}

fn nodes(w: &mut Pretty, arena: &Arena, synthesis: &Synthesis<'_>) {
    let mut path = String::new();
    let mut lengths = Vec::new();
    let mut steps = vec![Step::Enter(ROOT)];
    while let Some(step) = steps.pop() {
        let Step::Enter(index) = step else {
            w.close('}');
            w.close('}');
            path.truncate(lengths.pop().unwrap_or_default());
            continue;
        };
        let node = arena.node(index);
        let length = path.len();
        if index == ROOT {
            w.open('{');
            w.key("id").string("App");
        } else {
            if length > 0 {
                path.push('/');
            }
            path.push_str(&node.id);
            w.key(&node.id).open('{');
            w.key("id").string(&node.id);
        }
        w.key("path").string(&path);
        attributes(w, synthesis, index, node);
        let children = arena.children(index);
        if children.is_empty() {
            w.close('}');
            path.truncate(length);
        } else {
            lengths.push(length);
            w.key("children").open('{');
            steps.push(Step::Leave);
            steps.extend(children.iter().rev().copied().map(Step::Enter));
        }
    }
}

fn attributes(w: &mut Pretty, synthesis: &Synthesis<'_>, index: Index, node: &Node) {
    w.key("constructInfo").raw(construct_info(&node.kind));
    if let (Some(id), Some(element)) = (synthesis.id(index), node.element()) {
        w.key("attributes").object(|w| {
            let l1 = element.resource().and_then(|resource| resource.l1.as_ref());
            if let Some(l1) = l1 {
                w.key("aws:cdk:cloudformation:type").string(l1.cfn_type());
            }
            w.key("aws:cdk:cloudformation:logicalId").string(id);
        });
    }
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
