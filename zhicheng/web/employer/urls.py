"""Addresses of the units and of the departments that supervise them."""

from django.urls import URLPattern, path

from zhicheng.web.employer.views import (
    case,
    ending,
    files,
    home,
    objections,
    post_tables,
    publicities,
    recommending,
    supervised,
)

urlpatterns: list[URLPattern] = [
    path("", home.queue, name="employer-home"),
    path("people/", home.people, name="employer-people"),
    path("cases/<slug:handle>/", case.show, name="employer-case"),
    path("cases/<slug:handle>/check", case.check, name="employer-check-claim"),
    path("cases/<slug:handle>/check-rest", case.check_rest, name="employer-check-rest"),
    path("cases/<slug:handle>/return", ending.return_case, name="employer-return"),
    path("cases/<slug:handle>/decline", ending.decline_case, name="employer-decline"),
    path("cases/<slug:handle>/recommend", recommending.one, name="employer-recommend"),
    path("cases/<slug:handle>/files/<slug:file>/", files.show, name="employer-file"),
    path("cases/<slug:handle>/files/<slug:file>/<int:page>.jpg", files.page_image, name="employer-file-page"),
    path("publicities/", publicities.all_lists, name="employer-publicities"),
    path("publicities/new", publicities.open_list, name="employer-publicity-new"),
    path("publicities/<slug:handle>/", publicities.show, name="employer-publicity"),
    path("publicities/<slug:handle>/paper", publicities.paper, name="employer-publicity-paper"),
    path("publicities/<slug:handle>/recommend", recommending.several, name="employer-recommend-several"),
    path("objections/<slug:handle>/", objections.decide, name="employer-objection"),
    path("posts/", post_tables.all_tables, name="employer-posts"),
    path("posts/start", post_tables.start, name="employer-post-start"),
    path("posts/<slug:handle>/", post_tables.show, name="employer-post"),
    path("posts/<slug:handle>/paper", post_tables.paper, name="employer-post-paper"),
    path("posts/<slug:handle>/edit", post_tables.edit, name="employer-post-edit"),
    path("posts/<slug:handle>/send", post_tables.send, name="employer-post-send"),
    path("supervised/", supervised.all_tables, name="employer-supervised-posts"),
    path("supervised/<slug:handle>/", supervised.show, name="employer-supervised-post"),
]
