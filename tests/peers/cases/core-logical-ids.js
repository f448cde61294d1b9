module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  // Logical IDs: nesting, the hidden ids "Default" and "Resource", non-alphanumerics, long paths, one-component paths.
  const stack = new core.Stack(app, 'Ids');
  new core.CfnResource(stack, 'Top', { type: 'AWS::Cognito::UserPool' });
  new core.CfnResource(stack, 'with-dash_and.dot', { type: 'AWS::Cognito::UserPool' });
  const a = new Construct(stack, 'Outer'); const b = new Construct(a, 'Inner');
  new core.CfnResource(b, 'Leaf', { type: 'AWS::Cognito::UserPool' });
  new core.CfnResource(b, 'Resource', { type: 'AWS::Cognito::UserPool' });
  const c = new Construct(a, 'Sibling'); new core.CfnResource(c, 'Default', { type: 'AWS::Cognito::UserPool' });
  const dup = new Construct(a, 'Dup'); const dup2 = new Construct(dup, 'Dup');
  new core.CfnResource(dup2, 'Dup', { type: 'AWS::Cognito::UserPool' });
  let deep = stack; for (let i = 0; i < 30; i++) deep = new Construct(deep, `VeryLongComponentNumber${i}`);
  new core.CfnResource(deep, 'End', { type: 'AWS::Cognito::UserPool' });
  const over = new core.CfnResource(stack, 'Renamed', { type: 'AWS::Cognito::UserPool' });
  over.overrideLogicalId('MyFixedId');
};
