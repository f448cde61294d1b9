//! Random trees: no panic, no dangling reference, the same bytes every time, no circle in `DependsOn`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use cognito_cdk_synth::{
    App, AppProps, CfnOutput, CfnResource, CloudAssembly, Construct, Finding, NestedStack, Node,
    Object, RawResource, ReferenceStrength, Scope, Severity, Stack, Stage, Synthesizer, Value,
    consume_reference, intrinsics,
};
use cognito_cdk_template::Template;
use proptest::prelude::*;
use serde_json::Value as Data;
use std::collections::{BTreeMap, BTreeSet};

/// One thing to do; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Construct(usize, String),
    Stack(usize, String),
    Nested(usize, String),
    Stage(usize, String),
    Resource(usize, String, Vec<Target>, String),
    Output(usize, String, Target),
    Depends(usize, usize),
    Override(usize, String, String),
    Remove(usize),
}

#[derive(Clone, Debug)]
struct Target {
    resource: usize,
    attribute: bool,
    strength: u8,
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z]{1,6}",
        1 => "[0-9]{1,2}",
        1 => Just("Resource".to_owned()),
        1 => Just("Default".to_owned()),
        1 => any::<String>(),
        1 => prop_oneof![
            Just("a/b".to_owned()),
            Just("line\nfeed".to_owned()),
            Just("\"quoted\"".to_owned()),
            Just("${AWS::Region}".to_owned()),
            Just("ünï☃".to_owned()),
            Just("x".repeat(10_000)),
        ],
    ]
}

