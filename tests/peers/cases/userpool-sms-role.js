module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  new cognito.UserPool(stack, 'Auto', { enableSmsRole: true, snsRegion: 'eu-west-1' });
  new cognito.UserPool(stack, 'ByPhone', { autoVerify: { phone: true } });
  const role = iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::123456789012:role/sms');
  new cognito.UserPool(stack, 'Given', { smsRole: role, smsRoleExternalId: 'c87467be-4f34-11ea-b77f-2e728ce88125' });
  new cognito.UserPool(stack, 'None', { signInAliases: { phone: true }, autoVerify: { phone: true }, enableSmsRole: false });
};
