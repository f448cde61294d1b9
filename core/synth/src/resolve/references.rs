//! References to elements: inside a stack, into and out of nested stacks, and from stack to stack.

use super::Synthesis;
use super::draft::{Late, LateDraft, ResourceDraft};
use super::exports::{EXPORTS, PUBLISH, output_id, output_logical_id};
use super::strength::ReferenceStrength;
use crate::finding::Rule;
use crate::names;
use crate::tree::arena::{ElementKey, Index, ROOT};
use crate::tree::env::Environment;
use cognito_cdk_template::{Expr, Json, Object, Output, Parameter, Target, Value, intrinsics};
use std::borrow::Cow;

/// The context that says how references reach other stacks.
const DEFAULT_STRENGTH: &str = "@aws-cdk/core:defaultCrossStackReferences";

/// The scope of the parameters of the parameter store that a stack writes.
const PARAMETERS: &str = "Parameters";
/// The scope of the template parameters that read them.
const READS: &str = "Reads";

/// A reference in the terms of one stack.
struct Reference {
    /// The stack whose template can evaluate it.
    stack: Index,
    /// The element that it points at there.
    element: Index,
    /// The attribute; without one it is a `Ref`.
    attribute: Option<Cow<'static, str>>,
    expression: Json,
}

impl Reference {
    fn new(stack: Index, element: Index, id: &str, attribute: Option<Cow<'static, str>>) -> Self {
        let target = Target::logical_id(id.to_owned());
        let expression = Json::from(match &attribute {
            None => Expr::Ref(target),
            Some(attribute) => Expr::GetAtt(target, attribute.clone()),
        });
        Self {
            stack,
            element,
            attribute,
            expression,
        }
    }
}

