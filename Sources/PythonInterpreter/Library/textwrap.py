"""Paragraphs of limited width, and the space in front of lines."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_whitespace = "\t\n\x0b\x0c\r "


class TextWrapper:
    """Breaks texts into lines of limited width."""

    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
        fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
        max_lines=None, placeholder=" [...]",
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _split(self, text):
        """Words and the space between them; words may be cut behind hyphens."""
        chunks = []
        start = 0
        while start < len(text):
            is_space = text[start] in _whitespace
            end = start
            while end < len(text) and (text[end] in _whitespace) == is_space:
                end += 1
            piece = text[start:end]
            chunks.extend([piece] if is_space or not self.break_on_hyphens else _cut(piece))
            start = end
        return chunks

    def wrap(self, text):
        """The lines of a paragraph."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(char): " " for char in _whitespace})
        chunks = self._split(text)
        if self.fix_sentence_endings:
            for index in range(len(chunks) - 1):
                end = chunks[index].rstrip("\"'")
                if chunks[index + 1] == " " and len(end) > 1 and end[-1] in ".!?" and end[-2].islower():
                    chunks[index + 1] = "  "
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        return self._lines(chunks)

    def _lines(self, chunks):
        lines = []
        chunks.reverse()
        while chunks:
            current = []
            length = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                del chunks[-1]
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                current.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._cut_long_word(chunks, current, length, width)
                length = sum(map(len, current))
            if self.drop_whitespace and current and current[-1].strip() == "":
                length -= len(current.pop())
            if not current:
                continue
            is_last_of_all = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if (
                self.max_lines is None or len(lines) + 1 < self.max_lines or is_last_of_all and length <= width
            ):
                lines.append(indent + "".join(current))
                continue
            # No more lines: the placeholder follows the last word that leaves room for it.
            while current:
                if current[-1].strip() and length + len(self.placeholder) <= width:
                    current.append(self.placeholder)
                    lines.append(indent + "".join(current))
                    break
                length -= len(current.pop())
            else:
                if lines:
                    last = lines[-1].rstrip()
                    if len(last) + len(self.placeholder) <= self.width:
                        lines[-1] = last + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _cut_long_word(self, chunks, current, length, width):
        room = 1 if width < 1 else width - length
        if self.break_long_words and room > 0:
            chunk = chunks[-1]
            end = room
            if self.break_on_hyphens and len(chunk) > room:
                hyphen = chunk.rfind("-", 0, room)
                if hyphen > 0 and any(char != "-" for char in chunk[:hyphen]):
                    end = hyphen + 1
            current.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not current:
            current.append(chunks.pop())

    def fill(self, text):
        """The lines of a paragraph as one text."""
        return "\n".join(self.wrap(text))


def _cut(word):
    """A word cut behind the hyphens between letters, and around dashes."""
    parts = []
    start = place = 0
    while place < len(word):
        if word[place] != "-":
            place += 1
            continue
        end = place
        while end < len(word) and word[end] == "-":
            end += 1
        if end - place > 1 and start < place and end < len(word):
            parts.extend([word[start:place], word[place:end]])
            start = end
        elif (
            end - place == 1 and place - start >= 2 and word[place - 2:place].isalpha() and end + 1 < len(word)
            and word[end:end + 2].isalpha()
        ):
            parts.append(word[start:end])
            start = end
        place = end
    parts.append(word[start:])
    return [part for part in parts if part]


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The lines of a paragraph as one text."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """One line of limited width, with the space between words made one blank each."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the space that all its lines begin with."""
    lines = text.split("\n")
    margin = None
    for line in lines:
        content = line.lstrip(" \t")
        if not content:
            continue
        indent = line[:len(line) - len(content)]
        if margin is None:
            margin = indent
        else:
            common = 0
            while common < min(len(margin), len(indent)) and margin[common] == indent[common]:
                common += 1
            margin = margin[:common]
    count = len(margin or "")
    return "\n".join(line[count:] if line.strip(" \t") else "" for line in lines)


def indent(text, prefix, predicate=None):
    """The text with a prefix in front of those lines that are more than space."""
    if predicate is None:
        def predicate(line):
            return line.strip()
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
