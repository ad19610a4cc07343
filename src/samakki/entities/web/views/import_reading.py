"""How a file is read and what its columns mean, each with the first rows below; and the rows that fail."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.refusals import show_in
from samakki.entities.actions import importing
from samakki.entities.actions.importing.taking_in import columns_of, victims_in, with_orders
from samakki.entities.domain.importing.cells import letters
from samakki.entities.domain.importing.day_orders import has_order
from samakki.entities.domain.importing.layout import colours_in, fingerprint
from samakki.entities.domain.importing.pieces import told_again
from samakki.entities.domain.importing.sheet_rows import service_of
from samakki.entities.domain.importing.states import SHEETS
from samakki.entities.domain.importing.tables import Preview, Reading
from samakki.entities.queries import importing as reads
from samakki.entities.queries.import_rows import PAGE as ROWS_PAGE
from samakki.entities.queries.import_rows import things_by_row
from samakki.entities.queries.importing import ImportDetail, RemarkRow
from samakki.entities.web.forms.importing import ChatForm, ColumnsForm, ReadingForm, colour_field, field_of, order_field
from samakki.entities.web.views.importing import WHY, back_to, found, page, row_things
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.formfields import described
from samakki.ui.wording import worded

SHOWN_ROWS = 15
MOST_DIGITS = 8  # of a row's number: no file that we read has more rows
SHOWN_COLUMNS = 30
PAGE = reads.REMARKS_SHOWN


@require_http_methods(["GET", "POST"])
@decides.signed_in(WHY)
def reading(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how the file is read: corrections first, then what its columns mean."""
    detail = found(request, reference)
    if detail.kind not in SHEETS:
        return _chat(request, detail)
    preview = reads.preview(officer(request), reference)
    if preview is None:
        return back_to(reference)
    if request.method != "POST":
        form = ReadingForm(initial=ReadingForm.initial_of(detail.reading), preview=preview)
        return _reading_page(request, detail, form, preview)
    form = ReadingForm(request.POST, preview=preview)
    if form.is_valid():
        try:
            again = reads.preview(officer(request), reference, form.reading(), find_headings=form.is_elsewhere())
            if again is not None and asked(request.POST, "go_on"):
                return _go_on(request, detail, again)
        except (InvalidValue, Refused) as problem:
            show_in(form, problem)
        else:
            preview = again or preview
            form = ReadingForm(initial=ReadingForm.initial_of(preview.reading), preview=preview)
    return _reading_page(request, detail, form, preview)


def _go_on(request: HttpRequest, detail: ImportDetail, preview: Preview) -> HttpResponse:
    """Keep how the file is read, and ask what its columns mean."""
    said = _columns_said(detail, preview)
    reading = replace(with_orders(preview), victims=[*dict.fromkeys([*preview.reading.victims, *victims_in(preview)])])
    importing.describe_import(by=officer(request), reference=detail.reference, reading=reading, columns=said)
    return HttpResponseRedirect(reverse("entities:import_columns", args=[detail.reference]))


