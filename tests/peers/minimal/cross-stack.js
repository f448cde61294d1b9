const { UserPool, UserPoolClient } = require('aws-cdk-lib/aws-cognito');
module.exports = (s, { mk }) => {
  const pool = new UserPool(s, 'Pool');
  const other = mk('Consumer');
  new UserPoolClient(other, 'Client', { userPool: pool });
  return [other];
};
