"""Addresses of the frame itself: language, staying signed in."""

from django.urls import path

from samakki.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("stay/", views.stay, name="stay"),
]
