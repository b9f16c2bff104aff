"""Questions that figures raise: the queue, and one of them with its rows and its answer."""

from django.urls import URLPattern, path

from kornhamn.web.pages.flags.flag import flag, rows
from kornhamn.web.pages.flags.queue import flags

urlpatterns: list[URLPattern] = [
    path("flags/", flags, name="flags"),
    path("flags/<uuid:flag_id>/", flag, name="flag"),
    path("flags/<uuid:flag_id>/rows/", rows, name="flag-rows"),
]
