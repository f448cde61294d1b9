const { CfnOutput } = require('aws-cdk-lib');
const { UserPool } = require('aws-cdk-lib/aws-cognito');
module.exports = (s) => {
  const pool = new UserPool(s, 'Pool');
  const client = pool.addClient('Client');
  const d = pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'my-app' } });
  new CfnOutput(s, 'BaseUrl', { value: d.baseUrl() });
  new CfnOutput(s, 'FipsUrl', { value: d.baseUrl({ fips: true }) });
  new CfnOutput(s, 'SignIn', { value: d.signInUrl(client, { redirectUri: 'https://app.example.com/cb' }) });
  new CfnOutput(s, 'CloudFront', { value: d.cloudFrontEndpoint });
};
