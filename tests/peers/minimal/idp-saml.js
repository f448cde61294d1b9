const c = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const userPool = new c.UserPool(s, 'Pool');
  new c.UserPoolIdentityProviderSaml(s, 'Saml', { userPool, metadata: c.UserPoolIdentityProviderSamlMetadata.url('https://idp.example.com/metadata.xml') });
  userPool.addClient('Client');
};
