module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const { Duration } = core;
  const stack = new core.Stack(app, 'S');
  new cognito.UserPool(stack, 'P', { passwordPolicy: { minLength: 12, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true, tempPasswordValidity: Duration.days(3), passwordHistorySize: 5 }, featurePlan: cognito.FeaturePlan.ESSENTIALS });
  new cognito.UserPool(stack, 'MfaRequired', { mfa: cognito.Mfa.REQUIRED, mfaSecondFactor: { sms: true, otp: true }, mfaMessage: 'Your code is {####}' });
  new cognito.UserPool(stack, 'MfaOptionalOtp', { mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { sms: false, otp: true } });
  new cognito.UserPool(stack, 'MfaDefaultFactors', { mfa: cognito.Mfa.OPTIONAL });
  new cognito.UserPool(stack, 'MfaOff', { mfa: cognito.Mfa.OFF });
};
