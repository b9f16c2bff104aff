"""Django's forms drawn with Designsystemet: `{{ form }}` in a template is all a page writes."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
_SHORT = (forms.NumberInput, forms.DateInput)
_NUMBER_ONLY = frozenset({"min", "max", "step"})


class KornhamnBoundField(forms.BoundField):
    """A field whose control has Designsystemet's class and never loses what was written in it.

    A browser empties a number or date control whose text it cannot read; so numbers are text
    with a number keyboard, and a date that was refused is shown again as text.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # The form holds its own copy of the widget, so this changes no other form.
        widget = field.widget
        if type(widget) is forms.NumberInput:
            widget.input_type = "text"
            whole = isinstance(field, forms.IntegerField)
            widget.attrs = {
                "inputmode": "numeric" if whole else "decimal",
                **{key: value for key, value in widget.attrs.items() if key not in _NUMBER_ONLY},
            }
        if type(widget) is forms.Select:
            widget.template_name = "forms/select.html"  # in one piece: a list may have hundreds
        if type(widget) is forms.DateInput:
            widget.format = "%Y-%m-%d"

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Return the control's attributes with its class added."""
        widget = widget or self.field.widget
        if type(widget) is forms.DateInput:  # here, since the form is cleaned by now
            widget.input_type = "text" if self.errors else "date"
        built = super().build_widget_attrs(attrs, widget)
        own = widget.attrs.get("class", "")
        short = "kh-short" if isinstance(widget, _SHORT) else ""
        built["class"] = " ".join(f"ds-input {short} {own}".split())
        return built

    @property
    def control(self) -> str:
        """What the template draws: choices, checkbox, or a single control."""
        if isinstance(self.field.widget, _CHOICES):
            return "choices"
        return "checkbox" if isinstance(self.field.widget, forms.CheckboxInput) else "single"


class FormRenderer(TemplatesSetting):
    """Renders forms and fields with the templates in templates/forms/."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = KornhamnBoundField
