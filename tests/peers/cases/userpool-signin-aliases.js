module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  new cognito.UserPool(stack, 'EmailOnly', { signInAliases: { email: true } });
  new cognito.UserPool(stack, 'EmailAndPhone', { signInAliases: { email: true, phone: true } });
  new cognito.UserPool(stack, 'UsernameAndEmail', { signInAliases: { username: true, email: true }, autoVerify: { email: true, phone: true } });
  new cognito.UserPool(stack, 'Preferred', { signInAliases: { username: true, preferredUsername: true } });
  new cognito.UserPool(stack, 'CaseSensitive', { signInAliases: { username: true }, signInCaseSensitive: true });
};
