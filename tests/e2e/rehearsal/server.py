# Owns the stand-in for AWS: a moto server in this process, and the clients that talk to it.

import boto3
import requests
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from moto.cognitoidentity.responses import CognitoIdentityResponse
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.server import ThreadedMotoServer
from werkzeug.serving import WSGIRequestHandler

from template import REGION

# What of a service moto plays. It has nothing of the others.
PLAYED = {"cognito-idp": CognitoIdpResponse, "cognito-identity": CognitoIdentityResponse}


class Server:
    """A moto server on a free port of loopback. It ends with this process at the latest: it is a thread of it."""

    def __enter__(self):
        WSGIRequestHandler.log_request = lambda *_: None
        self.moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.moto.start()
        host, port = self.moto.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        self.session = boto3.Session(
            aws_access_key_id="rehearsal", aws_secret_access_key="rehearsal", region_name=REGION
        )
        self.clients = {}
        return self

    def __exit__(self, *_):
        self.moto.stop()

    def forget(self):
        """Makes the account empty."""
        requests.post(f"{self.endpoint}/moto-api/reset", timeout=30).raise_for_status()

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = self.session.client(
                service,
                endpoint_url=self.endpoint,
                config=Config(retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=30),
            )
        return self.clients[service]

    def shape(self, service, operation):
        """What the service model says of the parameters of an operation."""
        return self.client(service).meta.service_model.operation_model(operation).input_shape

    def plays(self, service, operation):
        return hasattr(PLAYED.get(service), xform_name(operation))

    def call(self, service, operation, parameters):
        """The response, and why there is none."""
        try:
            return getattr(self.client(service), xform_name(operation))(**parameters), None
        except ClientError as error:
            return None, (error.response["Error"]["Code"], error.response["Error"]["Message"])
        except BotoCoreError as error:
            return None, (type(error).__name__, str(error))
