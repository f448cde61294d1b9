//! Changes to included resources through their types.

use cognito_cdk_l1::cognito::user_pool::{MfaConfiguration, Policies};
use cognito_cdk_l1::cognito::{CfnUserPool, CfnUserPoolClient};
use cognito_cdk_l1::{Json, Map, Template, Value, text};
use cognito_cdk_synth::{App, CfnInclude, CfnIncludeProps, Stack};
use expect_test::expect;
use serde_json::{Value as Data, json};

fn template() -> Data {
    json!({
        "Parameters": { "Stage": { "Type": "String" } },
        "Conditions": { "IsProd": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] } },
        "Resources": {
            "Pool": {
                "Type": "AWS::Cognito::UserPool",
                "Condition": "IsProd",
                "Properties": {
                    "UserPoolTags": { "z": "1", "a": { "Fn::Sub": "${Stage}-${AWS::Region}" } },
                    "SmsVerificationMessage": { "Fn::Sub": "${ AWS::Region }: {####} ${" },
                    "Newest": { "b": 1, "a": 2 },
                    "UserPoolName": { "Fn::Join": ["-", ["customers", { "Ref": "Stage" }]] },
                    "Policies": { "PasswordPolicy": { "Newer": 1, "MinimumLength": 8 } },
                    "MfaConfiguration": "OFF",
                },
            },
            "Web": {
                "Type": "AWS::Cognito::UserPoolClient",
                "DependsOn": ["Pool"],
                "Properties": {
                    "UserPoolId": { "Ref": "Pool" },
                    "ClientName": { "Fn::Sub": "${Pool.Arn}/${Pool}/${!Pool}" },
                },
            },
        },
        "Outputs": { "Id": { "Value": { "Ref": "Pool" }, "Condition": "IsProd" } },
    })
}

fn written(app: &App) -> Data {
    let assembly = app.build().unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(assembly.stack("Old").expect("the stack").template()).expect("JSON")
}

