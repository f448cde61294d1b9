const { UserPool, ResourceServerScope, OAuthScope } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const pool = new UserPool(s, 'Pool');
  const ro = new ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read-only access' });
  const full = new ResourceServerScope({ scopeName: '*', scopeDescription: 'Full access' });
  const rs = pool.addResourceServer('ResourceServer', { identifier: 'users', scopes: [ro, full] });
  pool.addClient('M2M', { generateSecret: true, oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(rs, ro)] } });
};
