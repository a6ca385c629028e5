"""Routes of accounts: the agents' log-in and factors, the residents' own space.

Doors are public: each checks for itself how far the person has come (`doors.py`).
"""

from parvis.people.permissions import PUBLIC
from parvis.web.account import (
    codes,
    confirm,
    links,
    log_in,
    log_out,
    mine,
    passkeys,
    provider,
    second,
    security,
)
from parvis.web.routes import route

app_name = "account"

urlpatterns = [
    route("", mine.show, PUBLIC, name="mine"),
    route("rassembler/", mine.gather, PUBLIC, name="gather"),
    route("langue/", mine.set_language, PUBLIC, name="language"),
    route("mes-donnees/", mine.export, PUBLIC, name="export"),
    route("effacer/", mine.erase, PUBLIC, name="erase"),
    route("lien/<number:link>/<str:token>/", links.open_link, PUBLIC, name="link"),
    route("mot-de-passe-oublie/", links.forgotten, PUBLIC, name="forgotten"),
    route("fournisseur/<slug:code>/", provider.start, PUBLIC, name="provider"),
    route("fournisseur/<slug:code>/retour/", provider.back, PUBLIC, name="provider_back"),
    route("connexion/", log_in.agents, PUBLIC, name="log_in"),
    route("connexion/cle/question/", passkeys.ask_anyone, PUBLIC, name="passkey_ask_anyone"),
    route("connexion/cle/", passkeys.log_in, PUBLIC, name="passkey_log_in"),
    route("second-facteur/", second.ask, PUBLIC, name="second"),
    route("second-facteur/cle/question/", passkeys.ask_known, PUBLIC, name="passkey_ask_known"),
    route("second-facteur/cle/", passkeys.second, PUBLIC, name="passkey_second"),
    route("second-facteur/choisir/", second.choose, PUBLIC, name="choose"),
    route("sortir/", log_out.leave, PUBLIC, name="log_out"),
    route("securite/", security.show, PUBLIC, name="security"),
    route("securite/application/", codes.enrol_app, PUBLIC, name="enrol_app"),
    route("securite/cle/", passkeys.enrol, PUBLIC, name="enrol_passkey"),
    route("securite/cle/question/", passkeys.ask_new, PUBLIC, name="passkey_ask_new"),
    route("securite/codes/", codes.renew, PUBLIC, name="recovery_codes"),
    route("securite/retirer/<number:factor>/", security.remove, PUBLIC, name="remove_factor"),
    route("securite/mot-de-passe/", security.change_password, PUBLIC, name="change_password"),
    route("touches/", security.letter_keys, PUBLIC, name="letter_keys"),
    route("sessions/fermer/", security.end_session, PUBLIC, name="end_session"),
    route("confirmer/", confirm.ask, PUBLIC, name="confirm"),
    route("confirmer/cle/", passkeys.confirm, PUBLIC, name="passkey_confirm"),
]
