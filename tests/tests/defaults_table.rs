//! `docs/DEFAULTS.md`: it has each field of `Defaults`, and says which properties of the templates differ by it.
//! `UPDATE_EXPECT=1` writes the properties.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

use cognito_cdk::cognito::{
    AuthorizationCodeGrant, CustomAttribute, IUserPool, ManagedLoginVersion, SignInUrlOptions,
    UserPool, UserPoolClientOptions, UserPoolDomainOptions, UserPoolProps,
};
use cognito_cdk::{App, CfnOutput, Defaults, Environment, Stack, StackProps};
use cognito_cdk_tests::programs::{self, Program};
use cognito_cdk_tests::{repository, text};
use expect_test::expect_file;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Fields, Item};

const PAGE: &str = "docs/DEFAULTS.md";

/// What stands for the properties of a resource that is there with one of the two defaults only.
const WHOLE: &str = "the resource itself";

macro_rules! fields {
    ($($field:ident)*) => {
        /// The fields, each with what takes it back to AWS CDK's way.
        const FIELDS: &[(&str, fn(&mut Defaults))] =
            &[$((stringify!($field), |defaults| defaults.$field = false)),*];
    };
}

fields! {
    deletion_protection
    password_policy
    optional_mfa
    email_recovery
    case_insensitive_sign_in
    complete_standard_attributes
    zero_constraints
    strict_sms_role
    imported_pool_region
    quoted_sender_names
    prevent_user_existence_errors
    no_oauth
    open_id_scope_only
    srp_auth_flow
    explicit_client_settings
    all_identity_providers
    managed_login_branding
    custom_mapping_prefix
    text_provider_details
    login_urls
}

#[test]
fn every_field_is_there() {
    let path = "core/cognito/src/defaults.rs";
    let file = syn::parse_file(&text(path)).expect("Rust");
    let mut items = file.items.iter();
    let fields = items.find_map(|item| match item {
        Item::Struct(item) if item.ident == "Defaults" => match &item.fields {
            Fields::Named(fields) => Some(&fields.named),
            _ => None,
        },
        _ => None,
    });
    let fields = fields.expect("the struct").iter();
    let fields: Vec<String> = fields
        .filter_map(|field| Some(field.ident.as_ref()?.to_string()))
        .collect();
    assert_eq!(
        FIELDS
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect::<Vec<_>>(),
        fields
    );
}

#[test]
fn the_table_says_what_differs() {
    let page = text(PAGE);
    let mut rows: Vec<&str> = Vec::new();
    let mut new = String::new();
    for line in page.lines() {
        let field = line
            .strip_prefix("| `")
            .and_then(|rest| rest.split_once('`'));
        let known = field.and_then(|(name, _)| FIELDS.iter().find(|(field, _)| *field == name));
        if let Some((name, take_back)) = known {
            rows.push(name);
            let (rest, _) = line
                .trim_end_matches(" |")
                .rsplit_once(" | ")
                .expect("a table");
            let shown = differences(name, *take_back);
            new.extend([rest, " | ", shown.as_str(), " |\n"]);
        } else {
            new.push_str(line);
            new.push('\n');
        }
    }
    assert_eq!(
        rows,
        FIELDS.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
    expect_file![repository().join(PAGE)].assert_eq(&new);
}

/// The properties that differ in any of the programs of `tests/src/programs`, or what differs beside them.
fn differences(name: &str, take_back: fn(&mut Defaults)) -> String {
    let mut other = Defaults::secure();
    take_back(&mut other);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let more = Program {
        name: "of all defaults",
        run: of_all_defaults,
    };
    for program in programs::all().into_iter().chain([more]) {
        let (ours, theirs) = (
            templates(&program, Defaults::secure()),
            templates(&program, other.clone()),
        );
        for (stack, ours) in &ours {
            compare(ours, theirs.get(stack).expect("the stack"), &mut found);
        }
    }
    assert!(!found.is_empty(), "no program shows `{name}`");
    let types = found.into_iter().map(|(of, properties)| {
        let properties: Vec<String> = properties
            .into_iter()
            .map(|property| {
                if property == WHOLE {
                    property
                } else {
                    format!("`{property}`")
                }
            })
            .collect();
        if properties.is_empty() {
            format!("`{of}`")
        } else {
            format!("`{of}`: {}", properties.join(", "))
        }
    });
    types.collect::<Vec<_>>().join("; ")
}

/// What the other programs do not have: they say more, to give the templates of AWS CDK.
fn of_all_defaults(app: &App) {
    let env = Environment::new("123456789012", "eu-west-1");
    let stack = Stack::with_props(app, "More", StackProps::new().env(env));
    let pool = UserPool::from_user_pool_id(&stack, "Imported", "us-east-1_AbCdEf123");
    CfnOutput::new(&stack, "Arn", pool.user_pool_arn());
    let options = UserPoolDomainOptions::cognito_domain("acme");
    let domain = pool.add_domain(
        "Login",
        options.managed_login_version(ManagedLoginVersion::NewerManagedLogin),
    );
    let callback = "https://app.example.com/welcome?from=login";
    let grant = AuthorizationCodeGrant::new([callback]);
    let client = pool.add_client("Web", UserPoolClientOptions::new().o_auth(grant));
    let url = domain.sign_in_url(&client, SignInUrlOptions::new(callback));
    CfnOutput::new(&stack, "Url", url);
    let seats = CustomAttribute::number("seats").min(0);
    UserPool::new(&stack, "Own", UserPoolProps::new().custom_attribute(seats));
}

fn templates(program: &Program, defaults: Defaults) -> BTreeMap<String, Value> {
    let assembly = program.assembly(defaults);
    let stacks = assembly.stacks().iter();
    let template = |text: &str| serde_json::from_str(text).expect("a template");
    stacks
        .map(|stack| (stack.stack_name().to_owned(), template(stack.template())))
        .collect()
}

fn compare(ours: &Value, theirs: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
    let resources = |template: &Value| {
        template["Resources"]
            .as_object()
            .cloned()
            .unwrap_or_default()
    };
    let (our_resources, their_resources) = (resources(ours), resources(theirs));
    let ids: BTreeSet<&String> = our_resources.keys().chain(their_resources.keys()).collect();
    for id in ids {
        let pair = [our_resources.get(id), their_resources.get(id)];
        let kind = pair
            .iter()
            .flatten()
            .find_map(|resource| resource["Type"].as_str())
            .expect("a type");
        let kind = kind.rsplit("::").next().expect("a name").to_owned();
        let [Some(our), Some(their)] = pair else {
            found.entry(kind).or_default().insert(WHOLE.to_owned());
            continue;
        };
        let members = |resource: &Value| {
            resource["Properties"]
                .as_object()
                .cloned()
                .unwrap_or_default()
        };
        let (our, their) = (members(our), members(their));
        for name in our.keys().chain(their.keys()) {
            if our.get(name) != their.get(name) {
                found.entry(kind.clone()).or_default().insert(name.clone());
            }
        }
    }
    if ours["Outputs"] != theirs["Outputs"] {
        found.entry("Outputs".to_owned()).or_default();
    }
}
