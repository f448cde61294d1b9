# Owns the journeys: a user who signs up at a pool of a template, signs in, refreshes, and joins a group.

import base64
import hashlib
import hmac
import json

from template import Problem

PASSWORD = "A long-enough Passw0rd!"
EMAIL, PHONE = "jane@example.com", "+15555550100"

# Values that fit the standard attributes which a pool may require.
STANDARD = {"email": EMAIL, "phone_number": PHONE, "birthdate": "1990-01-31", "updated_at": "0", "zoneinfo": "Etc/UTC"}


def all_of(server, stack):
    """The journeys through every client for people in a stack, each with the steps that were made."""
    made = []
    for client, resource in stack.template.resources.items():
        if resource["Type"] != "AWS::Cognito::UserPoolClient" or client not in stack.properties:
            continue
        pool = pool_of(stack, stack.properties[client].get("UserPoolId"))
        if pool is not None and flow(stack.properties[client]) is not None:
            made.append({"client": client, "steps": Journey(server, stack, pool, client).travel()})
    return made


def pool_of(stack, pool_id):
    """The logical id of the pool with an id, if it is in the same stack."""
    pools = (name for name in stack.properties if stack.template.resources[name]["Type"] == "AWS::Cognito::UserPool")
    return next((name for name in pools if stack.references.get(name) == pool_id), None)


def flow(client):
    """The way in which a client signs a user in with a password, if it has one."""
    flows = client.get("ExplicitAuthFlows", [])
    ways = {
        "ALLOW_USER_PASSWORD_AUTH": "USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH": "USER_SRP_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH": "ADMIN_USER_PASSWORD_AUTH",
    }
    return next((way for allowed, way in ways.items() if allowed in flows), None)


