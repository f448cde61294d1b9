module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  // A trigger is a Lambda ARN in LambdaConfig and a permission for Cognito to call the function.
  const stack = new core.Stack(app, 'S');
  const fn = (id) => lambda.Function.fromFunctionAttributes(stack, id, { functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${id}`, sameEnvironment: true });
  const pool = new cognito.UserPool(stack, 'P', { lambdaTriggers: { preSignUp: fn('pre-sign-up'), postConfirmation: fn('post-confirmation') } });
  pool.addTrigger(cognito.UserPoolOperation.USER_MIGRATION, fn('migrate'));
  pool.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, fn('token'), cognito.LambdaVersion.V2_0);
};
