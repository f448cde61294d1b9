const { Duration, RemovalPolicy, Tags } = require('aws-cdk-lib');
const c = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const pool = new c.UserPool(s, 'Pool', {
    userPoolName: 'my-pool', selfSignUpEnabled: true,
    userVerification: { emailStyle: c.VerificationEmailStyle.LINK, emailSubject: 'Verify', emailBody: 'Click {##here##}', smsMessage: 'Code {####}' },
    userInvitation: { emailSubject: 'Welcome', emailBody: '{username} {####}', smsMessage: '{username} {####}' },
    signInAliases: { username: true, email: true, phone: true, preferredUsername: true },
    autoVerify: { email: true }, keepOriginal: { email: true, phone: true },
    standardAttributes: { email: { required: true, mutable: false }, fullname: {} },
    customAttributes: { tier: new c.StringAttribute({ minLen: 1, maxLen: 10 }), age: new c.NumberAttribute({ min: 18, max: 120, mutable: true }), ok: new c.BooleanAttribute({ mutable: true }), at: new c.DateTimeAttribute() },
    mfa: c.Mfa.OPTIONAL, mfaSecondFactor: { sms: false, otp: true }, mfaMessage: 'Your code is {####}',
    passwordPolicy: { minLength: 12, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: false, tempPasswordValidity: Duration.days(3), passwordHistorySize: 5 },
    signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, smsOtp: true, passkey: true } },
    passkeyRelyingPartyId: 'auth.example.com', passkeyUserVerification: c.PasskeyUserVerification.REQUIRED,
    email: c.UserPoolEmail.withSES({ fromEmail: 'noreply@example.com', fromName: 'Example, Inc.', replyTo: 'help@example.com', sesRegion: 'us-east-1', configurationSetName: 'set', sesVerifiedDomain: 'example.com' }),
    signInCaseSensitive: false, accountRecovery: c.AccountRecovery.EMAIL_ONLY, removalPolicy: RemovalPolicy.DESTROY, deletionProtection: true,
    deviceTracking: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
    featurePlan: c.FeaturePlan.PLUS, standardThreatProtectionMode: c.StandardThreatProtectionMode.FULL_FUNCTION, customThreatProtectionMode: c.CustomThreatProtectionMode.AUDIT_ONLY,
  });
  Tags.of(pool).add('team', 'identity');
};
