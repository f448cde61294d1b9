//! `AnalyticsConfiguration`: the Amazon Pinpoint application that gets the sign-in events of a client.

use cognito_cdk_l1::cognito::user_pool_client::{self as l1, bounds};
use cognito_cdk_l1::ids::RoleArn;
use cognito_cdk_l1::{IntoValue, Text, Value};

/// The Amazon Pinpoint application that gets the sign-in events of an app client: by its ARN, or by its id
/// with a role.
///
/// AWS ended the support of Amazon Pinpoint on October 30, 2026; it is here for stacks that have it. See
/// [analytics](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-pinpoint-integration.html).
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct AnalyticsConfiguration {
    application: Application,
    share_user_data: Option<Value<bool>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Application {
    Arn(Value<Text<bounds::AnalyticsConfigurationApplicationArn>>),
    Id(AnalyticsApplication),
}

/// An application of Amazon Pinpoint by its id, and the role by which Cognito sends events to it.
#[derive(Clone, Debug, PartialEq)]
pub struct AnalyticsApplication {
    /// The id of the application: hexadecimal digits.
    pub application_id: Value<String>,
    /// The external id that the trust policy of the role asks for.
    pub external_id: Value<String>,
    /// The role.
    pub role: Value<RoleArn>,
}

impl AnalyticsConfiguration {
    /// The application of that ARN, in the region of the pool. Cognito makes a service-linked role for it.
    pub fn application(
        arn: impl IntoValue<Text<bounds::AnalyticsConfigurationApplicationArn>>,
    ) -> Self {
        Self::of(Application::Arn(arn.into_value()))
    }

    /// The application of that id, by that role.
    pub fn application_id(application: AnalyticsApplication) -> Self {
        Self::of(Application::Id(application))
    }

    const fn of(application: Application) -> Self {
        Self {
            application,
            share_user_data: None,
        }
    }

    /// Whether the events contain data of the user. Default: not.
    pub fn share_user_data(mut self, share: impl IntoValue<bool>) -> Self {
        self.share_user_data = Some(share.into_value());
        self
    }

    pub(super) fn into_l1(self) -> l1::AnalyticsConfiguration {
        let mut rendered = l1::AnalyticsConfiguration::builder().build();
        match self.application {
            Application::Arn(arn) => rendered.application_arn = Some(arn),
            Application::Id(application) => {
                rendered.application_id = Some(application.application_id.into_value());
                rendered.external_id = Some(application.external_id.into_value());
                rendered.role_arn = Some(application.role);
            }
        }
        rendered.user_data_shared = self.share_user_data;
        rendered
    }
}
