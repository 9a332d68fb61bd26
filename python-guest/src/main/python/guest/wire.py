"""Records: the messages between the host and the guest.

A record is a version byte, then fields; a field is a tag byte, the size of its content as four bytes, little-endian,
and the content. Fields may be in any order, and some may be repeated. The host's side is
``dev.agentcore.sandbox.guest.GuestRecord``.
"""

VERSION = 1


class Request:
    """Tags of the request's fields."""

    CODE = 1  # the program's source, UTF-8
    ARGUMENT = 2  # one of sys.argv[1:], UTF-8; any number
    VARIABLE = 3  # one of the environment, NAME=VALUE, UTF-8; any number
    RESULT_FORMAT = 4  # present if the last expression's value is requested: b"repr" or b"json"
    COPIED = 5  # empty; present if this is the first program since the interpreter's memory was copied
    THREADS = 6  # four bytes, little-endian: how many threads may be alive, the main one included


class Report:
    """Tags of the report's fields."""

    EXIT_CODE = 1  # one byte
    EXCEPTION_TYPE = 2  # UTF-8, like all others except LINE; present if an uncaught exception ended the program
    EXCEPTION_MESSAGE = 3
    EXCEPTION_TRACEBACK = 4
    EXCEPTION_LINE = 5  # four bytes, little-endian
    VALUE_REPR = 6
    VALUE_JSON = 7
    VALUE_JSON_ERROR = 8
    OUT_OF_MEMORY = 9  # empty; present if the interpreter raised the exception because there was no memory
    STOPPED_AT = 10  # the traceback of a program that a limit has stopped, in ASCII


def decode(record):
    """The fields of a record, as pairs of tag and content."""
    if not record or record[0] != VERSION:
        raise ValueError(f"record of version {record[:1]!r}, not {VERSION}")
    at = 1
    while at < len(record):
        start = at + 5
        end = start + int.from_bytes(record[at + 1 : start], "little")
        if end > len(record):
            raise ValueError(f"field at {at} ends at {end}, after the record's end at {len(record)}")
        yield record[at], record[start:end]
        at = end


def encode(fields):
    """A record of pairs of tag and content."""
    parts = [bytes([VERSION])]
    for tag, content in fields:
        parts += bytes([tag]), len(content).to_bytes(4, "little"), content
    return b"".join(parts)
