from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "parvis.capture.reports"
    label = "reports"
