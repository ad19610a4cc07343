"""Addresses of exhibits, events and numbered prints; part of ``cases.web.urls``."""

from django.urls import URLPattern, path

from samakki.cases.web.views import custody, disclosure, events, exhibits, papers

CASE = "cases/<code:reference>"
EXHIBIT = f"{CASE}/exhibits/<code:exhibit>"
EVENT = f"{CASE}/events/<code:about>"

evidence: list[URLPattern] = [
    path("exhibits/<code:about>/", exhibits.find_exhibit, name="find_exhibit"),
    path("events/<code:about>/", events.find_event, name="find_event"),
    path(f"{CASE}/exhibits/", exhibits.exhibits, name="exhibits"),
    path(f"{CASE}/disclosure/", disclosure.disclosure, name="disclosure"),
    path(f"{CASE}/disclosure/add/", disclosure.add_listed, name="add_listed"),
    path(f"{CASE}/disclosure/<code:about>/", disclosure.decide, name="decide_disclosure"),
    path(f"{EXHIBIT}/", exhibits.show_exhibit, name="exhibit"),
    path(f"{EXHIBIT}/checklist/", exhibits.checklist, name="checklist"),
    path(f"{EXHIBIT}/file/", exhibits.add_file, name="add_file"),
    path(f"{EXHIBIT}/hand-over/", custody.hand_over, name="hand_over_exhibit"),
    path(f"{EXHIBIT}/receive/", custody.receive, name="receive_exhibit"),
    path(f"{EXHIBIT}/take-over/", custody.take_over, name="take_over"),
    path(f"{EXHIBIT}/seal/", custody.reseal, name="reseal"),
    path(f"{EXHIBIT}/end/", custody.end, name="end_custody"),
    path(f"{EXHIBIT}/custody/<int:number>/answer/", custody.answer, name="answer_hand_over"),
    path(f"{EXHIBIT}/custody/<int:number>/take-back/", custody.take_back, name="take_back"),
    path(f"{EXHIBIT}/report/", papers.issue_custody, name="issue_custody"),
    path(f"{CASE}/events/", events.events, name="events"),
    path(f"{CASE}/events/print/", events.print_events, name="print_events"),
    path(f"{EVENT}/", events.show_event, name="event"),
    path(f"{EVENT}/correct/", events.correct, name="correct_event"),
    path(f"{EVENT}/withdraw/", events.withdraw, name="withdraw_event"),
    path(f"{CASE}/papers/", papers.papers, name="papers"),
    path(f"{CASE}/papers/<slug:paper>/", papers.issue_paper, name="issue_paper"),
]
