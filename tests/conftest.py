"""What every test shares: a closed network, one fixed day, the standing people."""

from datetime import UTC, datetime

import pytest
from pytest_socket import disable_socket

pytest_plugins = ["tests.people"]

AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _closed_network(request: pytest.FixtureRequest) -> None:
    """No test calls out; browsers and live servers talk on the loopback."""
    if not request.node.get_closest_marker("loopback"):
        disable_socket(allow_unix_socket=True)


@pytest.fixture
def at() -> datetime:
    """The moment every test takes place: 9 March 2026, 10 o'clock in Stockholm."""
    return AT
