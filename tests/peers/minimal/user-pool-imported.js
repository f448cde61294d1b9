const { CfnOutput } = require('aws-cdk-lib');
const { UserPool } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const p = UserPool.fromUserPoolId(s, 'Imported', 'us-east-1_oiuR12Abd');
  p.addClient('Client');
  new CfnOutput(s, 'Arn', { value: p.userPoolArn }); new CfnOutput(s, 'Provider', { value: p.userPoolProviderName });
};
