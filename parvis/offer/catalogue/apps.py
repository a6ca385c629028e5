from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "parvis.offer.catalogue"
    label = "catalogue"
