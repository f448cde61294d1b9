// What AWS CDK makes of a role with everything, for iam.rs.
module.exports = (app, { core, iam }) => {
  const stack = new core.Stack(app, 'S');
  const aws = (name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name);
  const document = (...statements) => new iam.PolicyDocument({ statements });
  const allow = (action) => new iam.PolicyStatement({ actions: [action], resources: ['*'] });
  const get = new iam.PolicyStatement({ actions: ['s3:GetObject', 's3:GetObject', 's3:A'], resources: ['*', '*', 'arn:b', 'arn:a'] });
  const deny = new iam.PolicyStatement({ sid: 'Foo', effect: iam.Effect.DENY, notActions: ['s3:*'], notResources: ['x', 'y'], conditions: { StringEquals: { z: ['1', '2'], a: 'q' }, Bool: { 'aws:X': true } } });
  const role = new iam.Role(stack, 'R', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), description: 'd', path: '/p/', roleName: 'n', maxSessionDuration: core.Duration.hours(2),
    permissionsBoundary: aws('Boundary'),
    managedPolicies: [aws('service-role/X'), iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Mine', 'arn:aws:iam::123456789012:policy/mine'), aws('service-role/X')],
    inlinePolicies: { b: document(get), c: document(deny) },
  });
  role.addManagedPolicy(aws('Later'));
  role.assumeRolePolicy.addStatements(new iam.PolicyStatement({ actions: ['sts:TagSession'], principals: [new iam.ServicePrincipal('q.amazonaws.com')] }));
  for (const action of ['s3:GetObject', 's3:GetObject', 's3:PutObject']) role.addToPolicy(allow(action));
  const own = new iam.Policy(stack, 'Pol', { statements: [allow('s3:GetObject')] });
  own.attachToRole(role); own.attachToRole(role);
  new iam.Policy(stack, 'Pol2', { policyName: 'given', statements: [allow('s3:GetObject')], roles: [role] });
  new core.CfnOutput(stack, 'Id', { value: role.roleId });
};
