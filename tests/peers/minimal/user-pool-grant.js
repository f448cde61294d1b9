const { UserPool } = require('aws-cdk-lib/aws-cognito');
const { Role, ServicePrincipal } = require('aws-cdk-lib/aws-iam');
module.exports = (s) => {
  const role = new Role(s, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  new UserPool(s, 'Pool').grant(role, 'cognito-idp:AdminCreateUser', 'cognito-idp:AdminGetUser');
};
