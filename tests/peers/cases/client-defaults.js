module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  pool.addClient('Web'); new cognito.UserPoolClient(stack, 'Standalone', { userPool: pool });
  pool.addClient('NoOAuth', { disableOAuth: true });
};
