module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const stack = new core.Stack(app, 'S');
  new cognito.UserPool(stack, 'myuserpool', { userPoolName: 'MyUserPool',
    userInvitation: { emailSubject: 'invitation email subject from the integ test', emailBody: 'invitation email body from the integ test for {username}. Temp password is {####}.', smsMessage: 'invitation sms message from the integ test for {username}. Temp password is {####}.' },
    selfSignUpEnabled: true,
    userVerification: { emailBody: 'verification email body from the integ test. Code is {####}.', emailSubject: 'verification email subject from the integ test', smsMessage: 'verification sms message from the integ test. Code is {####}.' } });
};
