module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  const d = pool.addDomain('Prefix', { cognitoDomain: { domainPrefix: 'cdk-test-domain' } });
  const cert = acm.Certificate.fromCertificateArn(stack, 'Cert', 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012');
  const pool2 = new cognito.UserPool(stack, 'Pool2');
  const d2 = new cognito.UserPoolDomain(stack, 'Custom', { userPool: pool2, customDomain: { domainName: 'auth.example.com', certificate: cert }, managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN });
  const client = pool.addClient('Web', { oAuth: { callbackUrls: ['https://example.com/home'] } });
  new core.CfnOutput(stack, 'Base', { value: d.baseUrl() }); new core.CfnOutput(stack, 'Fips', { value: d.baseUrl({ fips: true }) }); new core.CfnOutput(stack, 'Custom Base'.replace(' ', ''), { value: d2.baseUrl() });
  new core.CfnOutput(stack, 'SignIn', { value: d.signInUrl(client, { redirectUri: 'https://example.com/home' }) }); new core.CfnOutput(stack, 'Path', { value: d.signInUrl(client, { redirectUri: 'https://example.com/home', signInPath: '/oauth2/authorize' }) });
  new core.CfnOutput(stack, 'CloudFront', { value: d2.cloudFrontEndpoint ?? d2.node.defaultChild.attrCloudFrontDistribution });
};
