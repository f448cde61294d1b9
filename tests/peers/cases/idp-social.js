module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool'); const PA = cognito.ProviderAttribute;
  new cognito.UserPoolIdentityProviderAmazon(stack, 'Amazon', { userPool: pool, clientId: 'amzn-client-id', clientSecret: 'amzn-client-secret', attributeMapping: { givenName: PA.AMAZON_NAME, email: PA.AMAZON_EMAIL, website: PA.other('url'), custom: { userId: PA.AMAZON_USER_ID } } });
  new cognito.UserPoolIdentityProviderFacebook(stack, 'Facebook', { userPool: pool, clientId: 'fb-client-id', clientSecret: 'fb-client-secret', scopes: ['public_profile', 'email'], apiVersion: 'v19.0', attributeMapping: { email: PA.FACEBOOK_EMAIL } });
  new cognito.UserPoolIdentityProviderGoogle(stack, 'Google', { userPool: pool, clientId: 'google-client-id', clientSecretValue: core.SecretValue.secretsManager('google-oauth', { jsonField: 'secret' }), attributeMapping: { emailVerified: PA.GOOGLE_EMAIL_VERIFIED } });
  new cognito.UserPoolIdentityProviderApple(stack, 'Apple', { userPool: pool, clientId: 'com.amzn.cdk', teamId: 'CDKTEAMCDK', keyId: 'XXXXXXXXXX', privateKey: 'PRIV_KEY_CDK', attributeMapping: { familyName: PA.APPLE_LAST_NAME, emailVerified: PA.APPLE_EMAIL_VERIFIED } });
  const client = pool.addClient('Client'); pool.identityProviders.forEach(p => client.node.addDependency(p));
};
