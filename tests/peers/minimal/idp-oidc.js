const c = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const userPool = new c.UserPool(s, 'Pool');
  new c.UserPoolIdentityProviderOidc(s, 'Oidc', { userPool, clientId: 'client-id', clientSecret: 'client-secret', issuerUrl: 'https://issuer.example.com' });
  userPool.addClient('Client');
};
