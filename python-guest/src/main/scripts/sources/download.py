"""download.py ADDRESS FILE: writes what an address of HTTP or HTTPS answers into a file, as it comes.

A program of its own, so that it can be stopped wherever it waits: looking up a name has no timeout in Python. The timeout
here is for the case that nobody is left to stop it.
"""

import http.client
import sys
import urllib.error
import urllib.request


def main(address, path):
    try:
        with urllib.request.urlopen(address, timeout=60) as response, open(path, "wb", buffering=0) as file:
            while chunk := response.read1(1 << 16):
                file.write(chunk)
    except urllib.error.HTTPError as error:
        sys.exit(f"HTTP status {error.code} {error.reason}")
    except urllib.error.URLError as error:
        sys.exit(f"not reached: {error.reason}")
    except (http.client.HTTPException, OSError) as error:
        sys.exit(f"broke off: {error!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