impl Synthesis<'_> {
    /// Resolves a reference of an element in `stack` that leaves it: to what stands for the value there.
    pub(super) fn resolve_reference(
        &mut self,
        key: ElementKey,
        attribute: Option<&Cow<'static, str>>,
        consumer: Index,
        stack: Index,
    ) -> Json {
        if key.app != self.tree.number {
            self.problem(
                Rule::ForeignReference,
                consumer,
                "it refers to an element of another app",
                "keep both in one app, or pass the value as a literal",
            );
            return Json::from(intrinsics::no_value());
        }
        let Some((owner, id)) = self.owner(key.index).zip(self.id(key.index)) else {
            return self.unplaced(key.index, consumer);
        };
        let reference = Reference::new(owner, key.index, id, attribute.cloned());
        let (here, there) = {
            let arena = self.tree.read();
            (arena.stage_of(stack), arena.stage_of(owner))
        };
        if here != there {
            let path = self.tree.read().path(key.index);
            self.problem(
                Rule::ForeignReference,
                consumer,
                format!("it refers to `{path}` of another stage"),
                "keep both in one stage, or pass the value as a literal",
            );
            return Json::from(intrinsics::no_value());
        }
        let strength = ReferenceStrength::of_mode(key.mode);
        self.bring(reference, stack, consumer, key.index, strength)
    }

    /// A reference to an element that has no place in a template. If it has a problem of its own, that one
    /// is reported, and this one would only repeat it.
    fn unplaced(&mut self, element: Index, consumer: Index) -> Json {
        let in_tree = self.owner(element).is_some();
        let (path, refused) = {
            let arena = self.tree.read();
            (arena.path(element), arena.is_refused(element))
        };
        if !in_tree && !refused {
            self.problem(
                Rule::ForeignReference,
                consumer,
                format!("it refers to `{path}`, which is not in the tree any more"),
                "refer to something else, or leave that construct in the tree",
            );
        }
        Json::from(intrinsics::no_value())
    }

    /// Makes the value of a reference available in the stack `to`.
    fn bring(
        &mut self,
        reference: Reference,
        to: Index,
        consumer: Index,
        origin: Index,
        strength: Option<ReferenceStrength>,
    ) -> Json {
        if reference.stack == to {
            return reference.expression;
        }
        let (into, out_of) = {
            let arena = self.tree.read();
            let mut around = arena.nested(to).map(|nested| nested.parent);
            let into = around;
            while around.is_some_and(|stack| stack != reference.stack) {
                around = around.and_then(|stack| arena.nested(stack).map(|nested| nested.parent));
            }
            let out_of = arena.nested(reference.stack);
            let out_of = out_of.map(|nested| (nested.parent, nested.resource));
            (around.and(into), out_of)
        };
        if let Some(parent) = into {
            // The parent passes the value down in a parameter.
            let name = self.unique_name(&reference, "reference-to-");
            let id = names::unique_id(&[&name]).unwrap_or_default();
            let value = self.bring(reference, parent, consumer, origin, strength);
            self.pass_down(to, &id, name, value);
            return Json::from(intrinsics::ref_(id));
        }
        if let Some((parent, resource)) = out_of {
            // The nested stack passes the value up in an output.
            let name = self.unique_name(&reference, "");
            let id = names::unique_id(&[&name]).unwrap_or_default();
            self.add_late(
                reference.stack,
                &id,
                name,
                Late::Output(Box::new(Output::from_json(reference.expression))),
            );
            let holder = self.id(resource).map(ToString::to_string);
            let outer = Reference::new(
                parent,
                resource,
                &holder.unwrap_or_default(),
                Some(Cow::Owned(format!("Outputs.{id}"))),
            );
            return self.bring(outer, to, consumer, origin, strength);
        }
        self.import(&reference, to, consumer, origin, strength)
    }

    /// A name for what carries a reference into or out of a nested stack.
    fn unique_name(&self, reference: &Reference, prefix: &str) -> String {
        let arena = self.tree.read();
        let id = names::unique_id(&arena.ids_below(ROOT, reference.element)).unwrap_or_default();
        let attribute = reference.attribute.as_deref().unwrap_or("Ref");
        format!("{prefix}{id}{attribute}")
    }

    fn pass_down(&mut self, nested: Index, id: &str, path: String, value: Json) {
        self.add_late(nested, id, path, Late::Parameter(Parameter::string()));
        if let Some(draft) = self.drafts.get_mut(&nested) {
            draft.arguments.insert(id.to_owned(), value);
        }
    }

    fn add_late(&mut self, stack: Index, id: &str, path: String, element: Late) {
        // An output that the program has exported itself is in the tree.
        let section = element.section();
        if let Some(draft) = self.drafts.get_mut(&stack)
            && !draft.has(section, id)
        {
            draft.late.push(LateDraft {
                id: id.to_owned(),
                path,
                element,
            });
        }
    }

    /// The strength of a reference: its own, that of the resource, or the default of the consumer.
    fn strength(
        &self,
        own: Option<ReferenceStrength>,
        origin: Index,
        consumer: Index,
    ) -> ReferenceStrength {
        let arena = self.tree.read();
        let of_resource = || arena.node(origin).element()?.resource()?.strength;
        let by_context = || {
            let value = arena.context(consumer, DEFAULT_STRENGTH)?;
            ReferenceStrength::of_context(value)
        };
        own.or_else(of_resource)
            .or_else(by_context)
            .unwrap_or(ReferenceStrength::Strong)
    }

    /// Brings a value from one stack to another one that is deployed on its own.
    fn import(
        &mut self,
        reference: &Reference,
        to: Index,
        consumer: Index,
        origin: Index,
        own: Option<ReferenceStrength>,
    ) -> Json {
        let strength = self.strength(own, origin, consumer);
        let producer = reference.stack;
        let (name, here, there, mut top) = {
            let arena = self.tree.read();
            let env = |stack| arena.node(stack).stack().map(|stack| stack.env.clone());
            let name = arena.node(producer).stack().map(|stack| stack.name.clone());
            (
                name.unwrap_or_default(),
                env(to).unwrap_or_default(),
                env(producer).unwrap_or_default(),
                to,
            )
        };
        if let Some((message, remedy)) = unreachable(strength, &here, &there) {
            let path = self.tree.read().path(origin);
            self.problem(
                Rule::CrossEnvironment,
                consumer,
                format!("it refers to `{path}`, {message}"),
                remedy,
            );
            return Json::from(intrinsics::no_value());
        }
        while let Some(parent) = self.tree.read().nested(top).map(|nested| nested.parent) {
            top = parent;
        }
        self.order_stacks(top, producer, consumer, origin, None);
        let output = output_id(&reference.expression);
        let export = || Output::from_json(reference.expression.clone());
        if matches!(
            strength,
            ReferenceStrength::Strong | ReferenceStrength::Both
        ) {
            let id = output_logical_id(EXPORTS, &output);
            let export_name = names::export_name(&name, &id);
            let exported = export().export(export_name.as_str());
            let path = format!("{EXPORTS}/{output}");
            self.add_late(producer, &id, path, Late::Output(Box::new(exported)));
            if strength == ReferenceStrength::Strong {
                return Json::from(intrinsics::import_value(export_name));
            }
        }
        if strength == ReferenceStrength::Ssm {
            return self.through_parameter_store(reference, &name, &output, to);
        }
        let id = output_logical_id(PUBLISH, &output);
        let path = format!("{PUBLISH}/{output}");
        self.add_late(producer, &id, path, Late::Output(Box::new(export())));
        let region = there.region.map_or_else(intrinsics::region, Value::Literal);
        Json::from(intrinsics::get_stack_output(name, id, Some(region), None))
    }

    /// The producer writes the value to the parameter store, and the consumer has a template parameter
    /// that CloudFormation fills from there.
    fn through_parameter_store(
        &mut self,
        reference: &Reference,
        stack_name: &str,
        output: &str,
        to: Index,
    ) -> Json {
        let export = output_logical_id(EXPORTS, output);
        let name = format!("/cdk/exports/{stack_name}/{export}");
        let mut properties = Object::new();
        properties.insert("Name", name.clone());
        properties.insert("Type", "String");
        properties.insert("Value", reference.expression.clone());
        let written = output_logical_id(PARAMETERS, output);
        let path = format!("{PARAMETERS}/{output}");
        let resource = ResourceDraft::late("AWS::SSM::Parameter", properties);
        self.add_late(
            reference.stack,
            &written,
            path,
            Late::Resource(Box::new(resource)),
        );
        let read = names::unique_id(&[READS, &name]).unwrap_or_default();
        let parameter =
            Parameter::of_type("AWS::SSM::Parameter::Value<String>").default(name.clone());
        self.add_late(
            to,
            &read,
            format!("{READS}/{name}"),
            Late::Parameter(parameter),
        );
        Json::from(intrinsics::ref_(read))
    }
}

/// Why a reference cannot go from one environment to another one, and what to do about it.
fn unreachable(
    strength: ReferenceStrength,
    here: &Environment,
    there: &Environment,
) -> Option<(String, &'static str)> {
    if here.account != there.account {
        return Some((
            format!("which is in another account ({there}, and not {here})"),
            "pass the value as a literal, or read it with `intrinsics::get_stack_output` and a role",
        ));
    }
    if here.region == there.region {
        return None;
    }
    let weak = strength == ReferenceStrength::Weak && there.region.is_some();
    (!weak).then(|| {
        (
            format!("which is in another region ({there}, and not {here})"),
            if there.region.is_some() {
                "make the reference weak: `consume_reference(value, ReferenceStrength::Weak)`"
            } else {
                "give both stacks a region with `StackProps::env`"
            },
        )
    })
}
