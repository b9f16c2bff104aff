"""What made-up contracts bind their suppliers to, in the words of the purchasing programme."""

from datetime import date, timedelta

from kornhamn.contracts.types import Consequence, ConsequenceKind, TermKind, TermSaid

_DAY = timedelta(days=1)


def terms_of(on: date) -> tuple[TermSaid, ...]:
    """Return the terms of a contract whose checks began some months before a day."""
    return (
        TermSaid(
            TermKind.DELIVERY,
            "Leverans senast kl. 06.30 på beställd dag, till det kök eller den skola som beställt.",
            followed_by="Se följesedlarna och fråga mottagaren. Ta en bild på lastkajen.",
            every_months=1,
            first_check_on=on - 75 * _DAY,
            minutes=45,
            consequence="Vite per påbörjad vecka tills leveranserna kommer i tid (avtalet 7.2).",
            penalty=Consequence(ConsequenceKind.PER_WEEK, 1_500_000, cap_ore=6_000_000),
        ),
        TermSaid(
            TermKind.QUALITY,
            "Varorna håller den kvalitet som anbudet beskriver. Fel vara byts nästa dag.",
            clause="quality.joint-followup",
            followed_by="Stickprov på fem varor mot anbudets produktblad.",
            every_months=3,
            first_check_on=on - 60 * _DAY,
            minutes=90,
            consequence="Prisavdrag på den del av leveransen som är fel (avtalet 7.4).",
            penalty=Consequence(ConsequenceKind.REDUCTION, permille=150),
        ),
        TermSaid(
            TermKind.ANTI_DISCRIMINATION_CLAUSE,
            "Fullmäktiges antidiskrimineringsklausul, med sanktioner.",
            clause="discrimination.clause",
            followed_by="Skriftlig redovisning av aktiva åtgärder.",
            every_months=12,
            first_check_on=on + 40 * _DAY,
            minutes=120,
            penalty=Consequence(ConsequenceKind.FIXED, 10_000_000),
        ),
        TermSaid(
            TermKind.WORK_ENVIRONMENT,
            "Arbetsmiljö och anställningsvillkor på den svenska lagens nivå.",
            clause="employment.work-environment",
            followed_by="Fråga chaufförer och skyddsombud. Begär lönebesked vid misstanke.",
            every_months=6,
            first_check_on=on + 12 * _DAY,
            minutes=180,
            consequence="Vite som andel av årsvärdet per påbörjad vecka (avtalet 9.1).",
            penalty=Consequence(ConsequenceKind.SHARE_PER_WEEK, permille=5, cap_ore=20_000_000),
        ),
    )
