"""Django's entry to the subject."""

from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    """Reports, items, source identities, community reports."""

    name = "samakki.intelligence"
    label = "intelligence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the frame words, menu entries and panels."""
        from samakki.intelligence.web import starting  # noqa: PLC0415  (models must be loaded first)

        starting.register()
