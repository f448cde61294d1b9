//! What other constructs read of an app client that the program makes.

use cognito_cdk_l1::cognito::CfnUserPoolClient;
use cognito_cdk_l1::{Json, Object};
use cognito_cdk_synth::{CfnResource, Scope};

/// The properties of the client, by its construct or its resource; nothing of an imported one.
pub(crate) fn of(client: &impl Scope) -> Option<Object> {
    let node = client.node();
    let resource = CfnResource::of(node).or_else(|| CfnResource::of(&node.default_child()?));
    let resource = resource.filter(|resource| resource.typed::<CfnUserPoolClient>().is_some())?;
    Some(resource.properties())
}

/// The literal texts of a list.
pub(crate) fn literals(list: Option<&Json>) -> Vec<&str> {
    let list = list.and_then(Json::as_list).unwrap_or_default();
    list.iter().filter_map(Json::as_str).collect()
}

/// How many elements a property has. One of which nothing is known counts as one, which makes it more
/// than its literals.
pub(crate) fn count(list: Option<&Json>) -> usize {
    list.map_or(0, |list| list.as_list().map_or(1, <[Json]>::len))
}
