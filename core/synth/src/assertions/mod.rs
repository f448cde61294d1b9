//! Assertions about templates, for the tests of programs.
//!
//! ```
//! use cognito_cdk_synth::assertions::{Capture, Match, Template};
//! use cognito_cdk_synth::{App, CfnResource, Object, RawResource, Stack};
//! use serde_json::json;
//!
//! let stack = Stack::new(&App::new(), "Messages");
//! let mut topic = Object::new();
//! topic.insert("TopicName", "news");
//! CfnResource::new(&stack, "Topic", RawResource::new("AWS::SNS::Topic", topic));
//!
//! let template = Template::from_stack(&stack);
//! template.resource_count_is("AWS::SNS::Topic", 1);
//! template.has_resource_properties("AWS::SNS::Topic", json!({ "TopicName": "news" }));
//!
//! let name = Capture::new();
//! template.has_resource_properties("AWS::SNS::Topic", Match::object_like([("TopicName", &name)]));
//! assert_eq!(name.values(), [json!("news")]);
//! ```

mod matcher;

use crate::tree::scope::Scope;
use crate::tree::stack::Stack;
use matcher::Mismatch;
pub use matcher::{Capture, Match};
use serde_json::Value as Data;
use std::fmt::Write as _;

/// A synthesized template, to assert what is in it.
///
/// Every assertion panics if it does not hold, and says what was there instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Template(Data);

impl Template {
    /// The template of a stack, whose app is synthesized for it.
    ///
    /// # Panics
    /// If the app cannot be synthesized.
    #[must_use]
    #[track_caller]
    pub fn from_stack(stack: &Stack) -> Self {
        let assembly = match crate::assembly::build(&stack.node().tree) {
            Ok(assembly) => assembly,
            Err(error) => fail(&error.to_string()),
        };
        match assembly.stack(&stack.node().path()) {
            Some(stack) => Self::from_json(stack.template()),
            None => fail("the stack is not in its app any more"),
        }
    }

    /// A template that is at hand as JSON text.
    ///
    /// # Panics
    /// If the text is no JSON.
    #[must_use]
    #[track_caller]
    pub fn from_json(text: &str) -> Self {
        match serde_json::from_str(text) {
            Ok(data) => Self(data),
            Err(error) => fail(&format!("the template is no JSON: {error}")),
        }
    }

    /// The template as data.
    #[must_use]
    pub const fn as_data(&self) -> &Data {
        &self.0
    }

    fn section(&self, section: &str) -> impl Iterator<Item = (&str, &Data)> {
        let elements = self.0.get(section).and_then(Data::as_object);
        let elements = elements.into_iter().flatten();
        elements.map(|(id, element)| (id.as_str(), element))
    }

