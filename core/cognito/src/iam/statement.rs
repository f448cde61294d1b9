//! Statements: what a policy allows or denies, and what IAM would refuse in one.

use super::conditions::Conditions;
use super::principal::{Kind, Principal};
use crate::rules::Rule;
use crate::synth::{Node, Position};
use crate::{IntoValue, Json, Object, ToJson};
use std::borrow::Cow;
use std::panic::Location;

/// Whether a statement allows or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Effect {
    /// It allows.
    #[default]
    Allow,
    /// It denies, whatever others allow.
    Deny,
}

/// What a policy is for, which decides on the elements that its statements need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    /// It belongs to a role, and says what that may do.
    Identity,
    /// It says who may assume a role.
    Trust,
}

/// A [statement](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html)
/// of a policy.
///
/// ```
/// use cognito_cdk::{ToJson, iam::PolicyStatement};
///
/// let statement = PolicyStatement::allow()
///     .actions(["cognito-idp:ListUsers", "cognito-idp:AdminGetUser"])
///     .resources(["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E"]);
/// assert_eq!(
///     statement.to_json().to_string(),
///     r#"{"Action":["cognito-idp:ListUsers","cognito-idp:AdminGetUser"],"Effect":"Allow","Resource":"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E"}"#,
/// );
/// ```
///
/// What is wrong with it is reported once it is part of a policy, with the place where it was written.
#[derive(Clone, Debug)]
pub struct PolicyStatement {
    pub(super) effect: Effect,
    pub(super) actions: Vec<Json>,
    pub(super) not_actions: Vec<Json>,
    pub(super) resources: Vec<Json>,
    pub(super) not_resources: Vec<Json>,
    pub(super) principals: Vec<Kind>,
    pub(super) conditions: Conditions,
    /// The conditions that came with principals, to find principals that differ in them.
    principal_conditions: Vec<Conditions>,
    pub(super) sid: Option<Cow<'static, str>>,
    position: Position,
}

impl PolicyStatement {
    /// A statement that allows.
    #[must_use]
    #[track_caller]
    pub fn allow() -> Self {
        Self::at(Location::caller())
    }

    /// A statement that denies.
    #[must_use]
    #[track_caller]
    pub fn deny() -> Self {
        Self {
            effect: Effect::Deny,
            ..Self::at(Location::caller())
        }
    }

    pub(super) fn at(position: Position) -> Self {
        Self {
            effect: Effect::Allow,
            actions: Vec::new(),
            not_actions: Vec::new(),
            resources: Vec::new(),
            not_resources: Vec::new(),
            principals: Vec::new(),
            conditions: Conditions::new(),
            principal_conditions: Vec::new(),
            sid: None,
            position,
        }
    }

    /// Adds actions, such as `cognito-idp:ListUsers`. `*` and `?` stand for any characters.
    #[must_use]
    pub fn actions(
        mut self,
        actions: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        add(&mut self.actions, actions.into_iter().map(text));
        self
    }

    /// Adds actions that it is not about: it is about all others.
    #[must_use]
    pub fn not_actions(
        mut self,
        actions: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        add(&mut self.not_actions, actions.into_iter().map(text));
        self
    }

    /// Adds resources, by their ARNs; `*` is all.
    #[must_use]
    pub fn resources(
        mut self,
        resources: impl IntoIterator<Item = impl IntoValue<String>>,
    ) -> Self {
        add(&mut self.resources, resources.into_iter().map(arn));
        self
    }

    /// Adds resources that it is not about: it is about all others.
    #[must_use]
    pub fn not_resources(
        mut self,
        resources: impl IntoIterator<Item = impl IntoValue<String>>,
    ) -> Self {
        add(&mut self.not_resources, resources.into_iter().map(arn));
        self
    }

    /// Adds those that it is about, in policies that need to say it. Their conditions become the statement's.
    #[must_use]
    pub fn principals(
        mut self,
        principals: impl IntoIterator<Item = impl Into<Principal>>,
    ) -> Self {
        for part in principals.into_iter().flat_map(|one| one.into().parts) {
            self.conditions.merge(part.conditions.clone());
            self.principal_conditions.push(part.conditions);
            if !self.principals.contains(&part.kind) {
                self.principals.push(part.kind);
            }
        }
        self
    }

    /// Adds conditions, which must all be met for the statement to hold.
    #[must_use]
    pub fn conditions(mut self, conditions: Conditions) -> Self {
        self.conditions.merge(conditions);
        self
    }

    /// The id of the statement: letters and digits, unique in its policy.
    #[must_use]
    pub fn sid(mut self, sid: impl Into<Cow<'static, str>>) -> Self {
        self.sid = Some(sid.into());
        self
    }

    pub(crate) const fn position(&self) -> Position {
        self.position
    }

