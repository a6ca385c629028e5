from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "parvis.offer.surveys"
    label = "surveys"