#[test]
fn a_change_is_all_that_changes() {
    let app = App::new();
    let stack = Stack::new(&app, "Old");
    let include = CfnInclude::new(&stack, "Template", &template().to_string());
    let pool = include.get_resource::<CfnUserPool>("Pool").expect("a pool");
    pool.with_mut(|pool| {
        pool.mfa_configuration = Some(Value::Literal(MfaConfiguration::On));
        pool.email_verification_subject = Some(Value::Literal("Hello".into()));
        let tags = pool.user_pool_tags.as_mut().and_then(Value::as_literal_mut);
        tags.expect("tags").insert("b", "2");
        let policies: Option<&mut Policies> =
            pool.policies.as_mut().and_then(Value::as_literal_mut);
        let password = policies.and_then(|policies| policies.password_policy.as_mut());
        let password = password.and_then(Value::as_literal_mut).expect("a policy");
        password.minimum_length = Some(Value::Literal(cognito_cdk_l1::int!(12)));
        assert_eq!(password.other_properties.get("Newer"), Some(&Json::from(1)));
        pool.other_properties.insert("Newest", 3);
    });
    let web = include
        .get_resource::<CfnUserPoolClient>("Web")
        .expect("a client");
    web.with_mut(|web| web.client_name = Some(Value::Literal(text!("web"))));
    let properties = written(&app)["Resources"].clone();
    expect![[r#"
        {
          "Pool": {
            "Type": "AWS::Cognito::UserPool",
            "Condition": "IsProd",
            "Properties": {
              "EmailVerificationSubject": "Hello",
              "UserPoolTags": {
                "b": "2",
                "z": "1",
                "a": {
                  "Fn::Sub": "${Stage}-${AWS::Region}"
                }
              },
              "SmsVerificationMessage": {
                "Fn::Sub": "${ AWS::Region }: {####} ${"
              },
              "Newest": 3,
              "UserPoolName": {
                "Fn::Join": [
                  "-",
                  [
                    "customers",
                    {
                      "Ref": "Stage"
                    }
                  ]
                ]
              },
              "Policies": {
                "PasswordPolicy": {
                  "Newer": 1,
                  "MinimumLength": 12
                }
              },
              "MfaConfiguration": "ON"
            }
          },
          "Web": {
            "Type": "AWS::Cognito::UserPoolClient",
            "DependsOn": [
              "Pool"
            ],
            "Properties": {
              "UserPoolId": {
                "Ref": "Pool"
              },
              "ClientName": "web"
            }
          }
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&properties).expect("text"));
}

#[test]
fn a_read_template_changes_as_little() {
    let mut read = Template::from_data(template()).expect("a template");
    let pool = read.resource_as::<CfnUserPool>("Pool").expect("a pool");
    pool.user_pool_tags = Some(Value::Literal(Map::new()));
    let mut expected = template();
    expected["Resources"]["Pool"]["Properties"]["UserPoolTags"] = json!({});
    let expected = Template::from_data(expected).expect("a template");
    assert_eq!(read.to_text(), expected.to_text());
}

#[test]
fn a_resource_that_cannot_be_read_stays() {
    let app = App::new();
    let stack = Stack::new(&app, "Old");
    let mut template = template();
    template["Resources"]["Web"]["Properties"] = json!({ "ClientName": "web" });
    let include = CfnInclude::new(&stack, "Template", &template.to_string());
    let error = |id: &str| {
        let client = include.get_resource::<CfnUserPoolClient>(id);
        client.map(|_| ()).expect_err("an error").to_string()
    };
    let errors = ["Web", "Pool", "App"].map(error).join("\n");
    expect![[r#"
        `Web` cannot be read as `AWS::Cognito::UserPoolClient`: the required property `UserPoolId` is missing
        `Pool` cannot be read as `AWS::Cognito::UserPoolClient`: it is of the type `AWS::Cognito::UserPool`
        `App` cannot be read as `AWS::Cognito::UserPoolClient`: the template has no such resource; of that type it has `Web`"#]].assert_eq(&errors);
    assert_eq!(written(&app), template);
}

#[test]
fn parameters_get_values() {
    let app = App::new();
    let stack = Stack::new(&app, "Old");
    let props = CfnIncludeProps::new().parameter("Stage", "prod");
    let include = CfnInclude::with_props(&stack, "Template", &template().to_string(), props);
    assert!(include.parameter("Stage").is_none());
    let pool = include.get_resource::<CfnUserPool>("Pool").expect("a pool");
    pool.with_mut(|pool| pool.other_properties = cognito_cdk_l1::OtherProperties::new());
    expect![[r#"
        {
          "Conditions": {
            "IsProd": {
              "Fn::Equals": [
                "prod",
                "prod"
              ]
            }
          },
          "Resources": {
            "Pool": {
              "Type": "AWS::Cognito::UserPool",
              "Condition": "IsProd",
              "Properties": {
                "MfaConfiguration": "OFF",
                "Policies": {
                  "PasswordPolicy": {
                    "Newer": 1,
                    "MinimumLength": 8
                  }
                },
                "SmsVerificationMessage": {
                  "Fn::Sub": "${ AWS::Region }: {####} ${"
                },
                "UserPoolName": {
                  "Fn::Join": [
                    "-",
                    [
                      "customers",
                      "prod"
                    ]
                  ]
                },
                "UserPoolTags": {
                  "z": "1",
                  "a": {
                    "Fn::Sub": [
                      "${Stage}-${AWS::Region}",
                      {
                        "Stage": "prod"
                      }
                    ]
                  }
                }
              }
            },
            "Web": {
              "Type": "AWS::Cognito::UserPoolClient",
              "DependsOn": [
                "Pool"
              ],
              "Properties": {
                "UserPoolId": {
                  "Ref": "Pool"
                },
                "ClientName": {
                  "Fn::Sub": "${Pool.Arn}/${Pool}/${!Pool}"
                }
              }
            }
          },
          "Outputs": {
            "Id": {
              "Value": {
                "Ref": "Pool"
              },
              "Condition": "IsProd"
            }
          }
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&written(&app)).expect("text"));

    let props = CfnIncludeProps::new().parameter("Stagge", "prod");
    CfnInclude::with_props(&stack, "Wrong", r#"{"Resources": {}}"#, props);
    let error = app.build().map(|_| ()).expect_err("an error");
    let message = &error.findings()[0].message;
    expect!["the template has no parameter `Stagge` that could have a value"].assert_eq(message);
}

/// The ids are those that AWS CDK makes of the paths, so the template can stand there twice.
#[test]
fn logical_ids_of_its_own() {
    let app = App::new();
    let stack = Stack::new(&app, "Old");
    for id in ["A", "B"] {
        let props = CfnIncludeProps::new().preserve_logical_ids(false);
        CfnInclude::with_props(&stack, id, &template().to_string(), props);
    }
    let written = written(&app);
    let resources = written["Resources"].as_object().expect("resources");
    let ids: Vec<_> = resources.keys().collect();
    expect![[r#"["APoolE1A41A90", "AWebC1E953C0", "BPoolE86CD9E8", "BWebC9A845FB"]"#]]
        .assert_eq(&format!("{ids:?}"));
    let (id, web) = resources.iter().nth(1).expect("the client");
    let first = json!({ "id": id, "client": web, "outputs": written["Outputs"] });
    expect![[r#"
        {
          "id": "AWebC1E953C0",
          "client": {
            "Type": "AWS::Cognito::UserPoolClient",
            "Properties": {
              "UserPoolId": {
                "Ref": "APoolE1A41A90"
              },
              "ClientName": {
                "Fn::Sub": [
                  "${PoolArn}/${Pool}/${!Pool}",
                  {
                    "PoolArn": {
                      "Fn::GetAtt": [
                        "APoolE1A41A90",
                        "Arn"
                      ]
                    },
                    "Pool": {
                      "Ref": "APoolE1A41A90"
                    }
                  }
                ]
              }
            },
            "DependsOn": [
              "APoolE1A41A90"
            ]
          },
          "outputs": {
            "AOuputsId5E191B6B": {
              "Value": {
                "Ref": "APoolE1A41A90"
              },
              "Condition": "AConditionsIsProd5C82454E"
            },
            "BOuputsId23999750": {
              "Value": {
                "Ref": "BPoolE86CD9E8"
              },
              "Condition": "BConditionsIsProd9767041E"
            }
          }
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&first).expect("text"));
}

#[test]
fn macros_make_properties() {
    let app = App::new();
    let stack = Stack::new(&app, "Old");
    let include =
        json!({ "Name": "AWS::Include", "Parameters": { "Location": "s3://bucket/pool" } });
    let pool =
        |properties: Data| json!({ "Type": "AWS::Cognito::UserPool", "Properties": properties });
    let template = json!({ "Resources": {
        "All": pool(json!({ "Fn::Transform": include })),
        "Some": pool(json!({ "UserPoolName": "customers", "Fn::Transform": include })),
        "Inner": pool(json!({ "Policies": { "Fn::Transform": include, "PasswordPolicy": {} } })),
    } });
    let included = CfnInclude::new(&stack, "Template", &template.to_string());
    let before = written(&app);
    assert_eq!(before, template);
    for id in ["Some", "Inner"] {
        included.get_resource::<CfnUserPool>(id).expect("a pool");
    }
    // The properties of the type are optional, so that a macro may make all of them.
    let all = included.resource("All").expect("the resource");
    let (all, misfits) = all.read_as::<CfnUserPool>().expect("a pool");
    assert_eq!(all.with(|all| all.other_properties.iter().count()), Some(1));
    assert_eq!(misfits.len(), 1);
    assert_eq!(written(&app), template);
}
