"""The suite's addresses, an empty view, and a view with one query."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kornhamn.analytics.queries.snapshots import current_snapshot


def nothing(request: HttpRequest) -> HttpResponse:
    """Answer without asking anything."""
    del request
    return HttpResponse("nothing")


def one_query(request: HttpRequest) -> HttpResponse:
    """Answer after one query."""
    del request
    return HttpResponse(str(current_snapshot()))


urlpatterns = [
    path("bench/nothing/", nothing),
    path("bench/one-query/", one_query),
    path("", include("kornhamn.config.urls")),
]
