//! Drafts: the elements of a template with their references resolved, before the document is made.

use super::Synthesis;
use super::depends::Dependencies;
use crate::element::Body;
use crate::element::options::CfnOptions;
use crate::element::overrides::Patch;
use crate::finding::Rule;
use crate::tags;
use crate::tree::arena::{Arena, Index};
use cognito_cdk_template::schema::ResourceSchema;
use cognito_cdk_template::{
    Condition, DeletionPolicy, Expr, Json, Mapping, Object, Output, Parameter, QuickHash,
    RawResource, Reference, ResourceEntry, ResourceRef, Rule as CfnRule, SectionKind, Target,
    Template,
};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The type of the resources that stand for nested stacks.
pub(crate) const NESTED_STACK: &str = "AWS::CloudFormation::Stack";

/// The context by which the command line asks for paths in the metadata of resources.
const PATH_METADATA: &str = "aws:cdk:enable-path-metadata";

/// The template of one stack in the making.
#[derive(Default)]
pub(crate) struct StackDraft {
    pub(crate) template: Template,
    /// The constructs of the elements, by logical id.
    pub(crate) names: Vec<(Arc<str>, Index)>,
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
    path_metadata: bool,
}

pub(crate) struct NestedDraft {
    pub(crate) node: Index,
    pub(crate) id: Arc<str>,
    pub(crate) resource: ResourceDraft,
}

/// A copy of an element that is no resource.
enum Declaration {
    Parameter(Parameter),
    Mapping(Mapping),
    Condition(Condition),
    Rule(CfnRule),
    Output(Box<Output>),
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

    /// Whether all elements that have a logical id are drafted.
    pub(super) fn is_complete(&self) -> bool {
        self.names.len() == self.claimed.len()
    }

