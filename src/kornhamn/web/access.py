"""Every URL declares who may: the two decorators a view carries exactly one of."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http.response import HttpResponseBase
from django.urls import reverse

from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Permission
from kornhamn.web.requests import AppRequest

P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Let in those who hold the permission somewhere; others sign in, or are refused."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.actor.is_known:
                return redirect_to_login(request.get_full_path(), reverse("sign-in"))
            require(request.actor, permission)
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return decorate


def open_to_all(reason: str) -> Callable[[View[P]], View[P]]:
    """Let anybody in, for a stated reason."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def opened(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.access = reason  # type: ignore[attr-defined]
        return cast("View[P]", opened)

    return decorate
