/// Streams of tokens as CPython 3.13's `tokenize` shows them, without comments and `NL`, columns in UTF-8 bytes.
///
/// A bar or the end of a line stands between tokens, and a backslash and an `n` for a line feed in one.
enum TokenRecordings {
    static let plain: [(source: String, tokens: String)] = [
        (
            "x = 1\n",
            """
            NAME 1.0-1.1 x ¦ OP 1.2-1.3 = ¦ NUMBER 1.4-1.5 1 ¦ NEWLINE 1.5-1.6 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "x = 1",
            """
            NAME 1.0-1.1 x ¦ OP 1.2-1.3 = ¦ NUMBER 1.4-1.5 1 ¦ NEWLINE 1.5-1.6 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "# c\n\n  # d\nx\n",
            """
            NAME 4.0-4.1 x ¦ NEWLINE 4.1-4.2 ¦ ENDMARKER 5.0-5.0
            """
        ),
        (
            "if a:\n    b\n\n    # c\n    if d:\n      e\nf\n",
            """
            NAME 1.0-1.2 if ¦ NAME 1.3-1.4 a ¦ OP 1.4-1.5 : ¦ NEWLINE 1.5-1.6 ¦ INDENT 2.0-2.4
            NAME 2.4-2.5 b ¦ NEWLINE 2.5-2.6 ¦ NAME 5.4-5.6 if ¦ NAME 5.7-5.8 d ¦ OP 5.8-5.9 :
            NEWLINE 5.9-5.10 ¦ INDENT 6.0-6.6 ¦ NAME 6.6-6.7 e ¦ NEWLINE 6.7-6.8 ¦ DEDENT 7.0-7.0
            DEDENT 7.0-7.0 ¦ NAME 7.0-7.1 f ¦ NEWLINE 7.1-7.2 ¦ ENDMARKER 8.0-8.0
            """
        ),
        (
            "a = (1,\n  # c\n  [2,\n3])\n",
            """
            NAME 1.0-1.1 a ¦ OP 1.2-1.3 = ¦ OP 1.4-1.5 ( ¦ NUMBER 1.5-1.6 1 ¦ OP 1.6-1.7 ,
            OP 3.2-3.3 [ ¦ NUMBER 3.3-3.4 2 ¦ OP 3.4-3.5 , ¦ NUMBER 4.0-4.1 3 ¦ OP 4.1-4.2 ]
            OP 4.2-4.3 ) ¦ NEWLINE 4.3-4.4 ¦ ENDMARKER 5.0-5.0
            """
        ),
        (
            "a = 1 + \\\n  2\n",
            """
            NAME 1.0-1.1 a ¦ OP 1.2-1.3 = ¦ NUMBER 1.4-1.5 1 ¦ OP 1.6-1.7 + ¦ NUMBER 2.2-2.3 2
            NEWLINE 2.3-2.4 ¦ ENDMARKER 3.0-3.0
            """
        ),
        (
            "if a:\n\tb\n\tif c:\n\t\td\n",
            """
            NAME 1.0-1.2 if ¦ NAME 1.3-1.4 a ¦ OP 1.4-1.5 : ¦ NEWLINE 1.5-1.6 ¦ INDENT 2.0-2.1
            NAME 2.1-2.2 b ¦ NEWLINE 2.2-2.3 ¦ NAME 3.1-3.3 if ¦ NAME 3.4-3.5 c ¦ OP 3.5-3.6 :
            NEWLINE 3.6-3.7 ¦ INDENT 4.0-4.2 ¦ NAME 4.2-4.3 d ¦ NEWLINE 4.3-4.4 ¦ DEDENT 5.0-5.0
            DEDENT 5.0-5.0 ¦ ENDMARKER 5.0-5.0
            """
        ),
        (
            "\u{0C}x\n",
            """
            NAME 1.1-1.2 x ¦ NEWLINE 1.2-1.3 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "a; b ;\n",
            """
            NAME 1.0-1.1 a ¦ OP 1.1-1.2 ; ¦ NAME 1.3-1.4 b ¦ OP 1.5-1.6 ; ¦ NEWLINE 1.6-1.7
            ENDMARKER 2.0-2.0
            """
        ),
        (
            "0 00 1_000 0xFf_e 0o17 0b1_0 1.5 .5 5. 1e5 1E-5_0 1.5j 0j 0.e1 09.5 1_0.0_1\n",
            """
            NUMBER 1.0-1.1 0 ¦ NUMBER 1.2-1.4 00 ¦ NUMBER 1.5-1.10 1_000 ¦ NUMBER 1.11-1.17 0xFf_e
            NUMBER 1.18-1.22 0o17 ¦ NUMBER 1.23-1.28 0b1_0 ¦ NUMBER 1.29-1.32 1.5
            NUMBER 1.33-1.35 .5 ¦ NUMBER 1.36-1.38 5. ¦ NUMBER 1.39-1.42 1e5
            NUMBER 1.43-1.49 1E-5_0 ¦ NUMBER 1.50-1.54 1.5j ¦ NUMBER 1.55-1.57 0j
            NUMBER 1.58-1.62 0.e1 ¦ NUMBER 1.63-1.67 09.5 ¦ NUMBER 1.68-1.75 1_0.0_1
            NEWLINE 1.75-1.76 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "'a' \"b\" '' r'\\d' b'x' Rb\"y\" u'z' '''t'\n''u''' 'it\\'s' 'a\\\nb'\n",
            """
            STRING 1.0-1.3 'a' ¦ STRING 1.4-1.7 "b" ¦ STRING 1.8-1.10 '' ¦ STRING 1.11-1.16 r'\\d'
            STRING 1.17-1.21 b'x' ¦ STRING 1.22-1.27 Rb"y" ¦ STRING 1.28-1.32 u'z'
            STRING 1.33-2.6 '''t'\\n''u''' ¦ STRING 2.7-2.14 'it\\'s' ¦ STRING 2.15-3.2 'a\\\\nb'
            NEWLINE 3.2-3.3 ¦ ENDMARKER 4.0-4.0
            """
        ),
        (
            "a.b...c ** d // e << f >> g != h <= i >= j -> k := l == m\n",
            """
            NAME 1.0-1.1 a ¦ OP 1.1-1.2 . ¦ NAME 1.2-1.3 b ¦ OP 1.3-1.6 ... ¦ NAME 1.6-1.7 c
            OP 1.8-1.10 ** ¦ NAME 1.11-1.12 d ¦ OP 1.13-1.15 // ¦ NAME 1.16-1.17 e ¦ OP 1.18-1.20 <<
            NAME 1.21-1.22 f ¦ OP 1.23-1.25 >> ¦ NAME 1.26-1.27 g ¦ OP 1.28-1.30 !=
            NAME 1.31-1.32 h ¦ OP 1.33-1.35 <= ¦ NAME 1.36-1.37 i ¦ OP 1.38-1.40 >=
            NAME 1.41-1.42 j ¦ OP 1.43-1.45 -> ¦ NAME 1.46-1.47 k ¦ OP 1.48-1.50 :=
            NAME 1.51-1.52 l ¦ OP 1.53-1.55 == ¦ NAME 1.56-1.57 m ¦ NEWLINE 1.57-1.58
            ENDMARKER 2.0-2.0
            """
        ),
        (
            "a += b -= c *= d /= e //= f %= g @= h &= i |= j ^= k >>= l <<= m **= n\n",
            """
            NAME 1.0-1.1 a ¦ OP 1.2-1.4 += ¦ NAME 1.5-1.6 b ¦ OP 1.7-1.9 -= ¦ NAME 1.10-1.11 c
            OP 1.12-1.14 *= ¦ NAME 1.15-1.16 d ¦ OP 1.17-1.19 /= ¦ NAME 1.20-1.21 e
            OP 1.22-1.25 //= ¦ NAME 1.26-1.27 f ¦ OP 1.28-1.30 %= ¦ NAME 1.31-1.32 g
            OP 1.33-1.35 @= ¦ NAME 1.36-1.37 h ¦ OP 1.38-1.40 &= ¦ NAME 1.41-1.42 i ¦ OP 1.43-1.45 |=
            NAME 1.46-1.47 j ¦ OP 1.48-1.50 ^= ¦ NAME 1.51-1.52 k ¦ OP 1.53-1.56 >>=
            NAME 1.57-1.58 l ¦ OP 1.59-1.62 <<= ¦ NAME 1.63-1.64 m ¦ OP 1.65-1.68 **=
            NAME 1.69-1.70 n ¦ NEWLINE 1.70-1.71 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "{a: [b, (c)], ~d} @ e & f | g ^ h % i < j > k\n",
            """
            OP 1.0-1.1 { ¦ NAME 1.1-1.2 a ¦ OP 1.2-1.3 : ¦ OP 1.4-1.5 [ ¦ NAME 1.5-1.6 b
            OP 1.6-1.7 , ¦ OP 1.8-1.9 ( ¦ NAME 1.9-1.10 c ¦ OP 1.10-1.11 ) ¦ OP 1.11-1.12 ]
            OP 1.12-1.13 , ¦ OP 1.14-1.15 ~ ¦ NAME 1.15-1.16 d ¦ OP 1.16-1.17 } ¦ OP 1.18-1.19 @
            NAME 1.20-1.21 e ¦ OP 1.22-1.23 & ¦ NAME 1.24-1.25 f ¦ OP 1.26-1.27 | ¦ NAME 1.28-1.29 g
            OP 1.30-1.31 ^ ¦ NAME 1.32-1.33 h ¦ OP 1.34-1.35 % ¦ NAME 1.36-1.37 i ¦ OP 1.38-1.39 <
            NAME 1.40-1.41 j ¦ OP 1.42-1.43 > ¦ NAME 1.44-1.45 k ¦ NEWLINE 1.45-1.46
            ENDMARKER 2.0-2.0
            """
        ),
        (
            "è = 'é' + ñandú\n",
            """
            NAME 1.0-1.2 è ¦ OP 1.3-1.4 = ¦ STRING 1.5-1.9 'é' ¦ OP 1.10-1.11 +
            NAME 1.12-1.19 ñandú ¦ NEWLINE 1.19-1.20 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "async def f(): await g\n",
            """
            NAME 1.0-1.5 async ¦ NAME 1.6-1.9 def ¦ NAME 1.10-1.11 f ¦ OP 1.11-1.12 (
            OP 1.12-1.13 ) ¦ OP 1.13-1.14 : ¦ NAME 1.15-1.20 await ¦ NAME 1.21-1.22 g
            NEWLINE 1.22-1.23 ¦ ENDMARKER 2.0-2.0
            """
        ),
    ]

