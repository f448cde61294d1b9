module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  new cognito.UserPool(stack, 'P', {
    standardAttributes: { fullname: { required: true, mutable: false }, address: { required: true }, email: { required: true, mutable: true } },
    customAttributes: { myappid: new cognito.StringAttribute({ minLen: 5, maxLen: 15, mutable: false }), callingcode: new cognito.NumberAttribute({ min: 1, max: 3, mutable: true }), isEmployee: new cognito.BooleanAttribute({ mutable: true }), joinedOn: new cognito.DateTimeAttribute() } });
};
