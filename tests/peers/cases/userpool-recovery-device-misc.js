module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const A = cognito.AccountRecovery;
  ['EMAIL_AND_PHONE_WITHOUT_MFA','PHONE_WITHOUT_MFA_AND_EMAIL','EMAIL_ONLY','PHONE_ONLY_WITHOUT_MFA','PHONE_AND_EMAIL','NONE'].forEach(k => new cognito.UserPool(stack, 'R' + k.toLowerCase().replace(/_/g, ''), { accountRecovery: A[k] }));
  new cognito.UserPool(stack, 'Device', { deviceTracking: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: false } });
  new cognito.UserPool(stack, 'Protected', { deletionProtection: true, removalPolicy: core.RemovalPolicy.DESTROY });
  new cognito.UserPool(stack, 'Unprotected', { deletionProtection: false, removalPolicy: core.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
};
