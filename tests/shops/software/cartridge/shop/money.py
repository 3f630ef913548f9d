# mypy: ignore-errors
"""American money without an American locale: Cartridge asks the system's locale, and many machines have only C."""

import locale

DOLLARS = {
    "int_curr_symbol": "USD ",
    "currency_symbol": "$",
    "mon_decimal_point": ".",
    "mon_thousands_sep": ",",
    "mon_grouping": [3, 3, 0],
    "positive_sign": "",
    "negative_sign": "-",
    "int_frac_digits": 2,
    "frac_digits": 2,
    "p_cs_precedes": 1,
    "p_sep_by_space": 0,
    "n_cs_precedes": 1,
    "n_sep_by_space": 0,
    "p_sign_posn": 1,
    "n_sign_posn": 1,
}


def american_locale() -> str:
    """A locale that can be set here and shows money as en_US does. Cartridge refuses the one named C alone."""
    locale._override_localeconv.update(DOLLARS)
    for name in ("en_US.UTF-8", "C.UTF-8"):
        try:
            locale.setlocale(locale.LC_MONETARY, name)
        except locale.Error:
            continue
        return name
    raise RuntimeError("neither en_US.UTF-8 nor C.UTF-8 is a locale of this system")
