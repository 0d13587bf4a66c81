"""Settings, each of which can be changed by an environment variable where it must."""

from pathlib import Path

import environ
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

from mapcms import caches, headers, logs

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("MAPCMS_VAR", default=str(BASE_DIR / "var")))

DEBUG = env.bool("DJANGO_DEBUG", default=False)
SECRET_KEY = env("DJANGO_SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set DJANGO_SECRET_KEY, or start the site with `make run`, which keeps one."
    )

BASE_URL = env("BASE_URL", default="").rstrip("/") or "http://localhost:8000"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = BASE_URL.startswith("https://")

# The rooms from the top down, then what they stand on.
INSTALLED_APPS = [
    *("home", "operations", "stories", "toolkit", "sharing", "search", "insight"),
    *("editorial", "feed", "community", "core", "background"),
    *("wagtailnhsukfrontend", "wagtail_modeladmin", "wagtail.contrib.table_block"),
    *("wagtail.contrib.redirects", "wagtail.contrib.sitemaps", "django.contrib.sitemaps"),
    *("wagtail.sites", "community.users_app.UsersConfig", "wagtail.documents"),
    *("wagtail.images", "wagtail.search", "wagtail.admin", "wagtail"),
    *("modelcluster", "taggit", "django_filters", "django_tasks_db", "django_otp"),
    *("whitenoise.runserver_nostatic", "csp", "django_otp.plugins.otp_totp"),
    *("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"),
    *("django.contrib.messages", "django.contrib.staticfiles"),
    *("django.contrib.postgres", "django.contrib.humanize", "mapcms"),
]

MIDDLEWARE = [
    "core.middleware.SafetyHeadersMiddleware",
    "core.http.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "feed.api.middleware.ReadingDoorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.http.compression.TextCompressionMiddleware",
    "core.middleware.ReadableQueryMiddleware",
    "core.caching.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.sessions.middleware.SessionEndMiddleware",
    "community.second_factor.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.http.spoiled_forms.SpoiledFormMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF, WSGI_APPLICATION = "mapcms.urls", "mapcms.wsgi.application"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                *("django.templatetags.static", "wagtail.templatetags.wagtailcore_tags"),
                "wagtail.images.templatetags.wagtailimages_tags",
                *("core.templatetags.mapcms", "search.templatetags.lists"),
            ],
        },
    }
]

# PostgreSQL is the only engine. manage.py starts the embedded one when no address is set.
DATABASES = {
    "default": {
        **env.db("DATABASE_URL", default="postgres:///mapcms"),
        "ENGINE": "core.postgresql",  # does collected work before each commit
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
}
# What the feed is read by (`feed.query.connection`); it may lead to a replica.
DATABASES["feed"] = {
    **DATABASES["default"],
    **(env.db("FEED_DATABASE_URL") if "FEED_DATABASE_URL" in env.ENVIRON else {}),
    "ATOMIC_REQUESTS": False,
    "CONN_HEALTH_CHECKS": False,
    "TEST": {"MIRROR": "default"},
}
FEED_DATABASE = "feed"
# What says whether pages changed is asked where pages are made of, never a replica.
PAGES_DATABASE = "default" if "FEED_DATABASE_URL" in env.ENVIRON else "feed"
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=32_000_000)  # in each process
CLAMD_URL, METRICS_TOKEN = env("CLAMD_URL", default=""), env("METRICS_TOKEN", default="")
OAI_ADMIN_EMAIL = env("OAI_ADMIN_EMAIL", default="feed@localhost.localdomain")
CDN_PURGE_URL = env("CDN_PURGE_URL", default="")
CDN_PURGE_TOKEN = env("CDN_PURGE_TOKEN", default="")
# A request gives up in time; commands and the worker may take as long as they need.
WEB_STATEMENT_TIMEOUT = env("WEB_STATEMENT_TIMEOUT", default="15s")
WEB_LOCK_TIMEOUT = env("WEB_LOCK_TIMEOUT", default="3s")
CACHES = caches.configuration(env.cache("CACHE_URL", default="locmemcache://mapcms"))

