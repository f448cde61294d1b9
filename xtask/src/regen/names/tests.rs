//! Naming obstacle courses.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

mod cognito;
mod hostile;

use std::fmt::Write as _;

use expect_test::expect;

use super::{attribute, field, global_name, module, resource_name, type_name, variant};

/// One line for each name: what upstream calls it, and what becomes of it.
fn table<'a>(
    names: impl IntoIterator<Item = &'a str>,
    rust: impl Fn(&str) -> anyhow::Result<String>,
) -> String {
    let mut table = String::new();
    for name in names {
        let rust = rust(name).unwrap_or_else(|error| format!("error: {error:#}"));
        writeln!(table, "{} {rust}", name.escape_debug()).unwrap();
    }
    table
}

/// The modules and the struct of a resource type, for a table.
fn path(cfn_type: &str) -> anyhow::Result<String> {
    let module = module(cfn_type)?;
    let ident = resource_name(cfn_type)?;
    Ok(format!("{}::{} {ident}", module.service, module.resource))
}

#[test]
fn fields_on_the_obstacle_course() {
    let names = "Type Ref Self self Super Crate Match Move Gen Async Await Dyn Try Yield Box Final Virtual Abstract \
                 Union Default From Into Clone New Build Builder build BuildId Builders Value Option String Vec vpcId \
                 type snake_case kebab-case aws:kms Dotted.Name 3DSecure 2 Trailing_ Two__Underscores A XRay B2BI";
    expect![[r#"
        Type type_
        Ref ref_
        Self self_
        self self_
        Super super_
        Crate crate_
        Match match_
        Move move_
        Gen gen_
        Async async_
        Await await_
        Dyn dyn_
        Try try_
        Yield yield_
        Box box_
        Final final_
        Virtual virtual_
        Abstract abstract_
        Union union
        Default default
        From from
        Into into
        Clone clone
        New new
        Build build_
        Builder builder_
        build build_
        BuildId build_id
        Builders builders
        Value value
        Option option
        String string
        Vec vec
        vpcId vpc_id
        type type_
        snake_case snake_case
        kebab-case kebab_case
        aws:kms aws_kms
        Dotted.Name dotted_name
        3DSecure _3d_secure
        2 _2
        Trailing_ trailing
        Two__Underscores two_underscores
        A a
        XRay xray
        B2BI b2bi
    "#]]
    .assert_eq(&table(names.split(' '), field));
}

#[test]
fn types_on_the_obstacle_course() {
    let names = "CustomSMSSender WebAuthnFactorConfiguration OAuthScopes S3Configuration Option Vec String Box Self \
                 self SELF Result Some None Ok Err Value value Default Clone Debug Into From Send Sync Drop Fn Iterator \
                 ValueProperty Options Values Tag tag Type Match CfnUserPool 3DModel IPv6Cidr under_score Dotted.Name";
    expect![[r#"
        CustomSMSSender CustomSmsSender
        WebAuthnFactorConfiguration WebAuthnFactorConfiguration
        OAuthScopes OauthScopes
        S3Configuration S3Configuration
        Option OptionProperty
        Vec VecProperty
        String StringProperty
        Box BoxProperty
        Self SelfProperty
        self SelfProperty
        SELF SelfProperty
        Result ResultProperty
        Some SomeProperty
        None NoneProperty
        Ok OkProperty
        Err ErrProperty
        Value ValueProperty
        value ValueProperty
        Default DefaultProperty
        Clone CloneProperty
        Debug DebugProperty
        Into IntoProperty
        From FromProperty
        Send SendProperty
        Sync SyncProperty
        Drop DropProperty
        Fn FnProperty
        Iterator IteratorProperty
        ValueProperty ValueProperty
        Options Options
        Values Values
        Tag Tag
        tag Tag
        Type Type
        Match Match
        CfnUserPool CfnUserPool
        3DModel _3dModel
        IPv6Cidr Ipv6Cidr
        under_score UnderScore
        Dotted.Name DottedName
    "#]]
    .assert_eq(&table(names.split(' '), type_name));
}

#[test]
fn types_of_no_resource_on_the_obstacle_course() {
    let names = "Tag tag Self Option 3DTag _Tag";
    expect![[r#"
        Tag CfnTag
        tag CfnTag
        Self CfnSelf
        Option CfnOption
        3DTag Cfn3dTag
        _Tag error: the name of property type `_Tag` starts with neither a letter nor a digit: if AWS really publishes this, teach xtask/src/regen/names/ how to spell it; if not, the file is damaged
    "#]].assert_eq(&table(names.split(' '), global_name));
}

#[test]
fn attributes_on_the_obstacle_course() {
    let names = "Arn Endpoint.Address ProviderURL Type Self CertificateAuthority.Data DBInstanceArn 1st.Arn \
                 Volumes.*.Id *";
    expect![[r#"
        Arn attr_arn
        Endpoint.Address attr_endpoint_address
        ProviderURL attr_provider_url
        Type attr_type
        Self attr_self
        CertificateAuthority.Data attr_certificate_authority_data
        DBInstanceArn attr_db_instance_arn
        1st.Arn attr_1st_arn
        Volumes.*.Id error: attribute `Volumes.*.Id` lies inside of a list, so Fn::GetAtt cannot read it: leave it out of the model
        * error: attribute `*` lies inside of a list, so Fn::GetAtt cannot read it: leave it out of the model
    "#]].assert_eq(&table(names.split(' '), attribute));
}

#[test]
fn resource_types_on_the_obstacle_course() {
    let names = "AWS::Cognito::UserPool AWS::IAM::Role AWS::SecretsManager::Secret AWS::DynamoDB::Table \
                 AWS::ACMPCA::Certificate AWS::IoT::Thing AWS::EC2::VPC AWS::EC2::EC2Fleet AWS::WAFv2::WebACL \
                 AWS::S3::Bucket AWS::B2BI::Partnership Alexa::ASK::Skill AWS::Match::Match AWS::Type::Self \
                 AWS::Super::Crate AWS::3D::Model AWS::X::3DModel AWS::Core::Std AWS::Std::Mod AWS::Default::Default \
                 AWS::Global::Bool AWS::Yaml::File";
    expect![[r#"
        AWS::Cognito::UserPool cognito::user_pool CfnUserPool
        AWS::IAM::Role iam::role CfnRole
        AWS::SecretsManager::Secret secretsmanager::secret CfnSecret
        AWS::DynamoDB::Table dynamodb::table CfnTable
        AWS::ACMPCA::Certificate acmpca::certificate CfnCertificate
        AWS::IoT::Thing iot::thing CfnThing
        AWS::EC2::VPC ec2::vpc CfnVpc
        AWS::EC2::EC2Fleet ec2::ec2_fleet CfnEc2Fleet
        AWS::WAFv2::WebACL wafv2::web_acl CfnWebAcl
        AWS::S3::Bucket s3::bucket CfnBucket
        AWS::B2BI::Partnership b2bi::partnership CfnPartnership
        Alexa::ASK::Skill alexa_ask::skill CfnSkill
        AWS::Match::Match match_::match_ CfnMatch
        AWS::Type::Self type_::self_ CfnSelf
        AWS::Super::Crate super_::crate_ CfnCrate
        AWS::3D::Model _3d::model CfnModel
        AWS::X::3DModel x::_3d_model Cfn3dModel
        AWS::Core::Std core_::std_ CfnStd
        AWS::Std::Mod std_::mod_ CfnMod
        AWS::Default::Default default_::default CfnDefault
        AWS::Global::Bool global_::bool_ CfnBool
        AWS::Yaml::File yaml_::file CfnFile
    "#]]
    .assert_eq(&table(names.split(' '), path));
}

#[test]
fn variants_on_the_obstacle_course() {
    let values = "ON OFF EMAIL_OTP V1_0 us-east-1 10.2 * +1 -1 1 true false aws:kms aws:kms:dsse Other OTHER other Self \
                  self None NONE Some type image/x-icon z/OS-DB2 iOS vCPU TLSv1.2_2021 TLS_V1_2_2021 x86_64 AES256 \
                  1080p 3.6.0 capacity-optimized AWS::EC2::VPC Bits/Second V V2";
    expect![[r#"
        ON On
        OFF Off
        EMAIL_OTP EmailOtp
        V1_0 V1_0
        us-east-1 UsEast1
        10.2 V10_2
        * Any
        +1 Plus1
        -1 Minus1
        1 V1
        true True
        false False
        aws:kms AwsKms
        aws:kms:dsse AwsKmsDsse
        Other OtherValue
        OTHER OtherValue
        other OtherValue
        Self SelfValue
        self SelfValue
        None None
        NONE None
        Some Some
        type Type
        image/x-icon ImageXIcon
        z/OS-DB2 ZOsDb2
        iOS Ios
        vCPU Vcpu
        TLSv1.2_2021 TlsV1_2_2021
        TLS_V1_2_2021 TlsV1_2_2021
        x86_64 X86_64
        AES256 Aes256
        1080p V1080p
        3.6.0 V3_6_0
        capacity-optimized CapacityOptimized
        AWS::EC2::VPC AwsEc2Vpc
        Bits/Second BitsSecond
        V V
        V2 V2
    "#]]
    .assert_eq(&table(values.split(' '), variant));
}

#[test]
fn values_without_a_letter_and_beyond_ascii() {
    let values = [
        "",
        " ",
        ",",
        ";",
        "\\",
        "|",
        ">=",
        "!=",
        "<",
        "**",
        "()",
        "\t",
        "\u{7f}",
        "+",
        "--",
        "C++",
        "sms MFA",
        "é",
        "naïve",
        "日本",
        "🦀",
        "\u{202e}abc",
        "a\0b",
    ];
    expect![[r#"
         Empty
          Space
        , Comma
        ; Semicolon
        \\ Backslash
        | Pipe
        >= GreaterEqual
        != NotEqual
        < Less
        ** AnyAny
        () U28U29
        \t U9
        \u{7f} U7f
        + Plus
        -- MinusMinus
        C++ C
        sms MFA SmsMfa
        é Ue9
        naïve NaUefVe
        日本 U65e5U672c
        🦀 U1f980
        \u{202e}abc U202eAbc
        a\0b AB
    "#]]
    .assert_eq(&table(values, variant));
}
