//! The words of names that AWS publishes, and of names that nobody should.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

use std::fmt::Write as _;

use expect_test::{expect, expect_file};

use super::words;

/// Names from the resource specification and the provider schemas: one for each run of capitals,
/// each digit form and each spelling that occurs there, and all that leave a single letter. To add
/// one, add a line with the name and run the test with `UPDATE_EXPECT=1`.
const INTERESTING: &str = include_str!("interesting.txt");

fn joined(name: &str) -> String {
    words(name).join("_")
}

fn names() -> impl Iterator<Item = &'static str> {
    INTERESTING
        .lines()
        .filter_map(|line| line.split_whitespace().next())
}

#[test]
fn interesting_names() {
    let mut table = String::new();
    for name in names() {
        writeln!(table, "{name} {}", joined(name)).unwrap();
    }
    expect_file!["interesting.txt"].assert_eq(&table);
}

/// The names whose words look torn. Each of them was looked at: here the single letter is what the
/// name means.
#[test]
fn leftovers() {
    let torn = |word: &String| word.len() == 1 || word.starts_with(|c: char| c.is_ascii_digit());
    let leftovers: Vec<_> = names()
        .filter(|name| words(name).iter().any(torn))
        .map(joined)
        .collect();
    expect![[r#"
        a_record
        amazon_q_properties
        amazon_q_properties_input
        app_s_key
        audio_dolby_e_decode
        b
        build_calculated_field_with_q
        class_b_timeout
        class_c_timeout
        create_and_update_s_and_p_gmi_action
        create_and_update_s_and_p_global_energy_action
        create_dashboard_executive_summary_with_q
        d
        deliver_to_q_business
        deliver_to_q_business_action
        dolby_e_decode
        edit_visual_with_q
        enable_resource_name_dns_a_record
        f_nwk_s_int_key
        f_port
        f_ports
        gop_b_reference
        gop_num_b_frames
        i
        i_frame_only_playlists
        index_n_segments
        l
        llm_as_a_judge
        llm_as_a_judge_evaluator_config
        m
        min_i_interval
        m_of_n
        m_of_n_approval_strategy
        nwk_s_enc_key
        nwk_s_key
        primary_y_axis_display_options
        primary_y_axis_label_options
        q_apps_configuration
        q_apps_control_mode
        q_business
        q_business_insights_enabled
        q_business_insights_status
        q_in_connect_assistant_configuration
        q_in_connect_intent_configuration
        q_type
        r_session_app_settings
        repeat_ext_x_key
        s
        s_nwk_s_int_key
        s_and_p_gmi_action
        s_and_p_global_energy_action
        secondary_y_axis_display_options
        secondary_y_axis_label_options
        shadow_x_offset
        shadow_y_offset
        share_s_and_p_gmi_action
        share_s_and_p_global_energy_action
        single_y_axis_option
        supports32_bit_f_cnt
        supports_class_b
        supports_class_c
        top_k
        top_p
        use_b_file
        use_s_and_p_gmi_action
        use_s_and_p_global_energy_action
        x
        x_axis
        x_axis_display_options
        x_axis_field
        x_axis_label_options
        x_axis_location
        x_axis_name
        x_position
        y
        y_axis
        y_axis_behavior
        y_axis_display_options
        y_axis_label_options
        y_axis_location
        y_axis_name
        y_axis_options
        y_position
        y_position_line
        y_position_percentage"#]]
    .assert_eq(&leftovers.join("\n"));
}

#[test]
fn wanted_names() {
    for (name, wanted) in [
        ("CallbackURLs", "callback_urls"),
        ("LogoutURLs", "logout_urls"),
        ("AllowedOAuthFlows", "allowed_oauth_flows"),
        (
            "AllowedOAuthFlowsUserPoolClient",
            "allowed_oauth_flows_user_pool_client",
        ),
        ("KMSKeyID", "kms_key_id"),
        ("OpenIdConnectProviderARNs", "open_id_connect_provider_arns"),
        ("SamlProviderARNs", "saml_provider_arns"),
        ("CustomSMSSender", "custom_sms_sender"),
        ("SMSMessage", "sms_message"),
        ("SmsMessage", "sms_message"),
        ("BlockedIPRangeList", "blocked_ip_range_list"),
        ("WebAuthnRelyingPartyID", "web_authn_relying_party_id"),
        ("DefaultRedirectURI", "default_redirect_uri"),
        ("CSS", "css"),
        ("UserPoolAddOns", "user_pool_add_ons"),
        (
            "PrimaryRoute53HealthCheckId",
            "primary_route53_health_check_id",
        ),
        ("EumsSms", "eums_sms"),
        ("ProviderURL", "provider_url"),
        ("UICustomization", "ui_customization"),
        ("EnabledMfas", "enabled_mfas"),
    ] {
        assert_eq!(joined(name), wanted, "{name}");
    }
}

/// What upstream does not write today, but might tomorrow.
#[test]
fn rules() {
    let names = [
        "vpcId",
        "VPCIDs",
        "CIDRs",
        "IPs",
        "IDs",
        "IPv6CIDRs",
        "KMSARN",
        "DBURL",
        "DNSName",
        "URLString",
        "WAFv2ACL",
        "TLSv1.2_2021",
        "OAuth2Token",
        "OAuthURLs",
        "AWSIoTThing",
        "SAPOData",
        "IOData",
        "EC2InstanceId",
        "S3Bucket",
        "MD5OfBody",
        "H264H265",
        "X12GS05",
        "3DSecure",
        "16x",
        "1080p",
        "A2aAgent",
        "M3u8Path",
        "x86_64",
        "snake_case",
        "kebab-case",
        "SCREAMING_CASE",
        "Dotted.Attribute.Name",
        "aws:kms:dsse",
        "__Private__",
        "a",
        "A",
        "AB",
        "Ab",
        "aB",
        "DoSomething",
        "IotaValue",
        "",
        "_-.:",
        "Größe",
        "日本",
    ];
    let table: Vec<_> = names
        .iter()
        .map(|name| format!("{name:?} {}", joined(name)))
        .collect();
    expect![[r#"
        "vpcId" vpc_id
        "VPCIDs" vpc_ids
        "CIDRs" cidrs
        "IPs" ips
        "IDs" ids
        "IPv6CIDRs" ipv6_cidrs
        "KMSARN" kms_arn
        "DBURL" db_url
        "DNSName" dns_name
        "URLString" url_string
        "WAFv2ACL" waf_v2_acl
        "TLSv1.2_2021" tls_v1_2_2021
        "OAuth2Token" oauth2_token
        "OAuthURLs" oauth_urls
        "AWSIoTThing" aws_iot_thing
        "SAPOData" sap_odata
        "IOData" io_data
        "EC2InstanceId" ec2_instance_id
        "S3Bucket" s3_bucket
        "MD5OfBody" md5_of_body
        "H264H265" h264_h265
        "X12GS05" x12_gs05
        "3DSecure" 3d_secure
        "16x" 16x
        "1080p" 1080p
        "A2aAgent" a2a_agent
        "M3u8Path" m3u8_path
        "x86_64" x86_64
        "snake_case" snake_case
        "kebab-case" kebab_case
        "SCREAMING_CASE" screaming_case
        "Dotted.Attribute.Name" dotted_attribute_name
        "aws:kms:dsse" aws_kms_dsse
        "__Private__" private
        "a" a
        "A" a
        "AB" ab
        "Ab" ab
        "aB" a_b
        "DoSomething" do_something
        "IotaValue" iota_value
        "" 
        "_-.:" 
        "Größe" gr_e
        "日本" "#]]
    .assert_eq(&table.join("\n"));
}

#[test]
fn tables_are_in_order_and_apply() {
    assert!(super::SPELLINGS.is_sorted_by(|a, b| a.0 < b.0));
    assert!(super::ACRONYMS.is_sorted_by(|a, b| a < b));
    for (spelling, words) in super::SPELLINGS {
        assert_eq!(joined(spelling), words.replace(' ', "_"), "{spelling}");
    }
}
