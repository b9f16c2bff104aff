"""The queue of postings in doubt, what people decide, and what the model learns from it."""

from django.urls import path

from kornhamn.web.pages.classification.deciding import decide, decisions, remove, undo
from kornhamn.web.pages.classification.model import model_page
from kornhamn.web.pages.classification.queue import queue
from kornhamn.web.pages.classification.rule import rule_page

urlpatterns = [
    path("classification/", queue, name="classification"),
    path("classification/decisions/", decisions, name="category-decisions"),
    path("classification/decisions/<uuid:decision>/undo/", undo, name="undo-category"),
    path("classification/rules/<uuid:rule>/remove/", remove, name="remove-category-rule"),
    path("classification/model/", model_page, name="category-model"),
    path("classification/<int:posting>/", decide, name="decide-category"),
    path("classification/<int:posting>/rule/", rule_page, name="category-rule"),
]
