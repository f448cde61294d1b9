//! Drafts: the elements of a template with their references resolved, before the document is made.

use super::Synthesis;
use super::work::{Attached, ElementWork};
use crate::element::options::CfnOptions;
use crate::element::overrides::Patch;
use crate::element::{Body, ResourceData};
use crate::finding::Rule;
use crate::tags;
use crate::tree::arena::{Arena, Index};
use cognito_cdk_template::schema::ResourceSchema;
use cognito_cdk_template::{
    DeletionPolicy, Expr, Json, Object, Output, Parameter, QuickHash, RawResource, Reference,
    ResourceEntry, ResourceRef, SectionKind, Target, Template,
};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The type of the resources that stand for nested stacks.
pub(crate) const NESTED_STACK: &str = "AWS::CloudFormation::Stack";

/// The context by which the command line asks for paths in the metadata of resources.
const PATH_METADATA: &str = "aws:cdk:enable-path-metadata";

/// What is known of one stack before its template is made, and what comes in addition.
#[derive(Default)]
pub(crate) struct StackDraft {
    /// The elements in the order of the tree: when they are named, those that have a logical id.
    pub(crate) elements: Vec<Index>,
    /// The resources that stand for nested stacks. They wait for the addresses of the templates, and have
    /// only a place in the template until then.
    pub(crate) nested: Vec<NestedDraft>,
    /// What references have added.
    pub(crate) late: Vec<LateDraft>,
    /// What a parent gives to the parameters that references have added to a nested stack.
    pub(crate) arguments: Object,
    /// The old ids of the renames that were of use.
    pub(crate) renamed: HashSet<String>,
    stack: Index,
    claimed: HashMap<(SectionKind, Arc<str>), Index, QuickHash>,
    /// Whether the metadata of resources shows their paths.
    pub(super) path_metadata: bool,
}

pub(crate) struct NestedDraft {
    pub(crate) node: Index,
    pub(crate) id: Arc<str>,
    pub(crate) resource: ResourceDraft,
}

/// An element that a reference adds to a template.
pub(crate) struct LateDraft {
    pub(crate) id: String,
    /// The path of the construct that AWS CDK would make for it, below the stack.
    pub(crate) path: String,
    pub(crate) element: Late,
}

pub(crate) enum Late {
    Parameter(Parameter),
    Output(Box<Output>),
    Resource(Box<ResourceDraft>),
}

impl LateDraft {
    /// Puts the element into the template.
    pub(crate) fn put(self, template: &mut Template) {
        let id = self.id;
        match self.element {
            Late::Parameter(parameter) => {
                template.add_parameter(id, parameter);
            }
            Late::Output(output) => template.add_output(id, *output),
            Late::Resource(resource) => {
                if let Ok(entry) = resource.into_entry(&id) {
                    template.add_entry(id, entry);
                }
            }
        }
    }
}

impl Late {
    /// The section of the template that the element stands in.
    pub(super) const fn section(&self) -> SectionKind {
        match self {
            Self::Parameter(_) => SectionKind::Parameters,
            Self::Output(_) => SectionKind::Outputs,
            Self::Resource(_) => SectionKind::Resources,
        }
    }
}

/// A resource with its references resolved.
#[derive(Default)]
pub(crate) struct ResourceDraft {
    cfn_type: Cow<'static, str>,
    pub(crate) properties: Object,
    schema: Option<&'static ResourceSchema>,
    options: CfnOptions,
    depends_on: Vec<String>,
    overrides: Patch,
    included: Option<Object>,
}

impl StackDraft {
    pub(crate) fn new(arena: &Arena, stack: Index) -> Self {
        let path_metadata = arena.context(stack, PATH_METADATA);
        Self {
            stack,
            path_metadata: path_metadata.is_some_and(is_truthy),
            ..Self::default()
        }
    }

    pub(super) const fn stack(&self) -> Index {
        self.stack
    }

    /// Makes room for so many elements.
    pub(super) fn reserve(&mut self, elements: usize) {
        self.claimed.reserve(elements);
    }

    /// The logical id that `id` is renamed to.
    pub(super) fn rename<'a>(&mut self, arena: &'a Arena, id: &'a str) -> &'a str {
        let stack = arena.node(self.stack).stack();
        let mut renames = stack.iter().flat_map(|stack| &stack.renames);
        match renames.find(|(old, _, _)| old == id) {
            Some((_, new, _)) => {
                self.renamed.insert(id.to_owned());
                new
            }
            None => id,
        }
    }

    /// Whether a section has an element of that logical id, from the tree or by a reference.
    pub(super) fn has(&self, section: SectionKind, id: &str) -> bool {
        self.claimed.contains_key(&(section, Arc::from(id)))
            || self.late.iter().any(|late| late.id == id)
    }

