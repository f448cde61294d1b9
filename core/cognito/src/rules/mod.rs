//! The rules of Amazon Cognito that no schema states: what the service refuses, and what users regret.
//!
//! They look at the finished template, so that they hold for constructs, for plain resource types, for
//! overrides, and for templates that were read from a file alike. A constructor of this crate installs
//! them; a program that uses resource types only calls [`install`], and [`check`] takes any template.
//!
//! ```
//! use cognito_cdk::{Template, rules};
//!
//! let template = Template::from_json(
//!     r#"{"Resources": {"Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {
//!         "MfaConfiguration": "OFF", "EnabledMfas": ["SOFTWARE_TOKEN_MFA"]
//!     }}}}"#,
//! )?;
//! let found = rules::check(&template);
//! assert_eq!(found.first().map(|finding| finding.rule), Some("COG110"));
//! # Ok::<(), cognito_cdk::Error>(())
//! ```

mod branding;
mod client;
mod domain;
mod group;
mod identity_pool;
mod identity_provider;
mod policy;
mod resource_server;
mod user_pool;
mod view;

use cognito_cdk_l1::check::Finding;
use cognito_cdk_l1::{Template, check_rules};
use cognito_cdk_synth::Scope;
use std::panic::Location;
use view::{Report, Resources, View};

