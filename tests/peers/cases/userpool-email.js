module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S', { env: { region: 'eu-west-1', account: '123456789012' } });
  new cognito.UserPool(stack, 'Cognito', { email: cognito.UserPoolEmail.withCognito('reply@example.com') });
  new cognito.UserPool(stack, 'Ses', { email: cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', fromName: 'Example Ltd', replyTo: 'help@example.com', configurationSetName: 'default' }) });
  new cognito.UserPool(stack, 'SesDomain', { email: cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'us-east-1', sesVerifiedDomain: 'example.com' }) });
};
