//! What construct libraries give to a tree: values by type, and checks of its templates.

use cognito_cdk_synth::{
    Annotations, App, CfnResource, Construct, Object, RawResource, Scope, Severity, Stack,
};
use cognito_cdk_template::Template;
use cognito_cdk_template::check::Finding;

#[derive(Debug, PartialEq)]
struct Settings(u8);

#[test]
fn a_value_holds_for_everything_below() {
    let app = App::new();
    assert_eq!(app.node().provided::<Settings>(), None);
    app.node().provide(Settings(1));
    let stack = Stack::new(&app, "Auth");
    let inner = Construct::new(&stack, "Inner");
    stack.node().provide(Settings(2));
    let seen = |scope: &dyn Scope| scope.node().provided::<Settings>().map(|found| found.0);
    assert_eq!(seen(&app), Some(1));
    assert_eq!(seen(&inner), Some(2));
    stack.node().provide(Settings(3));
    assert_eq!(seen(&inner), Some(3));
}

fn queues_are_not_wanted(template: &Template) -> Vec<Finding> {
    let queues = template
        .resources()
        .iter()
        .filter(|(_, entry)| entry.resource().cfn_type() == "AWS::SQS::Queue");
    let finding = |id: &str| Finding::new("ACME1", Severity::Warning, id, "a queue is not wanted");
    queues.map(|(id, _)| finding(id)).collect()
}

#[test]
fn an_added_check_sees_each_template_once_and_can_be_acknowledged() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    stack
        .node()
        .add_template_check("acme", queues_are_not_wanted);
    stack
        .node()
        .add_template_check("acme", queues_are_not_wanted);
    let queue = RawResource::new("AWS::SQS::Queue", Object::new());
    CfnResource::new(&stack, "Queue", queue.clone());
    let other = Stack::new(&app, "Other");
    let meant = CfnResource::new(&other, "Queue", queue);
    Annotations::of(&meant).acknowledge("ACME1", "it is a trial");

    let assembly = app.build().expect("warnings do not fail the synthesis");
    let found: Vec<_> = assembly
        .warnings()
        .iter()
        .map(|found| &*found.construct)
        .collect();
    assert_eq!(found, ["Auth/Queue"]);
    assert_eq!(assembly.acknowledged().len(), 1);
}
