"""Addresses of cases. No name of a person is in any of them."""

from django.urls import URLPattern, URLResolver, path

from samakki.cases.web.evidence_urls import evidence
from samakki.cases.web.views import listing, lists, my_work, offences, overview, people, person_acts, plan, tasks, team

PERSON = "cases/<code:reference>/people/<code:entity>"
TASK = "cases/<code:reference>/plan/<code:task>"

app_name = "cases"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_work.to_do, name="my_work"),
    path("incoming/", my_work.incoming, name="incoming"),
    path("watching/", my_work.watching, name="watching"),
    path("cases/", listing.cases, name="cases"),
    path("cases/open/", listing.open_case, name="open"),
    path("task-lists/", lists.lists, name="lists"),
    path("task-lists/add/", lists.edit, name="add_list"),
    path("task-lists/<str:code>/edit/", lists.edit, name="edit_list"),
    path("task-lists/<str:code>/retire/", lists.retire, name="retire_list"),
    path("case-parts/<code:reference>/", overview.find_part, name="find_part"),
    path("cases/<code:reference>/", overview.case, name="case"),
    path("cases/<code:reference>/describe/", overview.describe, name="describe"),
    path("cases/<code:reference>/stage/", overview.change_stage, name="change_stage"),
    path("cases/<code:reference>/review/", overview.review, name="review"),
    path("cases/<code:reference>/hand-over/", overview.hand_over, name="hand_over"),
    path("cases/<code:reference>/hand-over/<int:number>/accept/", overview.accept, name="accept"),
    path("cases/<code:reference>/watch/", overview.follow, name="follow"),
    path("cases/<code:reference>/offences/", offences.offences, name="offences"),
    path("cases/<code:reference>/offences/<slug:offence>/", offences.answer, name="answer"),
    path("cases/<code:reference>/elements/<slug:element>/", offences.assess, name="assess"),
    path("cases/<code:reference>/elements/<slug:element>/support/", offences.support, name="support"),
    path("cases/<code:reference>/support/<int:number>/withdraw/", offences.withdraw, name="withdraw_support"),
    path("cases/<code:reference>/people/", people.people, name="people"),
    path("cases/<code:reference>/people/describe/", people.describe, name="describe_person"),
    path("cases/<code:reference>/people/add/", people.add, name="add_person"),
    path(f"{PERSON}/", people.person, name="person"),
    path(f"{PERSON}/category/", person_acts.categorise, name="categorise"),
    path(f"{PERSON}/category/<slug:category>/end/", person_acts.end_category, name="end_category"),
    path(f"{PERSON}/role/", person_acts.give_role, name="give_role"),
    path(f"{PERSON}/role/<slug:role>/end/", person_acts.end_role, name="end_role"),
    path(f"{PERSON}/age/", person_acts.set_age, name="set_age"),
    path(f"{PERSON}/non-punishment/", person_acts.answer_npp, name="answer_npp"),
    path("cases/<code:reference>/plan/", plan.plan, name="plan"),
    path("cases/<code:reference>/plan/add/", plan.add, name="add_task"),
    path("cases/<code:reference>/plan/list/", plan.apply_list, name="apply_list"),
    path(f"{TASK}/", tasks.task, name="task"),
    path(f"{TASK}/finish/", tasks.finish, name="finish_task"),
    path(f"{TASK}/cancel/", tasks.cancel, name="cancel_task"),
    path(f"{TASK}/reopen/", tasks.reopen, name="reopen_task"),
    path(f"{TASK}/assign/", tasks.assign, name="assign_task"),
    path(f"{TASK}/day/", tasks.put_off, name="put_off_task"),
    path(f"{TASK}/waiting/", tasks.waiting, name="task_waiting"),
    path(f"{TASK}/first/", tasks.order, name="order_task"),
    path(f"{TASK}/hand-over/", tasks.hand_over, name="hand_over_task"),
    path(f"{TASK}/accept/<int:number>/", tasks.accept, name="accept_task"),
    path("cases/<code:reference>/notes/", team.notes, name="notes"),
    path("cases/<code:reference>/notes/<int:number>/correct/", team.correct_note, name="correct_note"),
    path("cases/<code:reference>/intelligence/", team.intelligence, name="intelligence"),
    path("cases/<code:reference>/team/", team.team, name="team"),
    path("cases/<code:reference>/team/add/", team.add_member, name="add_member"),
    path("cases/<code:reference>/team/lead/", overview.change_lead, name="change_lead"),
    path("cases/<code:reference>/team/<code:code>/end/", team.end_member, name="end_member"),
    *evidence,
]