check_rules! {
    /// The rules, by what they look for. `docs/RULES.md` has a section for each.
    ///
    /// An error is what no account would accept. What depends on an account, a region or the past is a
    /// warning, which [`Annotations::acknowledge`](crate::Annotations::acknowledge) takes away with a
    /// reason.
    pub enum Rule {
        // User pools: 101 to 199.
        /// Users have both aliases of a username and none.
        AliasesOfTwoKinds = "COG101" Error,
        /// `UsernameConfiguration` does not say whether names are case-sensitive.
        CaseSensitivityMissing = "COG102" Error,
        /// Users sign in by an email address that is case-sensitive.
        CaseSensitiveEmail = "COG103" Warning,
        /// Factors are enabled although MFA is off.
        FactorsWithoutMfa = "COG110" Error,
        /// MFA is required, and no factor is enabled.
        MfaWithoutFactors = "COG111" Error,
        /// A second factor by email without Amazon SES.
        EmailMfaWithoutSes = "COG112" Error,
        /// A second factor by SMS without a role for SMS.
        SmsMfaWithoutSms = "COG113" Error,
        /// A message by SMS without a role for SMS.
        SmsNotConfigured = "COG114" Warning,
        /// The only way to recover an account is the second factor of users.
        RecoveryBySecondFactor = "COG115" Warning,
        /// The first factors are without the password.
        PasswordNotAllowed = "COG116" Error,
        /// A one-time password is a first factor although MFA is required.
        OtpWithRequiredMfa = "COG117" Error,
        /// A passkey that counts as one factor is a first factor although MFA is required.
        PasskeyWithRequiredMfa = "COG118" Error,
        /// A first factor that the plan does not have.
        FirstFactorNeedsEssentials = "COG120" Error,
        /// What the plan Lite has for some old pools only.
        NeedsEssentials = "COG121" Warning,
        /// Threat protection, which other plans than Plus have for some old pools only.
        NeedsPlus = "COG122" Warning,
        /// The relying party of passkeys is no domain.
        RelyingParty = "COG123" Warning,
        /// The prefix of custom attributes is part of a name.
        AttributePrefix = "COG130" Warning,
        /// More custom attributes than a pool takes.
        TooManyAttributes = "COG131" Error,
        /// A custom attribute is required.
        RequiredCustomAttribute = "COG132" Error,
        /// The constraint of an attribute is out of its range, or no value satisfies it.
        AttributeConstraint = "COG133" Error,
        /// A custom attribute has no data type.
        CustomAttributeWithoutType = "COG134" Warning,
        /// A standard attribute has no data type, so that later updates can fail.
        StandardAttributeWithoutType = "COG135" Warning,
        /// An attribute is declared twice.
        AttributeTwice = "COG136" Warning,
        /// A custom attribute has the name of a standard one.
        CustomAttributeName = "COG137" Error,
        /// An invitation lacks the name of the user or the temporary password.
        InvitationPlaceholder = "COG140" Warning,
        /// The link of a verification has no words.
        LinkWithoutWords = "COG141" Warning,
        /// A custom sender without a KMS key.
        SenderWithoutKey = "COG150" Error,
        /// The two forms of the token trigger name two functions.
        TwoTokenFunctions = "COG151" Error,
        /// A pool has the trigger already.
        TriggerTwice = "COG152" Error,
        /// Two custom senders have different KMS keys.
        SenderKeys = "COG153" Error,
        /// A trigger cannot be added, as the triggers are an expression.
        OpenTriggers = "COG154" Error,
        /// An address of emails is none that Amazon SES takes.
        SenderAddress = "COG160" Error,
        /// The sender of emails is not of the domain that is verified.
        SenderOutsideDomain = "COG161" Error,
        /// Amazon SES sends emails, of no identity.
        SesWithoutIdentity = "COG162" Error,
        /// The name of a region is none.
        NoRegion = "COG163" Warning,
        /// Nothing protects a pool with its users.
        Unprotected = "COG170" Warning,
        /// A pool is protected from the deletion that its stack wants.
        ProtectedFromItsStack = "COG171" Warning,
        /// The kind of key and the key do not agree.
        KeyMismatch = "COG172" Warning,
        /// Two settings say how long a temporary password is valid.
        TwoValidities = "COG173" Warning,
        /// A replica of a pool that has no key of its own.
        ReplicaWithoutKey = "COG174" Warning,
        /// A validity is no whole number of days.
        WholeDays = "COG180" Error,
        /// An option that says nothing with the others.
        UselessOption = "COG181" Warning,
        /// The ARN or id of an imported pool is none.
        ImportedPool = "COG182" Error,

        // App clients and resource servers: 201 to 299.
        /// The validity of a session is no whole number of minutes.
        SessionValidityMinutes = "COG201" Error,
        /// A client asks for a scope that the resource server does not declare.
        UndeclaredScope = "COG202" Error,
        /// A callback URL is not `https`, or has a fragment.
        CallbackUrl = "COG203" Error,
        /// A callback URL looks like a placeholder, or like one without its scheme.
        SuspiciousCallback = "COG204" Warning,
        /// A grant that redirects has no callback URL.
        MissingCallback = "COG205" Warning,
        /// The default redirect URI is no callback URL.
        DefaultRedirect = "COG206" Error,
        /// Client credentials stand beside another grant.
        ClientCredentialsNotAlone = "COG207" Error,
        /// A client for client credentials has no secret.
        ClientCredentialsWithoutSecret = "COG208" Error,
        /// A client for client credentials has scopes that mean a user.
        UserScopeOfClientCredentials = "COG209" Warning,
        /// Grants or scopes are set although OAuth is off.
        OAuthIsOff = "COG210" Warning,
        /// OAuth is on without a grant or without a scope.
        IncompleteOAuth = "COG211" Error,
        /// The implicit grant shows tokens in URLs.
        ImplicitGrant = "COG212" Warning,
        /// The validity of a token is out of Cognito's range.
        TokenValidity = "COG213" Error,
        /// An id or access token is valid for longer than the refresh token.
        TokenOutlivesRefresh = "COG214" Error,
        /// Refresh tokens are rotated, and the flow that rotation excludes is allowed.
        RotationWithRefreshFlow = "COG215" Error,
        /// The list of authentication flows is empty, which means the default.
        EmptyAuthFlows = "COG216" Warning,
        /// Old and new names of authentication flows are mixed.
        MixedAuthFlows = "COG217" Error,
        /// Tokens of a client cannot be refreshed.
        MissingRefreshFlow = "COG218" Warning,
        /// A client reads or writes an attribute that its pool does not have.
        UndeclaredAttribute = "COG219" Warning,
        /// A client is to write attributes that Cognito writes, or cannot write those that users must have.
        WriteAttributes = "COG220" Warning,
        /// A client without a secret is to send data about its user along.
        ContextDataWithoutSecret = "COG221" Error,
        /// The analytics name an application in two ways, or half of one.
        Analytics = "COG222" Error,
        /// A client secret is written where it can be read.
        ExposedSecret = "COG223" Warning,
        /// A client that users have on their devices has a secret.
        SecretOfPublicClient = "COG224" Warning,
        /// A client names an identity provider that may be deployed after it.
        UnorderedProvider = "COG225" Warning,
        /// A client names a scope whose resource server may be deployed after it.
        UnorderedScope = "COG226" Warning,
        /// A resource server has the same scope twice.
        DuplicateScope = "COG227" Warning,
        /// A logout URL is not `https`.
        LogoutUrl = "COG228" Warning,

        // Domains, branding, groups and identity providers: 301 to 399.
        /// The prefix of a domain contains a reserved word.
        ReservedDomainPrefix = "COG301" Error,
        /// A domain of one's own has no certificate.
        DomainWithoutCertificate = "COG302" Error,
        /// The certificate of a custom domain is in another region than `us-east-1`.
        CertificateRegion = "COG303" Error,
        /// A pool has two domains of the same kind.
        TwoDomainsOfAKind = "COG304" Error,
        /// A FIPS address is wanted of a custom domain, which has none.
        FipsOfCustomDomain = "COG305" Warning,
        /// A login page is wanted for a client whose users do not come to one.
        SignInWithoutRedirectGrant = "COG306" Error,
        /// A login page is to send users to a URL that is no callback of the client.
        RedirectIsNoCallback = "COG307" Warning,
        /// A client whose users come to a managed-login page has no branding.
        ManagedLoginWithoutBranding = "COG308" Warning,
        /// A client has two brandings.
        TwoBrandings = "COG309" Error,
        /// A branding is Cognito's own, and has settings or images of its own.
        BrandingOfTwoKinds = "COG310" Error,
        /// A pool of the plan Lite has a domain with managed login.
        ManagedLoginOnLite = "COG311" Warning,
        /// An alias record leads to a domain that Cognito hosts.
        AliasOfPrefixDomain = "COG312" Warning,
        /// The precedence of a group is higher than one can be.
        GroupPrecedence = "COG320" Error,
        /// Two groups of a pool have the same name.
        TwoGroupsOfAName = "COG321" Error,
        /// A secret of an identity provider can be read in the template.
        SecretInPlainText = "COG330" Warning,
        /// An identity provider has a name that is another's.
        ProviderName = "COG331" Warning,
        /// Two identity providers of a pool have the same name.
        TwoProvidersOfAName = "COG332" Error,
        /// The details of an identity provider lack what its type needs.
        MissingProviderDetail = "COG333" Warning,
        /// The details of an identity provider contain what Cognito writes itself.
        ReadOnlyProviderDetail = "COG334" Warning,
        /// A URL of an OpenID Connect provider is not `https`.
        InsecureOidcUrl = "COG335" Error,
        /// The scopes of an OpenID Connect provider are without `openid`.
        OidcWithoutOpenId = "COG336" Warning,
        /// A SAML provider has no metadata.
        SamlMetadata = "COG337" Error,
        /// The metadata of a SAML provider comes from a URL that is not `https`.
        InsecureSamlMetadata = "COG338" Warning,
        /// An attribute is mapped that the pool does not have.
        UnknownMappedAttribute = "COG339" Warning,
        /// Two identity providers of a pool have the same identifier.
        IdentifierOfTwoProviders = "COG340" Warning,
        /// A SAML provider has two sources of its metadata.
        SamlMetadataTwice = "COG341" Warning,
        /// A session of a load balancer is longer or shorter than one can be.
        LoadBalancerSession = "COG350" Error,
        /// A load balancer is to sign users in by a client that lacks what it needs.
        LoadBalancerClient = "COG351" Error,
        /// No callback URL of the client leads back to a load balancer.
        LoadBalancerCallback = "COG352" Warning,

        // IAM and Lambda: 401 to 499.
        /// A statement of a policy has no action, or both actions and actions that it leaves out.
        StatementActions = "COG401" Error,
        /// An action is not `service:Action`.
        ActionSyntax = "COG402" Error,
        /// A statement has no resource where it needs one, or one where none may be.
        StatementResources = "COG403" Error,
        /// A statement has no principal where it needs one, or one where none may be.
        StatementPrincipals = "COG404" Error,
        /// The id of a statement has other characters than letters and digits, or is that of two statements.
        StatementId = "COG405" Error,
        /// Principals with different conditions share a statement.
        PrincipalConditions = "COG406" Error,
        /// A policy has no statement, or is attached to nothing.
        EmptyPolicy = "COG407" Error,
        /// A text is no ARN, or that of something else.
        WrongArn = "COG408" Error,
        /// A grant that is relied on has added no permission.
        GrantWithoutEffect = "COG409" Error,
        /// The code of a function stands in the template and cannot.
        InlineCode = "COG451" Error,
        /// The principal of a function's permission is none that Lambda knows.
        PermissionPrincipal = "COG452" Error,
        /// An imported function gets no permission, as it may be in another account or region.
        UnclearEnvironment = "COG453" Warning,
        /// Permissions are granted to an imported function whose role is not known.
        UnknownRole = "COG454" Warning,

        // Identity pools: 501 to 599.
        /// Roles are mapped by rules, and there are none.
        MappingWithoutRules = "COG501" Error,
        /// A mapping does not say what happens if no role or several fit.
        OpenMapping = "COG502" Error,
        /// A mapping has more rules than Cognito takes.
        TooManyMappingRules = "COG503" Error,
    }
}

