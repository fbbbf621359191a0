"""What a registry must not hold: columns and cells that tell who somebody is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_WORDS = (
    # English
    *("name", "names", "surname", "firstname", "lastname", "fullname", "patronymic", "fathername", "phone", "mobile"),
    *("telephone", "tel", "email", "mail", "address", "street", "passport", "idcard", "fin", "ssn", "birthdate"),
    *("dateofbirth", "dob", "birthday", "photo", "fingerprint", "iban", "account", "gps", "latitude", "longitude"),
    *("head", "spouse", "contact", "whatsapp", "telegram"),
    # Azerbaijani
    *("ad", "adi", "adı", "soyad", "soyadi", "soyadı", "ataadi", "ataadı", "telefon", "ünvan", "unvan", "pasport"),
    *("doğumtarixi", "dogumtarixi", "şəxsiyyət", "sexsiyyet"),
    # Armenian
    *("անուն", "ազգանուն", "հայրանուն", "հեռախոս", "հասցե", "անձնագիր", "ծննդյան", "anun", "azganun", "hasce"),
    # Russian
    *("имя", "фамилия", "отчество", "фио", "телефон", "адрес", "паспорт", "рождения", "imya", "familiya"),
)
_PARTS = re.compile(r"[\W_]+")
_EMAIL = r"[^@\s;]@[^@\s;]+\.[^@\s;]{2,}"
"""It begins with the one sign before the @: a search that begins with all of them takes the square of their number."""
_PHONE = r"(?:\+\d|\(\d)[\d\s()\-.]{7,}|\d{2,4}[\s\-]\d{2,4}[\s\-]\d{2,4}(?:[\s\-]\d{2,4})?"
_WORD_SET = frozenset(_WORDS)


def looks_personal(column: str) -> bool:
    """Whether a column's heading, or a word of it, is one under which names, papers, numbers or addresses stand."""
    folded = column.casefold().strip()
    parts = [part for part in _PARTS.split(folded) if part]
    joined = {"".join(parts[at : at + 2]) for at in range(len(parts))}
    return bool(_WORD_SET & ({*parts, "".join(parts)} | joined))


def personal_cells(texts: pd.Series) -> pd.Series:
    """Whether each text holds an e-mail address or a telephone number."""
    found = texts.str.contains(_EMAIL, regex=True, na=False)
    return found | texts.str.fullmatch(_PHONE, na=False)
