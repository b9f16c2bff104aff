"""The category tree as a document, and a page for each category."""

from django.urls import path

from kornhamn.web.pages.categories.category import category_page
from kornhamn.web.pages.categories.tree import tree_page

urlpatterns = [
    path("categories/", tree_page, name="categories"),
    path("categories/<slug:code>/", category_page, name="category"),
]
