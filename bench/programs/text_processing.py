"""Cleans up a text, counts its words, wraps it and finds its most frequent pairs of words."""

import string
import textwrap

SYLLABLES = "ka lo mi tu re sa vo ni pe du ra sho li tor an".split()


def make_text(words):
    seed = 42
    made = []
    for i in range(words):
        word = ""
        for _ in range(1 + seed % 3):
            seed = (seed * 16807) % 2147483647
            word += SYLLABLES[seed % len(SYLLABLES)]
        if i % 11 == 0:
            word = word.title()
        if i % 9 == 8:
            word += ",;.!"[seed % 4]
        made.append(word)
    return " ".join(made)


def run(words):
    text = make_text(words)
    drop = str.maketrans("", "", string.punctuation)
    tokens = [token.translate(drop).lower() for token in text.split()]
    counts = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    pairs = {}
    for left, right in zip(tokens, tokens[1:]):
        key = left + " " + right
        pairs[key] = pairs.get(key, 0) + 1
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
    frequent = max(pairs, key=lambda pair: (pairs[pair], pair))
    wrapped = textwrap.fill(text, 72).splitlines()
    capitals = "".join(word[0] for word in text.split() if word[:1].isupper())
    palindromes = sum(1 for token in counts if token == token[::-1])
    return common, frequent, len(wrapped), max(map(len, wrapped)), capitals[:12].swapcase(), palindromes


FULL = 6_000, ([('tu', 166), ('li', 165), ('re', 149), ('lo', 143), ('du', 142)], 'tu tu', 454, 72, 'dmpkmmvtkmsm', 0)
SMALL = 300, ([('li', 12), ('ka', 10), ('ni', 8), ('du', 7), ('lo', 7)], 'tu ra', 24, 72, 'dmpkmmvtkmsm', 0)
