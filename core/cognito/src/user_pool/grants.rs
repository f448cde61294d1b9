//! What can be granted on a user pool: the
//! [actions](https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html)
//! of each grant.

/// Finding and reading users, their devices and their groups.
pub(super) const READ_USERS: [&str; 9] = [
    "cognito-idp:AdminGetDevice",
    "cognito-idp:AdminGetUser",
    "cognito-idp:AdminListDevices",
    "cognito-idp:AdminListGroupsForUser",
    "cognito-idp:AdminListUserAuthEvents",
    "cognito-idp:GetGroup",
    "cognito-idp:ListGroups",
    "cognito-idp:ListUsers",
    "cognito-idp:ListUsersInGroup",
];

/// Making, changing and deleting users, and their membership in groups.
pub(super) const MANAGE_USERS: [&str; 18] = [
    "cognito-idp:AdminAddUserToGroup",
    "cognito-idp:AdminConfirmSignUp",
    "cognito-idp:AdminCreateUser",
    "cognito-idp:AdminDeleteUser",
    "cognito-idp:AdminDeleteUserAttributes",
    "cognito-idp:AdminDisableProviderForUser",
    "cognito-idp:AdminDisableUser",
    "cognito-idp:AdminEnableUser",
    "cognito-idp:AdminForgetDevice",
    "cognito-idp:AdminLinkProviderForUser",
    "cognito-idp:AdminRemoveUserFromGroup",
    "cognito-idp:AdminResetUserPassword",
    "cognito-idp:AdminSetUserMFAPreference",
    "cognito-idp:AdminSetUserPassword",
    "cognito-idp:AdminUpdateAuthEventFeedback",
    "cognito-idp:AdminUpdateDeviceStatus",
    "cognito-idp:AdminUpdateUserAttributes",
    "cognito-idp:AdminUserGlobalSignOut",
];

/// Making, changing and deleting groups.
pub(super) const MANAGE_GROUPS: [&str; 3] = [
    "cognito-idp:CreateGroup",
    "cognito-idp:DeleteGroup",
    "cognito-idp:UpdateGroup",
];

/// Signing users in, from a server.
pub(super) const SIGN_IN_USERS: [&str; 2] = [
    "cognito-idp:AdminInitiateAuth",
    "cognito-idp:AdminRespondToAuthChallenge",
];