impl Rule {
    /// Reports what an option has that cannot be rendered, at the place where the option was given.
    pub(crate) fn report(
        self,
        scope: &impl Scope,
        message: impl Into<String>,
        remedy: impl Into<String>,
        position: &'static Location<'static>,
    ) {
        let node = scope.node();
        let message = view::readable(message.into());
        let finding =
            cognito_cdk_synth::Finding::new(self.id(), self.severity(), node.path(), message);
        node.add_finding(finding.remedy(remedy).position(position));
    }
}

/// Lets the rules hold for all templates of the app that `scope` is in.
pub fn install(scope: &impl Scope) {
    scope.node().add_template_check("cognito-cdk", check);
}

/// Everything in a template that the rules object to, in the order of its resources.
#[must_use]
pub fn check(template: &Template) -> Vec<Finding> {
    let mut report = Report::default();
    let resources = Resources::of(template);
    let views: Vec<View<'_>> = resources.views().collect();
    for view in &views {
        match view.cfn_type() {
            "AWS::Cognito::IdentityPoolRoleAttachment" => identity_pool::check(view, &mut report),
            "AWS::Cognito::ManagedLoginBranding" => branding::check(view, &mut report),
            "AWS::Cognito::UserPool" => user_pool::check(view, &mut report),
            "AWS::Cognito::UserPoolClient" => client::check(view, &mut report),
            "AWS::Cognito::UserPoolDomain" => domain::check(view, &mut report),
            "AWS::Cognito::UserPoolGroup" => group::check(view, &mut report),
            "AWS::Cognito::UserPoolIdentityProvider" => identity_provider::check(view, &mut report),
            "AWS::Cognito::UserPoolResourceServer" => resource_server::check(view, &mut report),
            "AWS::IAM::Policy" => policy::check(view, &mut report),
            _ => {}
        }
    }
    branding::check_all(&views, &mut report);
    client::check_all(template, &views, &mut report);
    domain::check_all(&views, &mut report);
    group::check_all(&views, &mut report);
    identity_provider::check_all(&views, &mut report);
    user_pool::check_all(&views, &mut report);
    report.into_findings()
}
