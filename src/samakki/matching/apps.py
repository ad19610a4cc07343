"""Django's entry to the subject."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Judgements and profiles."""

    name = "samakki.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the frame words, menu entries and panels."""
        from samakki.matching.web import starting  # noqa: PLC0415  (models must be loaded first)

        starting.register()
