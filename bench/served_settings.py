"""The suite's settings with two more addresses, to compare a page with an empty view."""

from kornhamn.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.served_urls"
MAX_STATISTICS_BYTES = 1024 * 1024 * 1024  # the generated files hold many years
