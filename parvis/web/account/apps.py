from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "parvis.web.account"
    label = "account_pages"
