module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  pool.addClient('Code', { oAuth: { flows: { authorizationCodeGrant: true }, scopes: [cognito.OAuthScope.OPENID], callbackUrls: ['https://my-app-domain.com/welcome'] } });
  pool.addClient('PhoneAddsOpenId', { oAuth: { flows: { authorizationCodeGrant: true }, scopes: [cognito.OAuthScope.PHONE], callbackUrls: ['myapp://example'] } });
  pool.addClient('Credentials', { generateSecret: true, oAuth: { flows: { clientCredentials: true }, scopes: [cognito.OAuthScope.custom('api/read')] } });
  pool.addClient('ScopesOnly', { oAuth: { scopes: [cognito.OAuthScope.EMAIL] } });
};
