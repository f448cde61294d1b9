//! References: each points at something, and resources do not wait for each other in a circle.

use super::properties::shorten;
use super::{Report, Rule, Severity, push_key};
use crate::expr::{Expr, SubPart, sub_parts};
use crate::json::{Json, Object};
use crate::resource::ResourceEntry;
use crate::target::Target;
use crate::template::{LANGUAGE_EXTENSIONS, Template, is_rule_function};
use std::fmt::Write as _;
use std::ops::Range;

pub(super) fn check(template: &Template, report: &mut Report) {
    let mut walk = Walk {
        template,
        report,
        element: String::new(),
        path: String::new(),
        place: Place::Resource,
        edges: Edges::default(),
    };
    for (id, condition) in template.conditions().iter() {
        walk.enter(id, Place::Condition);
        walk.json(condition.as_json());
    }
    for (id, rule) in template.rules().iter() {
        walk.enter(id, Place::Rule);
        walk.object(&rule.to_object());
    }
    for (id, entry) in template.resources().iter() {
        walk.enter(id, Place::Resource);
        walk.resource(entry);
        walk.edges.end_resource();
    }
    for (id, output) in template.outputs().iter() {
        walk.enter(id, Place::Output);
        walk.at("Value", |walk| walk.json(&output.value));
        if let Some(name) = &output.export_name {
            walk.at("Export.Name", |walk| walk.json(name));
        }
        if let Some(condition) = &output.condition {
            walk.at("Condition", |walk| walk.condition(condition));
        }
    }
    let edges = walk.edges;
    cycles(template, &edges, report);
}

/// Which resources need which, by their places in the template.
#[derive(Default)]
struct Edges {
    all: Vec<Edge>,
    /// Where in `all` the edges of each resource end.
    ends: Vec<usize>,
    /// The paths of the properties, one after another.
    paths: String,
}

/// A resource that another one needs, and where the path of the property that needs it stands.
struct Edge {
    to: usize,
    path: Range<usize>,
}

impl Edges {
    fn add(&mut self, to: usize, path: &str) {
        let start = self.paths.len();
        self.paths.push_str(path);
        let path = start..self.paths.len();
        self.all.push(Edge { to, path });
    }

    fn end_resource(&mut self) {
        self.ends.push(self.all.len());
    }

    /// What the edge number `edge` of the resource at `from` leads to, and the property that it is of.
    fn get(&self, from: usize, edge: usize) -> Option<(usize, &str)> {
        let start = match from.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let end = *self.ends.get(from)?;
        let found = self.all.get(start..end)?.get(edge)?;
        let path = self.paths.get(found.path.clone())?;
        Some((found.to, path))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Condition,
    Rule,
    Resource,
    Output,
}

struct Walk<'a> {
    template: &'a Template,
    report: &'a mut Report,
    element: String,
    path: String,
    place: Place,
    edges: Edges,
}

