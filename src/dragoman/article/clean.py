"""Page furniture out of text, by deleting whole lines and paragraphs: no character of what stays is changed.

A page is read from the outside in. Lines that are furniture by their wording go first; what then stands before the first and behind the last
paragraph of prose is the page's head and tail, where more can be furniture than in the middle of an article.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dragoman.article.bylines import LONE_NAME, Credit, read_credit
from dragoman.article.furniture import Rule, first_match, is_menu_word
from dragoman.article.metadata import Metadata
from dragoman.article.ranges import counted, kept_ranges, text_map
from dragoman.article.titles import Headline, find_headline
from dragoman.article.units import Unit, cut
from dragoman.records import Furniture, TextMap

# A page as a crawl delivers it; a body that was extracted from HTML; text that is called clean.
Source = Literal["page", "extracted", "clean"]
MOST_LINES = 100_000  # of anything that could be a page; what has more is left as it is
BEGUN = 400  # letters of prose after which an article has surely begun
MENU_LINES = 8  # short lines in a row that make a menu, if …
MENU_WORDS = 3  # … so many of them are words of menus
MENU_LENGTH = 5  # words of a menu's longest line
LABEL_WORDS = 3  # of the site's name or a section above the headline
REPEATED_WORDS = 20  # from which a paragraph does not come twice by chance
MOST_UNITS = 2_000  # of a page in which repeats are looked for: comparing all with all takes its time
PULLED_WORDS = (7, 45)  # of a pulled quotation, which stands whole in a longer paragraph
# Furniture behind which nothing of an article follows.
END_KINDS = frozenset(
    {
        "comments",
        "comment_form",
        "captcha",
        "tags",
        "copyright",
        "back_to_top",
        "author_bio",
        "newsletter",
        "subscription",
    }
)
BIO_LETTERS = 700
BIO_SIGNS = re.compile(
    r"\b(?:journalist|reporter|editor|correspondent|columnist|writer|writes|author|blogger|contributor|freelance|newspaper|magazine|website|newsroom|"
    r"covers|covering|reports (?:on|from)|lives in|is based in|graduated|studied|degree|interested in|passionate|alumn\w+|fellow at|professor|lecturer|"
    r"board of directors|years of experience|his book|her book|their book|follow (?:him|her|them)|keeps)\b",
    re.IGNORECASE,
)  # fmt: skip


class Cleaned(NamedTuple):
    """What stays, what was read off what went, what went, and where each stretch of the text stood in the input."""

    text: str
    metadata: Metadata
    furniture: tuple[Furniture, ...]
    map: tuple[TextMap, ...]


def clean(text: str, *, title: str | None = None, byline: str | None = None, source: Source = "page") -> Cleaned:
    """Return the article in a text; `title` and `byline` are what is known of it already. A text of more than 100,000 lines is no page and stays."""
    if text.count("\n") > MOST_LINES:
        return Cleaned(text, Metadata(title=title), (), (TextMap(text_start=0, input_start=0, length=len(text)),))
    page = _Page(cut(text), source)
    page.match_wording()
    if source != "clean":
        page.match_menus()
        page.match_repeats()
    headline = page.match_headline(title)
    said = page.match_edges(byline) if source != "clean" else ()
    ranges = kept_ranges(text, page.units, page.kinds)
    return Cleaned(
        text="".join(text[start:end] for start, end in ranges),
        metadata=_metadata(headline, said),
        furniture=counted(page.units, page.kinds),
        map=text_map(ranges),
    )


class _Page:
    """The units of a page and, for each, the kind of furniture it is: "" for what stays."""

    def __init__(self, units: Sequence[Unit], source: Source) -> None:
        self.units = units
        self.source = source
        self.kinds = [""] * len(units)

    # ---- by wording ------------------------------------------------------------------------------------------------------------------

    def match_wording(self) -> None:
        """Mark lines that are furniture wherever they stand, and what they take with them."""
        index = 0
        while index < len(self.units):
            rule = first_match(self.units[index].plain, edge=False, obvious_only=self.source == "clean")
            index = self._take(index, rule) if rule else index + 1

    def _take(self, index: int, rule: Rule) -> int:
        """Mark a line and what its rule takes with it; return where to go on."""
        if rule.takes == "rest":
            return self._take_rest(index, rule)
        self.kinds[index] = rule.kind
        end = index + 1
        if rule.takes == "paragraph" and end < len(self.units):
            end += 1
        while rule.takes == "section" and end < len(self.units) and not self.units[end].sentence:
            other = first_match(self.units[end].plain, edge=True)
            if other is not None and other.takes != "line":
                break
            end += 1
        for taken in range(index + 1, end):
            self._mark(taken, rule.kind)
        return end

    def _take_rest(self, index: int, rule: Rule) -> int:
        """End the article here, if it has begun and what the rule needs follows."""
        if self._letters_before(index) < BEGUN or (rule.needs_kind and not self._follows(index, rule.needs_kind)):
            return index + 1
        for taken in range(index, len(self.units)):
            self._mark(taken, rule.kind)
        return len(self.units)

    def _mark(self, index: int, kind: str) -> None:
        """Mark a line as furniture of its own kind if it has one, else of this."""
        own = first_match(self.units[index].plain, edge=True)
        self.kinds[index] = own.kind if own is not None and own.takes == "line" else kind

    def _follows(self, index: int, kind: str) -> bool:
        rules = (first_match(unit.plain, edge=True) for unit in self.units[index + 1 :])
        return any(rule.kind == kind for rule in rules if rule is not None)

    def _letters_before(self, index: int) -> int:
        return sum(len(u.text) for u, kind in zip(self.units[:index], self.kinds, strict=False) if u.prose and not kind)

    def match_menus(self) -> None:
        """Mark long runs of very short lines with several words of menus among them; the last may be the headline below a menu."""
        for run in self._runs():
            if len(run) < MENU_LINES or sum(is_menu_word(self.units[i].plain) for i in run) < MENU_WORDS:
                continue
            last = run[-1] if self.units[run[-1]].words > 2 else run[-1] + 1
            for index in range(run[0], last):
                self.kinds[index] = self.kinds[index] or "navigation"

    def _runs(self) -> Iterator[range]:
        """Yield the runs of lines with few words."""
        start = 0
        for index in range(len(self.units) + 1):
            if index == len(self.units) or self.units[index].sentence or self.units[index].words > MENU_LENGTH:
                if index > start:
                    yield range(start, index)
                start = index + 1

    # ---- by repetition ---------------------------------------------------------------------------------------------------------------

    def match_repeats(self) -> None:
        """Mark the second of two like paragraphs, and a pulled quotation: a sentence set apart that another paragraph holds.

        What comes three times or asks is meant: a refrain, an interviewer's question.
        """
        if len(self.units) > MOST_UNITS:
            return
        times = Counter(u.plain for u in self.units)
        whole = "\n".join(u.plain for u in self.units)
        seen: set[str] = set()
        for index, unit in enumerate(self.units):
            if self.kinds[index] or unit.text.endswith("?"):
                continue
            if unit.plain in seen and times[unit.plain] == 2 and unit.words >= REPEATED_WORDS:
                self.kinds[index] = "repeated_paragraph"
            elif _pulled(unit, whole, times[unit.plain]):
                self.kinds[index] = "pull_quote"
            seen.add(unit.plain)

    # ---- by place --------------------------------------------------------------------------------------------------------------------

    def match_headline(self, title: str | None) -> Headline:
        """Mark the copies of the headline before the first paragraph, and on a page all that stands above the last of them."""
        body = self._first_prose()
        free = [
            i for i in range(body) if self.kinds[i] in ("", "pull_quote") and read_credit(self.units[i].text) is None
        ]
        headline = Headline(title or "") if self.source == "clean" and not title else self._headline(title, free)
        for index in headline.units:
            self.kinds[index] = "repeated_headline"
        if self.source == "page" and headline.units:
            self._above(headline)
        return headline

    def _headline(self, title: str | None, free: Sequence[int]) -> Headline:
        head = [self.units[i] for i in free]
        following = [u for i, u in enumerate(self.units[len(free) :], len(free)) if u.prose][:1]
        found = find_headline([*head, *following], title)
        return found._replace(units=tuple(free[i] for i in found.units if i < len(free)))

    def _above(self, headline: Headline) -> None:
        """Mark what stands above a headline: all of it where the headline is sure, else only names and labels."""
        for index in range(headline.units[-1]):
            unit = self.units[index]
            if not self.kinds[index] and (headline.sure or (unit.words <= LABEL_WORDS and not unit.sentence)):
                self.kinds[index] = "navigation"

    def match_edges(self, byline: str | None) -> tuple[Credit, ...]:
        """Mark bylines, dates and chrome before the first paragraph and behind the last, and the author's biography; return what they say."""
        head, tail = range(self._first_prose()), range(self._last_prose() + 1, len(self.units))
        said = [*self._credits(head, labelled=False), *self._credits(tail, labelled=True)]
        for index in (*head, *tail):
            self._match_edge(index)
        author = self._biography(byline or next((c.byline for c in said if c.byline), ""))
        self._end_of_page()
        return (*said, Credit(byline=author)) if author else tuple(said)

    def _credits(self, where: Sequence[int], *, labelled: bool) -> list[Credit]:
        found = []
        for index in where:
            credit = read_credit(self.units[index].text) if self.kinds[index] in ("", "navigation") else None
            if credit is None or (labelled and credit.published and not credit.labelled and not credit.byline):
                continue
            self.kinds[index] = "byline" if credit.byline else "date_line"
            found.append(credit)
        return found

    def _match_edge(self, index: int) -> None:
        rule = None if self.kinds[index] else first_match(self.units[index].plain, edge=True)
        if rule is not None:
            self.kinds[index] = rule.kind

    def _biography(self, byline: str) -> str:
        """Mark a name on a line of its own and the paragraph about its bearer, at the end of the article; return the name."""
        last = self._last_prose()
        name = last - 1
        if name < 1 or self.kinds[name] or self._letters_before(name) < BEGUN:
            return ""
        who, what = self.units[name].text, self.units[last]
        if not LONE_NAME.fullmatch(who) or len(what.text) > BIO_LETTERS:
            return ""
        if who not in byline and not (BIO_SIGNS.search(what.text) and self._stands_apart(who, name, last)):
            return ""
        self.kinds[name] = self.kinds[last] = "author_bio"
        return who

    def _stands_apart(self, who: str, name: int, last: int) -> bool:
        """Tell whether a person whom nothing names as the author is no part of the article.

        The page goes on with furniture, the article does not mention the name, and it is no portrait gallery with a name above each part.
        """
        before = [u for u, kind in zip(self.units[:name], self.kinds, strict=False) if not kind]
        surname = who.rsplit(maxsplit=1)[-1]
        furniture_follows = last + 1 < len(self.units) and bool(self.kinds[last + 1])
        return furniture_follows and not any(surname in u.text or LONE_NAME.fullmatch(u.text) for u in before)

    def _end_of_page(self) -> None:
        """Mark the short lines behind the first furniture that shows the article to be over."""
        last = self._last_prose()
        ended = False
        if self.source != "page":
            return
        for index in range(last + 1, len(self.units)):
            ended = ended or self.kinds[index] in END_KINDS
            if ended and not self.kinds[index] and not self.units[index].sentence:
                self.kinds[index] = "page_end"

    def _first_prose(self) -> int:
        return next((i for i, u in enumerate(self.units) if u.prose and not self.kinds[i]), len(self.units))

    def _last_prose(self) -> int:
        found = (i for i in range(len(self.units) - 1, -1, -1) if self.units[i].prose and not self.kinds[i])
        return next(found, len(self.units))


def _pulled(unit: Unit, whole: str, times: int) -> bool:
    """Tell whether a sentence set apart stands in another paragraph of the page, too; `times` is how often it is set apart."""
    least, most = PULLED_WORDS
    if not (least <= unit.words <= most and unit.sentence):
        return False
    return whole.count(unit.plain.strip("\"' ")) > times


def _metadata(headline: Headline, said: Sequence[Credit]) -> Metadata:
    published = next((c.published for c in said if c.published), None)
    return Metadata(
        title=headline.title or None,
        outlet=headline.outlet,
        byline=next((c.byline for c in said if c.byline), None),
        published=published,
        basis="text" if published else "none",
    )