    fn resources<'a>(&'a self, cfn_type: &'a str) -> impl Iterator<Item = (&'a str, &'a Data)> {
        let resources = self.section("Resources");
        resources.filter(move |(_, resource)| resource["Type"] == cfn_type)
    }

    /// Asserts how many resources there are of a type.
    #[track_caller]
    pub fn resource_count_is(&self, cfn_type: &str, count: usize) {
        let found: Vec<&str> = self.resources(cfn_type).map(|(id, _)| id).collect();
        if found.len() != count {
            fail(&format!(
                "{count} resources of type {cfn_type} are expected, and there are {}: {}",
                found.len(),
                found.join(", ")
            ));
        }
    }

    /// Asserts that a resource of a type has such properties; it may have others beside them.
    #[track_caller]
    pub fn has_resource_properties(&self, cfn_type: &str, properties: impl Into<Match>) {
        let expected = Match::object_like([("Properties", properties.into())]);
        Self::has(self.resources(cfn_type), &expected, cfn_type);
    }

    /// Asserts that there is such a resource of a type: `Properties`, `DependsOn`, `DeletionPolicy`, ….
    #[track_caller]
    pub fn has_resource(&self, cfn_type: &str, resource: impl Into<Match>) {
        Self::has(self.resources(cfn_type), &resource.into(), cfn_type);
    }

    /// Asserts that all resources of a type have such properties, and that there is one at least.
    #[track_caller]
    pub fn all_resources_properties(&self, cfn_type: &str, properties: impl Into<Match>) {
        let expected = Match::object_like([("Properties", properties.into())]);
        let mut any = false;
        for (id, resource) in self.resources(cfn_type) {
            any = true;
            let mismatches = expected.mismatches(resource);
            if !mismatches.is_empty() {
                let what = format!("not every {cfn_type} is as expected");
                fail(&describe(&what, id, &mismatches));
            }
        }
        if !any {
            fail(&format!("there is no {cfn_type}"));
        }
    }

    /// Asserts how many resources of a type have such properties.
    #[track_caller]
    pub fn resource_properties_count_is(
        &self,
        cfn_type: &str,
        properties: impl Into<Match>,
        count: usize,
    ) {
        let expected = Match::object_like([("Properties", properties.into())]);
        let found = self.resources(cfn_type);
        let found = found.filter(|(_, resource)| expected.mismatches(resource).is_empty());
        let found: Vec<&str> = found.map(|(id, _)| id).collect();
        if found.len() != count {
            fail(&format!(
                "{count} resources of type {cfn_type} with these properties are expected, and there \
                 are {}: {}",
                found.len(),
                found.join(", ")
            ));
        }
    }

    /// The resources of a type that match, by logical id.
    #[must_use]
    pub fn find_resources(&self, cfn_type: &str, resource: impl Into<Match>) -> Vec<(&str, &Data)> {
        let expected = resource.into();
        let found = self.section("Resources");
        found
            .filter(|(_, resource)| resource["Type"] == cfn_type)
            .filter(|(_, resource)| expected.mismatches(resource).is_empty())
            .collect()
    }

    /// Asserts that there is such an output; `*` stands for any logical id.
    #[track_caller]
    pub fn has_output(&self, logical_id: &str, output: impl Into<Match>) {
        self.has_element("Outputs", logical_id, &output.into());
    }

    /// Asserts that there is such a parameter; `*` stands for any logical id.
    #[track_caller]
    pub fn has_parameter(&self, logical_id: &str, parameter: impl Into<Match>) {
        self.has_element("Parameters", logical_id, &parameter.into());
    }

    /// Asserts that there is such a mapping; `*` stands for any logical id.
    #[track_caller]
    pub fn has_mapping(&self, logical_id: &str, mapping: impl Into<Match>) {
        self.has_element("Mappings", logical_id, &mapping.into());
    }

    /// Asserts that there is such a condition; `*` stands for any logical id.
    #[track_caller]
    pub fn has_condition(&self, logical_id: &str, condition: impl Into<Match>) {
        self.has_element("Conditions", logical_id, &condition.into());
    }

    /// Asserts that the template as a whole matches.
    #[track_caller]
    pub fn template_matches(&self, template: impl Into<Match>) {
        let mismatches = template.into().mismatches(&self.0);
        if !mismatches.is_empty() {
            let what = "the template is not as expected";
            fail(&describe(what, "the template", &mismatches));
        }
    }

    #[track_caller]
    fn has_element(&self, section: &'static str, logical_id: &str, expected: &Match) {
        let elements = self.section(section);
        let elements = elements.filter(|(id, _)| logical_id == "*" || *id == logical_id);
        let what = format!("`{logical_id}` in {section}");
        Self::has(elements, expected, &what);
    }

    #[track_caller]
    fn has<'a>(
        candidates: impl Iterator<Item = (&'a str, &'a Data)>,
        expected: &Match,
        what: &str,
    ) {
        let mut closest: Option<(&str, Vec<Mismatch>)> = None;
        for (id, candidate) in candidates {
            let mismatches = expected.mismatches(candidate);
            if mismatches.is_empty() {
                expected.capture(candidate);
                return;
            }
            if closest
                .as_ref()
                .is_none_or(|(_, best)| mismatches.len() < best.len())
            {
                closest = Some((id, mismatches));
            }
        }
        match closest {
            None => fail(&format!("there is no {what}")),
            Some((id, mismatches)) => {
                let what = format!("there is no such {what}");
                fail(&describe(&what, id, &mismatches));
            }
        }
    }
}

fn describe(what: &str, id: &str, mismatches: &[Mismatch]) -> String {
    let mut text = format!("{what}; the closest is {id}:");
    for mismatch in mismatches {
        // Writing into a `String` cannot fail.
        let _ = write!(text, "\n  {mismatch}");
    }
    text
}

#[track_caller]
#[allow(clippy::panic, reason = "an assertion of a test fails by a panic")]
fn fail(message: &str) -> ! {
    panic!("{message}")
}
