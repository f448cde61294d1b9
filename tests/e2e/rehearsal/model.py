# Owns the checks against AWS's service model: names, types, lengths, ranges, enumerations and patterns.
#
# botocore has the model, but holds a call to a part of it only: it knows the names, the types and the lower bounds.

import base64

import regex
from template import Problem, Unknown

# The types of values that CloudFormation takes for a scalar of the model.
NUMBERS = {"integer": int, "long": int, "float": float, "double": float}


def fit(shape, value, path, problems):
    """The value as the model wants it; what does not fit goes to `problems`, a list."""

    def problem(rule, message):
        problems.append(Problem(rule, path, message))
        return value

    if isinstance(value, Unknown):
        return stand_in(shape, value)
    match shape.type_name:
        case "structure":
            return structure(shape, value, path, problems)
        case "list":
            if not isinstance(value, list):
                return problem("type", f"{shown(value)} is no list")
            between(shape, len(value), "the number of items", problem)
            return [fit(shape.member, item, f"{path}.{index}", problems) for index, item in enumerate(value)]
        case "map":
            if not isinstance(value, dict):
                return problem("type", f"{shown(value)} is no map")
            between(shape, len(value), "the number of entries", problem)
            return {
                fit(shape.key, key, f"{path}.{key}", problems): fit(shape.value, member, f"{path}.{key}", problems)
                for key, member in value.items()
            }
        case "string":
            return string(shape, value, problem)
        case "boolean":
            if isinstance(value, bool):
                return value
            if value in ("true", "false"):
                return value == "true"
            return problem("type", f"{shown(value)} is no boolean")
        case "integer" | "long" | "float" | "double":
            try:
                if isinstance(value, bool):
                    raise ValueError
                number = NUMBERS[shape.type_name](value)
            except (TypeError, ValueError):
                return problem("type", f"{shown(value)} is no {shape.type_name}")
            between(shape, number, "it", problem)
            return number
        case "blob":
            try:
                return base64.b64decode(value, validate=True)
            except (TypeError, ValueError):
                return problem("type", f"{shown(value)} is no Base64")
    return problem("type", f"the rehearsal does not know the type {shape.type_name}")


def structure(shape, value, path, problems):
    if not isinstance(value, dict):
        problems.append(Problem("type", path, f"{shown(value)} is no structure"))
        return value
    if getattr(shape, "is_document_type", False):
        return value
    for name in shape.required_members:
        if name not in value:
            problems.append(Problem("required", path, f"{name} is missing"))
    fitted = {}
    for name, member in value.items():
        if name in shape.members:
            fitted[name] = fit(shape.members[name], member, f"{path}.{name}", problems)
        else:
            problems.append(Problem("parameter", path, f"the API has no parameter {name} here"))
    return fitted


def string(shape, value, problem):
    if isinstance(value, bool):
        value = "true" if value else "false"
    elif isinstance(value, (int, float)):
        value = str(value)
    if not isinstance(value, str):
        return problem("type", f"{shown(value)} is no string")
    between(shape, len(value), "its length", problem)
    pattern = shape.metadata.get("pattern")
    if pattern and not regex.fullmatch(pattern, value):
        problem("pattern", f"{shown(value)} does not match {pattern}")
    if shape.enum and value not in shape.enum:
        problem("enum", f"{shown(value)} is none of {', '.join(shape.enum)}")
    return value


def between(shape, size, what, problem):
    """Holds a number to the bounds of the model."""
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        problem("range", f"{what} is {size}, but at least {least} is needed")
    if most is not None and size > most:
        problem("range", f"{what} is {size}, but at most {most} is allowed")


def stand_in(shape, value):
    """A value of the right type for one that only a deployment knows."""
    match shape.type_name:
        case "string":
            # botocore holds every text to the least length.
            return value.ljust(shape.metadata.get("min", 0), "x")
        case "boolean":
            return False
        case "list":
            return [value]
        case "integer" | "long" | "float" | "double":
            return shape.metadata.get("min", 1)
        case "blob":
            return value.encode()
    return {}


def shown(value):
    whole = repr(value)
    return whole if len(whole) <= 80 else f"{whole[:77]}..."
