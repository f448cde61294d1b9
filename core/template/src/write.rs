//! Writing data as JSON text: deterministic, in the layout of AWS CDK's templates.

use crate::expr::Expr;
use crate::json::{Json, Object};
use crate::quote::push_quoted;
use crate::resource::{Attribute, ResourceEntry};
use crate::target::Target;
use crate::template::{SectionKind, Template};
use std::fmt::{self, Write};

/// How deep AWS CDK indents each level of a template.
const INDENT: usize = 1;

/// The JSON text of `object`, indented by one space a level and without a final newline.
#[must_use]
pub fn to_json_text(object: &Object) -> String {
    let mut writer = Writer {
        out: String::new(),
        indent: Some(INDENT),
        level: 0,
    };
    writer.object(object.iter());
    writer.out
}

impl Template {
    /// The template as JSON text in AWS CDK's layout, unchecked: what [`Template::to_json`] gives if
    /// nothing is wrong.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.write(Some(INDENT))
    }

    /// The same on one line.
    #[must_use]
    pub fn to_compact_text(&self) -> String {
        self.write(None)
    }

    fn write(&self, indent: Option<usize>) -> String {
        /// About how many bytes an element takes: a long text is not moved about while it grows.
        const ELEMENT_BYTES: usize = 512;
        let elements = self.resources().len() + self.outputs().len();
        let mut writer = Writer {
            out: String::with_capacity(elements * ELEMENT_BYTES),
            indent,
            level: 0,
        };
        writer.template(self);
        writer.out
    }
}

impl fmt::Display for Json {
    /// The JSON text on one line; with `{:#}`, indented by one space a level.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let indent = f.alternate().then_some(INDENT);
        let mut writer = Writer {
            out: String::new(),
            indent,
            level: 0,
        };
        writer.json(self);
        f.write_str(&writer.out)
    }
}

/// Prints a generated struct as its name and its JSON.
///
/// # Errors
/// If the formatter fails.
#[doc(hidden)]
pub fn debug_json(f: &mut fmt::Formatter<'_>, name: &str, json: impl Into<Json>) -> fmt::Result {
    let json = json.into();
    if f.alternate() {
        write!(f, "{name} {json:#}")
    } else {
        write!(f, "{name} {json}")
    }
}

struct Writer {
    out: String,
    /// The width of a level; `None` writes everything on one line.
    indent: Option<usize>,
    level: usize,
}

impl Writer {
    fn template(&mut self, template: &Template) {
        let head = template.head();
        let sections: Vec<_> = template.sections_in_order().collect();
        if head.is_empty() && sections.is_empty() {
            return self.out.push_str("{}");
        }
        self.open('{');
        let mut first = true;
        for (key, value) in head.iter() {
            self.member(&mut first, key, |w| w.json(value));
        }
        for kind in sections {
            self.member(&mut first, kind.name(), |w| w.section(template, kind));
        }
        self.close('}');
    }

    fn section(&mut self, template: &Template, kind: SectionKind) {
        self.open('{');
        let mut first = true;
        match kind {
            SectionKind::Parameters => {
                for (id, item) in template.parameters().iter() {
                    self.member(&mut first, id, |w| w.object(item.as_object().iter()));
                }
            }
            SectionKind::Mappings => {
                for (id, item) in template.mappings().iter() {
                    self.member(&mut first, id, |w| w.object(item.as_object().iter()));
                }
            }
            SectionKind::Conditions => {
                for (id, item) in template.conditions().iter() {
                    self.member(&mut first, id, |w| w.json(item.as_json()));
                }
            }
            SectionKind::Rules => {
                for (id, item) in template.rules().iter() {
                    self.member(&mut first, id, |w| w.object(item.to_object().iter()));
                }
            }
            SectionKind::Resources => {
                for (id, item) in template.resources().iter() {
                    self.member(&mut first, id, |w| w.resource(item));
                }
            }
            SectionKind::Outputs => {
                for (id, item) in template.outputs().iter() {
                    self.member(&mut first, id, |w| w.object(item.to_object().iter()));
                }
            }
        }
        self.close('}');
    }

    fn resource(&mut self, entry: &ResourceEntry) {
        if let Some(written) = &entry.more().written {
            return self.object(written.iter());
        }
        self.open('{');
        let mut first = true;
        let cfn_type = entry.resource().cfn_type();
        self.member(&mut first, "Type", |w| w.string(cfn_type));
        let properties = entry.properties();
        if !properties.is_empty() {
            self.member(&mut first, "Properties", |w| w.object(properties.iter()));
        }
        for (key, attribute) in entry.attributes() {
            self.member(&mut first, key, |w| match attribute {
                Attribute::Ids(targets) => w.list(targets.iter(), Self::target),
                Attribute::Id(target) => w.target(target),
                Attribute::Json(json) => w.json(json),
                Attribute::Object(object) => w.object(object.iter()),
                Attribute::Text(text) => w.string(text),
            });
        }
        self.close('}');
    }

    fn member(&mut self, first: &mut bool, key: &str, value: impl FnOnce(&mut Self)) {
        if !std::mem::take(first) {
            self.separate();
        }
        self.string(key);
        self.colon();
        value(self);
    }

