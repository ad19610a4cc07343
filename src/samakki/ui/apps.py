"""Django's entry to the subject."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Frame, components, languages."""

    name = "samakki.ui"
    label = "ui"
