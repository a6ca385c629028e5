from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "parvis.act.cases"
    label = "cases"
