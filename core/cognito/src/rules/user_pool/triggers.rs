//! The functions that a pool calls.

use super::{Pool, Rule};
use cognito_cdk_l1::{Expr, Json};

pub(super) fn check(pool: &mut Pool<'_>) {
    for sender in ["CustomEmailSender", "CustomSMSSender"] {
        let path = format!("LambdaConfig.{sender}");
        if pool.has(&path) && !pool.has("LambdaConfig.KMSKeyID") {
            pool.report(
                Rule::SenderWithoutKey,
                &path,
                format!("`{sender}` gets codes that are encrypted, and there is no `KMSKeyID` to encrypt them with"),
                "set the ARN of a KMS key that the function may decrypt with",
            );
        }
    }
    let path = "LambdaConfig.PreTokenGenerationConfig.LambdaArn";
    let functions = ["LambdaConfig.PreTokenGeneration", path].map(|path| pool.view.get(path));
    if let [Some(one), Some(other)] = functions
        && are_different(one, other)
    {
        pool.report(
            Rule::TwoTokenFunctions,
            path,
            "`PreTokenGeneration` and `PreTokenGenerationConfig` name two functions, and a pool calls one",
            "keep the trigger with a version, `UserPoolOperation::PreTokenGenerationConfig`, alone",
        );
    }
}

/// Whether two values are certain to be two functions. Two expressions of different form may be one.
fn are_different(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::String(one), Json::String(other)) => one != other,
        (Json::Expr(one), Json::Expr(other)) => match (&**one, &**other) {
            (Expr::GetAtt(one, first), Expr::GetAtt(other, second)) => {
                first == second && one != other
            }
            _ => false,
        },
        _ => false,
    }
}
