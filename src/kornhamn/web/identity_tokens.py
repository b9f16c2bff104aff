"""Is this identity token the provider's, for us, of now, and of this very sign-in?

Source: OpenID Connect Core 1.0, section 3.1.3.7 (ID Token Validation). The signature is always
verified, though the specification lets a client skip it when the token came over TLS.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

from kornhamn.kernel.errors import N_, DomainError

Claims = Mapping[str, Any]

# Signatures with a public key alone: with a shared secret, whoever reads it could sign.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_REQUIRED = ("iss", "sub", "aud", "exp", "iat")
_CLOCKS_DIFFER_BY = 30  # seconds

_UNREADABLE = N_("it cannot be read")
_REASONS: tuple[tuple[type[jwt.PyJWTError], str], ...] = (
    (jwt.ExpiredSignatureError, N_("it has expired")),
    (jwt.ImmatureSignatureError, N_("it is not valid yet")),
    (jwt.InvalidAudienceError, N_("it was made for another service")),
    (jwt.InvalidIssuerError, N_("it was made by another provider")),
    (jwt.MissingRequiredClaimError, N_("it lacks what it must say")),
    (jwt.InvalidSignatureError, N_("its signature is not the provider's")),
    (jwt.InvalidAlgorithmError, N_("its signature is not the provider's")),
    (jwt.PyJWKSetError, N_("its signature is not the provider's")),
)


class IdentityTokenRefused(DomainError, OAuth2Error):  # type: ignore[misc] # noqa: N818
    """A proof of identity that is not to be trusted."""

    code = "sign-in.token-refused"
    message = N_(
        "The provider's proof of who you are cannot be trusted: %(reason)s. Sign in again; if it "
        "happens again, tell the administrator."
    )


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must say, and the provider's public keys (a JSON Web Key Set)."""

    issuer: str
    client_id: str
    nonce: str
    keys: Mapping[str, Any]


def verified_claims(token: str, expected: Expected) -> Claims:
    """Return what the token says, or raise IdentityTokenRefused with the reason."""
    try:
        claims: Claims = jwt.decode(
            token,
            _key(token, expected.keys),
            algorithms=list(_ALGORITHMS),
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=_CLOCKS_DIFFER_BY,
            options={"require": list(_REQUIRED)},
        )
    except jwt.PyJWTError as error:
        raise IdentityTokenRefused(reason=_reason(error)) from error
    _refuse_others_token(claims, expected)
    return claims


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """Return the provider's key that the token names; unnamed, the only one there is."""
    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    signing = [key for key in known if key.public_key_use in {None, "sig"}]
    named = jwt.get_unverified_header(token).get("kid")
    fitting = [key for key in signing if named is None or key.key_id == named]
    if len(fitting) != 1:
        raise jwt.InvalidSignatureError
    return fitting[0]


def _refuse_others_token(claims: Claims, expected: Expected) -> None:
    """Refuse a token of another sign-in (replayed) or handed out to another party."""
    nonce = str(claims.get("nonce", "")).encode()
    if not expected.nonce or not hmac.compare_digest(nonce, expected.nonce.encode()):
        raise IdentityTokenRefused(reason=N_("it belongs to another sign-in"))
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != expected.client_id:
        raise IdentityTokenRefused(reason=N_("it was made for another service"))


def _reason(error: jwt.PyJWTError) -> str:
    return next((reason for kind, reason in _REASONS if isinstance(error, kind)), _UNREADABLE)