impl Walk<'_> {
    fn enter(&mut self, id: &str, place: Place) {
        id.clone_into(&mut self.element);
        self.path.clear();
        self.place = place;
    }

    fn at(&mut self, segment: &str, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if length > 0 && !segment.starts_with('[') {
            self.path.push('.');
        }
        push_key(&mut self.path, segment);
        check(self);
        self.path.truncate(length);
    }

    fn add(&mut self, rule: Rule, message: String, remedy: &str) {
        self.report.add(
            rule,
            self.element.clone(),
            self.path.clone(),
            message,
            remedy,
        );
    }

    fn dangling(&mut self, message: String, remedy: &str) {
        self.add(Rule::DanglingReference, message, remedy);
        let generated = self
            .template
            .transforms
            .iter()
            .any(|name| name != LANGUAGE_EXTENSIONS);
        if generated && let Some(finding) = self.report.0.last_mut() {
            // A macro may add what is missing.
            finding.severity = Severity::Warning;
        }
    }

    fn resource(&mut self, entry: &ResourceEntry) {
        self.at("Properties", |walk| {
            walk.object(&entry.properties());
        });
        for target in &entry.depends_on {
            let id = target.as_logical_id();
            let to = id.and_then(|id| self.template.resources().position(id));
            self.at("DependsOn", |walk| {
                if let Some(to) = to {
                    return walk.edge(to);
                }
                let message = format!(
                    "`DependsOn` names `{}`, which is no resource of the template",
                    name(target)
                );
                walk.dangling(message, "add the resource, or remove the dependency");
            });
        }
        let more = entry.more();
        if let Some(condition) = &more.condition {
            self.at("Condition", |walk| walk.condition(condition));
        }
        for (key, json) in [
            ("CreationPolicy", &more.creation_policy),
            ("UpdatePolicy", &more.update_policy),
        ] {
            if let Some(json) = json {
                self.at(key, |walk| walk.json(json));
            }
        }
        self.at("Metadata", |walk| walk.object(&more.metadata));
    }

    fn edge(&mut self, to: usize) {
        self.edges.add(to, &self.path);
    }

    fn object(&mut self, object: &Object) {
        for (key, value) in object.iter().filter(|(_, value)| value.may_hold_expr()) {
            self.at(key, |walk| walk.json(value));
        }
    }

    fn json(&mut self, json: &Json) {
        match json {
            Json::List(elements) => {
                let elements = elements.iter().enumerate();
                for (index, element) in elements.filter(|(_, element)| element.may_hold_expr()) {
                    self.at(&format!("[{index}]"), |walk| walk.json(element));
                }
            }
            Json::Object(object) => self.object(object),
            Json::Expr(expression) => self.expr(expression),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    fn expr(&mut self, expression: &Expr) {
        match expression {
            Expr::Ref(target) => self.reference(target, None),
            Expr::GetAtt(target, attribute) => self.reference(target, Some(attribute)),
            Expr::Condition(target) => self.condition(target),
            Expr::If {
                condition,
                then,
                otherwise,
            } => {
                self.condition(condition);
                self.json(then);
                self.json(otherwise);
            }
            Expr::FindInMap {
                map,
                top,
                second,
                default,
            } => {
                self.mapping(map);
                for part in [top, second].into_iter().chain(default) {
                    self.json(part);
                }
            }
            Expr::Sub { body, variables } => {
                for part in sub_parts(body) {
                    if let SubPart::Placeholder(name) = part
                        && variables.get(name).is_none()
                    {
                        let (id, attribute) = match name.split_once('.') {
                            Some((id, attribute)) => (id, Some(attribute)),
                            None => (name, None),
                        };
                        self.reference(&Target::logical_id(id.to_owned()), attribute);
                    }
                }
                self.object(variables);
            }
            Expr::Call(function, argument) => {
                if is_rule_function(*function) && self.place != Place::Rule {
                    let message = format!("`{}` is evaluated in rules only", function.name());
                    self.add(
                        Rule::MisplacedFunction,
                        message,
                        "use `Condition::equals` and its like",
                    );
                }
                self.json(argument);
            }
            Expr::Json(json) => self.json(json),
        }
    }

    fn reference(&mut self, target: &Target, attribute: Option<&str>) {
        let Some(id) = target.as_logical_id() else {
            let message = format!("the reference to {target} belongs to a construct tree");
            return self.dangling(
                message,
                "synthesize the tree, or use a handle of this template",
            );
        };
        if target.is_pseudo_parameter()
            || (attribute.is_none() && self.template.parameters().contains(id))
        {
            return;
        }
        let resources = self.template.resources();
        let found = resources.position(id);
        let Some((to, (_, entry))) = found.and_then(|at| Some((at, resources.at(at)?))) else {
            let message = format!(
                "the reference to `{}` points at nothing in the template",
                shorten(id)
            );
            return self.dangling(
                message,
                "add an element of that logical id, or correct the reference",
            );
        };
        if matches!(self.place, Place::Condition | Place::Rule) {
            let message = format!(
                "a reference to the resource `{id}` cannot be evaluated before the deployment"
            );
            return self.add(Rule::MisplacedFunction, message, "refer to a parameter");
        }
        self.edge(to);
        let Some((schema, attribute)) = entry.resource().schema().zip(attribute) else {
            return;
        };
        // The outputs of a nested stack and the attributes of a custom resource are its own.
        let known = schema.attribute(attribute).is_some() || attribute.starts_with("Outputs.");
        if !known && !schema.additional_properties {
            let message = format!(
                "`{}` has no attribute `{}`",
                schema.cfn_type,
                shorten(attribute)
            );
            self.add(
                Rule::UnknownAttribute,
                message,
                "check the name; if AWS has added it since, nothing is wrong",
            );
        }
    }

    fn condition(&mut self, target: &Target) {
        if !target
            .as_logical_id()
            .is_some_and(|id| self.template.conditions().contains(id))
        {
            let message = format!("the condition `{}` is not in the template", name(target));
            self.dangling(message, "add it, or correct the name");
        }
    }

    fn mapping(&mut self, target: &Target) {
        if !target
            .as_logical_id()
            .is_some_and(|id| self.template.mappings().contains(id))
        {
            let message = format!("the mapping `{}` is not in the template", name(target));
            self.dangling(message, "add it, or correct the name");
        }
    }
}

fn name(target: &Target) -> String {
    target
        .as_logical_id()
        .map_or_else(|| target.to_string(), shorten)
}

/// Reports each circle of resources once, with the property behind every step.
fn cycles(template: &Template, edges: &Edges, report: &mut Report) {
    #[derive(Clone, Copy)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; template.resources().len()];
    let set = |states: &mut [State], at: usize, state: State| {
        if let Some(old) = states.get_mut(at) {
            *old = state;
        }
    };
    // The way from the resource where it begins: each one with the number of its edges that were followed.
    let mut way: Vec<(usize, usize)> = Vec::new();
    for start in 0..states.len() {
        if !matches!(states.get(start), Some(State::New)) {
            continue;
        }
        set(&mut states, start, State::Open);
        way.push((start, 0));
        while let Some((from, followed)) = way.last_mut() {
            let Some((to, _)) = edges.get(*from, *followed) else {
                set(&mut states, *from, State::Done);
                way.pop();
                continue;
            };
            *followed += 1;
            match states.get(to) {
                Some(State::New) => {
                    set(&mut states, to, State::Open);
                    way.push((to, 0));
                }
                Some(State::Open) => report_cycle(template, to, &way, edges, report),
                Some(State::Done) | None => {}
            }
        }
    }
}

fn report_cycle(
    template: &Template,
    first: usize,
    way: &[(usize, usize)],
    edges: &Edges,
    report: &mut Report,
) {
    let name = |at: usize| template.resources().at(at).map_or("", |(id, _)| id);
    let round = || way.iter().skip_while(|(at, _)| *at != first);
    let mut message = String::from("the resources wait for each other: ");
    for (at, followed) in round() {
        let edge = followed
            .checked_sub(1)
            .and_then(|edge| edges.get(*at, edge));
        let path = edge.map_or("", |(_, path)| path);
        // Writing into a `String` cannot fail.
        let _ = write!(message, "`{}` ({path}) → ", name(*at));
    }
    let _ = write!(message, "`{}`", name(first));
    let remedy = "break the circle: move one of the references into a resource of its own";
    report.add(Rule::DependencyCycle, name(first), "", message, remedy);
    if let Some(finding) = report.0.last_mut() {
        finding.related = round().map(|(at, _)| name(*at).to_owned()).collect();
    }
}