    fn json(&mut self, json: &Json) {
        match json {
            Json::Null => self.out.push_str("null"),
            Json::Bool(true) => self.out.push_str("true"),
            Json::Bool(false) => self.out.push_str("false"),
            Json::Number(number) => {
                // Writing into a `String` cannot fail.
                let _ = write!(self.out, "{number}");
            }
            Json::String(text) => self.string(text),
            Json::List(elements) => self.list(elements.iter(), Self::json),
            Json::Object(object) => self.object(object.iter()),
            Json::Expr(expression) => self.expr(expression),
        }
    }

    fn expr(&mut self, expression: &Expr) {
        match expression {
            Expr::Ref(target) => self.call("Ref", |w| w.target(target)),
            Expr::Condition(target) => self.call("Condition", |w| w.target(target)),
            Expr::GetAtt(target, attribute) => self.call("Fn::GetAtt", |w| {
                w.open('[');
                w.target(target);
                w.separate();
                w.string(attribute);
                w.close(']');
            }),
            Expr::If {
                condition,
                then,
                otherwise,
            } => self.call("Fn::If", |w| {
                w.open('[');
                w.target(condition);
                w.separate();
                w.json(then);
                w.separate();
                w.json(otherwise);
                w.close(']');
            }),
            Expr::FindInMap {
                map,
                top,
                second,
                default,
            } => self.call("Fn::FindInMap", |w| {
                w.open('[');
                w.target(map);
                for part in [top, second] {
                    w.separate();
                    w.json(part);
                }
                if let Some(default) = default {
                    w.separate();
                    w.object(std::iter::once(("DefaultValue", &**default)));
                }
                w.close(']');
            }),
            Expr::Sub { body, variables } if variables.is_empty() => {
                self.call("Fn::Sub", |w| w.string(body));
            }
            Expr::Sub { body, variables } => self.call("Fn::Sub", |w| {
                w.open('[');
                w.string(body);
                w.separate();
                w.object(variables.iter());
                w.close(']');
            }),
            Expr::Call(function, argument) => self.call(function.name(), |w| w.json(argument)),
            Expr::Json(json) => self.json(json),
        }
    }

    fn target(&mut self, target: &Target) {
        match target {
            Target::LogicalId(id) => self.string(id),
            Target::Element(_) => self.string(&target.to_string()),
        }
    }

    fn call(&mut self, name: &'static str, argument: impl FnOnce(&mut Self)) {
        self.open('{');
        // The names of functions need no escape.
        self.out.push('"');
        self.out.push_str(name);
        self.out.push('"');
        self.colon();
        argument(self);
        self.close('}');
    }

    fn object<'a>(&mut self, members: impl ExactSizeIterator<Item = (&'a str, &'a Json)>) {
        if members.len() == 0 {
            self.out.push_str("{}");
            return;
        }
        self.open('{');
        for (index, (key, value)) in members.enumerate() {
            if index > 0 {
                self.separate();
            }
            self.string(key);
            self.colon();
            self.json(value);
        }
        self.close('}');
    }

    fn list<'a, T: 'a>(
        &mut self,
        elements: impl ExactSizeIterator<Item = &'a T>,
        write: impl Fn(&mut Self, &T),
    ) {
        if elements.len() == 0 {
            self.out.push_str("[]");
            return;
        }
        self.open('[');
        for (index, element) in elements.enumerate() {
            if index > 0 {
                self.separate();
            }
            write(self, element);
        }
        self.close(']');
    }

    fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.level += 1;
        self.new_line();
    }

    fn close(&mut self, bracket: char) {
        self.level -= 1;
        self.new_line();
        self.out.push(bracket);
    }

    fn separate(&mut self) {
        self.break_line(0);
    }

    fn colon(&mut self) {
        self.out
            .push_str(if self.indent.is_some() { ": " } else { ":" });
    }

    fn new_line(&mut self) {
        self.break_line(1);
    }

    /// Writes the comma (`from` 0) or not (`from` 1), and begins a line if the text has several.
    fn break_line(&mut self, from: usize) {
        const BREAK: &str = ",\n                                                              ";
        let end = match self.indent {
            Some(width) => 2 + self.level * width,
            None => 1,
        };
        if let Some(text) = BREAK.get(from..end) {
            self.out.push_str(text);
        } else {
            self.out.push_str(BREAK.get(from..).unwrap_or_default());
            self.out.extend(std::iter::repeat_n(' ', end - BREAK.len()));
        }
    }

    fn string(&mut self, text: &str) {
        push_quoted(&mut self.out, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::ToJson;

    #[test]
    fn whole_numbers_have_no_decimal_point() {
        let numbers = [1.0, -2.5, 0.0, 1e20].map(|number: f64| number.to_json().to_string());
        assert_eq!(numbers, ["1", "-2.5", "0", "1e+20"]);
    }

    #[test]
    fn empty_objects_and_lists_stay_on_the_line() {
        let mut object = Object::new();
        object.insert("A", Json::List(Vec::new()));
        object.insert("B", Object::new());
        object.insert("C", Json::list([1, 2]));
        assert_eq!(
            to_json_text(&object),
            "{\n \"A\": [],\n \"B\": {},\n \"C\": [\n  1,\n  2\n ]\n}"
        );
    }
}
