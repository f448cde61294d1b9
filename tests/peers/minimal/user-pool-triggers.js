const { UserPool, UserPoolOperation, LambdaVersion } = require('aws-cdk-lib/aws-cognito');
const lambda = require('aws-cdk-lib/aws-lambda'), kms = require('aws-cdk-lib/aws-kms');
module.exports = (s) => {
  const fn = new lambda.Function(s, 'Fn', { runtime: lambda.Runtime.NODEJS_20_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler=async e=>e') });
  const customSenderKmsKey = kms.Key.fromKeyArn(s, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012');
  const pool = new UserPool(s, 'Pool', { customSenderKmsKey, lambdaTriggers: { preSignUp: fn, customEmailSender: fn } });
  pool.addTrigger(UserPoolOperation.POST_CONFIRMATION, fn);
  pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, fn, LambdaVersion.V2_0);
  pool.addTrigger(UserPoolOperation.CUSTOM_SMS_SENDER, fn);
};
