/// What CPython 3.13 reports of sources whose fault is in their tokens: where (line, column in UTF-8 bytes), as what.
enum TokenFaultRecordings {
    static let all: [(source: String, place: String, error: String)] = [
        ("x = 'abc", "1.4", "SyntaxError: unterminated string literal (detected at line 1)"),
        ("x = 'abc\ny", "1.4", "SyntaxError: unterminated string literal (detected at line 1)"),
        (
            "x = '''abc\n\n", "1.4",
            "SyntaxError: unterminated triple-quoted string literal (detected at line 2)"
        ),
        ("f'abc", "1.0", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        (
            "f'''abc\n\n", "1.0",
            "SyntaxError: unterminated triple-quoted f-string literal (detected at line 2)"
        ),
        ("f\"{x\"", "1.4", "SyntaxError: f-string: expecting '}'"),
        ("f'{a", "1.2", "SyntaxError: '{' was never closed"),
        ("f'''{a\n", "1.4", "SyntaxError: '{' was never closed"),
        ("\\x", "1.1", "SyntaxError: unexpected character after line continuation character"),
        ("x \\ y", "1.3", "SyntaxError: unexpected character after line continuation character"),
        ("x\\", "1.2", "SyntaxError: unexpected EOF while parsing"),
        ("x = (1,", "1.4", "SyntaxError: '(' was never closed"),
        ("(1]", "1.2", "SyntaxError: closing parenthesis ']' does not match opening parenthesis '('"),
        (
            "(1,\n]", "2.0",
            "SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 1"
        ),
        (")", "1.0", "SyntaxError: unmatched ')'"),
        ("x = 0o8", "1.6", "SyntaxError: invalid digit '8' in octal literal"),
        ("0b2", "1.2", "SyntaxError: invalid digit '2' in binary literal"),
        ("0xg", "1.1", "SyntaxError: invalid hexadecimal literal"),
        ("0o1_8", "1.4", "SyntaxError: invalid digit '8' in octal literal"),
        ("0b1_2", "1.4", "SyntaxError: invalid digit '2' in binary literal"),
        ("0b1__0", "1.3", "SyntaxError: invalid binary literal"),
        ("0o", "1.1", "SyntaxError: invalid octal literal"),
        ("0b", "1.1", "SyntaxError: invalid binary literal"),
        ("0x", "1.1", "SyntaxError: invalid hexadecimal literal"),
        ("0x_", "1.2", "SyntaxError: invalid hexadecimal literal"),
        (
            "012", "1.0-1.1",
            "SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
        ),
        ("0_", "1.1", "SyntaxError: invalid decimal literal"),
        (
            "0_7", "1.0-1.2",
            "SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
        ),
        (
            "00_1", "1.0-1.3",
            "SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
        ),
        ("1_", "1.1", "SyntaxError: invalid decimal literal"),
        ("1__0", "1.1", "SyntaxError: invalid decimal literal"),
        ("1e", "1.0", "SyntaxError: invalid decimal literal"),
        ("1e+", "1.2", "SyntaxError: invalid decimal literal"),
        ("1e_1", "1.0", "SyntaxError: invalid decimal literal"),
        ("1.5_", "1.3", "SyntaxError: invalid decimal literal"),
        ("1.5a", "1.2", "SyntaxError: invalid decimal literal"),
        ("1jx", "1.1", "SyntaxError: invalid imaginary literal"),
        (
            "0777", "1.0-1.1",
            "SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
        ),
        (
            "0_9", "1.0-1.2",
            "SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
        ),
        ("€", "1.0", "SyntaxError: invalid character '€' (U+20AC)"),
        ("a€b", "1.1", "SyntaxError: invalid character '€' (U+20AC)"),
        (" x", "1.0", "SyntaxError: invalid non-printable character U+00A0"),
        ("f'}'", "1.2", "SyntaxError: f-string: single '}' is not allowed"),
        ("f'{'", "1.3", "SyntaxError: f-string: expecting '}'"),
        ("f'{a}}'", "1.5", "SyntaxError: f-string: single '}' is not allowed"),
        ("f'{)}'", "1.3", "SyntaxError: f-string: unmatched ')'"),
        ("f'{a]'", "1.4", "SyntaxError: f-string: unmatched ']'"),
        ("f'{(]}'", "1.4", "SyntaxError: closing parenthesis ']' does not match opening parenthesis '('"),
        ("if 1:\n  a\n b", "3.2", "IndentationError: unindent does not match any outer indentation level"),
        ("if 1:\n\ta\n        b", "3.0", "TabError: inconsistent use of tabs and spaces in indentation"),
        ("if 1:\n        a\n\tb", "3.0", "TabError: inconsistent use of tabs and spaces in indentation"),
        ("if 1:\n    a\n\tb", "3.0", "TabError: inconsistent use of tabs and spaces in indentation"),
        ("x='a\\\n", "1.2", "SyntaxError: unterminated string literal (detected at line 1)"),
        (
            "x='a\\'", "1.2",
            "SyntaxError: unterminated string literal (detected at line 1); perhaps you escaped the end quote?"
        ),
        (
            "x='a\\'\ny", "1.2",
            "SyntaxError: unterminated string literal (detected at line 1); perhaps you escaped the end quote?"
        ),
        ("'''\n'", "1.0", "SyntaxError: unterminated triple-quoted string literal (detected at line 2)"),
        ("f'{'x'", "1.2", "SyntaxError: '{' was never closed"),
        ("f'{'x", "1.3", "SyntaxError: f-string: expecting '}'"),
        ("f'''{'x'''", "1.4", "SyntaxError: '{' was never closed"),
        ("f'{x:{y:{z:{w}}}}'", "1.10", "SyntaxError: f-string: expressions nested too deeply"),
        ("f'{x!s'", "1.6", "SyntaxError: f-string: expecting '}'"),
        ("é = 'x", "1.5", "SyntaxError: unterminated string literal (detected at line 1)"),
        ("'é", "1.0", "SyntaxError: unterminated string literal (detected at line 1)"),
        ("é\\x", "1.3", "SyntaxError: unexpected character after line continuation character"),
        ("é = (", "1.5", "SyntaxError: '(' was never closed"),
        ("é)", "1.2", "SyntaxError: unmatched ')'"),
        (
            "x = {'a': [1, 2)}", "1.15",
            "SyntaxError: closing parenthesis ')' does not match opening parenthesis '['"
        ),
        (
            "{\n(\n]", "3.0",
            "SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 2"
        ),
        ("x = 5 \\", "1.7", "SyntaxError: unexpected EOF while parsing"),
        ("x = \\\n", "1.5", "SyntaxError: unexpected EOF while parsing"),
        ("\\\n", "1.1", "SyntaxError: unexpected EOF while parsing"),
        ("(\\\n", "1.0", "SyntaxError: '(' was never closed"),
        (
            "def f():\n  x\n y\n", "3.2",
            "IndentationError: unindent does not match any outer indentation level"
        ),
        (
            "def f():\n\tx\n        y\n  z\n", "3.0",
            "TabError: inconsistent use of tabs and spaces in indentation"
        ),
        ("f'f'f'", "1.4", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        ("1_000_", "1.5", "SyntaxError: invalid decimal literal"),
        ("0xfg", "1.2", "SyntaxError: invalid hexadecimal literal"),
        ("0b1a", "1.2", "SyntaxError: invalid binary literal"),
        ("0o7z", "1.2", "SyntaxError: invalid octal literal"),
        ("1.e", "1.1", "SyntaxError: invalid decimal literal"),
        ("1.e5x", "1.3", "SyntaxError: invalid decimal literal"),
        ("1E5e", "1.2", "SyntaxError: invalid decimal literal"),
        ("1_0a", "1.2", "SyntaxError: invalid decimal literal"),
        ("0a", "1.0", "SyntaxError: invalid decimal literal"),
        ("0.5__1", "1.3", "SyntaxError: invalid decimal literal"),
        ("5j5", "1.1", "SyntaxError: invalid imaginary literal"),
        ("100_j", "1.3", "SyntaxError: invalid decimal literal"),
        ("'\\\n\\\n", "1.0", "SyntaxError: unterminated string literal (detected at line 2)"),
        ("f'\\\n", "1.0", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        ("f'{x:a\n'", "2.0", "SyntaxError: f-string: expecting '}'"),
        ("f'{x:{y}\n}'", "1.0", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        ("퟿", "1.0", "SyntaxError: invalid non-printable character U+D7FF"),
        ("x = “a”", "1.4", "SyntaxError: invalid character '“' (U+201C)"),
        ("print(‘a’)", "1.6", "SyntaxError: invalid character '‘' (U+2018)"),
        ("́a", "1.0", "SyntaxError: invalid character '́' (U+0301)"),
        ("x = 3²", "1.5", "SyntaxError: invalid character '²' (U+00B2)"),
        ("𝒳€", "1.4", "SyntaxError: invalid character '€' (U+20AC)"),
        ("１２", "1.0", "SyntaxError: invalid character '１' (U+FF11)"),
        ("a = ١", "1.4", "SyntaxError: invalid character '١' (U+0661)"),
        ("x;;y\n'", "2.0", "SyntaxError: unterminated string literal (detected at line 2)"),
        ("#\n'", "2.0", "SyntaxError: unterminated string literal (detected at line 2)"),
        ("'a' 'b", "1.4", "SyntaxError: unterminated string literal (detected at line 1)"),
        ("b'a", "1.0", "SyntaxError: unterminated string literal (detected at line 1)"),
        ("rb'''a", "1.0", "SyntaxError: unterminated triple-quoted string literal (detected at line 1)"),
        ("Rb'x\n", "1.0", "SyntaxError: unterminated string literal (detected at line 1)"),
        ("u'", "1.0", "SyntaxError: unterminated string literal (detected at line 1)"),
        ("f'{f'{f'", "1.6", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        ("f'{x}", "1.0", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        ("f'{x}{", "1.5", "SyntaxError: '{' was never closed"),
        ("f'a{{", "1.0", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        ("f'a}}", "1.0", "SyntaxError: unterminated f-string literal (detected at line 1)"),
        ("f'}}}'", "1.4", "SyntaxError: f-string: single '}' is not allowed"),
        ("f'''}'''", "1.4", "SyntaxError: f-string: single '}' is not allowed"),
        ("f'{{}'", "1.4", "SyntaxError: f-string: single '}' is not allowed"),
        ("f'{a:}}'", "1.6", "SyntaxError: f-string: single '}' is not allowed"),
        ("f'{a:{b}}}'", "1.9", "SyntaxError: f-string: single '}' is not allowed"),
    ]
}
