module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  // Parameters, conditions, mappings, outputs, rules and intrinsic functions in one stack.
  const stack = new core.Stack(app, 'Params', { description: 'Everything a template can declare' });
  const name = new core.CfnParameter(stack, 'PoolName', { type: 'String', default: 'customers', description: 'Name of the pool', allowedPattern: '[a-z]+', minLength: 3, maxLength: 32 });
  const stage = new core.CfnParameter(stack, 'StageName', { type: 'String', allowedValues: ['dev', 'prod'], default: 'dev', constraintDescription: 'dev or prod' });
  const secret = new core.CfnParameter(stack, 'Secret', { type: 'String', noEcho: true });
  const len = new core.CfnParameter(stack, 'MinLen', { type: 'Number', default: 12, minValue: 8, maxValue: 99 });
  const isProd = new core.CfnCondition(stack, 'IsProd', { expression: core.Fn.conditionEquals(stage.valueAsString, 'prod') });
  const both = new core.CfnCondition(stack, 'ProdInEurope', { expression: core.Fn.conditionAnd(isProd, core.Fn.conditionEquals(core.Aws.REGION, 'eu-west-1')) });
  const map = new core.CfnMapping(stack, 'Settings', { mapping: { dev: { protect: 'INACTIVE' }, prod: { protect: 'ACTIVE' } } });
  const pool = new cognito.CfnUserPool(stack, 'Pool', {
    userPoolName: core.Fn.join('-', [name.valueAsString, core.Aws.REGION]),
    deletionProtection: map.findInMap(stage.valueAsString, 'protect'),
    mfaConfiguration: core.Token.asString(core.Fn.conditionIf(isProd.logicalId, 'ON', 'OPTIONAL')),
    policies: { passwordPolicy: { minimumLength: len.valueAsNumber } },
    smsVerificationMessage: core.Fn.sub('Your code for ${PoolName} is {####}'),
  });
  pool.cfnOptions.condition = both;
  new core.CfnRule(stack, 'OnlyProdInEurope', { ruleCondition: core.Fn.conditionEquals(core.Aws.REGION, 'eu-west-1'), assertions: [{ assert: core.Fn.conditionEquals(stage.valueAsString, 'prod'), assertDescription: 'Europe is production only' }] });
  new core.CfnOutput(stack, 'PoolId', { value: pool.ref, description: 'Id of the pool', exportName: 'customers-pool-id', condition: both });
  new core.CfnOutput(stack, 'Issuer', { value: `https://${pool.attrProviderName}` });
  new core.CfnOutput(stack, 'SecretHint', { value: core.Fn.select(0, core.Fn.split('-', secret.valueAsString)) });
};
