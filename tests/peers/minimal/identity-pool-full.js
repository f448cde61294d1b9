const { UserPool } = require('aws-cdk-lib/aws-cognito');
const iam = require('aws-cdk-lib/aws-iam');
const { IdentityPool, UserPoolAuthenticationProvider, IdentityPoolProviderUrl: U, RoleMappingMatchType } = require('aws-cdk-lib/aws-cognito-identitypool');
module.exports = (s) => {
  const userPool = new UserPool(s, 'Pool');
  const client = userPool.addClient('Client');
  const admin = new iam.Role(s, 'Admin', { assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com') });
  new IdentityPool(s, 'IdentityPool', {
    identityPoolName: 'ids', allowUnauthenticatedIdentities: true, allowClassicFlow: true,
    authenticationProviders: { userPools: [new UserPoolAuthenticationProvider({ userPool, userPoolClient: client })],
      amazon: { appId: 'amzn1.application.x' }, facebook: { appId: '123' }, google: { clientId: 'g' }, apple: { servicesId: 'com.x' }, twitter: { consumerKey: 'k', consumerSecret: 's' }, customProvider: 'dev.example.com' },
    roleMappings: [
      { providerUrl: U.GOOGLE, useToken: true },
      { providerUrl: U.userPool(userPool, client), mappingKey: 'cognito', resolveAmbiguousRoles: true,
        rules: [{ claim: 'custom:admin', claimValue: 'admin', mappedRole: admin }, { claim: 'custom:admin', claimValue: 'admin', matchType: RoleMappingMatchType.NOTEQUAL, mappedRole: admin }] },
    ],
  });
};
