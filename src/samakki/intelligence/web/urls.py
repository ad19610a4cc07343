"""Addresses of intelligence. No name of a person is in any of them."""

from django.urls import URLPattern, URLResolver, path

from samakki.intelligence.web.views import community, items, release, reports, sources, steps

app_name = "intelligence"
R = "reports/<code:reference>/"
N = "community/<code:reference>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.new_report, name="new_report"),
    path(R, reports.report, name="report"),
    path(f"{R}change/", reports.change_report, name="change_report"),
    path(f"{R}letters/", reports.settle_letters, name="letters"),
    path(f"{R}original/", reports.original, name="original"),
    path(f"{R}items/add/", items.quick_item, name="quick_item"),
    path(f"{R}items/cut/", items.cut, name="cut"),
    path(f"{R}items/<code:item>/", items.change_item, name="item"),
    path(f"{R}items/<code:item>/out/", items.take_out, name="take_out"),
    path(f"{R}items/<code:item>/capture/", items.capture, name="capture"),
    path(f"{R}link/", items.link, name="link"),
    path(f"{R}grade/", items.grade, name="grade"),
    path(f"{R}release/", release.release, name="release"),
    path(f"{R}release/items/<code:item>/", release.write_sanitised, name="sanitised"),
    path(f"{R}release/warnings/<int:warning>/", release.keep, name="keep"),
    path(f"{R}release/hand-over/", release.hand_over, name="hand_over"),
    path(f"{R}release/authorise/", release.authorise, name="authorise"),
    path(f"{R}release/send-back/", release.send_back, name="send_back"),
    path(f"{R}reopen/", steps.reopen, name="reopen"),
    path(f"{R}feedback/", steps.feedback, name="feedback"),
    path(f"{R}review/", steps.review, name="review"),
    path(f"{R}keep/", steps.retain, name="retain"),
    path(f"{R}grade-again/", steps.regrade, name="regrade"),
    path(f"{R}destroy/", steps.destroy, name="destroy"),
    path(f"{R}cases/", steps.file_in_case, name="file"),
    path(f"{R}cases/take-out/", steps.take_out_of_case, name="unfile"),
    path(f"{R}answer/", steps.tell_outcome, name="tell_outcome"),
    path("sources/", sources.sources, name="sources"),
    path("sources/new/", sources.new_source, name="new_source"),
    path("sources/<code:reference>/", sources.source, name="source"),
    path("community/", community.community_reports, name="community_reports"),
    path("community/new/", community.new_community_report, name="new_community_report"),
    path(N, community.community_report, name="community_report"),
    path(f"{N}change/", community.change_community_report, name="change_community_report"),
    path(f"{N}decide/", community.decide, name="decide"),
    path(f"{N}lead/", community.propose_lead, name="propose_lead"),
    path(f"{N}lead/send/", community.send_lead, name="send_lead"),
]