    static let fstrings: [(source: String, tokens: String)] = [
        (
            "f'a{b}c{{d}}e' f'' f'{x!r:>{w}.{p}}' F\"{a['k']}\"\n",
            """
            FSTRING_START 1.0-1.2 f' ¦ FSTRING_MIDDLE 1.2-1.3 a ¦ OP 1.3-1.4 { ¦ NAME 1.4-1.5 b
            OP 1.5-1.6 } ¦ FSTRING_MIDDLE 1.6-1.8 c{ ¦ FSTRING_MIDDLE 1.9-1.11 d}
            FSTRING_MIDDLE 1.12-1.13 e ¦ FSTRING_END 1.13-1.14 ' ¦ FSTRING_START 1.15-1.17 f'
            FSTRING_END 1.17-1.18 ' ¦ FSTRING_START 1.19-1.21 f' ¦ OP 1.21-1.22 { ¦ NAME 1.22-1.23 x
            OP 1.23-1.24 ! ¦ NAME 1.24-1.25 r ¦ OP 1.25-1.26 : ¦ FSTRING_MIDDLE 1.26-1.27 >
            OP 1.27-1.28 { ¦ NAME 1.28-1.29 w ¦ OP 1.29-1.30 } ¦ FSTRING_MIDDLE 1.30-1.31 .
            OP 1.31-1.32 { ¦ NAME 1.32-1.33 p ¦ OP 1.33-1.34 } ¦ FSTRING_MIDDLE 1.34-1.34 
            OP 1.34-1.35 } ¦ FSTRING_END 1.35-1.36 ' ¦ FSTRING_START 1.37-1.39 F" ¦ OP 1.39-1.40 {
            NAME 1.40-1.41 a ¦ OP 1.41-1.42 [ ¦ STRING 1.42-1.45 'k' ¦ OP 1.45-1.46 ]
            OP 1.46-1.47 } ¦ FSTRING_END 1.47-1.48 " ¦ NEWLINE 1.48-1.49 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "f'{x=}' f'{ {1:2}[1] }' f'{(lambda x: 1)}' f'{x:=5}' f'{(x:=5)}' f'{x!=y}'\n",
            """
            FSTRING_START 1.0-1.2 f' ¦ OP 1.2-1.3 { ¦ NAME 1.3-1.4 x ¦ OP 1.4-1.5 = ¦ OP 1.5-1.6 }
            FSTRING_END 1.6-1.7 ' ¦ FSTRING_START 1.8-1.10 f' ¦ OP 1.10-1.11 { ¦ OP 1.12-1.13 {
            NUMBER 1.13-1.14 1 ¦ OP 1.14-1.15 : ¦ NUMBER 1.15-1.16 2 ¦ OP 1.16-1.17 }
            OP 1.17-1.18 [ ¦ NUMBER 1.18-1.19 1 ¦ OP 1.19-1.20 ] ¦ OP 1.21-1.22 }
            FSTRING_END 1.22-1.23 ' ¦ FSTRING_START 1.24-1.26 f' ¦ OP 1.26-1.27 { ¦ OP 1.27-1.28 (
            NAME 1.28-1.34 lambda ¦ NAME 1.35-1.36 x ¦ OP 1.36-1.37 : ¦ NUMBER 1.38-1.39 1
            OP 1.39-1.40 ) ¦ OP 1.40-1.41 } ¦ FSTRING_END 1.41-1.42 ' ¦ FSTRING_START 1.43-1.45 f'
            OP 1.45-1.46 { ¦ NAME 1.46-1.47 x ¦ OP 1.47-1.48 : ¦ FSTRING_MIDDLE 1.48-1.50 =5
            OP 1.50-1.51 } ¦ FSTRING_END 1.51-1.52 ' ¦ FSTRING_START 1.53-1.55 f' ¦ OP 1.55-1.56 {
            OP 1.56-1.57 ( ¦ NAME 1.57-1.58 x ¦ OP 1.58-1.60 := ¦ NUMBER 1.60-1.61 5 ¦ OP 1.61-1.62 )
            OP 1.62-1.63 } ¦ FSTRING_END 1.63-1.64 ' ¦ FSTRING_START 1.65-1.67 f' ¦ OP 1.67-1.68 {
            NAME 1.68-1.69 x ¦ OP 1.69-1.71 != ¦ NAME 1.71-1.72 y ¦ OP 1.72-1.73 }
            FSTRING_END 1.73-1.74 ' ¦ NEWLINE 1.74-1.75 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "f'''a\n{\nb # c\n}\n''d'''\n",
            """
            FSTRING_START 1.0-1.4 f''' ¦ FSTRING_MIDDLE 1.4-2.0 a\\n ¦ OP 2.0-2.1 { ¦ NAME 3.0-3.1 b
            OP 4.0-4.1 } ¦ FSTRING_MIDDLE 4.1-5.3 \\n''d ¦ FSTRING_END 5.3-5.6 ''' ¦ NEWLINE 5.6-5.7
            ENDMARKER 6.0-6.0
            """
        ),
        (
            "f'{f'{f'{1}'}'}'\n",
            """
            FSTRING_START 1.0-1.2 f' ¦ OP 1.2-1.3 { ¦ FSTRING_START 1.3-1.5 f' ¦ OP 1.5-1.6 {
            FSTRING_START 1.6-1.8 f' ¦ OP 1.8-1.9 { ¦ NUMBER 1.9-1.10 1 ¦ OP 1.10-1.11 }
            FSTRING_END 1.11-1.12 ' ¦ OP 1.12-1.13 } ¦ FSTRING_END 1.13-1.14 ' ¦ OP 1.14-1.15 }
            FSTRING_END 1.15-1.16 ' ¦ NEWLINE 1.16-1.17 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "rf'\\{a}\\n' fR'{b:\\d}'\n",
            """
            FSTRING_START 1.0-1.3 rf' ¦ FSTRING_MIDDLE 1.3-1.4 \\ ¦ OP 1.4-1.5 { ¦ NAME 1.5-1.6 a
            OP 1.6-1.7 } ¦ FSTRING_MIDDLE 1.7-1.9 \\n ¦ FSTRING_END 1.9-1.10 '
            FSTRING_START 1.11-1.14 fR' ¦ OP 1.14-1.15 { ¦ NAME 1.15-1.16 b ¦ OP 1.16-1.17 :
            FSTRING_MIDDLE 1.17-1.19 \\d ¦ OP 1.19-1.20 } ¦ FSTRING_END 1.20-1.21 '
            NEWLINE 1.21-1.22 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "f'\\N{DASH}{x}'\n",
            """
            FSTRING_START 1.0-1.2 f' ¦ FSTRING_MIDDLE 1.2-1.10 \\N{DASH} ¦ OP 1.10-1.11 {
            NAME 1.11-1.12 x ¦ OP 1.12-1.13 } ¦ FSTRING_END 1.13-1.14 ' ¦ NEWLINE 1.14-1.15
            ENDMARKER 2.0-2.0
            """
        ),
        (
            "f'{x:%H:%M}{y:{{z}}}'\n",
            """
            FSTRING_START 1.0-1.2 f' ¦ OP 1.2-1.3 { ¦ NAME 1.3-1.4 x ¦ OP 1.4-1.5 :
            FSTRING_MIDDLE 1.5-1.10 %H:%M ¦ OP 1.10-1.11 } ¦ OP 1.11-1.12 { ¦ NAME 1.12-1.13 y
            OP 1.13-1.14 : ¦ FSTRING_MIDDLE 1.14-1.14  ¦ OP 1.14-1.15 { ¦ OP 1.15-1.16 {
            NAME 1.16-1.17 z ¦ OP 1.17-1.18 } ¦ OP 1.18-1.19 } ¦ FSTRING_MIDDLE 1.19-1.19 
            OP 1.19-1.20 } ¦ FSTRING_END 1.20-1.21 ' ¦ NEWLINE 1.21-1.22 ¦ ENDMARKER 2.0-2.0
            """
        ),
        (
            "f'{x:a\n}'\n",
            """
            FSTRING_START 1.0-1.2 f' ¦ OP 1.2-1.3 { ¦ NAME 1.3-1.4 x ¦ OP 1.4-1.5 :
            FSTRING_MIDDLE 1.5-1.6 a ¦ OP 2.0-2.1 } ¦ FSTRING_END 2.1-2.2 ' ¦ NEWLINE 2.2-2.3
            ENDMARKER 3.0-3.0
            """
        ),
    ]
}
