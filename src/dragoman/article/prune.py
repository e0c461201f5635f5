"""A page's tree made ready for the extractor: what nobody sees goes, tables that only place things open, bodies in pieces join."""

from collections import defaultdict

from lxml.html import HtmlElement

from dragoman.article.metadata import text_of

UNSEEN = frozenset(
    {"script", "style", "noscript", "svg", "iframe", "template", "button", "select", "textarea", "input", "nav", "dialog", "object", "embed"}
)  # fmt: skip
UNSEEN_ROLES = frozenset({"navigation", "dialog", "alertdialog", "search", "banner", "tooltip"})
CELLS = ("td", "th", "tr", "tbody", "thead", "tfoot")
CELL_LETTERS = 400  # a cell with more text than this holds part of a page, not a value
PIECE_LETTERS = 300  # of paragraphs in each piece of a body
LINK_SHARE = 0.9  # of the text of a list item that is only a link


def prune(tree: HtmlElement) -> None:
    """Change a tree in place for extraction."""
    _drop_unseen(tree)
    for table in list(tree.iter("table")):
        if _places(table):
            _open(table)
    for links in list(tree.iter("ul", "ol")):
        if _only_links(links):
            links.drop_tree()
    _join_pieces(tree)


def _drop_unseen(tree: HtmlElement) -> None:
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and _unseen(element) and element.getparent() is not None:
            element.drop_tree()


def _unseen(element: HtmlElement) -> bool:
    if element.tag in UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    style = attributes.get("style") or ""
    return "hidden" in attributes or attributes.get("role") in UNSEEN_ROLES or "display:none" in style.replace(" ", "")


def _places(table: HtmlElement) -> bool:
    """Tell whether a table lays out a page: a cell of it holds paragraphs, another table, or much text."""
    for cell in table.iter("td", "th"):
        if cell.find(".//p") is not None or cell.find(".//table") is not None or len(text_of(cell)) > CELL_LETTERS:
            return True
    return False


def _open(table: HtmlElement) -> None:
    for part in table.iter(*CELLS):
        part.tag = "div"
    table.tag = "div"


def _only_links(items: HtmlElement) -> bool:
    """Tell whether a list of several items is nothing but links to other pages."""
    entries = items.findall("li")
    return len(entries) > 1 and all(_is_link(entry) for entry in entries)


def _is_link(entry: HtmlElement) -> bool:
    text = text_of(entry)
    return bool(text) and sum(len(text_of(a)) for a in entry.iter("a")) >= LINK_SHARE * len(text)


def _join_pieces(tree: HtmlElement) -> None:
    """Bring together the pieces of a body that a page breaks up to put advertisements between: same class, same <article>."""
    pieces: defaultdict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        name = element.get("class")
        if name and sum(len(text_of(p)) for p in element.findall("p")) >= PIECE_LETTERS:
            article = next(element.iterancestors("article"), None)
            if article is not None:
                pieces[article, element.tag, name].append(element)
    for first, *others in pieces.values():
        for other in others:
            if first not in other.iterancestors():
                first.extend(list(other))
