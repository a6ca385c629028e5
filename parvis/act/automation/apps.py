from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "parvis.act.automation"
    label = "automation"