class Journey:
    """One user, one pool, one client."""

    def __init__(self, server, stack, pool, client):
        self.server, self.stack, self.where = server, stack, client
        self.pool, self.settings = stack.properties[pool], stack.properties[client]
        self.pool_id, self.client_id = stack.references[pool], stack.references[client]
        self.username = self.name()
        self.steps = []

    def name(self):
        names = self.pool.get("UsernameAttributes", [])
        if "email" in names:
            return f"{self.where.lower()}@example.com"
        return PHONE if "phone_number" in names else f"jane-{self.where}"

    def call(self, operation, **parameters):
        response, failure = self.server.call("cognito-idp", operation, parameters)
        if failure:
            code, message = failure
            raise Problem("journey", f"{self.where}.{operation}", f"{code}: {message}")
        return response

    def expect(self, holds, what):
        if not holds:
            raise Problem("journey", self.where, f"expected {what}")

    def travel(self):
        self.sign_up()
        tokens = self.sign_in()
        if tokens is not None:
            self.refresh(tokens)
        self.join_groups()
        return self.steps

    def secret(self, username):
        """The hash that a client with a secret has to send along."""
        shown = self.call("DescribeUserPoolClient", UserPoolId=self.pool_id, ClientId=self.client_id)["UserPoolClient"]
        if "ClientSecret" not in shown:
            return None
        message = f"{username}{self.client_id}".encode()
        digest = hmac.new(shown["ClientSecret"].encode(), message, hashlib.sha256).digest()
        return base64.b64encode(digest).decode()

    def required(self):
        """Values for the attributes that the pool requires."""
        names = [entry["Name"] for entry in self.pool.get("Schema", []) if entry.get("Required") in (True, "true")]
        names += self.pool.get("UsernameAttributes", [])[:1]
        values = {name: STANDARD.get(name, "x") for name in names}
        if "email" in values and "@" in self.username:
            values["email"] = self.username
        return [{"Name": name, "Value": value} for name, value in values.items()]

    def sign_up(self):
        by_admin = self.pool.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly") in (True, "true")
        if by_admin:
            self.call(
                "AdminCreateUser", UserPoolId=self.pool_id, Username=self.username, UserAttributes=self.required(),
                MessageAction="SUPPRESS",
            )
            self.call(
                "AdminSetUserPassword", UserPoolId=self.pool_id, Username=self.username, Password=PASSWORD,
                Permanent=True,
            )
            self.steps.append("created by an administrator")
        else:
            secret = self.secret(self.username)
            self.call(
                "SignUp", ClientId=self.client_id, Username=self.username, Password=PASSWORD,
                UserAttributes=self.required(), **({"SecretHash": secret} if secret else {}),
            )
            self.steps.append("signed up")
            self.call("AdminConfirmSignUp", UserPoolId=self.pool_id, Username=self.username)
            self.steps.append("confirmed")
        user = self.call("AdminGetUser", UserPoolId=self.pool_id, Username=self.username)
        self.expect(user["UserStatus"] == "CONFIRMED", f"a confirmed user, not {user['UserStatus']}")

    def sign_in(self):
        way = flow(self.settings)
        secret = self.secret(self.username)
        own = {"SECRET_HASH": secret} if secret else {}
        if way == "ADMIN_USER_PASSWORD_AUTH":
            answer = self.call(
                "AdminInitiateAuth", UserPoolId=self.pool_id, ClientId=self.client_id, AuthFlow=way,
                AuthParameters={"USERNAME": self.username, "PASSWORD": PASSWORD, **own},
            )
        elif way == "USER_PASSWORD_AUTH":
            answer = self.call(
                "InitiateAuth", ClientId=self.client_id, AuthFlow=way,
                AuthParameters={"USERNAME": self.username, "PASSWORD": PASSWORD, **own},
            )
        else:
            answer = self.prove_password(own)
        if answer.get("ChallengeName") == "MFA_SETUP":
            answer = self.set_up_second_factor(answer, own)
            if answer is None:
                return None
        self.expect("AuthenticationResult" in answer, f"tokens, not the challenge {answer.get('ChallengeName')}")
        tokens = answer["AuthenticationResult"]
        for name in ("AccessToken", "IdToken", "RefreshToken"):
            self.expect(name in tokens, f"a token {name}")
        user = self.call("GetUser", AccessToken=tokens["AccessToken"])
        # A user who signs in by an alias has another name inside, which the hash of a refresh is made with.
        self.username_inside = user["Username"]
        issuer = claims(tokens["IdToken"])["iss"]
        self.expect(issuer.endswith(f"/{self.pool_id}"), f"a token of the pool {self.pool_id}, not of {issuer}")
        self.steps.append(f"signed in ({way})")
        return tokens

    def prove_password(self, own):
        """Secure remote password. The server asks for the proof, but does not compute it: a proof of nothing will do."""
        challenge = self.call(
            "InitiateAuth", ClientId=self.client_id, AuthFlow="USER_SRP_AUTH",
            AuthParameters={"USERNAME": self.username, "SRP_A": "00", **own},
        )
        self.expect(challenge.get("ChallengeName") == "PASSWORD_VERIFIER", "the challenge PASSWORD_VERIFIER")
        asked = challenge["ChallengeParameters"]
        return self.call(
            "RespondToAuthChallenge", ClientId=self.client_id, ChallengeName="PASSWORD_VERIFIER",
            Session=challenge["Session"],
            ChallengeResponses={
                "USERNAME": asked["USERNAME"],
                "PASSWORD_CLAIM_SIGNATURE": "x",
                "PASSWORD_CLAIM_SECRET_BLOCK": asked["SECRET_BLOCK"],
                "TIMESTAMP": "Thu Jan 1 00:00:00 UTC 1970",
                **own,
            },
        )

    def set_up_second_factor(self, answer, own):
        """A pool that wants a second factor wants it set up first. The server takes any code."""
        factors = answer["ChallengeParameters"]["MFAS_CAN_SETUP"]
        if "SOFTWARE_TOKEN_MFA" not in factors:
            self.steps.append("asked for a second factor")
            return None
        session = self.call("AssociateSoftwareToken", Session=answer["Session"])["Session"]
        session = self.call("VerifySoftwareToken", Session=session, UserCode="000000")["Session"]
        self.steps.append("set up a second factor")
        return self.call(
            "RespondToAuthChallenge", ClientId=self.client_id, ChallengeName="MFA_SETUP", Session=session,
            ChallengeResponses={"USERNAME": self.username, **own},
        )

    def refresh(self, tokens):
        if "ALLOW_REFRESH_TOKEN_AUTH" not in self.settings.get("ExplicitAuthFlows", []):
            return
        secret = self.secret(self.username_inside)
        answer = self.call(
            "InitiateAuth", ClientId=self.client_id, AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"], **({"SECRET_HASH": secret} if secret else {})},
        )
        self.expect("AccessToken" in answer.get("AuthenticationResult", {}), "a new access token")
        self.steps.append("refreshed")

    def join_groups(self):
        """Joins the groups that the template has for the pool, and sees that it is in them."""
        groups = [
            self.stack.references[name]
            for name, properties in self.stack.properties.items()
            if self.stack.template.resources[name]["Type"] == "AWS::Cognito::UserPoolGroup"
            and properties.get("UserPoolId") == self.pool_id
        ]
        for group in groups:
            self.call("AdminAddUserToGroup", UserPoolId=self.pool_id, Username=self.username, GroupName=group)
        if not groups:
            return
        listed = self.call("AdminListGroupsForUser", UserPoolId=self.pool_id, Username=self.username)
        names = sorted(group["GroupName"] for group in listed["Groups"])
        self.expect(names == sorted(groups), f"the groups {groups}, not {names}")
        self.steps.append("joined " + ", ".join(groups))


def claims(token):
    """What a token says."""
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
