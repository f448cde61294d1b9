module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S', { env: { region: 'us-east-1', account: '123456789012' } });
  const byId = cognito.UserPool.fromUserPoolId(stack, 'ById', 'us-east-1_oiuR12Abd');
  const byArn = cognito.UserPool.fromUserPoolArn(stack, 'ByArn', 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/us-east-1_mtRyYQ14D');
  byId.addClient('Web'); byArn.addClient('App', { disableOAuth: true });
  new cognito.UserPoolClient(stack, 'Other', { userPool: byArn, userPoolClientName: 'other' });
  new core.CfnOutput(stack, 'Arn', { value: byId.userPoolArn }); new core.CfnOutput(stack, 'Id', { value: byArn.userPoolId }); new core.CfnOutput(stack, 'Provider', { value: byId.userPoolProviderName });
};
