"""Django's entry to the subject."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Officers, policy and audit."""

    name = "samakki.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
