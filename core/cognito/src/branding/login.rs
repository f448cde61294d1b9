//! The brandings that clients get by themselves.

use super::{ManagedLoginBranding, ManagedLoginBrandingOptions};
use crate::defaults::Defaults;
use crate::user_pool::{LoginClient, PoolBase};
use cognito_cdk_l1::Value;
use cognito_cdk_l1::ids::UserPoolClientId;

/// The child of a client that is the branding which it gets by itself.
const DEFAULT_BRANDING: &str = "Branding";

impl PoolBase {
    /// Takes note of a client whose users come to the login pages. It gets a branding if a domain already
    /// has managed login.
    #[track_caller]
    pub(crate) fn add_login_client(&self, client: LoginClient) {
        self.0.state.borrow_mut().login_clients.push(client);
        self.brand_clients();
    }

    /// Takes note of a domain with managed login. The clients get their brandings.
    #[track_caller]
    pub(crate) fn add_managed_login(&self) {
        self.0.state.borrow_mut().managed_login = true;
        self.brand_clients();
    }

    /// Takes note that the program makes the branding of a client itself. One that has come about by
    /// itself goes.
    pub(super) fn take_over_branding(&self, id: &Value<UserPoolClientId>) {
        let mut state = self.0.state.borrow_mut();
        let mut clients = state.login_clients.iter_mut();
        if let Some(client) = clients.find(|client| client.id == *id) {
            client.no_branding = true;
            if client.has_default_branding {
                client.node.remove_child(DEFAULT_BRANDING);
            }
        }
    }

    #[track_caller]
    fn brand_clients(&self) {
        let mut to_brand = Vec::new();
        let mut state = self.0.state.borrow_mut();
        if state.managed_login {
            for client in &mut state.login_clients {
                let unbranded = !client.no_branding && !client.has_default_branding;
                if unbranded && Defaults::of(&client.node).managed_login_branding {
                    client.has_default_branding = true;
                    to_brand.push((client.node.clone(), client.id.clone()));
                }
            }
        }
        drop(state);
        for (node, id) in to_brand {
            let options = ManagedLoginBrandingOptions::cognito_provided_values();
            ManagedLoginBranding::create(&node, DEFAULT_BRANDING, self, id, options);
        }
    }
}
