# Owns the way from a CloudFormation resource to the calls of the Cognito API, and from their response to `Ref` and
# `Fn::GetAtt`. A property has the name of a parameter unless this file says otherwise.

from dataclasses import dataclass, field
from typing import Callable

from template import REGION

IDP, IDENTITY, SYNC = "cognito-idp", "cognito-identity", "cognito-sync"


@dataclass(frozen=True)
class Kind:
    """A resource type."""

    # From the logical id and the properties to the calls: service, operation, parameters. The first makes the resource.
    calls: Callable
    # From the properties and the response of the first call to what `Ref` gives.
    reference: Callable
    # The same for each attribute.
    attributes: dict = field(default_factory=dict)


def same(service, operation):
    """The calls of a type whose properties are the parameters of one operation."""
    return lambda _id, properties: [(service, operation, properties)]


def of_property(name):
    """What `Ref` or an attribute gives when it is a property, if the template gives that."""
    return lambda properties, _response: properties.get(name)


def generated_name(logical_id):
    """CloudFormation makes up a name where the template has none, and keeps to the bounds of the API."""
    return logical_id[:128]


def user_pool(logical_id, properties):
    parameters = dict(properties)
    parameters["PoolName"] = parameters.pop("UserPoolName", generated_name(logical_id))
    # The factors have an operation of their own, which says by its members which of them are enabled.
    factors = parameters.pop("EnabledMfas", [])
    mfa = {}
    email = present({
        "Message": parameters.pop("EmailAuthenticationMessage", None),
        "Subject": parameters.pop("EmailAuthenticationSubject", None),
    })
    if "SMS_MFA" in factors:
        sms = {name: properties[name] for name in ("SmsAuthenticationMessage", "SmsConfiguration") if name in properties}
        mfa["SmsMfaConfiguration"] = sms
    if "SOFTWARE_TOKEN_MFA" in factors:
        mfa["SoftwareTokenMfaConfiguration"] = {"Enabled": True}
    if email or "EMAIL_OTP" in factors:
        mfa["EmailMfaConfiguration"] = email
    passkeys = present({
        "RelyingPartyId": parameters.pop("WebAuthnRelyingPartyID", None),
        "UserVerification": parameters.pop("WebAuthnUserVerification", None),
        "FactorConfiguration": parameters.pop("WebAuthnFactorConfiguration", None),
    })
    if passkeys:
        mfa["WebAuthnConfiguration"] = passkeys
    # A factor that the API does not have must not be dropped silently.
    unknown = [factor for factor in factors if factor not in ("SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP")]
    for factor in unknown:
        mfa[factor] = True
    if mfa:
        # Cognito refuses `ON` without a factor, so CloudFormation sets both at once.
        mfa["MfaConfiguration"] = parameters.pop("MfaConfiguration", "OFF")
    calls = [(IDP, "CreateUserPool", parameters)]
    if mfa:
        calls.append((IDP, "SetUserPoolMfaConfig", {"UserPoolId": ITS_ID, **mfa}))
    return calls


def user_pool_client(logical_id, properties):
    return [(IDP, "CreateUserPoolClient", {"ClientName": generated_name(logical_id), **properties})]


def user_pool_group(logical_id, properties):
    return [(IDP, "CreateGroup", {"GroupName": generated_name(logical_id), **properties})]


def user_pool_user(logical_id, properties):
    return [(IDP, "AdminCreateUser", {"Username": generated_name(logical_id), **properties})]


def for_client(operation):
    """The calls of a type that means every client by `ALL`, which in the API is to name none."""

    def calls(_id, properties):
        parameters = dict(properties)
        if parameters.get("ClientId") == "ALL":
            del parameters["ClientId"]
        return [(IDP, operation, parameters)]

    return calls


def managed_login_branding(_id, properties):
    # What to return is of no meaning to the API.
    parameters = {name: value for name, value in properties.items() if name != "ReturnMergedResources"}
    return [(IDP, "CreateManagedLoginBranding", parameters)]


def user_pool_replica(_id, properties):
    parameters = dict(properties)
    tags = parameters.pop("UserPoolTagsAtCreate", None)
    return [(IDP, "CreateUserPoolReplica", parameters | present({"UserPoolTags": tags}))]


def regional_configuration(_id, properties):
    parameters = dict(properties)
    status = parameters.pop("Status", None)
    calls = [(IDP, "UpdateUserPool", parameters)]
    if status is not None:
        replica = {"UserPoolId": properties.get("UserPoolId"), "RegionName": REGION, "Status": status}
        calls.append((IDP, "UpdateUserPoolReplica", replica))
    return calls


def identity_pool(logical_id, properties):
    parameters = {"IdentityPoolName": generated_name(logical_id), **properties}
    if isinstance(parameters.get("IdentityPoolTags"), list):
        # CloudFormation has a list of tags here, the API a map.
        parameters["IdentityPoolTags"] = {tag["Key"]: tag["Value"] for tag in parameters["IdentityPoolTags"]}
    # These three belong to Cognito Sync.
    sync = present({name: parameters.pop(name, None) for name in ("PushSync", "CognitoStreams")})
    events = parameters.pop("CognitoEvents", None)
    calls = [(IDENTITY, "CreateIdentityPool", parameters)]
    if sync:
        calls.append((SYNC, "SetIdentityPoolConfiguration", {"IdentityPoolId": ITS_ID, **sync}))
    if events is not None:
        calls.append((SYNC, "SetCognitoEvents", {"IdentityPoolId": ITS_ID, "Events": events}))
    return calls


