//! What is said of what the program does to its tree.

use super::*;

#[test]
fn context_that_comes_too_late() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Thing");
    app.node().set_context("key", "value");
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[SYN012] App: the context `key` is set after children were made
          at <here>
          help: set the context first
    "#]],
    );
}

#[test]
fn annotations() {
    let (app, stack) = app_and_stack();
    let thing = thing(&stack, "Thing");
    Annotations::of(&thing).add_warning("acme:old", "it is old");
    Annotations::of(&thing).add_warning("acme:old", "it is old");
    Annotations::of(&thing).add_warning("acme:kept", "it is kept");
    Annotations::of(&stack).acknowledge("acme:kept", "we keep it");
    Annotations::of(&stack).add_info("for your information");
    check(
        &app,
        expect![[r#"
        warning[acme:old] Auth/Thing: it is old
          at <here>
    "#]],
    );
    let assembly = app.build().unwrap();
    let acknowledged: Vec<_> = assembly
        .acknowledged()
        .iter()
        .map(|(finding, reason)| (&*finding.rule, reason.as_str()))
        .collect();
    assert_eq!(acknowledged, [("acme:kept", "we keep it")]);
    Annotations::of(&stack).add_error("it is wrong");
    check(
        &app,
        expect![[r#"
        the app has 1 error
        warning[acme:old] Auth/Thing: it is old
          at <here>
        error[SYN013] Auth: it is wrong
          at <here>
    "#]],
    );
}

#[test]
fn validations_of_the_program() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Thing")
        .node()
        .add_validation(|| vec!["first".to_owned(), "second".to_owned()]);
    check(
        &app,
        expect![[r#"
        the app has 2 errors
        error[SYN015] Auth/Thing: first
          at <here>
        error[SYN015] Auth/Thing: second
          at <here>
    "#]],
    );
    // The next synthesis finds the same, and not twice.
    assert_eq!(app.build().unwrap_err().findings().len(), 2);
}

#[test]
fn aspects_without_end() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Thing");
    let count = std::cell::Cell::new(0);
    Aspects::of(&stack).add(move |node: &Node| {
        if node.cfn_resource().is_some() {
            let scope = node.scope().unwrap();
            count.set(count.get() + 1);
            CfnResource::new(
                &scope,
                format!("Another{}", count.get()),
                RawResource::new("AWS::Acme::Thing", Object::new()),
            );
        }
    });
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[SYN016] App: the aspects still change the tree after 100 rounds
          help: let no aspect add constructs or aspects each time it visits
    "#]],
    );
}

#[test]
fn an_aspect_that_comes_too_late() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Thing");
    Aspects::of(&stack).add(|node: &Node| {
        if node.path() == "Auth" {
            let early = cognito_cdk_synth::AspectPriority::MUTATING;
            Aspects::of(node).add_with_priority(|_: &Node| {}, early);
        }
    });
    check(
        &app,
        expect![[r#"
        the app has 2 errors
        error[SYN016] Auth: an aspect of priority 200 was added after one of a higher number had visited the construct
          at <here>
          help: give it a priority of at least that number, or add it earlier
        error[SYN016] Auth/Thing: an aspect of priority 200 was added after one of a higher number had visited the construct
          at <here>
          help: give it a priority of at least that number, or add it earlier
    "#]],
    );
}

#[test]
fn assets_that_cannot_be_published() {
    let (app, stack) = app_and_stack();
    FileAsset::new(&stack, "Missing", "no/such/file");
    thing(&NestedStack::new(&stack, "Nested"), "Thing");
    check(
        &app,
        expect![[r#"
        the app has 3 errors
        error[SYN017] Auth/Missing: `no/such/file` cannot be read: No such file or directory (os error 2)
          at <here>
          help: give the path of a file or a directory, from where the program runs
        error[SYN017] Auth/Missing: the stack has an asset, and nothing that publishes it
          at <here>
          help: give the stack or the app the synthesizer `Synthesizer::bootstrapped()`
        error[SYN017] Auth/Nested: the template of a nested stack is published as an asset, and nothing publishes it
          at <here>
          help: give the stack around it the synthesizer `Synthesizer::bootstrapped()`
    "#]],
    );
}

#[test]
fn a_snapshot_of_what_has_none() {
    let (app, stack) = app_and_stack();
    thing(&stack, "Thing").apply_removal_policy(RemovalPolicy::Snapshot);
    check(
        &app,
        expect![[r#"
        warning[SYN018] Auth/Thing: CloudFormation takes no snapshots of `AWS::Acme::Thing`
          at <here>
          help: write `RemovalPolicy::Retain` to keep what it holds
    "#]],
    );
}

#[test]
fn changes_at_the_wrong_time() {
    let (app, stack) = app_and_stack();
    let changed = thing(&stack, "Thing");
    changed.with_mut(|_| changed.with_properties(|_| ()));
    let group = Construct::new(&stack, "Group");
    group.node().lock();
    thing(&group, "Late");
    check(
        &app,
        expect![[r#"
        the app has 2 errors
        error[SYN022] Auth/Thing: the resource is changed while it is being changed
          at <here>
          help: make one change after the other
        error[SYN022] Auth/Group/Late: the scope is locked, so that nothing can be added to it
          at <here>
          help: make the construct before the scope is locked
    "#]],
    );
}

#[test]
fn a_synthesis_within_a_change() {
    let (app, stack) = app_and_stack();
    let changed = thing(&stack, "Thing");
    changed.with_mut(|_| {
        check(
            &app,
            expect![[r#"
                the app has 1 error
                error[SYN022] Auth/Thing: the app is synthesized while the resource is being changed
                  at <here>
                  help: synthesize it when the change is done
            "#]],
        );
    });
    app.build().unwrap();
}

#[test]
fn a_lazy_value_that_changes_another_stack() {
    let (app, stack) = app_and_stack();
    let producer = thing(&stack, "Thing");
    let consumer = Stack::new(&app, "Consumer");
    let other = thing(&consumer, "Other");
    let (changed, reference) = (producer.clone(), other.ref_());
    let value = lazy(&consumer, move || {
        changed.with_mut(|raw| raw.properties.insert("Name", reference.clone()));
        "value"
    });
    CfnOutput::new(&consumer, "Value", value);
    CfnOutput::new(&consumer, "Imported", producer.ref_());
    check(
        &app,
        expect![[r#"
        the app has 1 error
        error[SYN022] Auth/Thing: a lazy value has changed it, when its references were resolved already
          at <here>
          help: change it before the app is synthesized, or in an aspect
    "#]],
    );
}

#[test]
fn context_that_cannot_be_read() {
    let app = App::with_props(AppProps::new().context("key", 1).post_cli_context("key", 2));
    assert_eq!(app.node().try_get_context("key"), Some(2.into()));
}

#[test]
fn every_check_has_an_id_of_its_own() {
    let mut ids: Vec<_> = Check::ALL.iter().map(|check| check.id()).collect();
    ids.dedup();
    assert_eq!(ids.len(), Check::ALL.len());
}