fn target() -> impl Strategy<Value = Target> {
    (any::<usize>(), any::<bool>(), 0..5u8).prop_map(|(resource, attribute, strength)| Target {
        resource,
        attribute,
        strength,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let at = any::<usize>;
    prop_oneof![
        3 => (at(), text()).prop_map(|(at, id)| Step::Construct(at, id)),
        2 => (at(), text()).prop_map(|(at, id)| Step::Stack(at, id)),
        1 => (at(), text()).prop_map(|(at, id)| Step::Nested(at, id)),
        1 => (at(), text()).prop_map(|(at, id)| Step::Stage(at, id)),
        8 => (at(), text(), prop::collection::vec(target(), 0..3), text())
            .prop_map(|(at, id, targets, value)| Step::Resource(at, id, targets, value)),
        2 => (at(), text(), target()).prop_map(|(at, id, target)| Step::Output(at, id, target)),
        2 => (at(), at()).prop_map(|(from, to)| Step::Depends(from, to)),
        1 => (at(), text(), text()).prop_map(|(at, path, value)| Step::Override(at, path, value)),
        1 => at().prop_map(Step::Remove),
    ]
}

fn pick<T: Clone>(items: &[T], at: usize) -> Option<T> {
    items.get(at.checked_rem(items.len())?).cloned()
}

fn value(resources: &[CfnResource], target: &Target) -> Option<Value<String>> {
    let resource = pick(resources, target.resource)?;
    let value = if target.attribute {
        resource.get_att("Arn")
    } else {
        resource.ref_()
    };
    let strength = match target.strength {
        1 => ReferenceStrength::Weak,
        2 => ReferenceStrength::Both,
        3 => ReferenceStrength::Ssm,
        4 => return Some(intrinsics::join("/", ["x".into(), value, "y".into()])),
        _ => return Some(value),
    };
    Some(consume_reference(value, strength))
}

/// Where something is made, and what may be referred to from there without a circle.
#[derive(Clone)]
struct Place {
    node: Node,
    /// The stage, and the stacks from the top one to the innermost, by the order in which they were made.
    stage: usize,
    stacks: Vec<usize>,
}

impl Place {
    /// Whether what is made here may refer to what was made there before.
    fn reaches(&self, other: &Self) -> bool {
        // Anything of stacks that were made before, and of the stacks around this place.
        self.stage == other.stage
            && (self.stacks.first() > other.stacks.first()
                || self.stacks.starts_with(&other.stacks))
    }
}

/// The tree that the steps make. A tame one has nothing that is reported as an error.
struct Tree {
    tame: bool,
    count: usize,
    places: Vec<Place>,
    resources: Vec<(CfnResource, Place)>,
}

impl Tree {
    fn of(steps: &[Step], tame: bool) -> App {
        let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
        let place = |node: &Node, stacks| Place {
            node: node.clone(),
            stage: 0,
            stacks,
        };
        let first = Stack::new(&app, "First");
        let mut tree = Self {
            tame,
            count: 0,
            places: vec![place(app.node(), vec![]), place(first.node(), vec![0])],
            resources: Vec::new(),
        };
        for step in steps {
            tree.count += 1;
            tree.step(step);
        }
        app
    }

    fn place(&self, at: usize, in_stack: bool) -> Place {
        let fits = |place: &&Place| !self.tame || place.stacks.is_empty() != in_stack;
        let places: Vec<Place> = self.places.iter().filter(fits).cloned().collect();
        pick(&places, at).unwrap()
    }

    fn id(&self, id: &str) -> String {
        if self.tame {
            return format!("c{id}x{}", self.count);
        }
        id.to_owned()
    }

    fn name(&self, id: &str) -> String {
        if self.tame {
            return format!("S{}", self.count);
        }
        id.to_owned()
    }

    /// The resources that something at `place` may refer to.
    fn reachable(&self, place: &Place) -> Vec<CfnResource> {
        let resources = self.resources.iter();
        resources
            .filter(|(_, other)| !self.tame || place.reaches(other))
            .map(|(resource, _)| resource.clone())
            .collect()
    }

    fn step(&mut self, step: &Step) {
        let count = self.count;
        match step {
            Step::Construct(at, id) => {
                let place = self.place(*at, at % 3 > 0);
                let node = Construct::new(&place.node, self.id(id)).node().clone();
                self.places.push(Place { node, ..place });
            }
            Step::Stack(at, id) => {
                let place = self.place(*at, false);
                let node = Stack::new(&place.node, self.name(id)).node().clone();
                let stacks = vec![count];
                self.places.push(Place {
                    node,
                    stacks,
                    ..place
                });
            }
            Step::Nested(at, id) => {
                let place = self.place(*at, true);
                let node = NestedStack::new(&place.node, self.id(id)).node().clone();
                let stacks = [place.stacks.as_slice(), &[count]].concat();
                self.places.push(Place {
                    node,
                    stacks,
                    ..place
                });
            }
            Step::Stage(at, id) => {
                let place = self.place(*at, false);
                let node = Stage::new(&place.node, self.name(id)).node().clone();
                self.places.push(Place {
                    node,
                    stage: count,
                    ..place
                });
            }
            Step::Resource(at, id, targets, text) => {
                let place = self.place(*at, true);
                let reachable = self.reachable(&place);
                let mut properties = Object::new();
                properties.insert("Text", text.as_str());
                for (number, target) in targets.iter().enumerate() {
                    if let Some(value) = value(&reachable, target) {
                        properties.insert(format!("P{number}"), value);
                    }
                }
                let raw = RawResource::new("AWS::Acme::Thing", properties);
                let resource = CfnResource::new(&place.node, self.id(id), raw);
                self.resources.push((resource, place));
            }
            Step::Output(at, id, target) => {
                let place = self.place(*at, true);
                if let Some(value) = value(&self.reachable(&place), target) {
                    CfnOutput::new(&place.node, self.id(id), value);
                }
            }
            Step::Depends(from, to) => {
                let Some((from, place)) = pick(&self.resources, *from) else {
                    return;
                };
                let Some(to) = pick(&self.reachable(&place), *to) else {
                    return;
                };
                let made = |resource: &CfnResource| {
                    self.resources
                        .iter()
                        .position(|(other, _)| other == resource)
                };
                if !self.tame {
                    to.node().add_dependency(&self.place(count, true).node);
                }
                if !self.tame || made(&to) < made(&from) {
                    from.add_dependency(&to);
                }
            }
            Step::Override(at, path, text) => {
                if let Some((resource, _)) = pick(&self.resources, *at) {
                    resource.add_property_override(path, text.as_str());
                }
            }
            Step::Remove(at) => {
                if let Some((resource, _)) = pick(&self.resources, *at)
                    && !self.tame
                {
                    let scope = resource.node().scope().unwrap();
                    scope.remove_child(&resource.node().id());
                }
            }
        }
    }
}

fn check_depends_on(template: &Data) {
    let resources = template["Resources"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    let waits: BTreeMap<&str, Vec<&str>> = resources
        .iter()
        .map(|(id, resource)| {
            let ids = resource["DependsOn"].as_array().into_iter().flatten();
            (id.as_str(), ids.filter_map(Data::as_str).collect())
        })
        .collect();
    let mut left: BTreeSet<&str> = waits.keys().copied().collect();
    while !left.is_empty() {
        let before = left.len();
        let ready: Vec<&str> = left
            .iter()
            .filter(|id| waits[*id].iter().all(|other| !left.contains(other)))
            .copied()
            .collect();
        for id in ready {
            left.remove(id);
        }
        assert!(left.len() < before, "a circle: {left:?}");
    }
}

fn check_assembly(assembly: &CloudAssembly) -> Result<(), TestCaseError> {
    for stack in assembly.stacks() {
        let text = stack.template();
        prop_assert!(!text.contains("<element"), "{}", text);
        let template = Template::from_json(text).unwrap();
        prop_assert_eq!(template.to_text(), text);
        let errors: Vec<_> = template
            .check()
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter(|finding| finding.rule != "CFN007")
            .collect();
        prop_assert_eq!(errors, []);
        check_depends_on(&serde_json::from_str(text).unwrap());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Trees in which anything may be wrong: it is reported, always alike, and nothing else happens.
    #[test]
    fn wild_trees(steps in prop::collection::vec(step(), 0..30)) {
        match (Tree::of(&steps, false).build(), Tree::of(&steps, false).build()) {
            (Ok(first), Ok(_)) => check_assembly(&first)?,
            (Err(first), Err(second)) => {
                prop_assert_eq!(first.to_string(), second.to_string());
                let is_error = |finding: &Finding| finding.severity == Severity::Error;
                prop_assert!(first.findings().iter().any(is_error));
            }
            (first, second) => prop_assert!(false, "{:?} and {:?}", first.is_ok(), second.is_ok()),
        }
    }

    /// Trees without mistakes: their templates are whole, and the same every time.
    #[test]
    fn tame_trees(steps in prop::collection::vec(step(), 0..60)) {
        let first = Tree::of(&steps, true).build().unwrap();
        let second = Tree::of(&steps, true).build().unwrap();
        for path in first.files() {
            prop_assert_eq!(first.file(path), second.file(path));
        }
        check_assembly(&first)?;
    }
}

/// A tree as deep as a program makes one by mistake is no reason to overflow the program's stack.
#[test]
fn a_deep_tree() {
    let app = App::new();
    let mut scope = Stack::new(&app, "Deep").node().clone();
    for _ in 0..3_000 {
        scope = Construct::new(&scope, "a").node().clone();
    }
    let raw = RawResource::new("AWS::Acme::Thing", Object::new());
    CfnResource::new(&scope, "Thing", raw);
    let assembly = app.build().unwrap();
    assert!(
        assembly
            .stack("Deep")
            .unwrap()
            .template()
            .contains("AWS::Acme::Thing")
    );
}