    /// Takes a logical id for an element, or says which element of the section has it.
    pub(super) fn claim(
        &mut self,
        section: SectionKind,
        id: &Arc<str>,
        index: Index,
    ) -> Option<Index> {
        match self.claimed.entry((section, Arc::clone(id))) {
            std::collections::hash_map::Entry::Occupied(taken) => Some(*taken.get()),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(index);
                None
            }
        }
    }
}

/// Whether a value of the context counts as yes.
pub(crate) fn is_truthy(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Null => false,
        serde_json::Value::Bool(value) => *value,
        serde_json::Value::String(text) => !text.is_empty() && text != "false",
        serde_json::Value::Number(number) => number.as_f64() != Some(0.0),
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => true,
    }
}

impl Synthesis<'_> {
    /// Drafts an element that is open: its values rendered, and its references resolved.
    pub(crate) fn draft_open(
        &mut self,
        element: &ElementWork,
        template: &mut Template,
        stack: Index,
    ) {
        let index = element.index;
        let mut replace = |expression: &mut Expr| self.resolve_expr(expression, index, stack);
        match &element.body {
            Body::Resource(data) => self.draft_resource(element, data, template, stack),
            Body::Condition(_) => {
                if let Some(condition) = template.conditions_mut().get_mut(&element.id) {
                    condition.replace_exprs(&mut replace);
                }
            }
            Body::Rule(_) => {
                if let Some(rule) = template.rules_mut().get_mut(&element.id) {
                    rule.replace_exprs(&mut replace);
                }
            }
            Body::Output(_) => {
                if let Some(output) = template.outputs_mut().get_mut(&element.id) {
                    output.replace_exprs(&mut replace);
                }
            }
            Body::Parameter(_) | Body::Mapping(_) => {}
        }
    }

    fn draft_resource(
        &mut self,
        element: &ElementWork,
        data: &ResourceData,
        template: &mut Template,
        stack: Index,
    ) {
        let (index, id) = (element.index, &element.id);
        let Some((mut resource, merged)) = ResourceDraft::of(data, &element.attached) else {
            return self.problem(
                Rule::Locked,
                index,
                "the app is synthesized while the resource is being changed",
                "synthesize it when the change is done",
            );
        };
        if !merged {
            let tags = resource.schema.and_then(|schema| schema.tags);
            self.problem(
                Rule::Tags,
                index,
                format!(
                    "the tags of the scopes around it are lost: `{}` is an expression",
                    tags.map(|tags| tags.property).unwrap_or_default()
                ),
                "set the tags of the resource with `Tags::of`",
            );
        }
        resource.replace_exprs(&mut |expression| self.resolve_expr(expression, index, stack));
        if element.attached.is_nested {
            if let Some(draft) = self.drafts.get_mut(&stack) {
                let (node, id) = (index, Arc::clone(id));
                draft.nested.push(NestedDraft { node, id, resource });
            }
            return;
        }
        match resource.into_entry(id) {
            Ok(entry) => {
                if let Some(place) = template.resources_mut().get_mut(id) {
                    *place = entry;
                }
            }
            Err(error) => self.no_resource(index, &error),
        }
    }

    /// Reports that nothing of a resource is left.
    pub(crate) fn no_resource(&mut self, index: Index, error: &cognito_cdk_template::Error) {
        self.problem(
            Rule::Override,
            index,
            format!("the overrides leave something that is no resource: {error}"),
            "correct the path or the value of the override",
        );
    }
}

impl ResourceDraft {
    /// A resource as it is in the tree, unless it is being changed right now; `false` if it has tags of its own
    /// that those of its scopes cannot be merged with.
    pub(super) fn of(data: &ResourceData, attached: &Attached) -> Option<(Self, bool)> {
        let l1 = data.l1.as_deref()?;
        let schema = l1.schema();
        let cfn_type = match schema {
            Some(schema) if schema.cfn_type == l1.cfn_type() => Cow::Borrowed(schema.cfn_type),
            _ => Cow::Owned(l1.cfn_type().to_owned()),
        };
        let mut draft = Self {
            cfn_type,
            properties: l1.properties(),
            schema,
            options: data.options.clone(),
            depends_on: attached.depends_on.clone(),
            overrides: data.overrides.clone(),
            included: data.included.clone(),
        };
        if let Some(path) = &attached.path {
            let mut metadata = Object::new();
            metadata.insert("aws:cdk:path", path.clone());
            for (key, value) in std::mem::take(&mut draft.options.metadata) {
                metadata.insert(key, value);
            }
            draft.options.metadata = metadata;
        }
        let tags = schema.and_then(|schema| schema.tags);
        let tags = tags.filter(|_| draft.included.is_none());
        let merged =
            tags.is_none_or(|tags| tags::apply(&mut draft.properties, tags, &attached.tags));
        Some((draft, merged))
    }

