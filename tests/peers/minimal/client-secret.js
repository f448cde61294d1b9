const { CfnOutput } = require('aws-cdk-lib');
const { UserPool } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const client = new UserPool(s, 'Pool').addClient('Client', { generateSecret: true });
  new CfnOutput(s, 'ViaCustomResource', { value: client.userPoolClientSecret.unsafeUnwrap() });
  new CfnOutput(s, 'ViaGetAtt', { value: client.node.defaultChild.attrClientSecret });
};
