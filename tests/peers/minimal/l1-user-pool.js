const { CfnOutput } = require('aws-cdk-lib');
const c = require('aws-cdk-lib/aws-cognito');
// the L1 layer, with nested property types, attributes and a dependency
module.exports = (s) => {
  const p = new c.CfnUserPool(s, 'Pool', { userPoolName: 'n', userPoolTags: { a: 'b' }, mfaConfiguration: 'OFF', emailAuthenticationMessage: '{####}', emailAuthenticationSubject: 's',
    lambdaConfig: { preTokenGenerationConfig: { lambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:f', lambdaVersion: 'V2_0' } },
    schema: [{ name: 'age', attributeDataType: 'Number', numberAttributeConstraints: { minValue: '1', maxValue: '5' }, developerOnlyAttribute: false, mutable: true, required: false }] });
  const cl = new c.CfnUserPoolClient(s, 'Client', { userPoolId: p.ref, callbackUrLs: ['https://x'], logoutUrLs: ['https://y'], defaultRedirectUri: 'https://x', tokenValidityUnits: { accessToken: 'minutes' }, accessTokenValidity: 5,
    analyticsConfiguration: { applicationId: 'a', userDataShared: false }, refreshTokenRotation: { feature: 'ENABLED', retryGracePeriodSeconds: 5 } });
  cl.addDependency(p);
  for (const [k, v] of Object.entries({ Arn: p.attrArn, Name: p.attrProviderName, Url: p.attrProviderUrl, Id: p.attrUserPoolId, ClientId: cl.attrClientId, Secret: cl.attrClientSecret, ClientName: cl.attrName })) new CfnOutput(s, k, { value: v });
};
