"""Pages that hold every component, to look at and to measure; words and people are invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from samakki.kernel.dates import PartialDate
from samakki.ui.forms import Form
from samakki.ui.templatetags.samakki import as_is
from tests.support.pages import accented

TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Agency:
    """Who runs the desk."""

    name: str = "អគ្គស្នងការដ្ឋាននគរបាលជាតិ"


@dataclass(frozen=True)
class Desk:
    """Where the officer works."""

    address: str = "KH/POL/AHTJPD/duty"
    agency: Agency = Agency()


@dataclass(frozen=True)
class Reader:
    """A signed-in officer as the frame sees one."""

    full_name: str = "សុខ សុភា"
    code: str = "O-7K3QR"
    desk: Desk = Desk()
    is_authenticated: bool = True


WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "heading": "Record a report",
        "note": "The report was recorded. Only officers of your desk can read it.",
        "text": "Write what the source said, in their words. Keep what you think apart from what you were told.",
        "label": "What did the source say?",
        "hint": "In the language it was said in",
        "mistake": "Write what the source said",
        "option": "Trafficking in persons",
        "other": "Smuggling of migrants",
    },
    "km": {
        "heading": "កត់ត្រារបាយការណ៍",
        "note": "របាយការណ៍ត្រូវបានកត់ត្រា។ មានតែមន្ត្រីនៃការិយាល័យរបស់អ្នកទេដែលអាចអានបាន។",
        "text": "សូមសរសេរអ្វីដែលប្រភពបាននិយាយ តាមពាក្យរបស់ប្រភព។ ស្ត្រីម្នាក់ត្រូវបាននាំទៅរាជធានីភ្នំពេញ ហើយក្រោយមកឆ្លងព្រំដែន។",
        "label": "តើប្រភពបាននិយាយអ្វី?",
        "hint": "ជាភាសាដែលបាននិយាយ",
        "mistake": "សូមសរសេរអ្វីដែលប្រភពបាននិយាយ",
        "option": "អំពើជួញដូរមនុស្ស",
        "other": "ការរត់ពន្ធជនចំណាកស្រុក",
    },
    "my": {
        "heading": "အစီရင်ခံစာ မှတ်တမ်းတင်ရန်",
        "note": "အစီရင်ခံစာကို မှတ်တမ်းတင်ပြီးပါပြီ။ သင့်ဌာနမှ အရာရှိများသာ ဖတ်နိုင်ပါသည်။",
        "text": "သတင်းရင်းမြစ် ပြောခဲ့သည်ကို ၎င်း၏ စကားလုံးများဖြင့် ရေးပါ။ သင်္ဘောဖြင့် နယ်စပ်ကို ဖြတ်ကျော်ခဲ့ကြသည်။",
        "label": "သတင်းရင်းမြစ်က ဘာပြောခဲ့သလဲ။",
        "hint": "ပြောခဲ့သည့် ဘာသာစကားဖြင့်",
        "mistake": "သတင်းရင်းမြစ် ပြောခဲ့သည်ကို ရေးပါ",
        "option": "လူကုန်ကူးမှု",
        "other": "ရွှေ့ပြောင်းသူများကို ခိုးထုတ်ခိုးသွင်းမှု",
    },
}


PSEUDO = "pseudo"  # page words that look translated, so that only those of the frame can be missed


def words(language: str) -> Mapping[str, str]:
    """Invented page words; English where a script needs no look of its own."""
    if language == PSEUDO:
        return {name: accented(text) for name, text in WORDS["en"].items()}
    return WORDS.get(language, WORDS["en"])


def request(path: str = "/", **query: str) -> HttpRequest:
    """A request of a signed-in officer."""
    made = RequestFactory().get(path, query)
    made.user = cast(Any, SimpleLazyObject(Reader))
    made.META["samakki.duties"] = frozenset()  # of an officer without any, so that no subject looks one up
    return made


def form(said: Mapping[str, str], *, sent: bool = True) -> Form:
    """One field of every kind, sent empty so that most of them are wrong."""
    choices = [("trafficking", said["option"]), ("smuggling", said["other"])]

    class EveryField(Form):
        text = forms.CharField(
            label=said["label"], help_text=said["hint"], error_messages={"required": said["mistake"]}
        )
        password = forms.CharField(label=said["label"], widget=forms.PasswordInput)
        long_text = forms.CharField(label=said["label"], help_text=said["hint"], widget=forms.Textarea)
        optional = forms.CharField(label=said["label"], required=False)
        choice = forms.ChoiceField(label=said["label"], choices=choices)
        radios = forms.ChoiceField(
            label=said["label"], help_text=said["hint"], choices=choices, widget=forms.RadioSelect
        )
        several = forms.MultipleChoiceField(
            label=said["label"], choices=choices, widget=forms.CheckboxSelectMultiple, required=False
        )
        agreed = forms.BooleanField(label=said["option"])
        upload = forms.FileField(label=said["label"], required=False)

    return EveryField({"several": ["smuggling"], "optional": "<b>012 345 678</b>"} if sent else None)


def components(language: str = "en") -> str:
    """The page that holds everything, in the active translation and with words of one language."""
    said = words(language)

    class Filter(Form):
        contains = forms.CharField(label=said["label"], required=False)
        kind = forms.ChoiceField(
            label=said["label"], required=False, choices=[("", "–"), ("a", said["option"]), ("b", said["other"])]
        )

    rows = [[as_is(f"R-{number}B3KD"), said["option"], said["other"]] for number in range(4)]
    context: dict[str, Any] = {
        **said,
        "reference": as_is("KH-2026-014"),
        "form": form(said),
        "filter_form": Filter({}),
        "summary": [
            {"key": said["option"], "value": said["text"], "actions": [{"text": said["heading"], "url": "#"}]},
            {"key": said["other"], "value": as_is("O-7K3QR")},
        ],
        "head": [said["label"], said["option"], said["other"]],
        "rows": rows,
        "page": Paginator(range(95), 10).page(4),
        "today": TODAY,
        "soon": date(2026, 3, 4),
        "late": date(2026, 2, 20),
        "at": datetime(2026, 3, 1, 3, 0, tzinfo=UTC),
        "partly": PartialDate("2007-04/2008-05"),
        "entries": [
            {
                "title": said["heading"],
                "at": datetime(2026, 3, 1, 3, 0, tzinfo=UTC),
                "by": "O-7K3QR",
                "text": said["text"],
            },
            {"title": said["option"], "at": datetime(2026, 2, 27, 9, 30, tzinfo=UTC), "by": "O-7K3QR"},
        ],
    }
    return drawn("components", context)


def drawn(name: str, context: Mapping[str, Any]) -> str:
    """Render one template of the gallery as an officer's page."""
    source = (Path(__file__).parent / f"{name}.html").read_text("utf-8")
    return engines["django"].from_string(source).render(dict(context), request())
