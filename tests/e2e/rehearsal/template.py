# Owns the reading of a template: its sections, and the values of its functions in a deployment.

import base64
import json
import re
from pathlib import Path

ACCOUNT = "123456789012"
REGION = "us-east-1"

PSEUDO_PARAMETERS = {
    "AWS::AccountId": ACCOUNT,
    "AWS::NotificationARNs": [],
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::StackId": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/rehearsal/0",
    "AWS::StackName": "rehearsal",
    "AWS::URLSuffix": "amazonaws.com",
}

# `${Name}`, `${Name.Attribute}` and, not to be replaced, `${!Literal}`.
PLACEHOLDER = re.compile(r"\$\{(!?)([^}]*)\}")

# A property with this value is as if it were not there.
NO_VALUE = object()


class Problem(Exception):
    """Something that is wrong with a template: a rule, the way to the property, and a sentence."""

    def __init__(self, rule, path, message):
        super().__init__(f"{rule} at {path}: {message}")
        self.rule, self.path, self.message = rule, path, message

    def finding(self):
        return {"rule": self.rule, "path": self.path, "message": self.message}


class Unknown(str):
    """A value that only a deployment knows, such as a secret. Its text stands in for it and is not checked."""


class Template:
    """A template, and the values of the functions in it. `world` knows what was deployed."""

    def __init__(self, file: Path):
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            self.resources = dict(document.get("Resources", {}))
        except (AttributeError, TypeError, ValueError) as error:
            raise Problem("unreadable", "", f"this is no template: {error}") from error
        self.parameters = document.get("Parameters", {})
        self.conditions = document.get("Conditions", {})
        self.mappings = document.get("Mappings", {})
        self.outputs = document.get("Outputs", {})

    def needs(self, logical_id):
        """The resources that a resource refers to or depends on."""
        resource = self.resources[logical_id]
        named = resource.get("DependsOn", [])
        found = [named] if isinstance(named, str) else list(named)
        found += references(resource.get("Properties", {}))
        return [name for name in found if name in self.resources]

    def order(self):
        """The resources, each after all that it needs."""
        done, under_way = [], []

        def visit(logical_id):
            if logical_id in done:
                return
            if logical_id in under_way:
                circle = " -> ".join([*under_way[under_way.index(logical_id):], logical_id])
                raise Problem("circle", logical_id, f"these resources need each other: {circle}")
            under_way.append(logical_id)
            for needed in self.needs(logical_id):
                visit(needed)
            under_way.pop()
            done.append(logical_id)

        for logical_id in self.resources:
            visit(logical_id)
        return done

    def holds(self, condition):
        """Whether a condition, by its name or as an expression, is true."""
        if isinstance(condition, str):
            if condition not in self.conditions:
                raise Problem("reference", condition, "there is no such condition")
            return self.holds(self.conditions[condition])
        ((function, operands),) = condition.items()
        match function:
            case "Condition":
                return self.holds(operands)
            case "Fn::Equals":
                left, right = (self.value(operand, NoWorld()) for operand in operands)
                return str(left) == str(right)
            case "Fn::And":
                return all(self.holds(operand) for operand in operands)
            case "Fn::Or":
                return any(self.holds(operand) for operand in operands)
            case "Fn::Not":
                return not self.holds(operands[0])
        raise Problem("function", function, "the rehearsal does not know this condition")

    def value(self, value, world):
        """A value with all its functions carried out, and without what has no value."""
        if isinstance(value, list):
            items = (self.value(item, world) for item in value)
            return [item for item in items if item is not NO_VALUE]
        if isinstance(value, dict):
            if len(value) == 1:
                ((name, operand),) = value.items()
                if name == "Ref" or name.startswith("Fn::"):
                    return self.function(name, operand, world)
            members = {key: self.value(member, world) for key, member in value.items()}
            return {key: member for key, member in members.items() if member is not NO_VALUE}
        if isinstance(value, str) and "{{resolve:" in value:
            return Unknown(value)
        return value

    def function(self, name, operand, world):
        match name:
            case "Ref":
                return self.reference(operand, world)
            case "Fn::GetAtt":
                parts = operand.split(".", 1) if isinstance(operand, str) else operand
                return world.attribute(*parts)
            case "Fn::Sub":
                return self.substitute(operand, world)
            case "Fn::If":
                chosen = operand[1] if self.holds(operand[0]) else operand[2]
                return self.value(chosen, world)
            case "Fn::ImportValue":
                return world.imported(self.value(operand, world))
            case "Fn::GetStackOutput":
                return world.output_of(self.value(operand["OutputName"], world))
        operand = self.value(operand, world)
        match name:
            case "Fn::Join":
                return joined(operand[0].join(map(text, operand[1])), operand[1])
            case "Fn::Select":
                return operand[1][int(operand[0])]
            case "Fn::Split":
                return [joined(part, [operand[1]]) for part in operand[1].split(operand[0])]
            case "Fn::FindInMap":
                return self.mappings[operand[0]][operand[1]][operand[2]]
            case "Fn::Base64":
                return base64.b64encode(operand.encode()).decode()
            case "Fn::GetAZs":
                return [f"{REGION}a", f"{REGION}b"]
            case "Fn::Length":
                return len(operand)
            case "Fn::ToJsonString":
                return json.dumps(operand)
        raise Problem("function", name, "the rehearsal does not know this function")

    def reference(self, name, world):
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in PSEUDO_PARAMETERS:
            return PSEUDO_PARAMETERS[name]
        if name in self.parameters:
            default = self.parameters[name].get("Default", Unknown(name))
            is_list = self.parameters[name].get("Type", "").startswith(("List<", "CommaDelimitedList"))
            return default.split(",") if is_list else default
        return world.reference(name)

    def substitute(self, operand, world):
        pattern, own = (operand, {}) if isinstance(operand, str) else operand
        parts = []

        def replacement(match):
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            if name in own:
                part = self.value(own[name], world)
            elif "." in name:
                part = world.attribute(*name.split(".", 1))
            else:
                part = self.reference(name, world)
            parts.append(part)
            return text(part)

        return joined(PLACEHOLDER.sub(replacement, pattern), parts)


class NoWorld:
    """What a condition sees: nothing that is deployed."""

    def __getattr__(self, _name):
        raise Problem("reference", "", "a condition must not refer to what is deployed")


def references(value):
    """The names that the functions in a value refer to, parameters among them."""
    if isinstance(value, list):
        return [name for item in value for name in references(item)]
    if not isinstance(value, dict):
        return []
    found = []
    for key, member in value.items():
        if key == "Ref":
            found.append(member)
        elif key == "Fn::GetAtt":
            found.append(member.split(".", 1)[0] if isinstance(member, str) else member[0])
        elif key == "Fn::Sub":
            pattern = member if isinstance(member, str) else member[0]
            found += [name.split(".", 1)[0] for literal, name in PLACEHOLDER.findall(pattern) if not literal]
            found += references(member)
        else:
            found += references(member)
    return found


def joined(value, parts):
    """A text made of parts: what is made of something unknown is unknown."""
    return Unknown(value) if any(isinstance(part, Unknown) for part in parts) else value


def text(value):
    """A value as CloudFormation writes it into a text."""
    return json.dumps(value) if isinstance(value, (bool, list, dict)) else str(value)
