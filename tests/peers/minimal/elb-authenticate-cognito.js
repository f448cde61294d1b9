const { CfnOutput } = require('aws-cdk-lib');
const c = require('aws-cdk-lib/aws-cognito'), ec2 = require('aws-cdk-lib/aws-ec2'), elbv2 = require('aws-cdk-lib/aws-elasticloadbalancingv2'), actions = require('aws-cdk-lib/aws-elasticloadbalancingv2-actions');
// a load balancer that signs users in, with an imported VPC and certificate
module.exports = (s) => {
  const vpc = ec2.Vpc.fromVpcAttributes(s, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], publicSubnetIds: ['subnet-1', 'subnet-2'] });
  const lb = new elbv2.ApplicationLoadBalancer(s, 'LB', { vpc, internetFacing: true });
  const userPool = new c.UserPool(s, 'UserPool');
  const userPoolClient = new c.UserPoolClient(s, 'Client', { userPool, generateSecret: true, authFlows: { userPassword: true },
    oAuth: { flows: { authorizationCodeGrant: true }, scopes: [c.OAuthScope.EMAIL], callbackUrls: [`https://${lb.loadBalancerDnsName}/oauth2/idpresponse`] } });
  const cfn = userPoolClient.node.defaultChild;
  cfn.addPropertyOverride('RefreshTokenValidity', 1);
  cfn.addPropertyOverride('SupportedIdentityProviders', ['COGNITO']);
  const userPoolDomain = new c.UserPoolDomain(s, 'Domain', { userPool, cognitoDomain: { domainPrefix: 'test-cdk-prefix' } });
  lb.addListener('Listener', { port: 443, certificates: [{ certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/abc' }],
    defaultAction: new actions.AuthenticateCognitoAction({ userPool, userPoolClient, userPoolDomain, next: elbv2.ListenerAction.fixedResponse(200, { contentType: 'text/plain', messageBody: 'Authenticated' }) }) });
  new CfnOutput(s, 'DNS', { value: lb.loadBalancerDnsName });
};
