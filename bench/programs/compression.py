"""Compresses a text with zlib, at once and as a stream, and checks it; and packs it by run lengths by hand."""

import binascii
import zlib

WORDS = b"the quick brown fox jumps over one lazy dog again".split()


def make_text(size):
    seed = 99
    words = []
    length = 0
    while length < size:
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        word = WORDS[seed // 7 % len(WORDS)] + (b"" if seed % 5 else b"%d" % seed)
        words.append(word)
        length += len(word) + 1
    return b" ".join(words)[:size]


def run_lengths(data):
    packed = bytearray()
    i = 0
    while i < len(data):
        j = i
        while j < len(data) and data[j] == data[i] and j - i < 255:
            j += 1
        packed += bytes((j - i, data[i]))
        i = j
    return packed


def run(size):
    text = make_text(size)
    fast, best = zlib.compress(text, 1), zlib.compress(text, 9)
    stream = zlib.compressobj(6)
    pieces = [stream.compress(text[i : i + 1_000]) for i in range(0, size, 1_000)]
    pieces.append(stream.flush())
    streamed = b"".join(pieces)
    for packed in fast, best, streamed:
        assert zlib.decompress(packed) == text
    assert max(map(len, (fast, best, streamed))) < size
    bitmap = bytes(0 if (i * i) % 1_000 < 900 else 255 for i in range(size // 8))
    packed = run_lengths(bitmap)
    assert binascii.a2b_hex(binascii.b2a_hex(text)) == text
    return zlib.crc32(text), zlib.adler32(text), len(packed), zlib.crc32(packed)


FULL = 120_000, (3397127286, 2041535850, 5282, 2349833896)
SMALL = 4_000, (1947419056, 3627284689, 178, 753990406)
