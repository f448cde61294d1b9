//! References: each points at something, and resources do not wait for each other in a circle.

use super::properties::shorten;
use super::{Report, Rule, Severity};
use crate::expr::{Expr, SubPart, sub_parts};
use crate::json::{Json, Object};
use crate::resource::ResourceEntry;
use crate::target::Target;
use crate::template::{LANGUAGE_EXTENSIONS, Template, is_rule_function};
use std::collections::HashMap;
use std::fmt::Write as _;

pub(super) fn check(template: &Template, report: &mut Report) {
    let mut walk = Walk {
        template,
        report,
        element: String::new(),
        path: String::new(),
        place: Place::Resource,
        edges: Vec::new(),
    };
    for (id, condition) in template.conditions().iter() {
        walk.enter(id, Place::Condition);
        walk.json(condition.as_json());
    }
    for (id, rule) in template.rules().iter() {
        walk.enter(id, Place::Rule);
        walk.object(&rule.to_object());
    }
    let mut edges: HashMap<&str, Vec<Edge>> = HashMap::new();
    for (id, entry) in template.resources().iter() {
        walk.enter(id, Place::Resource);
        walk.resource(entry);
        edges.insert(id, std::mem::take(&mut walk.edges));
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
    cycles(template, &edges, report);
}

/// A resource that another one needs, and the property that needs it.
struct Edge {
    to: String,
    path: String,
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
    edges: Vec<Edge>,
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
        self.path.push_str(segment);
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
            self.at("DependsOn", |walk| match target.as_logical_id() {
                Some(id) if walk.template.resources().contains(id) => walk.edge(id),
                _ => {
                    let message = format!(
                        "`DependsOn` names `{}`, which is no resource of the template",
                        name(target)
                    );
                    walk.dangling(message, "add the resource, or remove the dependency");
                }
            });
        }
        if let Some(condition) = &entry.condition {
            self.at("Condition", |walk| walk.condition(condition));
        }
        for (key, json) in [
            ("CreationPolicy", &entry.creation_policy),
            ("UpdatePolicy", &entry.update_policy),
        ] {
            if let Some(json) = json {
                self.at(key, |walk| walk.json(json));
            }
        }
        self.at("Metadata", |walk| walk.object(&entry.metadata));
    }

    fn edge(&mut self, to: &str) {
        self.edges.push(Edge {
            to: to.to_owned(),
            path: self.path.clone(),
        });
    }

    fn object(&mut self, object: &Object) {
        for (key, value) in object.iter() {
            self.at(key, |walk| walk.json(value));
        }
    }

    fn json(&mut self, json: &Json) {
        match json {
            Json::List(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    if matches!(element, Json::List(_) | Json::Object(_) | Json::Expr(_)) {
                        self.at(&format!("[{index}]"), |walk| walk.json(element));
                    }
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
        let Some(entry) = self.template.resources().get(id) else {
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
        self.edge(id);
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
fn cycles(template: &Template, edges: &HashMap<&str, Vec<Edge>>, report: &mut Report) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Open,
        Done,
    }
    let mut states: HashMap<&str, State> = HashMap::new();
    for (start, _) in template.resources().iter() {
        if states.contains_key(start) {
            continue;
        }
        states.insert(start, State::Open);
        // The way from `start`: each resource with the number of its edges that were followed.
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((id, followed)) = way.last_mut() {
            let id = *id;
            let Some(edge) = edges.get(id).and_then(|edges| edges.get(*followed)) else {
                states.insert(id, State::Done);
                way.pop();
                continue;
            };
            *followed += 1;
            let Some((to, _)) = edges.get_key_value(edge.to.as_str()) else {
                continue;
            };
            match states.get(to) {
                None => {
                    states.insert(to, State::Open);
                    way.push((to, 0));
                }
                Some(State::Open) => report_cycle(to, &way, edges, report),
                Some(State::Done) => {}
            }
        }
    }
}

fn report_cycle(
    first: &str,
    way: &[(&str, usize)],
    edges: &HashMap<&str, Vec<Edge>>,
    report: &mut Report,
) {
    let mut message = String::from("the resources wait for each other: ");
    for (id, followed) in way.iter().skip_while(|(id, _)| *id != first) {
        let edge = edges
            .get(id)
            .and_then(|edges| edges.get(followed.checked_sub(1)?));
        // Writing into a `String` cannot fail.
        let _ = write!(
            message,
            "`{id}` ({}) → ",
            edge.map_or("", |edge| edge.path.as_str())
        );
    }
    let _ = write!(message, "`{first}`");
    let remedy = "break the circle: move one of the references into a resource of its own";
    report.add(Rule::DependencyCycle, first, "", message, remedy);
    if let Some(finding) = report.0.last_mut() {
        let round = way.iter().skip_while(|(id, _)| *id != first);
        finding.related = round.map(|(id, _)| (*id).to_owned()).collect();
    }
}