    /// Makes room for so many elements.
    pub(super) fn reserve(&mut self, elements: usize) {
        self.claimed.reserve(elements);
        self.names.reserve(elements);
        // Nearly all elements are resources.
        self.template.resources_mut().reserve(elements);
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
    /// Drafts one element of a stack.
    pub(super) fn draft(&mut self, index: Index, stack: Index, dependencies: &Dependencies) {
        let Some(id) = self.id(index).cloned() else {
            return;
        };
        if let Some(draft) = self.drafts.get_mut(&stack) {
            draft.names.push((Arc::clone(&id), index));
        }
        match self.declaration(index) {
            Some(declaration) => self.draft_declaration(declaration, &id, index, stack),
            None => self.draft_resource(&id, index, stack, dependencies),
        }
    }

    fn declaration(&self, index: Index) -> Option<Declaration> {
        let arena = self.tree.read();
        Some(match &arena.node(index).element()?.body {
            Body::Resource(_) => return None,
            Body::Parameter(parameter) => Declaration::Parameter(Parameter::clone(parameter)),
            Body::Mapping(mapping) => Declaration::Mapping(Mapping::clone(mapping)),
            Body::Condition(condition) => Declaration::Condition(Condition::clone(condition)),
            Body::Rule(rule) => Declaration::Rule(CfnRule::clone(rule)),
            Body::Output(output) => Declaration::Output(output.clone()),
        })
    }

    fn draft_declaration(
        &mut self,
        mut declaration: Declaration,
        id: &str,
        index: Index,
        stack: Index,
    ) {
        let mut replace = |expression: &mut Expr| self.resolve_expr(expression, index, stack);
        match &mut declaration {
            Declaration::Condition(condition) => condition.replace_exprs(&mut replace),
            Declaration::Rule(rule) => rule.replace_exprs(&mut replace),
            Declaration::Output(output) => output.replace_exprs(&mut replace),
            Declaration::Parameter(_) | Declaration::Mapping(_) => {}
        }
        let Some(draft) = self.drafts.get_mut(&stack) else {
            return;
        };
        let (template, id) = (&mut draft.template, id.to_owned());
        match declaration {
            Declaration::Parameter(parameter) => drop(template.add_parameter(id, parameter)),
            Declaration::Mapping(mapping) => drop(template.add_mapping(id, mapping)),
            Declaration::Condition(condition) => drop(template.add_condition(id, condition)),
            Declaration::Rule(rule) => template.add_rule(id, rule),
            Declaration::Output(output) => template.add_output(id, *output),
        }
    }

    fn draft_resource(
        &mut self,
        id: &Arc<str>,
        index: Index,
        stack: Index,
        dependencies: &Dependencies,
    ) {
        let Some(mut resource) = self.render(index, stack) else {
            return;
        };
        resource.replace_exprs(&mut |expression| self.resolve_expr(expression, index, stack));
        if let Some(targets) = dependencies.get(&index) {
            resource.depends_on = self.depends_on(targets);
        }
        let is_nested = resource.cfn_type == NESTED_STACK && self.stands_for_stack(index);
        let Some(draft) = self.drafts.get_mut(&stack) else {
            return;
        };
        let entry = if is_nested {
            let place = RawResource::new(NESTED_STACK, Object::new());
            let (node, id) = (index, Arc::clone(id));
            draft.nested.push(NestedDraft { node, id, resource });
            Ok(place.into())
        } else {
            resource.into_entry(id)
        };
        match entry {
            Ok(entry) => draft.template.put_entry(Arc::clone(id), entry),
            Err(error) => self.no_resource(index, &error),
        }
    }

    /// Whether a nested stack is behind a resource.
    fn stands_for_stack(&self, index: Index) -> bool {
        let arena = self.tree.read();
        let nested = self.stacks.iter().filter_map(|stack| arena.nested(*stack));
        nested.into_iter().any(|nested| nested.resource == index)
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

    /// A resource as it is in the tree, with the tags of its scopes.
    fn render(&mut self, index: Index, stack: Index) -> Option<ResourceDraft> {
        let path_metadata = self.drafts.get(&stack)?.path_metadata;
        let arena = self.tree.read();
        let data = arena.node(index).element()?.resource()?;
        let l1 = data.l1.as_deref()?;
        let schema = l1.schema();
        let cfn_type = match schema {
            Some(schema) if schema.cfn_type == l1.cfn_type() => Cow::Borrowed(schema.cfn_type),
            _ => Cow::Owned(l1.cfn_type().to_owned()),
        };
        let mut draft = ResourceDraft {
            cfn_type,
            properties: l1.properties(),
            schema,
            options: data.options.clone(),
            depends_on: Vec::new(),
            overrides: data.overrides.clone(),
            included: data.included.clone(),
        };
        if path_metadata {
            let mut metadata = Object::new();
            metadata.insert("aws:cdk:path", arena.path(index));
            for (key, value) in std::mem::take(&mut draft.options.metadata) {
                metadata.insert(key, value);
            }
            draft.options.metadata = metadata;
        }
        if let Some(tags) = schema.and_then(|schema| schema.tags)
            && draft.included.is_none()
        {
            let changes = tags::changes(&arena, index, &draft.cfn_type);
            let merged = tags::apply(&mut draft.properties, tags, &changes);
            drop(arena);
            if !merged {
                self.problem(
                    Rule::Tags,
                    index,
                    format!(
                        "the tags of the scopes around it are lost: `{}` is an expression",
                        tags.property
                    ),
                    "set the tags of the resource with `Tags::of`",
                );
            }
        }
        Some(draft)
    }
}

impl ResourceDraft {
    /// A resource that a reference adds.
    pub(super) fn late(cfn_type: &'static str, properties: Object) -> Self {
        Self {
            cfn_type: Cow::Borrowed(cfn_type),
            properties,
            ..Self::default()
        }
    }

    fn replace_exprs(&mut self, replace: &mut dyn FnMut(&mut Expr) -> Option<Json>) {
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
