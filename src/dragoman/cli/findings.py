"""How the findings of a lint are told: one a line on standard output, as compilers do, and the count on standard error."""

import sys
from collections.abc import Sequence

from dragoman.cli.labels import plural, safe
from dragoman.cli.terminal import say
from dragoman.lexicon.lint import Finding


def report(findings: Sequence[Finding], checked: str) -> int:
    """Print findings and what was checked, and return the exit status: 1 where there are any."""
    for finding in findings:
        sys.stdout.write(f"{safe(finding.words)}\n")
    sys.stdout.flush()
    say(f"{checked} checked: {plural(len(findings), 'finding') if findings else 'all well'}")
    return 1 if findings else 0
