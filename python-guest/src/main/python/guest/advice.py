"""What errors say of the sandbox: what is not available, why, and what works instead.

Errors of the sandbox's own are raised with such a text. Python's own errors keep their texts, which programs compare; what the
sandbox has to say of them is added when nobody has caught them.
"""

import errno
import importlib._bootstrap
import os.path
import sys
from importlib.machinery import PathFinder

NO_INSTALLATION = "this image does not have it, and nothing can be installed"
NO_NETWORK = "a run has no network; give the program its data as files or standard input"

# What has the job of a package that programs often import: the first of these that the image has, up to three.
ALTERNATIVES = {
    "PIL": "struct zlib",
    "attr": "dataclasses",
    "attrs": "dataclasses",
    "bs4": "html.parser re",
    "click": "argparse",
    "cryptography": "hashlib hmac secrets",
    "cv2": "PIL struct zlib",
    "dateutil": "datetime zoneinfo",
    "docx": "zipfile xml.etree.ElementTree",
    "duckdb": "sqlite3",
    "faker": "random uuid",
    "fitz": "re zlib",
    "gmpy2": "math fractions",
    "jax": "numpy math array",
    "jinja2": "string re",
    "jsonschema": "json",
    "keras": "numpy math statistics",
    "lxml": "xml.etree.ElementTree html.parser",
    "markdown": "html re",
    "matplotlib": "PIL html csv",
    "mpmath": "decimal fractions math",
    "networkx": "graphlib heapq collections",
    "nltk": "re collections difflib",
    "numba": "numpy array math",
    "numpy": "array math statistics",
    "openpyxl": "zipfile xml.etree.ElementTree csv",
    "orjson": "json",
    "pandas": "csv sqlite3 statistics",
    "plotly": "matplotlib html csv",
    "polars": "pandas csv sqlite3",
    "psutil": "resource os platform",
    "pyarrow": "pandas csv struct",
    "pydantic": "dataclasses typing json",
    "pypdf": "re zlib",
    "pytest": "unittest doctest",
    "pytz": "zoneinfo datetime",
    "regex": "re",
    "rich": "textwrap string pprint",
    "scipy": "numpy math statistics",
    "seaborn": "matplotlib html csv",
    "simplejson": "json",
    "sklearn": "numpy statistics math",
    "spacy": "re collections difflib",
    "sqlalchemy": "sqlite3",
    "statsmodels": "numpy statistics math",
    "sympy": "fractions decimal math",
    "tabulate": "textwrap string",
    "tensorflow": "numpy math statistics",
    "toml": "tomllib",
    "torch": "numpy math statistics",
    "tqdm": "time",
    "transformers": "re collections difflib",
    "ujson": "json",
    "xlrd": "zipfile xml.etree.ElementTree csv",
    "xlsxwriter": "zipfile xml.etree.ElementTree csv",
    "yaml": "json tomllib configparser",
}

# Packages that are of no use without a network.
NETWORK_PACKAGES = frozenset(
    """aiohttp anthropic boto3 botocore fastapi flask google httpx httpx_sse openai paramiko pika playwright psycopg psycopg2
    pymongo pymysql redis requests scrapy selenium tornado tweepy urllib3 uvicorn websocket websockets yfinance zmq""".split()
)

INSTALLERS = frozenset("conda pip setuptools uv".split())

# What the system says of files that are not there for a program.
OUTSIDE = {errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOTDIR}

# The folders that a run has.
OWN_FOLDERS = ("/workspace", "/tmp", "/lib", "/dev")


def of_missing_module(name):
    """What to say of a package that is not there; None of one that nobody knows."""
    if name in INSTALLERS:
        return "nothing can be installed in this sandbox; use the modules that the image has"
    if name in NETWORK_PACKAGES:
        return f"{NO_INSTALLATION}; {NO_NETWORK}"
    if name in ALTERNATIVES:
        there = [each for each in ALTERNATIVES[name].split() if is_there(each)][:3]
        return f"{NO_INSTALLATION}; use {listed(there)} instead" if there else NO_INSTALLATION
    return None


def is_there(name):
    top = name.partition(".")[0]
    return top in sys.modules or top in sys.builtin_module_names or PathFinder.find_spec(top) is not None


def listed(names):
    return " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


# Compiled as a part of the import system, whose frames no traceback shows.
ADVISING_IMPORT = """
def find_and_load(name, import_):
    try:
        return find_unadvised(name, import_)
    except ModuleNotFoundError as error:
        if error.name == name and error.msg == f"No module named {name!r}":
            text = advice(name)
            if text is not None:
                error.msg = f"{error.msg}: {text}"
                error.args = (error.msg,)
        raise
"""


def advise_imports():
    """Makes the errors of imports name what the image has for the job."""
    bootstrap = importlib._bootstrap
    # Debuggers skip the import system's frames by the name of their module.
    namespace = {
        "__name__": bootstrap.__name__,
        "find_unadvised": bootstrap._find_and_load_unlocked,
        "advice": of_missing_module,
    }
    exec(compile(ADVISING_IMPORT, bootstrap._find_and_load_unlocked.__code__.co_filename, "exec"), namespace)
    bootstrap._find_and_load_unlocked = namespace["find_and_load"]


def of_uncaught(exception):
    """What to add to the traceback of an exception; None for nothing."""
    try:
        return _of_uncaught(exception)
    except Exception:
        # The program's own class, with attributes of its own making.
        return None


def _of_uncaught(exception):
    kind = type(exception)
    if kind is EOFError and exception.args == ("EOF when reading a line",):
        return "Standard input is at its end: give the run more of it, or set the values in the program."
    if kind is ModuleNotFoundError and exception.msg == f"No module named {exception.name!r}":
        return (
            f"This image has no module {exception.name!r}, and nothing can be installed; the program's own modules are given to"
            " the run as files."
        )
    if kind is SyntaxError:
        return of_shell_command(exception)
    if isinstance(exception, OSError) and isinstance(exception.filename, str):
        return of_file(exception)
    return None


def of_shell_command(error):
    line = error.text.strip() if isinstance(error.text, str) else ""
    words = line.lstrip("!%").split()
    if line[:1] in ("!", "%") or words[:2] == ["pip", "install"] or words[:1] in (["apt"], ["apt-get"], ["conda"]):
        return (
            "A shell command is no Python, and no command runs here: leave the line out. Nothing can be installed; use the"
            " modules that the image has."
        )
    return None


def of_file(error):
    path = os.path.normpath(os.path.join("/workspace", error.filename))
    writable = os.path.isdir("/tmp")
    if error.errno in OUTSIDE and not path.startswith(OWN_FOLDERS):
        return f"A run sees no files of the machine: its own are in {'/workspace and /tmp' if writable else '/workspace'}."
    if error.errno == errno.EROFS:
        if writable:
            return "What is given to a run and the library are only read: write files of other names to /workspace or /tmp."
        return "This run can write no files, it has no scratch (limits.scratch_bytes is 0): print the result instead."
    return None
