"""What is installed, and in which order a request passes."""

from config import environment

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_vite",
    "procrastinate.contrib.django",
    "parvis.adapters.queue",
    "parvis.journal",
    "parvis.authorities",
    "parvis.people",
    "parvis.offer.forms",
    "parvis.offer.catalogue",
    "parvis.offer.workflows",
    "parvis.offer.surveys",
    "parvis.capture.drafts",
    "parvis.capture.reports",
    "parvis.capture.answers",
    "parvis.capture.answer_imports",
    "parvis.capture.corrections",
    "parvis.capture.visits",
    "parvis.understand.readings",
    "parvis.understand.studies",
    "parvis.understand.pictures",
    "parvis.act.cases",
    "parvis.act.attention",
    "parvis.act.automation",
    "parvis.act.wording",
    "parvis.inform.notifications",
    "parvis.inform.invitations",
    "parvis.inform.releases",
    "parvis.inform.answer_files",
    "parvis.inform.transmissions",
    "parvis.inform.tracking",
    "parvis.inform.public_map",
    "parvis.inform.dashboards",
    "parvis.inform.papers",
    "parvis.web.components",
    "parvis.web.answering",
    "parvis.web.portal",
    "parvis.web.portal.following",
    "parvis.web.portal.surveys",
    "parvis.web.desk",
    "parvis.web.cockpit",
    "parvis.web.studio",
    "parvis.web.account",
    "parvis.web.trust",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "parvis.web.middleware.proxy.TrustedProxyMiddleware",
    "parvis.web.middleware.headers.SecurityHeadersMiddleware",
    "parvis.web.middleware.refused.RefusedMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "parvis.web.middleware.limits.RateLimitMiddleware",
    "parvis.web.middleware.text.TextMiddleware",
    "parvis.web.middleware.seen.SessionSeenMiddleware",
    "parvis.web.middleware.authority.AuthorityMiddleware",
    "parvis.web.middleware.session.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parvis.web.middleware.compartments.CompartmentsMiddleware",
    "parvis.web.middleware.permission.PermissionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [environment.PROJECT / "parvis" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parvis.web.context.authority",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "parvis.web.components.templatetags.components",
            ],
        },
    },
]