def identity_pool_roles(_id, properties):
    parameters = {"Roles": {}, **properties}
    if "RoleMappings" in parameters:
        # The keys of the API are the identity providers. CloudFormation has names there, because a key is a literal.
        mappings = {}
        for name, mapping in parameters["RoleMappings"].items():
            mapping = dict(mapping)
            mappings[mapping.pop("IdentityProvider", name)] = mapping
        parameters["RoleMappings"] = mappings
    return [(IDENTITY, "SetIdentityPoolRoles", parameters)]


# Stands for the id of the resource that the first call has made.
ITS_ID = object()

KINDS = {
    "AWS::Cognito::IdentityPool": Kind(
        identity_pool,
        lambda _, response: response["IdentityPoolId"],
        {"Id": lambda _, response: response["IdentityPoolId"], "Name": lambda _, response: response["IdentityPoolName"]},
    ),
    "AWS::Cognito::IdentityPoolPrincipalTag": Kind(
        same(IDENTITY, "SetPrincipalTagAttributeMap"),
        lambda properties, _: f"{properties['IdentityPoolId']}|{properties['IdentityProviderName']}",
    ),
    "AWS::Cognito::IdentityPoolRoleAttachment": Kind(identity_pool_roles, of_property("IdentityPoolId")),
    "AWS::Cognito::LogDeliveryConfiguration": Kind(
        same(IDP, "SetLogDeliveryConfiguration"), of_property("UserPoolId")
    ),
    "AWS::Cognito::ManagedLoginBranding": Kind(
        managed_login_branding,
        lambda properties, response: (
            f"{properties['UserPoolId']}|{response['ManagedLoginBranding']['ManagedLoginBrandingId']}"
        ),
        {"ManagedLoginBrandingId": lambda _, response: response["ManagedLoginBranding"]["ManagedLoginBrandingId"]},
    ),
    "AWS::Cognito::Terms": Kind(
        same(IDP, "CreateTerms"),
        lambda properties, response: f"{properties['UserPoolId']}|{response['Terms']['TermsId']}",
        {"TermsId": lambda _, response: response["Terms"]["TermsId"]},
    ),
    "AWS::Cognito::UserPool": Kind(
        user_pool,
        lambda _, response: response["UserPool"]["Id"],
        {
            "Arn": lambda _, response: response["UserPool"]["Arn"],
            "ProviderName": lambda _, response: provider(response),
            "ProviderURL": lambda _, response: f"https://{provider(response)}",
            "UserPoolId": lambda _, response: response["UserPool"]["Id"],
        },
    ),
    "AWS::Cognito::UserPoolClient": Kind(
        user_pool_client,
        lambda _, response: response["UserPoolClient"]["ClientId"],
        {
            "ClientId": lambda _, response: response["UserPoolClient"]["ClientId"],
            "ClientSecret": lambda _, response: response["UserPoolClient"]["ClientSecret"],
            "Name": lambda _, response: response["UserPoolClient"]["ClientName"],
        },
    ),
    "AWS::Cognito::UserPoolDomain": Kind(same(IDP, "CreateUserPoolDomain"), of_property("Domain")),
    "AWS::Cognito::UserPoolGroup": Kind(user_pool_group, lambda _, response: response["Group"]["GroupName"]),
    "AWS::Cognito::UserPoolIdentityProvider": Kind(
        same(IDP, "CreateIdentityProvider"), of_property("ProviderName")
    ),
    "AWS::Cognito::UserPoolRegionalConfigurationAttachment": Kind(
        regional_configuration, of_property("UserPoolId")
    ),
    "AWS::Cognito::UserPoolReplica": Kind(
        user_pool_replica, lambda properties, _: f"{properties['UserPoolId']}|{properties['RegionName']}"
    ),
    "AWS::Cognito::UserPoolResourceServer": Kind(same(IDP, "CreateResourceServer"), of_property("Identifier")),
    "AWS::Cognito::UserPoolRiskConfigurationAttachment": Kind(
        for_client("SetRiskConfiguration"), lambda properties, _: f"{properties['UserPoolId']}|{properties['ClientId']}"
    ),
    "AWS::Cognito::UserPoolUICustomizationAttachment": Kind(
        for_client("SetUICustomization"), lambda properties, _: f"{properties['UserPoolId']}|{properties['ClientId']}"
    ),
    "AWS::Cognito::UserPoolUser": Kind(user_pool_user, lambda _, response: response["User"]["Username"]),
    "AWS::Cognito::UserPoolUserToGroupAttachment": Kind(
        same(IDP, "AdminAddUserToGroup"), lambda properties, _: f"{properties['UserPoolId']}|{properties['GroupName']}"
    ),
}


def is_error_of_the_model(operation, parameters, problem):
    """Whether the model is wrong, and not the parameters."""
    # The pattern of `Domain` fits prefixes only, but a custom domain goes into the same parameter.
    custom_domain = operation == "CreateUserPoolDomain" and "CustomDomainConfig" in parameters
    return custom_domain and problem.rule == "pattern" and problem.path.endswith(".Domain")


def provider(response):
    """The name of a user pool as an identity provider."""
    return f"cognito-idp.{REGION}.amazonaws.com/{response['UserPool']['Id']}"


def present(parameters):
    return {name: value for name, value in parameters.items() if value is not None}
