const { UserPool } = require('aws-cdk-lib/aws-cognito');
const { Role, ServicePrincipal } = require('aws-cdk-lib/aws-iam');
module.exports = (s) => {
  const pool = new UserPool(s, 'Pool');
  pool.addGroup('Empty', {});
  pool.addGroup('Admins', { groupName: 'admins', description: 'Administrators', precedence: 1, role: new Role(s, 'Role', { assumedBy: new ServicePrincipal('cognito-idp.amazonaws.com') }) });
};
