"""The names that Typst itself gives to values: what may follow a dot without being a field of ours."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODULES = _names("calc std table grid enum list math sys color figure document sym place")
OF_LISTS = _names("""
    all any at chunks contains dedup enumerate filter find first flatten fold insert intersperse join last len map pop
    position product push reduce remove rev slice sorted split sum to-dict windows zip
""")
OF_RECORDS = _names("at keys values pairs len")
OF_ANYTHING = (
    OF_LISTS
    | OF_RECORDS
    | _names("""
    clusters codepoints contains ends-with starts-with trim replace match matches text captures start end count
    width height x y page position location display get final step update year month day weekday hour minute second
    data title inputs named pos with where lighten darken transparentize message clamp abs normalize to-unicode
""")
)
ELSEWHERE = _names("image read json csv yaml toml xml cbor plugin bibliography")
