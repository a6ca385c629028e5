from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "parvis.capture.drafts"
    label = "drafts"
