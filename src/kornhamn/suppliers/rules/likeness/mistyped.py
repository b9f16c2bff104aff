"""What a mistyped organisation number may have been meant to be."""

from kornhamn.kernel.organisation_number import is_legal_entity


def corrections(digits: str) -> list[str]:
    """Return the valid numbers that one wrong digit, or two that changed places, lead to."""
    tried = {*_swapped(digits), *_with_another_digit(digits)}
    return sorted(number for number in tried if is_legal_entity(number))


def _swapped(digits: str) -> list[str]:
    return [
        digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        for at in range(len(digits) - 1)
    ]


def _with_another_digit(digits: str) -> list[str]:
    return [
        digits[:at] + digit + digits[at + 1 :]
        for at in range(len(digits))
        for digit in "0123456789"
    ]
