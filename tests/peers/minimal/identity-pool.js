const { IdentityPool } = require('aws-cdk-lib/aws-cognito-identitypool');
module.exports = (s) => { new IdentityPool(s, 'IdentityPool'); };
