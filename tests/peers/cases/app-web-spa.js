module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'WebApp');
  const pool = new cognito.UserPool(stack, 'Users', { selfSignUpEnabled: true, signInAliases: { email: true }, passwordPolicy: { minLength: 12 }, accountRecovery: cognito.AccountRecovery.EMAIL_ONLY, mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { sms: false, otp: true }, standardAttributes: { email: { required: true, mutable: true } }, removalPolicy: core.RemovalPolicy.DESTROY });
  const domain = pool.addDomain('Login', { cognitoDomain: { domainPrefix: 'acme-web' }, managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN });
  const client = pool.addClient('Spa', { generateSecret: false, authFlows: { userSrp: true }, oAuth: { flows: { authorizationCodeGrant: true }, scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE], callbackUrls: ['https://app.example.com/callback', 'http://localhost:5173/callback'], logoutUrls: ['https://app.example.com'] }, preventUserExistenceErrors: true, accessTokenValidity: core.Duration.minutes(15), refreshTokenValidity: core.Duration.days(7) });
  new cognito.CfnManagedLoginBranding(stack, 'Branding', { userPoolId: pool.userPoolId, clientId: client.userPoolClientId, useCognitoProvidedValues: true });
  new core.CfnOutput(stack, 'SignInUrl', { value: domain.signInUrl(client, { redirectUri: 'https://app.example.com/callback' }) });
  new core.CfnOutput(stack, 'UserPoolId', { value: pool.userPoolId }); new core.CfnOutput(stack, 'ClientId', { value: client.userPoolClientId });
};
