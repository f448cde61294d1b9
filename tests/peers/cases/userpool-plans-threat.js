module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  new cognito.UserPool(stack, 'Lite', { featurePlan: cognito.FeaturePlan.LITE });
  new cognito.UserPool(stack, 'Plus', { featurePlan: cognito.FeaturePlan.PLUS, standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION, customThreatProtectionMode: cognito.CustomThreatProtectionMode.AUDIT_ONLY });
  new cognito.UserPool(stack, 'Legacy', { advancedSecurityMode: cognito.AdvancedSecurityMode.ENFORCED });
};
