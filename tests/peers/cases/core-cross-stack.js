module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  // A reference from one stack to a resource of another becomes an export and an import, and a dependency between the stacks.
  const a = new core.Stack(app, 'Producer'); const b = new core.Stack(app, 'Consumer');
  const pool = new cognito.UserPool(a, 'Pool');
  const client = new cognito.UserPoolClient(b, 'Client', { userPool: pool });
  new core.CfnOutput(b, 'PoolArn', { value: pool.userPoolArn });
  new core.CfnOutput(a, 'ClientCount', { value: '1' });
};
