"""A sign-in provider that keeps to the letter, until a test makes it misbehave.

It answers in place of the network: discovery, keys, authorisation, tokens with PKCE verified.
"""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from requests.adapters import BaseAdapter

ISSUER = "https://login.kornhamn.example"
CLIENT_ID, CLIENT_SECRET = "kornhamn", "only-for-tests"
KEY_ID = "key-1"
OUR_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FORGED_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class ProviderDouble:
    """One person at the provider; every attribute may be changed to misbehave."""

    email: str = "inga@kornhamn.example"
    claims: dict[str, Any] = field(default_factory=dict)  # replaces what the token says
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: Any = OUR_KEY
    algorithm: str = "RS256"
    issuer: str = ISSUER
    down: bool = False
    with_token: bool = True
    asked: dict[str, str] = field(default_factory=dict)  # what the browser brought
    answers: list[str] = field(default_factory=list)  # what was asked of us, in order
    code: str = ""

    def authorize(self, url: str) -> dict[str, str]:
        """Take the browser; return what it brings back to the callback."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert url.startswith(f"{ISSUER}/authorize?")
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        self.asked, self.code = asked, secrets.token_urlsafe(16)
        return {"code": self.code, "state": asked["state"]}

    def answer(self, request: requests.PreparedRequest) -> tuple[int, Any]:
        """Return status and JSON for a request of the suite."""
        path = urlsplit(request.url or "").path
        self.answers.append(path)
        pages = {
            "/.well-known/openid-configuration": self._discovery,
            "/keys": self._keys,
            "/token": lambda: self._token(request),
            "/userinfo": lambda: (200, self.userinfo),
        }
        if self.down:
            raise requests.ConnectionError
        return pages[path]()

    def _discovery(self) -> tuple[int, Any]:
        return 200, {
            "issuer": self.issuer,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "jwks_uri": f"{ISSUER}/keys",
        }

    def _keys(self) -> tuple[int, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OUR_KEY.public_key()))
        return 200, {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def _token(self, request: requests.PreparedRequest) -> tuple[int, Any]:
        sent = {name: values[0] for name, values in parse_qs(str(request.body)).items()}
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        challenge = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        kept = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        if (
            request.headers["Authorization"] != f"Basic {basic}"
            or sent.get("code") != self.code
            or sent.get("redirect_uri") != self.asked["redirect_uri"]
            or kept != self.asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        token = {"access_token": "access", "token_type": "Bearer", "expires_in": 300}
        return 200, token | ({"id_token": self._signed()} if self.with_token else {})

    def _signed(self) -> str:
        now = int(time.time())
        said = {
            "iss": ISSUER,
            "sub": "subject-1",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked.get("nonce"),
            "email": self.email,
            "email_verified": True,
        } | self.claims
        said = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(said, self.key, algorithm=self.algorithm, headers={"kid": KEY_ID})


class Transport(BaseAdapter):
    """Carries requests to the double instead of to the network."""

    def __init__(self, double: ProviderDouble) -> None:
        super().__init__()
        self.double = double

    def send(
        self, request: requests.PreparedRequest, *_args: object, **_kwargs: object
    ) -> requests.Response:
        response = requests.Response()
        response.request, response.url = request, request.url or ""
        response.status_code, content = self.double.answer(request)
        response.headers["content-type"] = "application/json"
        response._content = json.dumps(content).encode()
        return response

    def close(self) -> None:
        """Nothing is open."""
