from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "parvis.offer.workflows"
    label = "workflows"
