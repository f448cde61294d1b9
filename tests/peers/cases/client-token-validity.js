module.exports = (app, { core, Construct, cognito, idpool, iam, lambda, kms, acm }) => {
  const { Duration } = core;
  const stack = new core.Stack(app, 'S');
  const pool = new cognito.UserPool(stack, 'Pool');
  pool.addClient('A', { accessTokenValidity: Duration.minutes(5) }); pool.addClient('B', { idTokenValidity: Duration.hours(24), refreshTokenValidity: Duration.days(3650) });
  pool.addClient('C', { refreshTokenValidity: Duration.minutes(60), accessTokenValidity: Duration.minutes(30), idTokenValidity: Duration.minutes(59) });
  pool.addClient('D', { authSessionValidity: Duration.minutes(15), refreshTokenRotationGracePeriod: Duration.seconds(10) });
};
