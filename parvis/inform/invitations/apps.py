from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "parvis.inform.invitations"
    label = "invitations"
