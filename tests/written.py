"""What is written down: every row of a room, to show that a refused verb wrote nothing."""

from django.apps import apps

from kornhamn.audit.models import Entry


def all_that_is_written(room: str) -> dict[str, list[dict[str, object]]]:
    """Return every row of a room's tables, and of the audit trail."""
    tables = (*apps.get_app_config(room).get_models(), Entry)
    return {one.__name__: list(one._default_manager.order_by("pk").values()) for one in tables}
