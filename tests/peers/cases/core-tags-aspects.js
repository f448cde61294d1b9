module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  // Tags reach every taggable resource below their scope, in the shape that its type wants.
  const stack = new core.Stack(app, 'Tagged');
  core.Tags.of(stack).add('owner', 'identity'); core.Tags.of(stack).add('cost', '42', { excludeResourceTypes: ['AWS::Cognito::IdentityPool'] });
  const pool = new cognito.UserPool(stack, 'Pool'); core.Tags.of(pool).add('owner', 'customers'); core.Tags.of(pool).add('tier', 'gold');
  core.Tags.of(pool).remove('cost');
  new cognito.CfnIdentityPool(stack, 'Ids', { allowUnauthenticatedIdentities: false });
  pool.addClient('Web');
};