    /// Reports what IAM would refuse.
    pub(super) fn check(&self, node: &Node, usage: Usage) {
        let report = |rule: Rule, message: String, remedy: &str| {
            rule.report(node, message, remedy, self.position);
        };
        match (self.actions.is_empty(), self.not_actions.is_empty()) {
            (true, true) => report(
                Rule::StatementActions,
                "the statement has no action".to_owned(),
                "say with `actions` what it is about",
            ),
            (false, false) => report(
                Rule::StatementActions,
                "the statement has both actions and actions that it leaves out".to_owned(),
                "write two statements",
            ),
            _ => {}
        }
        let actions = self.actions.iter().chain(&self.not_actions);
        for action in actions.filter_map(Json::as_str) {
            if !is_action(action) {
                report(
                    Rule::ActionSyntax,
                    format!("`{}` is no action", action.escape_debug()),
                    "write `service:Action`, such as `cognito-idp:ListUsers`, or `*`",
                );
            }
        }
        self.check_resources(usage, &report);
        match (usage, self.principals.is_empty()) {
            (Usage::Identity, false) => report(
                Rule::StatementPrincipals,
                "the statement of a role's policy names a principal".to_owned(),
                "leave it out: the principal is the role",
            ),
            (Usage::Trust, true) => report(
                Rule::StatementPrincipals,
                "the statement does not say who may assume the role".to_owned(),
                "name those who may with `principals`",
            ),
            _ => {}
        }
        let mut conditions = self.principal_conditions.iter();
        if let Some(first) = conditions.next()
            && conditions.any(|other| other != first)
        {
            report(
                Rule::PrincipalConditions,
                "principals with different conditions share a statement, and all conditions would \
                 hold for each"
                    .to_owned(),
                "give each a statement of its own",
            );
        }
        if let Some(sid) = &self.sid
            && (sid.is_empty() || !sid.chars().all(|c| c.is_ascii_alphanumeric()))
        {
            report(
                Rule::StatementId,
                format!("`{}` cannot be the id of a statement", sid.escape_debug()),
                "use letters and digits",
            );
        }
    }

    fn check_resources(&self, usage: Usage, report: &dyn Fn(Rule, String, &str)) {
        let (some, others) = (!self.resources.is_empty(), !self.not_resources.is_empty());
        match usage {
            Usage::Identity if some && others => report(
                Rule::StatementResources,
                "the statement has both resources and resources that it leaves out".to_owned(),
                "write two statements",
            ),
            Usage::Identity if !some && !others => report(
                Rule::StatementResources,
                "the statement has no resource".to_owned(),
                "say with `resources` what it is about; `*` is all",
            ),
            Usage::Trust if some || others => report(
                Rule::StatementResources,
                "the statement of a trust policy names a resource".to_owned(),
                "leave it out: the resource is the role",
            ),
            _ => {}
        }
    }
}

fn text(action: impl Into<Cow<'static, str>>) -> Json {
    Json::String(action.into())
}

fn arn(resource: impl IntoValue<String>) -> Json {
    resource.into_value().to_json()
}

/// Adds what is not there yet.
pub(super) fn add(list: &mut Vec<Json>, elements: impl IntoIterator<Item = Json>) {
    for element in elements {
        if !list.contains(&element) {
            list.push(element);
        }
    }
}

/// Whether IAM reads a text as an action, or as a pattern of actions.
fn is_action(text: &str) -> bool {
    let Some((service, name)) = text.split_once(':') else {
        return text == "*";
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "*?-_".contains(c);
    !service.is_empty()
        && service
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !name.is_empty()
        && name.chars().all(is_name)
}

/// A single element bare, several as a list.
fn one_or_list(elements: &[Json]) -> Option<Json> {
    match elements {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(Json::List(several.to_vec())),
    }
}

fn principal(principals: &[Kind]) -> Option<Json> {
    if principals.is_empty() {
        return None;
    }
    if principals.contains(&Kind::Star) {
        return Some(Json::from("*"));
    }
    let mut object = Object::new();
    for key in ["AWS", "Federated", "Service"] {
        let of_key = principals.iter().filter(|one| one.key() == key);
        let of_key: Vec<Json> = of_key.map(Kind::to_json).collect();
        if let Some(value) = one_or_list(&of_key) {
            object.insert(key, value);
        }
    }
    Some(Json::Object(object))
}

impl ToJson for PolicyStatement {
    fn to_json(&self) -> Json {
        let effect = match self.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        let conditions = (!self.conditions.is_empty()).then(|| self.conditions.to_json());
        let members = [
            ("Action", one_or_list(&self.actions)),
            ("Condition", conditions),
            ("Effect", Some(Json::from(effect))),
            ("NotAction", one_or_list(&self.not_actions)),
            ("NotResource", one_or_list(&self.not_resources)),
            ("Principal", principal(&self.principals)),
            ("Resource", one_or_list(&self.resources)),
            ("Sid", self.sid.clone().map(Json::String)),
        ];
        let given = members
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        Json::object(given)
    }
}

impl PartialEq for PolicyStatement {
    /// Whether both say the same, wherever they were written.
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}
