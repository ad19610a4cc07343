"""How a widget of a form becomes HTML: a drop-down list in Python, everything else by Django's templates.

Django fills two templates for each option; a list of two hundred acts took longer than all the rest of its page.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECT, OPTION = "django/forms/widgets/select.html", "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    """Django's own, but for drop-down lists whose options have no template of their own."""

    def render(self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> str:
        """The same HTML as the template gives."""
        if template_name == SELECT and _is_plain(context["widget"]):
            return drop_down(context["widget"])
        return super().render(template_name, dict(context), request)


def drop_down(widget: Mapping[str, Any]) -> SafeString:
    """A drop-down list, of what a widget's ``get_context`` gives."""
    groups = format_html_join("", "{}", ((_group(name, options),) for name, options, _ in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), groups)


def _group(name: object, options: list[dict[str, Any]]) -> SafeString:
    drawn = format_html_join(
        "",
        '\n  <option value="{}"{}>{}</option>\n',
        ((str(one["value"]), _attributes(one["attrs"]), localize(one["label"])) for one in options),
    )
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', localize(name), drawn) if name else drawn


def _attributes(found: Mapping[str, object]) -> SafeString:
    """As ``attrs.html`` writes them: False is left out, True stands without a value."""
    return format_html_join(
        "",
        " {}{}",
        (
            (name, "" if value is True else format_html('="{}"', str(value)))
            for name, value in found.items()
            if value is not False
        ),
    )


def _is_plain(widget: Mapping[str, Any]) -> bool:
    return all(one["template_name"] == OPTION for _, options, _ in widget["optgroups"] for one in options)
