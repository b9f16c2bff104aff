"""The small marks that a page has by the hundred, as HTML written in one pass: icons and verdicts.

The components `c-icon` and `c-verdict` draw these same marks.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kornhamn.web import formats, words

_SHAPES = {
    "met": (
        '<circle cx="10" cy="10" r="8" fill="currentColor" stroke="none"/>'
        '<path class="kh-icon__cut" d="m6.5 10.3 2.4 2.4 4.6-5"/>'
    ),
    "not-met": (
        '<path fill="currentColor" stroke="none" d="M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 '
        '13.4V6.6z"/>'
        '<path class="kh-icon__cut" d="m7.2 7.2 5.6 5.6m0-5.6-5.6 5.6"/>'
    ),
    "unknown": (
        '<circle cx="10" cy="10" r="7.6" stroke-dasharray="2.6 2.2"/>'
        '<path d="M8 8.1a2.1 2.1 0 1 1 3 2c-.7.4-1 .8-1 1.5M10 14h.01"/>'
    ),
    "not-applicable": '<circle cx="10" cy="10" r="7.6"/><path d="M6.8 10h6.4"/>',
    "departed": (
        '<path d="M10 1.9 18.1 10 10 18.1 1.9 10z"/><path d="M7.4 12V9.6h4.4m-1.7-2 2 2-2 2"/>'
    ),
    "menu": '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
    "theme": (
        '<circle cx="10" cy="10" r="7.2"/>'
        '<path fill="currentColor" stroke="none" d="M10 2.8a7.2 7.2 0 0 1 0 14.4z"/>'
    ),
    "person": (
        '<circle cx="10" cy="6.8" r="3.3"/>'
        '<path d="M3.6 17c.6-3.6 3.1-5.4 6.4-5.4s5.8 1.8 6.4 5.4"/>'
    ),
    "download": '<path d="M10 3v9m-3.6-3.4L10 12.2l3.6-3.6M3.5 16.5h13"/>',
    "up": '<path d="m5.5 12 4.5-4.5 4.5 4.5"/>',
    "down": '<path d="m5.5 8 4.5 4.5L14.5 8"/>',
    "sort": '<path d="M6.5 8 10 4.5 13.5 8m0 4L10 15.5 6.5 12"/>',
    "arrow": '<path d="M4 10h12m-4.5-4.5L16 10l-4.5 4.5"/>',
    "clock": '<circle cx="10" cy="10" r="7.6"/><path d="M10 5.8V10l2.8 1.8"/>',
    "lock": (
        '<rect x="4.2" y="8.8" width="11.6" height="8" rx="1.6"/>'
        '<path d="M6.8 8.8V6.6a3.2 3.2 0 0 1 6.4 0v2.2"/>'
    ),
    "check": '<path d="m4.5 10.6 3.6 3.6 7.4-8.4"/>',
}


def _drawn(shape: str) -> SafeString:
    """Draw a shape: decoration beside words, so it is hidden from readers of the page's text."""
    svg = (
        '<svg class="kh-icon" viewBox="0 0 20 20" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{shape}</svg>'
    )
    return mark_safe(svg)  # noqa: S308 - made of the shapes above


_ICONS = {name: _drawn(shape) for name, shape in _SHAPES.items()}
_NONE = _drawn("")


def icon(name: str) -> SafeString:
    """Return an icon by its name; an empty one where there is no such."""
    return _ICONS.get(name, _NONE)


def verdict_mark(verdict: str, count: formats.Number | None = None) -> SafeString:
    """Return a verdict by colour, by shape and by word; with a count when many are summed."""
    return format_html(
        '<span class="kh-verdict" data-verdict="{}">{}<span>{}</span>{}</span>',
        verdict,
        icon(verdict),
        words.VERDICT_LABELS.get(verdict, verdict),
        "" if count is None else _count(count),
    )


def _count(count: formats.Number) -> SafeString:
    return format_html('<span class="kh-verdict__count">{}</span>', formats.number(count))
