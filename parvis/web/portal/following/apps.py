from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "parvis.web.portal.following"
    label = "following"