AUTH_USER_MODEL, PASSWORDS = "community.User", "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{PASSWORDS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{PASSWORDS}.NumericPasswordValidator"},
]
# Volunteers may not look at their letters every day.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
LOGIN_URL, LOGIN_REDIRECT_URL = "wagtailadmin_login", "wagtailadmin_home"
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
# Heard only where the site stands on this very machine: `community.second_factor.policy`.
WITHOUT_SECOND_FACTOR = env.bool("WITHOUT_SECOND_FACTOR", default=False)
OTP_TOTP_ISSUER, OTP_TOTP_THROTTLE_FACTOR = "MAP", 0  # slowed down by `core.http.limits`

LANGUAGE_CODE, TIME_ZONE = "en-gb", "Europe/London"
LANGUAGES, WAGTAIL_USER_TIME_ZONES = [(LANGUAGE_CODE, "English")], [TIME_ZONE]
FORMAT_MODULE_PATH, DEFAULT_AUTO_FIELD = "mapcms.formats", "django.db.models.BigAutoField"

STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_FINDERS = ["core.finders.SheetFinder", *global_settings.STATICFILES_FINDERS]
STATIC_URL, MEDIA_URL, MEDIA_ROOT = "/static/", "/media/", VAR_DIR / "media"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if DEBUG else "core.storage.StaticStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000_000, 10_000

TASKS_BACKEND = env("TASKS_BACKEND", default="core.indexing.backend.IndexingBackend")
TASKS = {"default": {"BACKEND": TASKS_BACKEND, "QUEUES": []}}

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Mails go into the outbox, from which the worker delivers them through this.
MAIL_DELIVERY_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND, EMAIL_TIMEOUT = "background.mail.OutboxEmailBackend", 10
CONTACT_ADDRESS = env("CONTACT_ADDRESS", default="")  # the community's own, if any
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="MAP <noreply@localhost>")

SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked from beside the site
SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000 * HTTPS, HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_ENGINE, SESSION_COOKIE_AGE = "core.sessions.engine", 12 * 60 * 60
# Browsers take a cookie with this name from this very host alone, and only by https.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"

CONTENT_SECURITY_POLICY = headers.CONTENT_SECURITY_POLICY
X_FRAME_OPTIONS, PERMISSIONS_POLICY = "SAMEORIGIN", headers.PERMISSIONS_POLICY
SHOWN_ELSEWHERE, FRAMED_ELSEWHERE = headers.SHOWN_ELSEWHERE, headers.FRAMED_ELSEWHERE

WAGTAIL_SITE_NAME, WAGTAILADMIN_BASE_URL = "MAP", BASE_URL
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL, WAGTAILEMBEDS_FINDERS = None, []
# Nobody types another's password; a letter has the link by which people choose theirs.
WAGTAILUSERS_PASSWORD_ENABLED = WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "community.passwords.ForgottenPasswordForm"  # noqa: S105
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.actions.finish.publish_approved"
EDITOR = {"WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea"}
EDITOR["OPTIONS"] = {"features": ["bold", "italic", "ul", "ol", "link"]}
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": EDITOR}
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 20_000_000
# Offered by browsers. What a file is, its bytes say: `core.uploads`.
PHOTOGRAPHS = ["avif", "heic", "heif", "jfif", "jpe", "jpeg", "jpg", "tif", "tiff"]
WAGTAILIMAGES_EXTENSIONS = [*PHOTOGRAPHS, "bmp", "gif", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL, WAGTAILDOCS_SERVE_METHOD = "core.CustomDocument", "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.uploads.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
SEARCH = "wagtail.search.backends.database"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": SEARCH, "SEARCH_CONFIG": "english"}}

LOGGING = logs.configuration(
    env("LOG_LEVEL", default="WARNING"), env("LOG_FORMAT", default="text")
)
