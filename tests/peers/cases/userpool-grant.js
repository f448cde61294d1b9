module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'P');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  pool.grant(role, 'cognito-idp:AdminCreateUser', 'cognito-idp:ListUsers');
  pool.grant(role, 'cognito-idp:AdminDeleteUser');
};
