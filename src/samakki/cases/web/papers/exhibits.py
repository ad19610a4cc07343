"""The exhibit list, the custody report of one exhibit, and the disclosure list."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samakki.cases.queries.custody import Link
from samakki.cases.queries.disclosure import DisclosureRow
from samakki.cases.queries.exhibits import ExhibitRow
from samakki.cases.web.custody_cells import ExhibitCells, StepCells, exhibit_cells
from samakki.cases.web.papers.content import Content
from samakki.cases.web.wording.exhibits import DISCLOSURE_KINDS, DISCLOSURE_STATES, HELPS
from samakki.ui.dates import moment_words
from samakki.ui.printing import Block, Facts, Heading, Note, Points, Rows, Text
from samakki.ui.wording import Text as Words


def exhibit_list(rows: tuple[ExhibitRow, ...]) -> Content:
    """Every exhibit with seal, digest, holder and what is missing in its chain."""
    cells = [exhibit_cells(row) for row in rows]
    table = Rows(
        [_("No."), _("What it is"), _("Seized"), _("Seal"), _("Held by"), _("What is missing")],
        [_list_row(one) for one in cells],
        [0.5, 3, 2.2, 1.1, 2, 3],
    )
    empty = Text(_("No exhibit is entered."))
    return Content(_("Exhibit list"), [table if cells else empty], {row.reference: _data(row) for row in rows}, True)


def custody_report(row: ExhibitRow, changed: int | None) -> Content:
    """One exhibit with every event of its chain, and what is missing in it."""
    one = exhibit_cells(row)
    state = (
        _("Every event is as it was recorded; each digest stands in the audit log.")
        if changed is None
        else _("Event %(number)s is not what was recorded.") % {"number": changed}
    )
    blocks: list[Block] = [
        Facts(
            [
                (_("Exhibit"), f"{row.number} · {row.reference}"),
                (_("What it is"), f"{row.description}\n{one.kind}"),
                (_("Seized"), "\n".join(filter(None, (one.seized, row.seized_place, row.seized_by, row.legal_basis)))),
                (_("Held by"), f"{one.holder}\n{one.held_since}"),
                (_("Seal"), one.seal or _("no seal")),
                *[(f"SHA-256 ({file.role})", f"{file.sha256}\n{file.reference}") for file in one.files],
            ]
        ),
        Heading(_("What is missing in the chain")),
        Points(one.gaps) if one.gaps else Text(_("Nothing was found missing.")),
        Heading(_("Chain of custody")),
        Note(state),
        Rows(
            [_("No."), _("What and when"), _("From and to"), _("Seal"), _("Answer and remarks")],
            [_step_row(step) for step in one.steps],
            [0.5, 2.2, 2.6, 1.8, 3],
        ),
        Heading(_("At the seizure")),
        Facts([(str(step), str(answer)) for step, answer, _settled in one.checks]),
        Heading(_("Digests of the events")),
        Rows([_("No."), "SHA-256"], [[str(step.number), step.digest] for step in one.steps], [0.5, 6]),
    ]
    rows = {f"{row.reference}/{link.step.number}": _step_data(link) for link in row.chain}
    return Content(_("Custody report"), blocks, {row.reference: _data(row), **rows}, True)


def disclosure_paper(rows: tuple[DisclosureRow, ...]) -> Content:
    """What the defence may have to be shown, with every decision."""
    table = Rows(
        [_("What"), _("About"), _("For the defence"), _("Shown"), _("Decided by"), _("Reason")],
        [_disclosure_row(row) for row in rows],
        [1.6, 3, 1.6, 1.4, 2, 2.4],
    )
    empty = Text(_("Nothing is on the list."))
    data = {
        row.reference: {
            "kind": row.kind.value if row.kind else "exhibit",
            "number": row.number,
            "words": row.words,
            "helps": row.helps.value,
            "state": row.state.value,
            "decisions": [
                [one.at.isoformat(), one.by, one.helps.value, one.state.value, one.reason] for one in row.decisions
            ],
        }
        for row in rows
    }
    return Content(_("Disclosure list"), [table if rows else empty], data, True)


def _list_row(one: ExhibitCells) -> list[str]:
    content = one.row.content
    digest = f"\nSHA-256 {content.facts.file.sha256}" if content else ""
    return [
        str(one.row.number),
        f"{one.row.description}\n{one.kind} · {one.row.reference}{digest}",
        f"{one.seized}\n{one.row.seized_place}\n{one.row.seized_by}",
        one.seal or "–",
        f"{one.holder}\n{one.held_since}",
        "\n".join(one.gaps) or _("Nothing"),
    ]


def _step_row(step: StepCells) -> list[str]:
    from_and_to = "\n".join(
        text
        for text in (
            _("from %(party)s") % {"party": step.giver} if step.giver else "",
            _("to %(party)s") % {"party": step.receiver} if step.receiver else "",
            str(step.purpose),
        )
        if text
    )
    answer = [step.reply, *step.words, step.recorded]
    if step.paper:
        answer.append(_("Signed paper: %(reference)s") % {"reference": step.paper})
    return [
        str(step.number),
        f"{step.what}\n{step.at}",
        from_and_to,
        step.seal,
        "\n".join(text for text in answer if text),
    ]


def _disclosure_row(row: DisclosureRow) -> list[str]:
    kind: Words = DISCLOSURE_KINDS[row.kind] if row.kind else _("Exhibit %(number)s") % {"number": row.number}
    last = row.decisions[0] if row.decisions else None
    return [
        f"{kind}\n{row.reference}",
        row.words,
        str(HELPS[row.helps]),
        str(DISCLOSURE_STATES[row.state]),
        f"{last.by_name} ({last.by})\n{moment_words(last.at)}" if last else "–",
        last.reason if last else "",
    ]


def _data(row: ExhibitRow) -> Mapping[str, Any]:
    content = row.content
    return {
        "number": row.number,
        "kind": row.kind.value,
        "description": row.description,
        "seized_at": row.seized_at.isoformat(),
        "time_zone": row.zone,
        "time_is_known": row.is_time_known,
        "seized_place": row.seized_place,
        "seized_by": row.seized_by,
        "legal_basis": row.legal_basis,
        "checklist": dict(row.checklist),
        "seal": row.held.seal,
        "holder": row.held.holder.officer or row.held.holder.outside,
        "held_since": row.held.since.isoformat(),
        "gaps": [[gap.code.value, gap.number] for gap in row.gaps],
        "files": {one.facts.file.reference: one.facts.file.sha256 for one in row.files},
        "sha256": content.facts.file.sha256 if content else "",
    }


def _step_data(link: Link) -> Mapping[str, Any]:
    step, words, reply = link.step, link.words, link.step.reply
    return {
        "number": step.number,
        "kind": step.kind.value,
        "at": step.at.isoformat(),
        "time_zone": words.zone,
        "giver": step.giver.officer or step.giver.outside,
        "receiver": step.receiver.officer or step.receiver.outside,
        "purpose": words.purpose.value if words.purpose else "",
        "seal_before": step.seal_before,
        "seal_after": step.seal_after,
        "seal_state": step.seal_state.value,
        "place": words.place,
        "condition": words.condition,
        "remark": words.remark,
        "paper": words.paper,
        "recorded_at": step.recorded_at.isoformat(),
        "recorded_by": words.recorded_by,
        "digest": words.digest,
        "answer": {
            "answer": reply.answer.value,
            "by": reply.by,
            "at": reply.at.isoformat(),
            "received_at": reply.received_at.isoformat() if reply.received_at else "",
            "seal_found": reply.seal_found,
            "seal_state": reply.seal_state.value,
            "condition": words.answer_condition,
            "remark": words.answer_remark,
        }
        if reply is not None
        else None,
    }
