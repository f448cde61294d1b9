# Rehearses the deployment of templates, without AWS: `python tests/e2e/rehearsal < JOB`.
#
# JOB is {"templates": [{"place", "file"}], "journeys": [place, …]}. Each Cognito resource of each template becomes the
# API calls that CloudFormation makes for it. The parameters are checked against AWS's own service model, and the calls
# are made by boto3 to a moto server in this process, on loopback. On the pools of the templates in `journeys`, a user
# signs up, signs in, refreshes and joins a group. Prints {"findings", "created", "checked", "journeys"} as JSON.

import json
import logging
import os
import sys
import warnings
from pathlib import Path

import journey
from server import Server
from stack import Deployment
from template import Problem, Template


def main():
    job = json.load(sys.stdin)
    report = {"findings": [], "created": 0, "checked": {}, "journeys": []}
    with Server() as server:
        for entry in job["templates"]:
            rehearse(server, entry, job["journeys"], report)
    json.dump(report, sys.stdout)


def rehearse(server, entry, journeys, report):
    """Deploys one template to an empty account, and lets users in."""
    server.forget()
    deployment = Deployment(server)
    place = entry["place"]
    found = []
    try:
        stack = deployment.deploy(Path(entry["file"]))
        found += stack.findings
        report["created"] += stack.created
        for operation, count in stack.checked.items():
            report["checked"][operation] = report["checked"].get(operation, 0) + count
        if place in journeys:
            report["journeys"] += [{"template": place, **made} for made in journey.all_of(server, stack)]
    except Problem as problem:
        found.append(problem)
    for problem in found:
        report["findings"].append({"level": "error", "template": place, **problem.finding()})


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    # What is asked of boto3 goes to loopback, whatever the settings of the machine say.
    for name in list(os.environ):
        if name.startswith("AWS_") or name.lower().endswith("_proxy"):
            del os.environ[name]
    main()
