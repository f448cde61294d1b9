//! Policy documents: statements as they stand in a policy.

use super::flag;
use super::minimize::minimized;
use super::statement::{PolicyStatement, Usage};
use crate::rules::Rule;
use crate::synth::Node;
use crate::{IntoValue, Json, ToJson, Value};

/// The flag by which AWS CDK minimizes all policies.
const MINIMIZE: &str = "@aws-cdk/aws-iam:minimizePolicies";

/// The [document](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html) of a
/// policy. Statements that say the same stand in it once.
///
/// Every property that takes a policy document takes it.
///
/// ```
/// use cognito_cdk::iam::{CfnManagedPolicy, PolicyDocument, PolicyStatement};
/// use cognito_cdk::synth::{App, Scope, Stack};
///
/// let list = PolicyStatement::allow().actions(["cognito-idp:ListUsers"]).resources(["*"]);
/// let get = PolicyStatement::allow().actions(["cognito-idp:AdminGetUser"]).resources(["*"]);
/// let document = PolicyDocument::new([list, get]).minimize();
///
/// let stack = Stack::new(&App::new(), "Auth");
/// stack.add("Readers", CfnManagedPolicy::builder().policy_document(document).build());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyDocument {
    statements: Vec<PolicyStatement>,
    minimize: bool,
}

impl PolicyDocument {
    /// A document with these statements.
    pub fn new(statements: impl IntoIterator<Item = PolicyStatement>) -> Self {
        let mut document = Self::default();
        statements
            .into_iter()
            .for_each(|statement| document.add_statement(statement));
        document
    }

    /// The same document, written as short as it can be: statements that differ in one element only are
    /// merged, and actions and resources are sorted, as AWS CDK does with its flag
    /// `@aws-cdk/aws-iam:minimizePolicies`. With that flag in the context all policies are.
    #[must_use]
    pub fn minimize(mut self) -> Self {
        self.minimize = true;
        self
    }

    /// Adds a statement, unless there is one that says the same.
    pub fn add_statement(&mut self, statement: PolicyStatement) {
        if !self.statements.contains(&statement) {
            self.statements.push(statement);
        }
    }

    /// The statements.
    #[must_use]
    pub fn statements(&self) -> &[PolicyStatement] {
        &self.statements
    }

    /// Whether there is no statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// An empty document of a construct, minimized if its context asks for it.
    pub(super) fn of(node: &Node) -> Self {
        Self {
            statements: Vec::new(),
            minimize: flag(node, MINIMIZE),
        }
    }

    /// Adds a statement to the document of a construct, and reports what IAM would refuse in it.
    pub(super) fn add_checked(&mut self, statement: PolicyStatement, node: &Node, usage: Usage) {
        if self.statements.contains(&statement) {
            return;
        }
        statement.check(node, usage);
        if let Some(sid) = &statement.sid
            && self
                .statements
                .iter()
                .any(|other| other.sid.as_ref() == Some(sid))
        {
            Rule::StatementId.report(
                node,
                format!(
                    "two statements of the policy have the id `{}`",
                    sid.escape_debug()
                ),
                "give each an id of its own, or none",
                statement.position(),
            );
        }
        self.statements.push(statement);
    }

    /// A document that was given to a construct, with what IAM would refuse in it reported.
    pub(super) fn checked(self, node: &Node, usage: Usage) -> Self {
        if self.is_empty() {
            Rule::EmptyPolicy.report(
                node,
                "a policy has no statement",
                "add one, or leave the policy out",
                node.position(),
            );
        }
        let mut document = Self::of(node);
        document.minimize |= self.minimize;
        for statement in self.statements {
            document.add_checked(statement, node, usage);
        }
        document
    }
}

impl ToJson for PolicyDocument {
    fn to_json(&self) -> Json {
        let statements = if self.minimize {
            Json::list(minimized(&self.statements).iter().map(ToJson::to_json))
        } else {
            Json::list(self.statements.iter().map(ToJson::to_json))
        };
        Json::object([
            ("Statement", statements),
            ("Version", Json::from("2012-10-17")),
        ])
    }
}

impl IntoValue<Json> for PolicyDocument {
    fn into_value(self) -> Value<Json> {
        Value::Literal(self.to_json())
    }
}

impl IntoValue<Json> for &PolicyDocument {
    fn into_value(self) -> Value<Json> {
        Value::Literal(self.to_json())
    }
}
