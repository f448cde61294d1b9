const c = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const userPool = new c.UserPool(s, 'Pool');
  new c.UserPoolIdentityProviderAmazon(s, 'Amazon', { userPool, clientId: 'client-id', clientSecret: 'client-secret' });
  userPool.addClient('Client');
};
