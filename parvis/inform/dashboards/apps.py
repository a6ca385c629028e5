from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "parvis.inform.dashboards"
    label = "dashboards"
