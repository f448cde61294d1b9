module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.FederatedPrincipal('cognito-identity.amazonaws.com', { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:12345678-dead-beef-cafe-123456790ab' }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } }, 'sts:AssumeRoleWithWebIdentity') });
  new cognito.UserPoolGroup(stack, 'Admins', { userPool: pool, description: 'admin group', groupName: 'admins', precedence: 1, role });
  pool.addGroup('Others', {});
  const readOnly = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read-only access' }); const full = new cognito.ResourceServerScope({ scopeName: '*', scopeDescription: 'Full access' });
  const rs = pool.addResourceServer('Server', { identifier: 'users', scopes: [readOnly, full] });
  pool.addResourceServer('Bare', { identifier: 'bare', userPoolResourceServerName: 'Bare server' });
  pool.addClient('RO', { oAuth: { scopes: [cognito.OAuthScope.resourceServer(rs, readOnly)] } });
  pool.addClient('Full', { oAuth: { flows: { clientCredentials: true }, scopes: [cognito.OAuthScope.resourceServer(rs, full)] }, generateSecret: true });
};
