const { UserPool } = require('aws-cdk-lib/aws-cognito');
const { IdentityPool, UserPoolAuthenticationProvider } = require('aws-cdk-lib/aws-cognito-identitypool');
module.exports = (s) => {
  const userPool = new UserPool(s, 'Pool');
  new IdentityPool(s, 'IdentityPool').addUserPoolAuthentication(new UserPoolAuthenticationProvider({ userPool, disableServerSideTokenCheck: true }));
};
