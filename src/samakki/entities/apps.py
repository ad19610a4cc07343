"""Django's entry to the subject."""

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    """Entities, places, search, import and export."""

    name = "samakki.entities"
    label = "entities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the frame words, menu entries and panels."""
        from samakki.entities.web import starting  # noqa: PLC0415  (models must be loaded first)

        starting.register()
