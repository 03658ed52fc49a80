"""Every setting in one file; the environment is read here and nowhere else."""

import base64
from pathlib import Path
from urllib.parse import urlsplit

from config.environment import Environment, Misconfigured, database

ROOT = Path(__file__).resolve().parent.parent
env = Environment()

DEMO = env.flag("ZHICHENG_DEMO")
ZHICHENG_DEMO_PUBLIC = env.flag("ZHICHENG_DEMO_PUBLIC")  # the demo may be reached from other machines
ZHICHENG_PRODUCTION = env.flag("ZHICHENG_PRODUCTION")
DEBUG = False
DATA = Path(env.text("ZHICHENG_DATA", str(ROOT / ".data"))).resolve()

KEYS = env.keys(DATA / "keys.json", ("django", "field", "index", "log", "proof", "approval"))
SECRET_KEY = KEYS["django"]
VAULT_KEYS = {"k1": base64.b64decode(KEYS["field"])}  # key id -> 32 bytes; the last one encrypts, all decrypt
VAULT_CURRENT_KEY = "k1"
VAULT_INDEX_KEY = base64.b64decode(KEYS["index"])
ISSUE_LOG_KEY = base64.b64decode(KEYS["log"])  # seed of the Ed25519 key that signs the heads of the issue log
PROOF_KEY = base64.b64decode(KEYS["proof"])  # of it is made the P-256 key that signs the QR codes of certificates
APPROVAL_KEY = base64.b64decode(KEYS["approval"])  # seed of the Ed25519 key under what people approve for signing
KEYS_BEFORE = DATA / "keys-before.json"  # keys and seals that signed certificates before, each with its end

PUBLIC_URL = env.text("ZHICHENG_PUBLIC_URL", f"http://127.0.0.1:{env.text('PORT', '8000')}")
PUBLIC_URLS_BEFORE = env.words("ZHICHENG_PUBLIC_URLS_BEFORE")  # under which codes were printed that are still about
ISSUE_LOG_ORIGIN = env.text("ZHICHENG_LOG_ORIGIN", f"{urlsplit(PUBLIC_URL).netloc}/log")  # the log's name, for good
ALLOWED_HOSTS = env.words("ZHICHENG_HOSTS", "127.0.0.1 localhost")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https") else []
SERVED_BY_TLS = PUBLIC_URL.startswith("https")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django_htmx",
    "zhicheng.events",
    "zhicheng.outbox",
    "zhicheng.people",
    "zhicheng.policy",
    "zhicheng.cases",
    "zhicheng.documents",
    "zhicheng.jobs",
    "zhicheng.web.parts",
    "zhicheng.web.account",
    "zhicheng.web.applicant",
    "zhicheng.web.employer",
    "zhicheng.web.bureau",
    "zhicheng.web.public",
    "zhicheng.web.support",
    *(["zhicheng.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhicheng.web.request.ClockMiddleware",
    "zhicheng.web.public.at_once.AtOnceMiddleware",
    "zhicheng.web.request.SettledMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "zhicheng.web.request.ActorMiddleware",
    "zhicheng.web.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zhicheng.web.request.page_context",
                *(["zhicheng.demo.banner.demo_context"] if DEMO else []),
            ],
        },
    }
]

DATABASES = {"default": database(env.text("ZHICHENG_DATABASE", f"sqlite:///{DATA / 'zhicheng.sqlite3'}"))}

# -- people and their sessions --------------------------------------------------------------------
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "zhicheng.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "zhicheng.people.login.PhoneOrNumberBackend"]
LOGIN_URL = "account-login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "zhicheng.people.login.blind_username"  # what was typed may be an identity number
AXES_SENSITIVE_PARAMETERS = ["login", "password"]
AXES_LOCKOUT_CALLABLE = "zhicheng.web.account.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
OTP_TOTP_ISSUER = "职称初定"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
STAFF_IDLE_MINUTES = 15 if not DEMO else 480
SESSION_COOKIE_NAME = "__Host-sid" if SERVED_BY_TLS else "sid"
CSRF_COOKIE_NAME = "__Host-csrf" if SERVED_BY_TLS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_BY_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zhicheng.web.refusals.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVED_BY_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_BY_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# -- language, time, files ------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.flag("ZHICHENG_COLLECTED")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not env.flag("ZHICHENG_COLLECTED")
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# -- the procedure --------------------------------------------------------------------------------
ZHICHENG_POLICY = env.text("ZHICHENG_POLICY", "tiaozhou-2024" if DEMO else "huzhou-2024")
ZHICHENG_POLICIES = Path(env.text("ZHICHENG_POLICIES", str(ROOT / "policies")))
ZHICHENG_CLOCK = "zhicheng.demo.clock.moved_clock" if DEMO else "zhicheng.web.request.system_clock"
ZHICHENG_ARRIVAL_HEADER = env.text("ZHICHENG_ARRIVAL_HEADER", "")  # e.g. X-Request-Start, set by the front only
ZHICHENG_CLIENT_HEADER = env.text("ZHICHENG_CLIENT_HEADER", "")  # e.g. X-Real-IP, set by the front only

