"""What a mistyped organisation number may have been meant to be."""

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # a doubled digit's own digits summed (Luhn)
_UNDOUBLED = tuple(_DOUBLED.index(digit) for digit in range(10))
_LOWEST_THIRD_DIGIT = 2


def corrections(number: str) -> list[str]:
    """Return the valid numbers that one wrong digit, or two that changed places, lead to."""
    digits = [int(digit) for digit in number]
    wrong = _total(digits) % 10
    tried = [_with_another_digit(digits, at, wrong) for at in range(len(digits))]
    tried += [_swapped(digits, at) for at in range(len(digits) - 1)]
    return sorted(
        {
            "".join(map(str, one))
            for one in tried
            if one != digits and one[2] >= _LOWEST_THIRD_DIGIT and _total(one) % 10 == 0
        }
    )


def _total(digits: list[int]) -> int:
    return sum(_DOUBLED[digit] for digit in digits[0::2]) + sum(digits[1::2])


def _with_another_digit(digits: list[int], at: int, wrong: int) -> list[int]:
    """Return the digits with the one at a place made what the check digit asks for."""
    plain, doubled = (digits[at] - wrong) % 10, (_DOUBLED[digits[at]] - wrong) % 10
    return [*digits[:at], plain if at % 2 else _UNDOUBLED[doubled], *digits[at + 1 :]]


def _swapped(digits: list[int], at: int) -> list[int]:
    return [*digits[:at], digits[at + 1], digits[at], *digits[at + 2 :]]
