"""What a procurement does with the lessons of earlier contracts in its category."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kornhamn.contracts.actions import answer_lesson
from kornhamn.contracts.types import LessonUse
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.requests import AppRequest, say


@requires(Permission.STATE_FACTS)
@require_POST
def answer(request: AppRequest, procurement_id: UUID, lesson_id: UUID) -> HttpResponse:
    """Keep that a lesson is used in a procurement, or why it is not relevant there."""
    use = LessonUse.USED if request.POST.get("use") == LessonUse.USED else LessonUse.NOT_RELEVANT
    reason = request.POST.get("reason", "")
    try:
        answer_lesson(
            lesson_id, procurement_id, use, reason=reason, by=request.actor, at=request.at
        )
    except ObjectDoesNotExist:
        raise Http404(str(lesson_id)) from None
    except NotPermittedError:
        raise
    except DomainError as refused:
        messages.error(request, say(refused))
    else:
        messages.success(request, _("The answer to the lesson is kept."))
    return redirect(f"{reverse('case', args=[procurement_id])}#lessons")