# -- the world outside ----------------------------------------------------------------------------
STANDIN_URL = env.text("ZHICHENG_STANDIN_URL", "http://127.0.0.1:8010")
ZHICHENG_EDUCATION_RECORDS = "zhicheng.gateways.education.http.HttpEducationRecords"
ZHICHENG_EDUCATION_URL = env.text("ZHICHENG_EDUCATION_URL", STANDIN_URL)
ZHICHENG_EDUCATION_SECRET = env.text("ZHICHENG_EDUCATION_SECRET", "stand-in" if not ZHICHENG_PRODUCTION else None)
ZHICHENG_INSURANCE_RECORDS = "zhicheng.gateways.insurance.http.HttpInsuranceRecords"
ZHICHENG_INSURANCE_URL = env.text("ZHICHENG_INSURANCE_URL", STANDIN_URL)
ZHICHENG_INSURANCE_SECRET = env.text("ZHICHENG_INSURANCE_SECRET", "stand-in" if not ZHICHENG_PRODUCTION else None)
ZHICHENG_FILES = "zhicheng.gateways.files.local.LocalFileStore"
ZHICHENG_FILES_DIR = DATA / "files"
ZHICHENG_SEAL = env.text("ZHICHENG_SEAL", "zhicheng.gateways.eseal.software.SoftwareSeal")
ZHICHENG_SEAL_DIR = Path(env.text("ZHICHENG_SEAL_DIR", str(DATA / "seal")))
TRIAL_GM_SEAL = "" if ZHICHENG_PRODUCTION else "zhicheng.gateways.gmseal.software.SoftwareGmSeal"
ZHICHENG_GM_SEAL = env.text("ZHICHENG_GM_SEAL", TRIAL_GM_SEAL)  # of the SM profile, for OFD; none named: no OFD is made
ZHICHENG_GM_SEAL_DIR = Path(env.text("ZHICHENG_GM_SEAL_DIR", str(DATA / "gmseal")))
ZHICHENG_SIGNER_SOCKET = Path(env.text("ZHICHENG_SIGNER_SOCKET", str(DATA / "signer" / "signer.sock")))
ZHICHENG_SEAL_TOKEN = env.text("ZHICHENG_SEAL_TOKEN", "")  # MODULE,TOKEN,KEY of a token asked from this process
ZHICHENG_SEAL_PIN_FILE = env.text("ZHICHENG_SEAL_PIN_FILE", "")
ZHICHENG_SEAL_URL = env.text("ZHICHENG_SEAL_URL", "")
ZHICHENG_SEAL_SECRET = env.text("ZHICHENG_SEAL_SECRET", "")
ZHICHENG_TIMESTAMP = "zhicheng.gateways.timestamp.http.HttpTimestampAuthority"
ZHICHENG_TIMESTAMP_URL = env.text("ZHICHENG_TIMESTAMP_URL", "" if ZHICHENG_PRODUCTION else f"{STANDIN_URL}/timestamp")
ZHICHENG_TIMESTAMP_POLICY = env.text("ZHICHENG_TIMESTAMP_POLICY", "")
ZHICHENG_REVOCATION = "zhicheng.gateways.revocation.http.HttpRevocations"
ZHICHENG_OCSP_URL = env.text("ZHICHENG_OCSP_URL", "" if ZHICHENG_PRODUCTION else f"{STANDIN_URL}/ocsp")
ZHICHENG_CRL_URL = env.text("ZHICHENG_CRL_URL", "" if ZHICHENG_PRODUCTION else f"{STANDIN_URL}/root.crl")
ZHICHENG_AUTHORITIES = Path(env.text("ZHICHENG_AUTHORITIES", str(ZHICHENG_SEAL_DIR / "root.pem")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"told": {"()": "config.log_lines.WithoutValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "told"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

if ZHICHENG_PRODUCTION and DEMO:
    raise Misconfigured("ZHICHENG_DEMO and ZHICHENG_PRODUCTION exclude each other: the demo lets anyone become anyone")
env.settle()
