"""The suite's settings with two more addresses, to compare a page with an empty view."""

from kornhamn.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.served_urls"
