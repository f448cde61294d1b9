const { UserPool } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => { new UserPool(s, 'Pool').addClient('Client'); };