@require_http_methods(["GET", "POST"])
@decides.signed_in(WHY)
def columns(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what each column means, then have every row checked."""
    detail, by = found(request, reference), officer(request)
    preview = reads.preview(by, reference)
    if preview is None:
        return back_to(reference)
    said = {one["key"]: one["target"] for one in detail.columns}
    colours = colours_in(preview.rows, preview.layout.last_heading)
    dated = [one for one in preview.layout.columns if has_order(one)]
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        columns=preview.layout.columns,
        said=said,
        relation=detail.reading.person_company,
        colours=colours,
        meant=detail.reading.colours,
        victims=detail.reading.victims,
        orders={one.key: detail.reading.orders.get(one.key, detail.reading.order) for one in dated},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.targets()
        wanted = [(one.key, chosen[one.key], service_of(one.heading)) for one in preview.layout.columns]
        stored = {**detail.reading.as_json(), "person_company": form.cleaned_data["relation"] or "other"}
        stored["colours"] = form.meanings()
        stored["victims"] = form.cleaned_data["victims"]
        stored["orders"] = form.orders()
        try:
            importing.describe_import(
                by=by,
                reference=reference,
                reading=Reading.from_json(stored),
                columns=wanted,
                keep_as=fingerprint(preview.layout) if form.cleaned_data["keep"] else "",
            )
            importing.check_import(by=by, reference=reference)
        except InvalidValue as problem:
            _show_beside(form, problem)
        except Refused as problem:
            show_in(form, problem)
        else:
            return back_to(reference)
    context = {
        **page(detail),
        "form": form,
        "columns": [
            (one, bound, described(bound)["widget"], form[order_field(one.key)] if one in dated else None)
            for one in preview.layout.columns
            for bound in [form[field_of(one.key)]]
        ],
        "unsure": [one.letters for one in dated if one.key in detail.reading.unsure],
        "colours": [(one, form[colour_field(one.code)]) for one in colours],
        "is_remembered": reads.has_saved_mapping(by, fingerprint(preview.layout)),
    }
    return render(request, "entities/import_columns.html", context, status=400 if form.errors else 200)


@require_GET
@decides.signed_in(WHY)
def failures(request: HttpRequest, reference: str) -> HttpResponse:
    """Rows that are left out, or that should be looked at, with number, column and reason."""
    detail, by = found(request, reference), officer(request)
    is_failure = asked(request.GET, "show") != "remarks"
    after = _row_number(asked(request.GET, "from"))
    some = reads.remarks(by, reference, is_failure=is_failure, after=after, limit=PAGE + 1)
    context = {
        **page(detail),
        "rows": [(one, _why(one)) for one in some[:PAGE]],
        "is_failure": is_failure,
        "after": after + PAGE if len(some) > PAGE else None,
        "before": max(0, after - PAGE) if after else None,
    }
    return render(request, "entities/import_failures.html", context)


@require_GET
@decides.signed_in(WHY)
def things(request: HttpRequest, reference: str) -> HttpResponse:
    """What came in, each with the row of the file that it came from."""
    detail, by = found(request, reference), officer(request)
    row = _row_number(asked(request.GET, "row"))
    some = things_by_row(by, reference, row=row, limit=ROWS_PAGE + 1)
    following = max(some[ROWS_PAGE].row, row + 1) if len(some) > ROWS_PAGE else None
    context = {**page(detail), "things": row_things(some[:ROWS_PAGE]), "row": row or "", "following": following}
    return render(request, "entities/import_things.html", context)


@require_GET
@decides.signed_in(WHY)
def failures_file(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """The same as a table to take along. It holds numbers, columns and reasons, and nothing that stands in the rows."""
    detail = found(request, reference)
    lines = _lines(reads.remarks(officer(request), reference, is_failure=True, limit=0))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{detail.reference}-rows.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


def _lines(rows: tuple[RemarkRow, ...]) -> Iterator[str]:
    yield "\ufeff" + _line("row", "column", "code", "reason")  # spreadsheets take the mark as "this is UTF-8"
    for one in rows:
        yield _line(str(one.row), one.column, one.code, _why(one))


def _line(*cells: str) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(cells)
    return held.getvalue()


def _why(one: RemarkRow) -> str:
    words = worded(told_again(one.code, one.facts))
    return f"{words.why} {words.now}".strip()


def _chat(request: HttpRequest, detail: ImportDetail) -> HttpResponse:
    initial = {"zone": detail.reading.zone, "order": detail.reading.order, "country": detail.reading.country}
    form = ChatForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        by = officer(request)
        stored = {**detail.reading.as_json(), **form.cleaned_data}
        try:
            importing.describe_import(by=by, reference=detail.reference, reading=Reading.from_json(stored), columns=[])
            importing.check_import(by=by, reference=detail.reference)
        except Refused as problem:
            show_in(form, problem)
        else:
            return back_to(detail.reference)
    context = {**page(detail), "form": form}
    return render(request, "entities/import_chat.html", context, status=400 if form.errors else 200)


def _reading_page(request: HttpRequest, detail: ImportDetail, form: ReadingForm, preview: Preview) -> HttpResponse:
    shown = preview.layout.columns[:SHOWN_COLUMNS]
    places = list(dict.fromkeys(one.place for one in shown))
    rows = [
        (row.number, _role(preview, row.number), [row.text(place) for place in places])
        for row in preview.rows[:SHOWN_ROWS]
    ]
    context = {
        **page(detail),
        "form": form,
        "preview": preview,
        "letters": [letters(place) for place in places],
        "rows": rows,
        "is_certain": len(preview.encodings) <= 1,
        "has_buddhist_years": not preview.reading.calendar and preview.has_buddhist_years,
    }
    return render(request, "entities/import_reading.html", context, status=400 if form.errors else 200)


def _role(preview: Preview, number: int) -> str:
    if preview.layout.first_heading <= number <= preview.layout.last_heading:
        return "heading"
    return "title" if number < preview.layout.first_heading else "data"


def _columns_said(detail: ImportDetail, preview: Preview) -> list[tuple[str, str, str]]:
    """What was said of the columns before, where they are the same ones; else a fresh guess."""
    said = {one["key"]: one for one in detail.columns}
    if set(said) != {one.key for one in preview.layout.columns}:
        return [(one["key"], one["target"], one["service"]) for one in columns_of(preview)]
    return [(key, one["target"], one.get("service", "")) for key, one in said.items()]


def _show_beside(form: ColumnsForm, problem: InvalidValue) -> None:
    second = str(problem.refusal.facts.get("second", ""))
    field = field_of(second) if second else ""
    show_in(form, problem, {problem.refusal.code: field} if field else {})


def _row_number(text: str) -> int:
    """A row that an address asks for; 0 for what is no number or more than any file has rows."""
    given = text.strip()
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= MOST_DIGITS else 0
