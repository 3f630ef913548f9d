# mypy: ignore-errors
"""Settings of the test shop: those of Cartridge's project template, with its data in one folder."""

import os
from pathlib import Path

from mezzanine.utils.conf import set_dynamic_settings

from shop.money import american_locale

DATA = os.environ["SHOP_DATA"]
PROJECT_APP = "shop_project"
PROJECT_ROOT = BASE_DIR = str(Path(__file__).resolve().parent.parent)
# As a new project is: robots.txt is answered only then.
DEBUG = True
SECRET_KEY = "test-shop-not-secret"
ALLOWED_HOSTS = ["127.0.0.1"]
SITE_ID = 1
SITE_TITLE = "Garden and Home"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en"
LANGUAGES = (("en", "English"),)
USE_MODELTRANSLATION = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILE_UPLOAD_PERMISSIONS = 0o644
AUTHENTICATION_BACKENDS = ("mezzanine.core.auth_backends.MezzanineBackend",)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{DATA}/db.sqlite3",
        "OPTIONS": {"timeout": 20},
    }
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
ROOT_URLCONF = "shop.urls"
STATIC_URL = "/static/"
STATIC_ROOT = f"{DATA}/static"
MEDIA_URL = "/media/"
MEDIA_ROOT = f"{DATA}/media"
SHOP_CURRENCY_LOCALE = american_locale()

_PROCESSORS = [
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "django.template.context_processors.debug",
    "django.template.context_processors.i18n",
    "django.template.context_processors.static",
    "django.template.context_processors.media",
    "django.template.context_processors.request",
    "django.template.context_processors.tz",
    "mezzanine.conf.context_processors.settings",
    "mezzanine.pages.context_processors.page",
]
_LOADERS = [
    "mezzanine.template.loaders.host_themes.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"context_processors": _PROCESSORS, "loaders": _LOADERS},
    }
]
INSTALLED_APPS = (
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.redirects",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "mezzanine.boot",
    "mezzanine.conf",
    "mezzanine.core",
    "mezzanine.generic",
    "mezzanine.pages",
    "cartridge.shop",
    "mezzanine.blog",
    "mezzanine.forms",
    "mezzanine.galleries",
)
MIDDLEWARE = (
    "mezzanine.core.middleware.UpdateCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cartridge.shop.middleware.ShopMiddleware",
    "mezzanine.core.request.CurrentRequestMiddleware",
    "mezzanine.core.middleware.RedirectFallbackMiddleware",
    "mezzanine.core.middleware.AdminLoginInterfaceSelectorMiddleware",
    "mezzanine.core.middleware.SitePermissionMiddleware",
    "mezzanine.pages.middleware.PageMiddleware",
    "mezzanine.core.middleware.FetchFromCacheMiddleware",
)
PACKAGE_NAME_FILEBROWSER = "filebrowser_safe"
PACKAGE_NAME_GRAPPELLI = "grappelli_safe"
OPTIONAL_APPS = (PACKAGE_NAME_FILEBROWSER, PACKAGE_NAME_GRAPPELLI)

set_dynamic_settings(globals())
