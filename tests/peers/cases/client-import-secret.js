module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  const imported = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Imp', 'client-id-for-import');
  const c = pool.addClient('Named', { userPoolClientName: 'named' });
  new core.CfnOutput(stack, 'Id', { value: c.userPoolClientId }); new core.CfnOutput(stack, 'Name', { value: c.userPoolClientName }); new core.CfnOutput(stack, 'ImpId', { value: imported.userPoolClientId });
};
