module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  new cognito.UserPoolIdentityProviderOidc(stack, 'Oidc', { userPool: pool, name: 'cdk', clientId: 'client-id', clientSecret: 'client-secret', issuerUrl: 'https://www.issuer-url.com', endpoints: { authorization: 'https://www.issuer-url.com/authorize', token: 'https://www.issuer-url.com/token', userInfo: 'https://www.issuer-url.com/userinfo', jwksUri: 'https://www.issuer-url.com/jwks' }, scopes: ['openid', 'phone'], identifiers: ['id1'], attributeRequestMethod: cognito.OidcAttributeRequestMethod.POST, attributeMapping: { phoneNumber: cognito.ProviderAttribute.other('phone_number') } });
  new cognito.UserPoolIdentityProviderSaml(stack, 'Saml', { userPool: pool, name: 'okta', metadata: cognito.UserPoolIdentityProviderSamlMetadata.url('https://fujifish.github.io/samling/public/metadata.xml'), identifiers: ['example.com'], idpSignout: true, encryptedResponses: true, requestSigningAlgorithm: cognito.SigningAlgorithm.RSA_SHA256, idpInitiated: true });
  new cognito.UserPoolIdentityProviderSaml(stack, 'SamlFile', { userPool: pool, metadata: cognito.UserPoolIdentityProviderSamlMetadata.file('<xml>metadata</xml>') });
};
