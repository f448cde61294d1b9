const { Certificate } = require('aws-cdk-lib/aws-certificatemanager');
const { UserPool, ManagedLoginVersion } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const certificate = Certificate.fromCertificateArn(s, 'Cert', 'arn:aws:acm:us-east-1:123456789012:certificate/abc');
  new UserPool(s, 'Pool').addDomain('Domain', { customDomain: { domainName: 'auth.example.com', certificate }, managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN });
};
