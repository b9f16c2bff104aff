"""What the environment says becomes what the suite does."""

import json
import os
import subprocess
import sys

import pytest

PRINTED = (
    "import json, kornhamn.config.settings as s;"
    "print(json.dumps(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']))"
)


def form_targets(**variables: str) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", PRINTED],
        env=os.environ | {"DATABASE_URL": "postgres://nobody@localhost/none"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: list[str] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, []),
        (
            {"KORNHAMN_OIDC_ISSUER": "https://login.example.se/realms/group"},
            ["https://login.example.se"],
        ),
        (
            {
                "KORNHAMN_OIDC_ISSUER": "https://login.example.se:8443",
                "KORNHAMN_OIDC_ORIGINS": "https://auth.example.net/authorize,https://x.example",
            },
            ["https://login.example.se:8443", "https://auth.example.net", "https://x.example"],
        ),
    ],
)
def test_forms_go_to_ourselves_and_where_a_sign_in_passes(
    variables: dict[str, str], expected: list[str]
) -> None:
    assert form_targets(**variables) == ["'self'", *expected]
