"""What was done, in words: every verb that the trail records."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise] = {
    "agreed.done": _("What was agreed at a meeting is done"),
    "appointment.changed": _("Appointment changed"),
    "appointment.ended": _("Appointment ended"),
    "appointment.made": _("Somebody appointed"),
    "authority.changed": _("Authority changed"),
    "authority.registered": _("Authority registered"),
    "categories.fixed": _("Categories fixed by the council"),
    "categories.learned": _("Category model learned"),
    "category-rule.made": _("Category rule made"),
    "category-rule.removed": _("Category rule removed"),
    "category.decided": _("Category decided"),
    "category.undone": _("Category decision undone"),
    "check.assigned": _("Check given to somebody"),
    "check.done": _("Check done"),
    "check.moved": _("Check moved to another day"),
    "check.skipped": _("Check left out"),
    "contract-list.loaded": _("Contract list loaded"),
    "contract-list.received": _("Contract list received"),
    "contract-list.undone": _("Load of a contract list undone"),
    "contract.changed": _("Contract changed"),
    "contract.end": _("Contract ended"),
    "contract.registered": _("Contract registered"),
    "contract.start": _("Contract came into force"),
    "contract.successor-named": _("Successor of a contract named"),
    "contract.terminated": _("Contract terminated early"),
    "departure.recorded": _("Departure recorded"),
    "departure.withdrawn": _("Departure withdrawn"),
    "deviation.accept": _("Deviation accepted as it is"),
    "deviation.answer": _("Deviation answered by the supplier"),
    "deviation.escalate": _("Deviation escalated"),
    "deviation.noted": _("Deviation noted"),
    "deviation.remedy": _("Deviation put right"),
    "document.added": _("Document added to a contract"),
    "fact.stated": _("Missing fact answered"),
    "fact.withdrawn": _("Answer withdrawn"),
    "flag.answered": _("Question of the figures answered"),
    "flag.grown": _("Question asked anew: the figure grew"),
    "flag.lapsed": _("Question lapsed: the figures no longer ask"),
    "flag.raised": _("Figures raised a question"),
    "flag.returned": _("Question asked anew: the figures ask again"),
    "ledger.loaded": _("Ledger loaded"),
    "ledger.mapped": _("Columns of a ledger looked at"),
    "ledger.received": _("Ledger received"),
    "ledger.refused": _("Ledger refused"),
    "ledger.undone": _("Load of a ledger undone"),
    "ledger.unit-placed": _("Unit of a ledger placed"),
    "lesson.written": _("Lesson written"),
    "limit.entered": _("Money limit entered"),
    "meeting.called": _("Meeting with a supplier called"),
    "meeting.minutes-kept": _("Minutes of a meeting kept"),
    "option.declined": _("Option declined"),
    "option.lapsed": _("Option lapsed"),
    "option.used": _("Option used"),
    "person.access-closed": _("Access closed"),
    "person.access-opened": _("Access opened"),
    "person.changed": _("Person changed"),
    "person.registered": _("Person registered"),
    "person.signed-in": _("Signed in"),
    "postings.classified": _("Postings classified"),
    "procurement.corrected": _("Procurement corrected by an import"),
    "procurements.linked": _("Procurements linked to authorities"),
    "register.imported": _("Register of the group imported"),
    "report.made": _("Yearly report made"),
    "sanction.claimed": _("Penalty claimed"),
    "sanction.waived": _("Penalty waived"),
    "simulation.saved": _("Simulation saved"),
    "snapshot.taken": _("Figures of the follow-up taken"),
    "spend-snapshot.taken": _("Figures of spend taken"),
    "spend-view.saved": _("View of spend saved"),
    "statistics.imported": _("Procurement statistics imported"),
    "statistics.refused": _("File of statistics refused"),
    "strategy-action.followed": _("Action of a strategy followed up"),
    "strategy-action.planned": _("Action of a strategy planned"),
    "strategy.decided": _("Category strategy decided"),
    "strategy.followed-up": _("Category strategy followed up"),
    "strategy.replaced": _("Category strategy replaced"),
    "strategy.written": _("Category strategy written"),
    "supplier.described": _("Supplier described otherwise by a newer file"),
    "supplier.kept-apart": _("Suppliers kept apart"),
    "supplier.merged": _("Suppliers merged"),
    "supplier.remark-assessed": _("Remark about a supplier assessed"),
    "supplier.reversed": _("Decision about suppliers taken back"),
    "supplier.split": _("Supplier split"),
    "suppliers.checked": _("Suppliers checked in a register"),
    "suppliers.settled": _("Suppliers' spellings settled"),
    "team.joined": _("Joined a category team"),
    "team.left": _("Left a category team"),
    "term.changed": _("Term of a contract changed"),
    "term.removed": _("Term of a contract taken away"),
    "term.written": _("Term of a contract written down"),
}
# Where a deed's details say what it was done to, the most telling first.
_NAMING = (
    *("name", "kept", "person", "title", "authority"),
    *("fact", "clause", "year", "code", "email"),
)


def verb_words(verb: str) -> str:
    """Return what was done, in words; the verb itself where nobody has put it in words."""
    return str(VERBS.get(verb, verb))


def subject_words(details: dict[str, Any]) -> str:
    """Return what it was done to, as its details name it; nothing when they do not."""
    told = [str(details[key]) for key in _NAMING if isinstance(details.get(key), str)]
    return " · ".join(dict.fromkeys(told[:2]))
