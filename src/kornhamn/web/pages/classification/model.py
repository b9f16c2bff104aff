"""The model: what it learned from, how good it is, and learning anew."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from kornhamn.organisation.types import Permission
from kornhamn.spend.queries import model_history, undecided_since_learning
from kornhamn.web.access import requires
from kornhamn.web.pages.categories.tabs import tabs
from kornhamn.web.requests import AppRequest

JOB = "learn-categories"  # its name in jobs/tasks.py, which pages never import
_MOST = 10


@requires(Permission.CLASSIFY)
@require_http_methods(["GET", "POST"])
def model_page(request: AppRequest) -> HttpResponse:
    """Show the model with its measures; a POST puts learning anew in the queue of jobs."""
    if request.method == "POST":
        learn_anew()
        messages.success(request, _("The model learns anew. That takes a minute or two."))
        return redirect("category-model")
    models = list(model_history()[:_MOST])
    context = {
        "model": models[0] if models else None,
        "models": models,
        "to_learn": undecided_since_learning(),
        "tabs": tabs(request, "category-model"),
        "breadcrumbs": [
            (_("Spend"), reverse("spend")),
            (_("Category tree"), reverse("categories")),
            (_("The model"), ""),
        ],
    }
    return render(request, "classification/model.html", context)


def learn_anew() -> None:
    """Put the learning in the queue; one that waits already will learn of everything too."""
    try:
        with transaction.atomic():  # what fails here must not undo what the page has done
            jobs.configure_task(JOB, allow_unknown=True, queueing_lock=JOB).defer()
    except AlreadyEnqueued:
        return
