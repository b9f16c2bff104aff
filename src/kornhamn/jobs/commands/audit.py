"""Commands about the audit trail."""

import typer

from kornhamn.audit.queries import Fault, verify

_FAULTS = {
    "changed": "its content no longer gives its hash: somebody changed it",
    "missing": "it is gone",
    "out-of-order": "it does not follow the entry before it: somebody moved or replaced entries",
    "tail-missing": "it is gone from the end of the trail",
    "head-changed": "it is not the entry that the head of the trail names as the last",
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    audit = typer.Typer(no_args_is_help=True, help=__doc__)
    audit.callback()(_audit)
    audit.command("verify")(verify_trail)
    app.add_typer(audit, name="audit")


def _audit() -> None:
    """Prove that nobody changed the audit trail."""


def verify_trail() -> None:
    """Read the whole trail and name every entry that was changed, removed or moved."""
    verification = verify()
    for fault in verification.faults:
        typer.echo(_sentence(fault))
    if verification.faults:
        typer.echo(f"The trail is broken in {len(verification.faults)} places.", err=True)
        raise typer.Exit(1)
    typer.echo(f"The trail is whole: {verification.entries} entries, last hash {verification.head}")


def _sentence(fault: Fault) -> str:
    return f"Entry {fault.number} ({fault.kind}): {_FAULTS[fault.kind]}."