    /// A resource that a reference adds.
    pub(super) fn late(cfn_type: &'static str, properties: Object) -> Self {
        Self {
            cfn_type: Cow::Borrowed(cfn_type),
            properties,
            ..Self::default()
        }
    }

    pub(super) fn replace_exprs(&mut self, replace: &mut dyn FnMut(&mut Expr) -> Option<Json>) {
        for value in self.properties.values_mut() {
            value.replace_exprs(replace);
        }
        for value in self.options.metadata.values_mut() {
            value.replace_exprs(replace);
        }
        let policies = [
            &mut self.options.creation_policy,
            &mut self.options.update_policy,
        ];
        for policy in policies.into_iter().flatten() {
            policy.replace_exprs(replace);
        }
        if let Some(condition) = self.options.condition.take() {
            let mut expression = Expr::Condition(condition.target().clone());
            // Where something stands in for the condition, it could not be resolved.
            if replace(&mut expression).is_none()
                && let Expr::Condition(target) = expression
            {
                self.options.condition = Some(Reference::from_target(target));
            }
        }
        if !self.overrides.is_empty() {
            self.overrides
                .for_each_value(&mut |value| value.replace_exprs(replace));
        }
        if let Some(included) = &mut self.included {
            for value in included.values_mut() {
                value.replace_exprs(replace);
            }
        }
    }

    /// The resource for the document, or why it is none.
    pub(crate) fn into_entry(self, id: &str) -> Result<ResourceEntry, cognito_cdk_template::Error> {
        let Self {
            cfn_type,
            properties,
            schema,
            options,
            depends_on,
            overrides,
            included,
        } = self;
        if let Some(included) = included {
            let mut object = with_changes(included, properties, options, depends_on);
            overrides.apply(&mut object, schema);
            return ResourceEntry::from_object(id, object, schema);
        }
        let mut resource = RawResource::new(cfn_type, properties);
        resource.schema = schema;
        let mut entry = ResourceEntry::from(resource);
        for id in depends_on {
            entry.depends_on(&ResourceRef::from_target(Target::logical_id(id)));
        }
        if let Some(policy) = options.creation_policy {
            entry.creation_policy(policy);
        }
        if let Some(policy) = options.update_policy {
            entry.update_policy(policy);
        }
        if let Some(policy) = options.update_replace_policy {
            entry.update_replace_policy(policy);
        }
        if let Some(policy) = options.deletion_policy {
            entry.deletion_policy(policy);
        }
        if let Some(version) = options.version {
            entry.version(version);
        }
        if let Some(description) = options.description {
            entry.description(description);
        }
        for (key, value) in options.metadata {
            entry.metadata(key, value);
        }
        if let Some(condition) = &options.condition {
            entry.condition(condition);
        }
        if overrides.is_empty() {
            return Ok(entry);
        }
        let mut object = entry.to_object();
        overrides.apply(&mut object, schema);
        ResourceEntry::from_object(id, object, schema)
    }
}

/// An included resource with what was changed since, everything else as it stood.
fn with_changes(
    included: Object,
    properties: Object,
    options: CfnOptions,
    depends_on: Vec<String>,
) -> Object {
    let mut object = included;
    if !properties.is_empty() || object.get("Properties").is_some() {
        object.insert("Properties", properties);
    }
    if !depends_on.is_empty() {
        let old = match object.remove("DependsOn") {
            Some(Json::List(ids)) => ids,
            Some(id) => vec![id],
            None => Vec::new(),
        };
        let new = depends_on.into_iter().map(Json::from);
        let mut ids = old;
        for id in new {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        object.insert("DependsOn", ids);
    }
    let policy = |policy: Option<DeletionPolicy>| policy.map(|policy| Json::from(policy.as_str()));
    let condition = options.condition.as_ref();
    let condition = condition.and_then(|condition| condition.target().as_logical_id());
    let attached = [
        ("CreationPolicy", options.creation_policy),
        ("UpdatePolicy", options.update_policy),
        ("UpdateReplacePolicy", policy(options.update_replace_policy)),
        ("DeletionPolicy", policy(options.deletion_policy)),
        ("Version", options.version.map(Json::from)),
        ("Description", options.description.map(Json::from)),
        ("Condition", condition.map(Json::from)),
    ];
    for (key, value) in attached {
        if let Some(value) = value {
            object.insert(key, value);
        }
    }
    for (key, value) in options.metadata {
        if let Some(Json::Object(metadata)) = object.get_mut("Metadata") {
            metadata.insert(key, value);
        } else {
            object.insert("Metadata", Json::object([(key, value)]));
        }
    }
    object
}
