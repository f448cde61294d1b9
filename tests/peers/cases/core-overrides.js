module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  // Escape hatches: add/delete overrides with nested paths, array indexes and escaped dots; metadata; policies; raw dependency.
  const stack = new core.Stack(app, 'Overrides');
  const pool = new cognito.CfnUserPool(stack, 'Pool', {
    userPoolName: 'raw', schema: [{ name: 'a', attributeDataType: 'String' }, { name: 'b', attributeDataType: 'Number' }],
    policies: { passwordPolicy: { minimumLength: 8, requireNumbers: true } },
  });
  pool.addPropertyOverride('Policies.PasswordPolicy.MinimumLength', 16);
  pool.addPropertyOverride('Schema.1.Mutable', false);
  pool.addPropertyOverride('UserPoolTags.a\\.b', 'dotted');
  pool.addPropertyDeletionOverride('Policies.PasswordPolicy.RequireNumbers');
  pool.addOverride('Metadata.Owner', 'identity-team');
  pool.addOverride('Properties.LambdaConfig.PreSignUp', { 'Fn::ImportValue': 'shared-pre-sign-up' });
  pool.addMetadata('Ticket', 'ID-42');
  pool.applyRemovalPolicy(core.RemovalPolicy.DESTROY);
  const client = new cognito.CfnUserPoolClient(stack, 'Client', { userPoolId: pool.ref, clientName: 'web' });
  client.addDependency(pool);
  client.applyRemovalPolicy(core.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
};
