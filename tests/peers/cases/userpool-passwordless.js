module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  new cognito.UserPool(stack, 'P', { signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, smsOtp: true, passkey: true } }, passkeyRelyingPartyId: 'auth.example.com', passkeyUserVerification: cognito.PasskeyUserVerification.REQUIRED });
};
