"""Accounts: agents by password and second factor, or ProConnect; residents by a link or
FranceConnect."""

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["parvis.people.authentication.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/compte/connexion/"
LOGIN_REDIRECT_URL = "/"

# Of the account library we use the factors. Its log-in pages, its table of addresses and its mails
# stay unused: our addresses are encrypted, and belong to one authority.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
MFA_ADAPTER = "parvis.people.factor_secrets.FactorSecrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
