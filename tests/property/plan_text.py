"""plan_text.py: plan texts as nested statements, read and written without pm's help.

Enough of the language to take statements apart and put them together again: comments, texts,
brackets, blocks, and where a statement ends. Whether they mean anything is not asked.
"""
import re

LINKS = set("after as at by for from of on to when where with within".split())
OPERATORS = set("and or not in is reaches beats = != < <= > >= + - * / ..".split())
TOKEN = re.compile(r'(?P<comment>#[^\n]*)|(?P<text>"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*")'
                   r'|(?P<sign>[{}()\[\],;])|(?P<word>[^\s{}()\[\],;"#]+)', re.DOTALL)


class Token:
    def __init__(self, kind, text, begin, end, column, is_first):
        self.kind, self.text, self.begin, self.end = kind, text, begin, end
        self.column, self.is_first = column, is_first


class Statement:
    """A head (its text on one line, long texts apart) and a block, None where there is none."""

    def __init__(self, head, block=None):
        self.head, self.block = head, block

    @property
    def word(self):
        return self.head.split(None, 1)[0]


def read_tokens(source, with_comments=False):
    tokens = []
    for found in TOKEN.finditer(source):
        line = source.rfind("\n", 0, found.start()) + 1
        is_first = not source[line:found.start()].strip()
        if found.lastgroup != "comment" or with_comments:
            tokens.append(Token(found.lastgroup, found.group(), found.start(), found.end(),
                                found.start() - line, is_first))
    return tokens


class Reader:
    def __init__(self, source):
        self.source, self.tokens, self.at = source, read_tokens(source), 0

    def next_is(self, *texts):
        return self.at < len(self.tokens) and self.tokens[self.at].text in texts

    def statements(self):
        found = []
        while self.at < len(self.tokens) and not self.next_is("}"):
            if self.next_is(";"):
                self.at += 1
            else:
                found.append(self.statement())
        return found

    def goes_on(self, last, brackets, indent):
        token = self.tokens[self.at]
        if token.text in ("}", ";", "{") and token.kind == "sign":
            return False
        if not token.is_first:
            return True
        is_open = brackets or last.text == "," or last.text in LINKS or last.text in OPERATORS
        return token.column > indent and (is_open or token.text in LINKS
                                          or token.text in OPERATORS)

    def statement(self):
        first = last = self.tokens[self.at]
        line = self.source.rfind("\n", 0, first.begin) + 1
        indent = len(self.source[line:]) - len(self.source[line:].lstrip(" "))
        parts, brackets = [first.text], 0
        self.at += 1
        while self.at < len(self.tokens) and self.goes_on(last, brackets, indent):
            token = self.tokens[self.at]
            between = self.source[last.end:token.begin]
            parts.append(" " if "\n" in between else between)
            parts.append(token.text)
            brackets += (token.text in "([") - (token.text in ")]") if token.kind == "sign" else 0
            last = token
            self.at += 1
        head = "".join(parts)
        if not self.next_is("{"):
            return Statement(head)
        self.at += 1
        block = self.statements()
        self.at += 1
        return Statement(head, block)


def read_plan(source):
    """The statements at the top of a file."""
    return Reader(source).statements()


def write_plan(statements, indent=0):
    lines = []
    for one in statements:
        blanks = "  " * indent
        if one.block is None:
            lines.append(blanks + one.head + "\n")
        elif not one.block:
            lines.append(blanks + one.head + " { }\n")
        else:
            lines.append(blanks + one.head + " {\n" + write_plan(one.block, indent + 1) + blanks
                         + "}\n")
    return "".join(lines)


def walk(statements):
    """All statements, outer ones first."""
    for one in statements:
        yield one
        if one.block:
            yield from walk(one.block)


def shuffle_statements(statements, draw):
    """The same statements in another order, in every block."""
    shuffled = [Statement(one.head, one.block and shuffle_statements(one.block, draw))
                for one in statements]
    draw.shuffle(shuffled)
    return shuffled
