"""Django's forms drawn with Designsystemet: `{{ form }}` in a template is all a page writes."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

_WITHOUT_CLASS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class KornhamnBoundField(forms.BoundField):
    """A field whose control has Designsystemet's class; dates use the browser's picker."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        widget = field.widget
        if type(widget) is forms.DateInput:
            # The form holds its own copy of the widget, so this changes no other form.
            widget.input_type, widget.format = "date", "%Y-%m-%d"

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Return the control's attributes with its class added."""
        built = super().build_widget_attrs(attrs, widget)
        own = (widget or self.field.widget).attrs.get("class", "")
        built["class"] = f"ds-input {own}".strip()
        return built

    @property
    def control(self) -> str:
        """What the template draws: choices, checkbox, or a single control."""
        if isinstance(self.field.widget, _WITHOUT_CLASS):
            return "choices"
        return "checkbox" if isinstance(self.field.widget, forms.CheckboxInput) else "single"


class FormRenderer(TemplatesSetting):
    """Renders forms and fields with the templates in templates/forms/."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = KornhamnBoundField
