const { UserPool, Mfa } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => { new UserPool(s, 'Pool', { mfa: Mfa.REQUIRED, mfaSecondFactor: { sms: true, otp: true } }); };
