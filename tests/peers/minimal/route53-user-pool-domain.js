const c = require('aws-cdk-lib/aws-cognito'), r53 = require('aws-cdk-lib/aws-route53'), t = require('aws-cdk-lib/aws-route53-targets'), acm = require('aws-cdk-lib/aws-certificatemanager');
module.exports = (s) => {
  const zone = r53.HostedZone.fromHostedZoneAttributes(s, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  const certificate = acm.Certificate.fromCertificateArn(s, 'Cert', 'arn:aws:acm:us-east-1:123456789012:certificate/abc');
  const d = new c.UserPool(s, 'Pool').addDomain('Domain', { customDomain: { domainName: 'auth.example.com', certificate } });
  new r53.ARecord(s, 'Alias', { zone, recordName: 'auth', target: r53.RecordTarget.fromAlias(new t.UserPoolDomainTarget(d)) });
};
