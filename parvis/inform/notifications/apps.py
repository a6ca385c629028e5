from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "parvis.inform.notifications"
    label = "notifications"
