module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool'); const client = new cognito.UserPoolClient(stack, 'Client', { userPool: pool });
  const auth = new iam.Role(stack, 'Auth', { assumedBy: new iam.ServicePrincipal('service.amazonaws.com') });
  const ids = new idpool.IdentityPool(stack, 'Ids', { identityPoolName: 'customers', allowUnauthenticatedIdentities: true, allowClassicFlow: true, authenticatedRole: auth,
    authenticationProviders: { userPools: [new idpool.UserPoolAuthenticationProvider({ userPool: pool, userPoolClient: client })], google: { clientId: '12345678.apps.googleusercontent.com' }, facebook: { appId: '1234' }, amazon: { appId: 'amzn1.app' }, apple: { servicesId: 'com.example' }, twitter: { consumerKey: 'k', consumerSecret: 's' }, customProvider: 'my-custom-provider.com' },
    roleMappings: [{ mappingKey: 'cognito', providerUrl: idpool.IdentityPoolProviderUrl.userPool(pool, client), useToken: true }, { providerUrl: idpool.IdentityPoolProviderUrl.FACEBOOK, resolveAmbiguousRoles: true, rules: [{ claim: 'custom:admin', claimValue: 'true', mappedRole: auth }, { claim: 'dept', claimValue: 'x', mappedRole: auth, matchType: idpool.RoleMappingMatchType.STARTS_WITH }] }] });
  new core.CfnOutput(stack, 'Id', { value: ids.identityPoolId }); new core.CfnOutput(stack, 'Arn', { value: ids.identityPoolArn }); new core.CfnOutput(stack, 'Name', { value: ids.identityPoolName });
  ids.authenticatedRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
};
