"""Django's entry to the subject."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case files, tasks, exhibits, custody, events."""

    name = "samakki.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the frame words, menu entries and panels."""
        from samakki.cases.web import starting  # noqa: PLC0415  (models must be loaded first)

        starting.register()
