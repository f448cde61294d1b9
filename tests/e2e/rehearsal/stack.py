# Owns the deployment of a template: its resources in order, and those of other stacks that it imports from.

from collections import Counter
from pathlib import Path

import model
from resources import ITS_ID, KINDS, is_error_of_the_model
from template import ACCOUNT, NO_VALUE, REGION, Problem, Template, Unknown


class Deployment:
    """The stacks that were deployed together. The templates in one directory can import from each other."""

    def __init__(self, server):
        self.server = server
        self.stacks = {}
        # The ids of the user pools that the server has. Templates also speak of others.
        self.pools = set()

    def deploy(self, file: Path):
        if file not in self.stacks:
            # Entered first, so that stacks that import from each other come to an end.
            stack = self.stacks[file] = Stack(self, file)
            stack.create()
        return self.stacks[file]

    def output(self, matching, file: Path):
        """The value of an output of another template beside `file`, if one has it."""
        for other in sorted(file.parent.glob("*.json")):
            if other == file:
                continue
            try:
                outputs = Template(other).outputs
            except Problem:
                continue
            for name, output in outputs.items():
                if matching(name, output):
                    stack = self.deploy(other)
                    return stack.template.value(output["Value"], stack)
        return None


class Stack:
    """A template that is being deployed, and what its functions see of the world."""

    def __init__(self, deployment, file):
        self.deployment, self.file = deployment, file
        self.server = deployment.server
        self.template = Template(file)
        self.findings = []
        self.created = 0
        # How often an operation was checked only, because the server does not play it.
        self.checked = Counter()
        # What `Ref` and `Fn::GetAtt` give, by logical id; and the properties, for those who look at the stack later.
        self.references, self.attributes, self.properties = {}, {}, {}

    def create(self):
        for logical_id in self.template.order():
            resource = self.template.resources[logical_id]
            kind = resource.get("Type", "")
            if "Condition" in resource and not self.template.holds(resource["Condition"]):
                continue
            if not kind.startswith("AWS::Cognito::"):
                continue
            try:
                self.make(logical_id, kind, resource.get("Properties", {}))
            except Problem as problem:
                self.findings.append(problem)

    def make(self, logical_id, kind, properties):
        if kind not in KINDS:
            raise Problem("type", logical_id, f"the rehearsal does not know the calls of {kind}")
        properties = self.template.value(properties, self)
        self.properties[logical_id] = properties
        response = None
        for service, operation, parameters in KINDS[kind].calls(logical_id, properties):
            parameters = {
                name: self.references[logical_id] if value is ITS_ID else value for name, value in parameters.items()
            }
            answer = self.call(logical_id, service, operation, parameters)
            if response is None:
                response = answer or {}
                self.remember(logical_id, KINDS[kind], properties, response)
        self.created += 1

    def call(self, logical_id, service, operation, parameters):
        """Checks and makes a call; what is wrong with it is a finding."""
        problems = []
        parameters = model.fit(self.server.shape(service, operation), parameters, f"{logical_id}.{operation}", problems)
        problems = [problem for problem in problems if not is_error_of_the_model(operation, parameters, problem)]
        self.findings += problems
        if not self.server.plays(service, operation):
            self.checked[operation] += 1
            return None
        if "UserPoolId" in parameters and parameters["UserPoolId"] not in self.deployment.pools:
            self.checked[f"{operation} for a pool outside"] += 1
            return None
        response, failure = self.server.call(service, operation, parameters)
        # What the model refuses is told once, not again by those that hold to the model.
        if failure and not problems:
            code, message = failure
            self.findings.append(Problem(code, f"{logical_id}.{operation}", message))
        if response and operation == "CreateUserPool":
            self.deployment.pools.add(response["UserPool"]["Id"])
        return response

    def remember(self, logical_id, kind, properties, response):
        def known(rule, name):
            try:
                value = rule(properties, response)
            except KeyError:
                value = None
            return Unknown(f"{logical_id}.{name}") if value is None else value

        self.references[logical_id] = known(kind.reference, "Ref")
        self.attributes[logical_id] = {name: known(rule, name) for name, rule in kind.attributes.items()}

    # What a template sees of the world.

    def reference(self, name):
        if name in self.references:
            return self.references[name]
        if name in self.template.resources:
            return Unknown(name)
        raise Problem("reference", name, "there is no such resource or parameter")

    def attribute(self, name, attribute):
        if name not in self.template.resources:
            raise Problem("reference", name, "there is no such resource")
        known = self.attributes.get(name, {})
        if attribute in known:
            return known[attribute]
        service = self.template.resources[name].get("Type", "").split("::")[1:2]
        if attribute == "Arn" and service:
            return Unknown(f"arn:aws:{service[0].lower()}:{REGION}:{ACCOUNT}:{name}")
        return Unknown(f"{name}.{attribute}")

    def imported(self, export):
        def matching(_name, output):
            name = output.get("Export", {}).get("Name", NO_VALUE)
            return name == export

        found = self.deployment.output(matching, self.file)
        return Unknown(export) if found is None else found

    def output_of(self, name):
        found = self.deployment.output(lambda output, _: output == name, self.file)
        return Unknown(name) if found is None else found
