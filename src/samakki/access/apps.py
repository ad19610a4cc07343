"""Django's entry to the subject."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Officers, policy and audit."""

    name = "samakki.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the frame words, places and menu entries, and listen to sign-ins."""
        from samakki.access.web import starting  # noqa: PLC0415  (models must be loaded first)

        starting.register()
