//! Random properties beside the schema of each type, fitting and hostile: nothing is lost, nothing panics.

use super::{Read, types, visit};
use cognito_cdk_l1::schema::{PropertySchema, Shape};
use cognito_cdk_l1::{Json, RawResource, resource_schema};
use proptest::prelude::*;
use serde_json::{Map, Value as Data, json};

/// A source of decisions: the numbers of xorshift.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let index = usize::try_from(self.roll(from.len() as u64)).expect("a small number");
        from[index].clone()
    }
}

/// What stands where a template has something else than the schema says.
fn strange(dice: &mut Dice) -> Data {
    let strange = [
        json!(null),
        json!("8"),
        json!("true"),
        json!(8.0),
        json!(-0.0),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!({}),
        json!([]),
        json!([[[]]]),
        json!({ "Ref": "Other" }),
        json!({ "Ref": "AWS::NoValue" }),
        json!({ "Ref": { "no": "reference" } }),
        json!({ "Fn::If": ["Condition", { "A": 1 }, { "Ref": "AWS::NoValue" }] }),
        json!({ "Fn::GetAtt": ["Pool", "Arn"] }),
        json!({ "Fn::Sub": "${AWS::Region}-x" }),
        json!({ "Fn::Transform": { "Name": "AWS::Include", "Parameters": { "Location": "s3://x" } } }),
        json!({ "Fn::Newest": ["function"] }),
        json!({ "Fn::ForEach::Loop": ["X", ["a"], { "K${X}": 1 }] }),
        json!({ "Fn::Transform": { "Name": "M" }, "Key": "k", "Name": "n" }),
        json!({ "z": 1, "Ünï": null, "a": { "y": [], "x": {} } }),
        json!("\u{0}\u{2028}💥 ${!x} \\ \""),
        json!("x".repeat(100)),
    ];
    dice.pick(&strange)
}

fn value(dice: &mut Dice, shape: &Shape, depth: u32) -> Data {
    if dice.roll(12) == 0 || depth > 12 {
        return strange(dice);
    }
    match shape {
        Shape::Integer(_) => json!(dice.roll(1000)),
        Shape::Double { .. } => dice.pick(&[json!(1), json!(0.5), json!(-3), json!(1e-7)]),
        Shape::Boolean => json!(dice.roll(2) == 0),
        Shape::Enum(values) if dice.roll(4) > 0 => json!(dice.pick(values)),
        Shape::Object(schema) => object(dice, schema.properties, depth),
        Shape::List(schema) => {
            let elements = 0..dice.roll(4);
            Data::Array(
                elements
                    .map(|_| value(dice, &schema.items, depth + 1))
                    .collect(),
            )
        }
        Shape::Map(schema) => {
            let mut map = Map::new();
            for _ in 0..dice.roll(5) {
                let key = dice.pick(&["b", "a", "Fn::X", "", "B", "custom:x", "ä"]);
                map.insert(key.to_owned(), value(dice, &schema.values, depth + 1));
            }
            Data::Object(map)
        }
        Shape::Json => strange(dice),
        _ => dice.pick(&[json!("text"), json!("other"), json!("")]),
    }
}

fn object(dice: &mut Dice, properties: &[PropertySchema], depth: u32) -> Data {
    let mut members = Vec::new();
    for property in properties {
        let wanted = dice.roll(3) == 0 || (property.required && dice.roll(20) > 0);
        if wanted {
            let value = value(dice, &property.shape, depth + 1);
            members.push((property.name.to_owned(), value));
        }
    }
    if dice.roll(8) == 0 {
        let key = dice.pick(&["Newest", "AAA", "zzz", "name", "Fn::Transform"]);
        members.push((key.to_owned(), strange(dice)));
    }
    if dice.roll(3) == 0 && !members.is_empty() {
        let by = usize::try_from(dice.roll(members.len() as u64)).expect("a small number");
        members.rotate_left(by);
    }
    Data::Object(members.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(seed in 1_u64..) {
        let mut dice = Dice(seed);
        let mut typed = 0;
        for cfn_type in types() {
            let schema = resource_schema(&cfn_type).expect("a schema");
            let data = object(&mut dice, schema.properties, 0);
            // A function with arguments of another form is data, too.
            let json = match Json::from_template_data(data.clone()) {
                Ok(json @ Json::Object(_)) => json,
                _ => Json::from(data.clone()),
            };
            let Json::Object(properties) = json else {
                panic!("{data} is no object");
            };
            let raw = RawResource::new(cfn_type.clone(), properties.clone());
            let mut read = Read::new(&raw);
            prop_assert!(visit(&cfn_type, &mut read));
            match read.result {
                Ok((written, _)) => {
                    typed += 1;
                    prop_assert_eq!(written, Json::Object(properties).to_string(), "{}", cfn_type);
                }
                Err(error) => prop_assert!(
                    error.contains("required property"),
                    "{}: {}", data, error
                ),
            }
        }
        prop_assert!(typed > 10, "{}", typed);
    }
}
