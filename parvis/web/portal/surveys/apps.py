from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "parvis.web.portal.surveys"
    label = "portal_surveys"
