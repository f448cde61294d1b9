const { SecretValue } = require('aws-cdk-lib');
const c = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const userPool = new c.UserPool(s, 'Pool');
  new c.UserPoolIdentityProviderGoogle(s, 'Google', { userPool, clientId: 'client-id', clientSecretValue: SecretValue.secretsManager('google', { jsonField: 'secret' }),
    attributeMapping: { email: c.ProviderAttribute.GOOGLE_EMAIL, emailVerified: c.ProviderAttribute.GOOGLE_EMAIL_VERIFIED, fullname: c.ProviderAttribute.GOOGLE_NAME, custom: { 'custom:pic': c.ProviderAttribute.other('picture') } } });
  userPool.addClient('Client');
};
