//! A mapping of roles without the provider that it is for.

use cognito_cdk::cognito::CfnIdentityPoolRoleAttachment;
use cognito_cdk::cognito::identity_pool_role_attachment::{RoleMapping, RoleMappingType};

fn main() {
    let mapping = RoleMapping::builder().type_(RoleMappingType::Token).build();
    let _ = CfnIdentityPoolRoleAttachment::builder().role_mappings([mapping]);
}
