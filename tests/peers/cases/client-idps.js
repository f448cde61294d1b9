module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  const C = cognito.UserPoolClientIdentityProvider;
  pool.addClient('Some', { supportedIdentityProviders: [C.COGNITO, C.FACEBOOK, C.AMAZON, C.GOOGLE, C.APPLE, C.custom('corp')] });
  const amazon = new cognito.UserPoolIdentityProviderAmazon(stack, 'Amazon', { userPool: pool, clientId: 'amzn', clientSecret: 'shh' });
  const c = pool.addClient('All'); c.node.addDependency(amazon);
};
