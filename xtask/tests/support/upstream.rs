//! Upstream files for tests: the pinned ones of this repository, or a few invented resource types.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::loopback::{LoopbackServer, Reply};
use super::{SCHEMAS, SPECIFICATION, repository};

/// A resource specification and the schemas that go with it.
#[derive(Debug, Clone)]
pub(crate) struct Upstream {
    pub(crate) specification: Value,
    /// With the names of their files.
    pub(crate) schemas: Vec<(String, Value)>,
}

impl Upstream {
    /// What is pinned, as if AWS published no other resource types.
    pub(crate) fn pinned() -> Self {
        let directory = repository().join("spec/upstream");
        let read = |path: &Path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let mut schemas: Vec<(String, Value)> = fs::read_dir(directory.join("schemas"))
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                (
                    entry.file_name().into_string().unwrap(),
                    read(&entry.path()),
                )
            })
            .collect();
        schemas.sort_by(|(first, _), (second, _)| first.cmp(second));
        Self {
            specification: read(&directory.join("specification.json")),
            schemas,
        }
    }

    /// One resource type with a property type, a bounded text, a number, an enum and an attribute.
    pub(crate) fn small() -> Self {
        Self {
            specification: json!({
                "ResourceSpecificationVersion": "1.0.0",
                "PropertyTypes": { "AWS::Test::Thing.Part": {
                    "Documentation": "https://docs.aws.amazon.com/part.html",
                    "Properties": { "Size": property("Integer") },
                }},
                "ResourceTypes": { "AWS::Test::Thing": {
                    "Documentation": "https://docs.aws.amazon.com/thing.html",
                    "Attributes": { "Arn": { "PrimitiveType": "String" } },
                    "Properties": {
                        "Name": property("String"),
                        "Mode": property("String"),
                        "Part": { "Type": "Part", "Required": true, "UpdateType": "Immutable" },
                    },
                }},
            }),
            schemas: vec![(
                "aws-test-thing.json".to_owned(),
                json!({
                    "typeName": "AWS::Test::Thing",
                    "additionalProperties": false,
                    "definitions": { "Part": {
                        "type": "object",
                        "properties": { "Size": { "type": "integer", "minimum": 1, "maximum": 9 } },
                    }},
                    "properties": {
                        "Name": { "type": "string", "maxLength": 10, "pattern": "^[a-z]+$" },
                        "Mode": { "type": "string", "enum": ["on", "off"] },
                        "Part": { "$ref": "#/definitions/Part" },
                        "Arn": { "type": "string" },
                    },
                    "readOnlyProperties": ["/properties/Arn"],
                }),
            )],
        }
    }

    /// Many resource types, so that a run has many files to write. Each has one property, of this name.
    pub(crate) fn large(count: usize, name: &str) -> Self {
        let mut upstream = Self::small();
        for number in 0..count {
            upstream.specification["ResourceTypes"][format!("AWS::Test::Item{number}")] =
                json!({ "Properties": { name: property("String") } });
        }
        upstream
    }

    /// The property of this name of the one resource type, in the specification.
    pub(crate) fn property(&mut self, name: &str) -> &mut Value {
        &mut self.specification["ResourceTypes"]["AWS::Test::Thing"]["Properties"][name]
    }

    /// The property of this name of the one resource type, in its schema.
    pub(crate) fn schema_property(&mut self, name: &str) -> &mut Value {
        &mut self.schemas[0].1["properties"][name]
    }

    /// The specification as it is served.
    pub(crate) fn specification_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&self.specification).unwrap()
    }

    /// The schemas as they are served.
    pub(crate) fn zip(&self) -> Vec<u8> {
        let schemas = self.schemas.iter();
        archive(schemas.map(|(name, schema)| (name.as_str(), serde_json::to_vec(schema).unwrap())))
    }

    /// Writes both files into a directory.
    pub(crate) fn write(&self, directory: &Path) {
        fs::write(
            directory.join("specification.json"),
            self.specification_bytes(),
        )
        .unwrap();
        fs::write(directory.join("schemas.zip"), self.zip()).unwrap();
    }

    /// A server that has both files, well behaved.
    pub(crate) fn serve(&self) -> LoopbackServer {
        let server = LoopbackServer::start().unwrap();
        let specification = Reply::ok(self.specification_bytes());
        server.serve(
            SPECIFICATION,
            specification.etag("\"specification\"").gzip(),
        );
        server.serve(SCHEMAS, Reply::ok(self.zip()).etag("\"schemas\""));
        server
    }
}

/// An optional property of a primitive type, in the specification.
pub(crate) fn property(primitive: &str) -> Value {
    json!({ "PrimitiveType": primitive, "Required": false, "UpdateType": "Mutable" })
}

/// A zip archive; the same files give the same bytes.
pub(crate) fn archive<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
