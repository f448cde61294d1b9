const { SecretValue } = require('aws-cdk-lib');
const c = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const userPool = new c.UserPool(s, 'Pool');
  new c.UserPoolIdentityProviderApple(s, 'Apple', { userPool, clientId: 'services-id', teamId: 'team-id', keyId: 'key-id', privateKeyValue: SecretValue.secretsManager('apple-key') });
  userPool.addClient('Client');
};
