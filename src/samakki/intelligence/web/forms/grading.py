"""Forms for grades: of one item, and of the items of a reviewed report again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import choosing
from samakki.intelligence.queries import ItemDetail
from samakki.intelligence.web.wording.values import (
    ACCURACY,
    RELIABILITY,
    SYSTEMS,
)
from samakki.kernel.grades import GradeSystem, InformationAccuracy, NativeGrade, SourceReliability
from samakki.kernel.refusals import InvalidValue
from samakki.ui.forms import Form
from samakki.ui.wording import Text, worded

NOT_GRADED: tuple[str, Text] = ("", _("Not graded yet"))


class GradeFields(Form):
    """A grade: in 4x4, or as another system gave it."""

    reliability = forms.ChoiceField(
        label=_("The source"),
        required=False,
        choices=[NOT_GRADED, *((one.value, words) for one, words in RELIABILITY.items())],
        error_messages=choosing(""),
    )
    accuracy = forms.ChoiceField(
        label=_("The information"),
        required=False,
        choices=[NOT_GRADED, *((one.value, words) for one, words in ACCURACY.items())],
        error_messages=choosing(""),
    )
    system = forms.ChoiceField(
        label=_("Or: the grade came from another system"),
        required=False,
        choices=[("", _("No")), *((one.value, words) for one, words in SYSTEMS.items())],
        error_messages=choosing(""),
    )
    native = forms.CharField(
        label=_("The grade as it was given"),
        help_text=_("It is kept letter by letter. The 4x4 beside it is a translation, marked “mapped, not assessed”."),
        required=False,
        max_length=20,
    )

    @property
    def grade(self) -> NativeGrade | None:
        """The grade as it was given; None where nothing was."""
        wanted = self.cleaned_data
        if wanted.get("system"):
            return wanted.get("read_grade")
        if wanted.get("reliability") and wanted.get("accuracy"):
            return NativeGrade(GradeSystem.FOUR_BY_FOUR, wanted["reliability"], wanted["accuracy"])
        return None

    def clean(self) -> dict[str, Any]:
        """A grade has both halves; one of another system is written as that system writes it."""
        found = super().clean() or {}
        if found.get("system") or found.get("native"):
            self._read_native(found)
        elif bool(found.get("reliability")) != bool(found.get("accuracy")):
            missing = "accuracy" if found.get("reliability") else "reliability"
            self.add_error(missing, _("A grade has two halves: the source and the information. Choose both, or none."))
        return found

    def _read_native(self, found: dict[str, Any]) -> None:
        if not found.get("system"):
            self.add_error("system", _("Choose the system that the grade comes from."))
            return
        try:
            found["read_grade"] = NativeGrade.parse(found.get("native", ""), system=GradeSystem(found["system"]))
        except InvalidValue as error:
            words = worded(error.refusal)
            self.add_error("native", ValidationError(f"{words.why} {words.now}".strip()))

    def hold_grade(self, detail: ItemDetail) -> None:
        """Fill in the grade that stands there."""
        if detail.grade is None:
            return
        native = detail.grade.native
        if native.system is GradeSystem.FOUR_BY_FOUR:
            self.initial.update({"reliability": native.source, "accuracy": native.information})
        else:
            written = f"{native.source}{native.information}{native.handling}"
            self.initial.update({"system": native.system.value, "native": written})


class RegradeForm(Form):
    """New grades for the items of a reviewed report."""

    def __init__(self, *args: object, items: Iterable[ItemDetail], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.items = tuple(items)
        for item in self.items:
            now = str(item.grade.grade) if item.grade else ""
            self.fields[f"source-{item.reference}"] = forms.ChoiceField(
                label=_("Item %(number)s: the source") % {"number": item.number},
                required=False,
                choices=[("", _("As it is: %(grade)s") % {"grade": now}), *_pairs(RELIABILITY)],
            )
            self.fields[f"information-{item.reference}"] = forms.ChoiceField(
                label=_("Item %(number)s: the information") % {"number": item.number},
                required=False,
                choices=[("", _("As it is: %(grade)s") % {"grade": now}), *_pairs(ACCURACY)],
            )

    @property
    def grades(self) -> dict[str, NativeGrade]:
        """New grades by item; one half alone keeps the other."""
        found = {}
        for item in self.items:
            source = self.cleaned_data[f"source-{item.reference}"]
            information = self.cleaned_data[f"information-{item.reference}"]
            before = item.grade.grade if item.grade else None
            if not source and not information:
                continue
            source = source or (before.source.value if before else SourceReliability.X.value)
            information = information or (
                before.information.value if before else InformationAccuracy.NOT_CORROBORATED.value
            )
            found[item.reference] = NativeGrade(GradeSystem.FOUR_BY_FOUR, source, information)
        return found


def _pairs(words: Mapping[Any, Text]) -> list[tuple[str, Text]]:
    return [(one.value, text) for one, text in words.items()]
