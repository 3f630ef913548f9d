"""Countries by the names that stand at the end of a postal address, and by the cities that stand there alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casetrust_audit.text.normalise import fold

_NAMES = """
AE United Arab Emirates|UAE|U.A.E.|Dubai|Abu Dhabi|Sharjah
AR Argentina|Buenos Aires
AT Austria|Österreich|Vienna|Wien
AU Australia|Sydney|Melbourne|Brisbane|Adelaide|Canberra
BD Bangladesh|Dhaka
BE Belgium|Belgique|België|Brussels|Antwerp
BG Bulgaria|Sofia
BH Bahrain|Manama
BN Brunei|Brunei Darussalam|Bandar Seri Begawan
BR Brazil|Brasil|São Paulo|Sao Paulo|Rio de Janeiro
CA Canada|Toronto|Vancouver|Montreal|Montréal|Calgary|Ottawa
CH Switzerland|Schweiz|Suisse|Zurich|Zürich|Geneva|Basel
CL Chile|Santiago de Chile
CN China|P.R. China|PRC|中国|Beijing|Shanghai|Shenzhen|Guangzhou|Hangzhou|Dongguan|Ningbo|Xiamen|Chengdu
CO Colombia|Bogotá|Bogota|Medellín
CY Cyprus|Nicosia|Limassol
CZ Czech Republic|Czechia|Prague|Praha|Brno
DE Germany|Deutschland|Berlin|Munich|München|Hamburg|Frankfurt|Cologne|Köln|Stuttgart|Düsseldorf
DK Denmark|Danmark|Copenhagen|København|Aarhus
EE Estonia|Tallinn
EG Egypt|Cairo
ES Spain|España|Madrid|Barcelona|Sevilla|Valencia
FI Finland|Suomi|Helsinki
FR France|Paris|Lyon|Marseille|Toulouse
GB United Kingdom|Great Britain|UK|U.K.|England|Scotland|Wales|London|Manchester|Birmingham|Edinburgh|Glasgow|Leeds
GR Greece|Athens
HK Hong Kong|Hong Kong SAR|香港|Kowloon|New Territories
HR Croatia|Zagreb
HU Hungary|Budapest
ID Indonesia|Jakarta|Surabaya|Bandung|Denpasar|Bali
IE Ireland|Éire|Dublin|Cork|Galway
IL Israel|Tel Aviv|Jerusalem
IN India|Bharat|Mumbai|Bombay|Delhi|New Delhi|Bengaluru|Bangalore|Chennai|Kolkata|Hyderabad|Pune
IN Ahmedabad|Gurgaon|Gurugram|Noida|Jaipur|Kochi|Surat|Calcutta|Madras
IT Italy|Italia|Milan|Milano|Rome|Roma|Turin|Torino|Florence|Firenze
JP Japan|日本|Tokyo|Osaka|Kyoto|Yokohama|Nagoya
KE Kenya|Nairobi
KH Cambodia|Phnom Penh
KR South Korea|Korea|Republic of Korea|Seoul|Busan
KW Kuwait
LA Laos|Vientiane
LK Sri Lanka|Colombo
LT Lithuania|Vilnius
LU Luxembourg
LV Latvia|Riga
MM Myanmar|Yangon
MO Macau|Macao|澳门
MX Mexico|México|Mexico City|Guadalajara
MY Malaysia|Kuala Lumpur|Petaling Jaya|Shah Alam|Penang|Johor Bahru|Ipoh|Kuching|Kota Kinabalu|Melaka
NG Nigeria|Lagos|Abuja
NL The Netherlands|Netherlands|Nederland|Amsterdam|Rotterdam|Utrecht|Eindhoven
NO Norway|Norge|Oslo|Bergen
NP Nepal|Kathmandu
NZ New Zealand|Aotearoa|Auckland|Wellington|Christchurch
OM Oman|Muscat
PE Peru|Lima
PH Philippines|The Philippines|Manila|Makati|Quezon City|Cebu|Taguig
PK Pakistan|Karachi|Lahore|Islamabad
PL Poland|Polska|Warsaw|Warszawa|Kraków|Wrocław
PT Portugal|Lisbon|Lisboa|Porto
QA Qatar|Doha
RO Romania|Bucharest
RS Serbia|Belgrade
RU Russia|Russian Federation|Россия|Moscow|Москва|Saint Petersburg
SA Saudi Arabia|KSA|Riyadh|Jeddah|Dammam
SE Sweden|Sverige|Stockholm|Gothenburg|Göteborg|Malmö
SG Singapore|Singapura|新加坡
SI Slovenia|Ljubljana
SK Slovakia|Bratislava
TH Thailand|ประเทศไทย|Bangkok|Chiang Mai|Phuket|Nonthaburi
TR Turkey|Türkiye|Istanbul|İstanbul|Ankara|Izmir
TW Taiwan|台灣|台湾|Taipei|Taichung|Kaohsiung|Hsinchu
UA Ukraine|Kyiv|Kiev|Lviv
US United States|United States of America|USA|U.S.A.|New York|Los Angeles|Chicago|San Francisco|Seattle|Boston|Houston
VN Vietnam|Viet Nam|Hanoi|Ho Chi Minh City|Saigon|Da Nang
ZA South Africa|Johannesburg|Cape Town|Durban|Pretoria
"""


def _by_name() -> dict[str, str]:
    rows = (line.partition(" ") for line in _NAMES.strip().splitlines())
    return {fold(name): code for code, _, names in rows for name in names.split("|")}


COUNTRIES: Mapping[str, str] = _by_name()
"""Name of a country or of a large city of it, folded → ISO 3166."""

_PARTS = re.compile(r"[,|;\n·•]| - ")
_CODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\(?[a-z]{0,2}-?\d[\d\- ]{2,9}\)?|\.$")
_LONGEST = 200


def named_countries(text: str) -> frozenset[str]:
    """Countries that the parts of an address end in: "…, Mumbai 400020, India". Prose names none."""
    folded = fold(text)
    if len(folded) > _LONGEST or not re.search(r"\d", folded):
        return frozenset()
    parts = (_CODE.sub(" ", part).strip(" .()-") for part in _PARTS.split(folded))
    return frozenset(COUNTRIES[part] for part in parts if part in COUNTRIES)
