//! The references inside of an included template: to constructs, and to the values of parameters.

use super::read::Include;
use crate::element::{Body, ElementData, ResourceData, target};
use crate::finding::Position;
use crate::tree::arena::Index;
use cognito_cdk_template::expr::{SubPart, sub_parts};
use cognito_cdk_template::{Expr, Json, Object, RawResource, Reference, Target};
use std::any::Any;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// What the names in a template stand for.
pub(super) struct Names<'a> {
    /// The constructs, by section and logical id.
    targets: HashMap<&'static str, HashMap<&'a str, (Target, Index)>>,
    parameters: &'a [(String, Json)],
    /// Whether the logical ids may change, so that no text may name them.
    movable: bool,
    position: Position,
}

const REFS: &[&str] = &["Resources", "Parameters"];
const RESOURCES: &[&str] = &["Resources"];

impl Include<'_> {
    /// Lets the references inside of the template point at the constructs, so that they follow when a
    /// logical id is overridden.
    pub(super) fn connect(&self) {
        let mut targets: HashMap<_, HashMap<_, _>> = HashMap::new();
        for (section, id, index) in &self.added {
            let place = (target(&self.node.at(*index)), *index);
            let section = targets.entry(*section).or_default();
            section.insert(id.as_str(), place);
        }
        let names = Names {
            targets,
            parameters: &self.props.parameters,
            movable: !self.props.preserve_logical_ids,
            position: self.position,
        };
        let mut arena = self.node.tree.write();
        for (_, _, index) in &self.added {
            let depends_on = arena.element_mut(*index).map(|data| names.connect(data));
            if let Some(depends_on) = depends_on.filter(|depends_on| !depends_on.is_empty()) {
                arena.node_mut(*index).extra().depends_on = depends_on;
            }
        }
    }
}

impl Names<'_> {
    /// Gives what the element is to wait for.
    fn connect(&self, element: &mut ElementData) -> Vec<(Index, Position)> {
        let mut replace = |expression: &mut Expr| self.replace(expression);
        match &mut element.body {
            Body::Condition(condition) => Arc::make_mut(condition).replace_exprs(&mut replace),
            Body::Rule(rule) => Arc::make_mut(rule).replace_exprs(&mut replace),
            Body::Output(output) => Arc::make_mut(output).replace_exprs(&mut replace),
            Body::Resource(resource) => {
                let resource = Arc::make_mut(resource);
                let l1: Option<&mut dyn Any> = resource.l1.as_deref_mut().map(|l1| l1 as _);
                if let Some(raw) = l1.and_then(|l1| l1.downcast_mut::<RawResource>()) {
                    for value in raw.properties.values_mut() {
                        value.replace_exprs(&mut replace);
                    }
                }
                for value in resource.included.iter_mut().flat_map(Object::values_mut) {
                    value.replace_exprs(&mut replace);
                }
                if self.movable {
                    return self.attach(resource);
                }
            }
            Body::Parameter(_) | Body::Mapping(_) => {}
        }
        Vec::new()
    }

    fn find(&self, sections: &[&'static str], id: &str) -> Option<&(Target, Index)> {
        let mut sections = sections.iter();
        sections.find_map(|section| self.targets.get(section)?.get(id))
    }

    fn value(&self, parameter: &str) -> Option<&Json> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(id, _)| id == parameter);
        found.map(|(_, value)| value)
    }

    fn replace(&self, expression: &mut Expr) -> Option<Json> {
        if let Expr::Ref(target) = expression
            && let Some(value) = target.as_logical_id().and_then(|id| self.value(id))
        {
            return Some(value.clone());
        }
        let (target, sections): (&mut Target, &[&'static str]) = match expression {
            Expr::Ref(target) => (target, REFS),
            Expr::GetAtt(target, _) => (target, RESOURCES),
            Expr::Condition(target)
            | Expr::If {
                condition: target, ..
            } => (target, &["Conditions"]),
            Expr::FindInMap { map: target, .. } => (target, &["Mappings"]),
            Expr::Sub { body, variables } => {
                self.replace_in_text(body, variables);
                return None;
            }
            _ => return None,
        };
        let found = target
            .as_logical_id()
            .and_then(|id| self.find(sections, id));
        if let Some((found, _)) = found {
            *target = found.clone();
        }
        None
    }

    /// Makes variables of the names in the body of a `Fn::Sub` that it cannot have any more.
    fn replace_in_text(&self, body: &mut Cow<'static, str>, variables: &mut Object) {
        let mut text = String::new();
        let mut is_changed = false;
        for part in sub_parts(body) {
            match part {
                SubPart::Text(part) => text.push_str(part),
                SubPart::Placeholder(name) => {
                    let value = match variables.get(name) {
                        Some(_) => None,
                        None => self.placeholder(name),
                    };
                    is_changed |= value.is_some();
                    let name = match value {
                        Some(value) => add_variable(variables, name, value),
                        None => name.to_owned(),
                    };
                    text.push_str("${");
                    text.push_str(&name);
                    text.push('}');
                }
            }
        }
        if is_changed {
            *body = Cow::Owned(text);
        }
    }

    /// What stands for a placeholder that is no variable, unless it can stay.
    fn placeholder(&self, name: &str) -> Option<Json> {
        if let Some(value) = self.value(name) {
            return Some(value.clone());
        }
        if !self.movable {
            return None;
        }
        let expression = match name.split_once('.') {
            Some((id, attribute)) => {
                let (target, _) = self.find(RESOURCES, id)?;
                Expr::GetAtt(target.clone(), Cow::Owned(attribute.to_owned()))
            }
            None => Expr::Ref(self.find(REFS, name)?.0.clone()),
        };
        Some(Json::from(expression))
    }

    /// Makes dependencies and the condition of a resource, which are names in the template, follow theirs.
    /// Gives the dependencies.
    fn attach(&self, resource: &mut ResourceData) -> Vec<(Index, Position)> {
        let mut depends_on = Vec::new();
        let Some(included) = &mut resource.included else {
            return depends_on;
        };
        let condition = included.get("Condition").and_then(Json::as_str);
        if let Some((target, _)) = condition.and_then(|id| self.find(&["Conditions"], id)) {
            resource.options.condition = Some(Reference::from_target(target.clone()));
            included.remove("Condition");
        }
        let ids = match included.remove("DependsOn") {
            Some(Json::List(ids)) => ids,
            other => other.into_iter().collect(),
        };
        let mut unknown = Vec::new();
        for id in ids {
            match id.as_str().and_then(|id| self.find(RESOURCES, id)) {
                Some((_, index)) => depends_on.push((*index, self.position)),
                None => unknown.push(id),
            }
        }
        if !unknown.is_empty() {
            included.insert("DependsOn", unknown);
        }
        depends_on
    }
}

/// Adds a variable of about that name, and gives back its name.
fn add_variable(variables: &mut Object, name: &str, value: Json) -> String {
    let mut variable: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    // The same name stands for the same value, and a variable of another value keeps its own.
    while variables.get(&variable).is_some_and(|old| *old != value) {
        variable.push('_');
    }
    variables.insert(variable.clone(), value);
    variable
}
