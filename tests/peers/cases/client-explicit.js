module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const { Duration } = core;
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  pool.addClient('App', { userPoolClientName: 'myuserpoolclient', authFlows: { adminUserPassword: true, custom: true, userPassword: true, userSrp: true, user: true }, generateSecret: true,
    oAuth: { flows: { implicitCodeGrant: true, authorizationCodeGrant: true }, scopes: [cognito.OAuthScope.PHONE, cognito.OAuthScope.EMAIL, cognito.OAuthScope.OPENID, cognito.OAuthScope.PROFILE, cognito.OAuthScope.COGNITO_ADMIN], callbackUrls: ['https://redirect-here.myapp.com'], logoutUrls: ['https://redirect-here.myapp.com/out'], defaultRedirectUri: 'https://redirect-here.myapp.com' },
    preventUserExistenceErrors: true, authSessionValidity: Duration.minutes(3), writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ address: true, birthdate: true, email: true, fullname: true }).withCustomAttributes('attr1', 'attr2'),
    accessTokenValidity: Duration.minutes(60), idTokenValidity: Duration.hours(2), refreshTokenValidity: Duration.days(30), enableTokenRevocation: true, enablePropagateAdditionalUserContextData: true });
};
