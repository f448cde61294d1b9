const { Duration } = require('aws-cdk-lib');
const { UserPool, OAuthScope, ClientAttributes, UserPoolClientIdentityProvider: P, ResourceServerScope } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const pool = new UserPool(s, 'Pool');
  const read = new ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read access' });
  const rs = pool.addResourceServer('Api', { identifier: 'users', scopes: [read] });
  const attrs = new ClientAttributes().withStandardAttributes({ email: true, fullname: true }).withCustomAttributes('tier');
  pool.addClient('Client', {
    userPoolClientName: 'web', generateSecret: true,
    authFlows: { adminUserPassword: true, custom: true, userPassword: true, userSrp: true, user: true },
    oAuth: { flows: { authorizationCodeGrant: true }, scopes: [OAuthScope.EMAIL, OAuthScope.resourceServer(rs, read)],
      callbackUrls: ['https://app.example.com/cb'], logoutUrls: ['https://app.example.com/bye'], defaultRedirectUri: 'https://app.example.com/cb' },
    authSessionValidity: Duration.minutes(5), preventUserExistenceErrors: true,
    supportedIdentityProviders: [P.COGNITO, P.GOOGLE],
    idTokenValidity: Duration.hours(1), accessTokenValidity: Duration.minutes(30), refreshTokenValidity: Duration.days(7),
    refreshTokenRotationGracePeriod: Duration.seconds(30),
    readAttributes: attrs.withStandardAttributes({ emailVerified: true }), writeAttributes: attrs,
    enableTokenRevocation: true, enablePropagateAdditionalUserContextData: true,
  });
};
