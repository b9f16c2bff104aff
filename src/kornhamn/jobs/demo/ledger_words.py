"""What a made-up group buys, and the words suppliers are named by."""

from dataclasses import dataclass

# the article of an invoice line, its price in öre and how much dearer it gets in a year
Item = tuple[str, int, float]


@dataclass(frozen=True, slots=True)
class Bought:
    """A kind of purchase: its category, how it is booked, and who sells and buys it."""

    cpv: str
    account: str  # number and text, as Kommun-BAS shapes them
    other_account: str  # where the same purchase is booked now and then
    kronor: int  # the amount in the middle
    weight: int  # how many lines of a thousand, about
    trades: tuple[str, ...]  # words in the names of those who sell it
    texts: tuple[str, ...]  # what a line says was bought
    buyers: tuple[str, ...]  # the authorities that buy most of it
    items: tuple[Item, ...] = ()


BOUGHT = (
    Bought(
        "15000000", "64400 Livsmedel", "71190 Enklare förtäring interna möten", 900, 110,
        ("Livs", "Grossist", "Mat", "Frukt", "Chark", "Bageri"),
        ("Livsmedel", "Frukt och grönt", "Mejeri", "Bröd", "Kaffe till möte"),
        ("utbildning", "aldre"),
        (("Mjölk 1,5 % 10 l", 11900, 0.06), ("Kaffe mellanrost 450 g", 4950, 0.19),
         ("Knäckebröd 850 g", 3290, 0.03), ("Potatis 25 kg", 18900, 0.08),
         ("Nötfärs 10 kg", 84900, 0.11), ("Bananer 18 kg", 32900, 0.02)),
    ),
    Bought(
        "09310000", "62100 El", "62110 Elnätsavgift", 14000, 35,
        ("Energi", "Kraft", "Elhandel"), ("Elkraft", "El enligt mätning", "Elnät"),
        ("skolfastigheter", "bostader", "vatten"),
        (("Elenergi kWh rörligt", 92, 0.14),),
    ),
    Bought(
        "45000000", "61700 Husbyggnadsentreprenad", "61500 Mindre reparationer fastighet",
        24000, 90,
        ("Bygg", "Entreprenad", "Måleri", "Plåt", "Mark", "Tak"),
        ("Arbete enligt offert", "Om- och tillbyggnad", "Målningsarbeten", "Takarbeten",
         "Markarbete"),
        ("skolfastigheter", "bostader", "trafik", "hamn"),
    ),
    Bought(
        "50000000", "66000 Rep underhåll maskiner inventarier",
        "66500 Reparation förbrukningsinventarier",
        4200, 40, ("Service", "Teknik", "Kyl", "Hiss"),
        ("Serviceavtal", "Reparation", "Felavhjälpning", "Besiktning hiss"),
        ("bostader", "skolfastigheter", "vatten"),
    ),
    Bought(
        "71000000", "74502 Konsulttjänst teknik", "74500 Konsulttjänster", 38000, 45,
        ("Konsult", "Arkitekter", "Ingenjörsbyrå", "Mätteknik"),
        ("Projektering", "Konsultarvode", "Besiktning", "Utredning", "Geoteknik"),
        ("trafik", "skolfastigheter", "vatten", "kommunstyrelsen"),
    ),
    Bought(
        "72000000", "74310 Köp IT-tjänster enligt avtal", "74500 Konsulttjänster", 29000, 45,
        ("Data", "IT-konsult", "Systems", "Digital"),
        ("IT-konsult", "Drift och förvaltning", "Systemutveckling", "Support per månad"),
        ("kommunstyrelsen", "utbildning"),
    ),
    Bought(
        "48000000", "74311 Licenser", "74313 IT service och underhåll system", 16000, 25,
        ("Software", "Program", "Data"), ("Licenser", "Årsavgift system", "Uppgradering"),
        ("kommunstyrelsen", "utbildning", "social"),
        (("Licens skola per elev", 8900, 0.09), ("Licens kontor per år", 284000, 0.12)),
    ),
    Bought(
        "30000000", "40233 Inköp IT-utrustning", "65400 IT-förbrukningsmaterial", 6900, 30,
        ("Data", "Kontor", "Print"), ("Bärbara datorer", "Skärmar", "Toner", "Läsplattor"),
        ("kommunstyrelsen", "utbildning"),
        (("Bärbar dator 14 tum", 899000, 0.01), ("Bildskärm 27 tum", 219000, -0.03),
         ("Toner svart", 69000, 0.05)),
    ),
    Bought(
        "30190000", "65100 Kontorsmaterial", "64600 Förbrukningsmaterial", 700, 55,
        ("Kontor", "Papper", "Kontorsvaror"), ("Kontorsmaterial", "Papper", "Pärmar"),
        ("utbildning", "kommunstyrelsen", "social"),
        (("Kopieringspapper A4 5×500", 24900, 0.1), ("Pärm A4 bred", 2900, 0.04),
         ("Whiteboardpenna 4-pack", 5900, 0.03)),
    ),
    Bought(
        "33100000", "64500 Sjukvårdsartiklar", "64501 Omvårdnadshjälpmedel", 1500, 50,
        ("Medicinteknik", "Omvårdnad", "Vårdmaterial"),
        ("Sjukvårdsmaterial", "Inkontinensskydd", "Förband", "Handskar"),
        ("aldre", "social"),
        (("Vinylhandske M 100 st", 4900, 0.02), ("Inkontinensskydd 28 st", 11900, 0.07),
         ("Kompress 10×10 100 st", 3900, 0.04)),
    ),
    Bought(
        "39100000", "40230 Inköp inventarier", "64100 Förbrukningsinventarier", 8500, 25,
        ("Möbler", "Inredning", "Snickeri"), ("Möbler", "Skolmöbler", "Höj- och sänkbart bord"),
        ("utbildning", "aldre", "kommunstyrelsen"),
        (("Elevstol", 78900, 0.06), ("Skrivbord höj- och sänkbart", 439000, 0.05)),
    ),
    Bought(
        "18000000", "64800 Arbetskläder skyddskläder", "64600 Förbrukningsmaterial", 2100, 20,
        ("Arbetskläder", "Profil", "Skydd"), ("Arbetskläder", "Skyddsskor", "Profilkläder"),
        ("aldre", "vatten", "hamn"),
        (("Skyddssko S3", 98900, 0.04), ("Varselväst", 8900, 0.02)),
    ),
    Bought(
        "34100000", "69510 Hyra bil", "40220 Inköp maskiner aggregat", 12000, 20,
        ("Bil", "Motor", "Fordon"), ("Leasing personbil", "Personbil", "Däckbyte"),
        ("aldre", "vatten", "trafik"),
    ),
    Bought(
        "09100000", "69100 Drivmedel", "69102 Drivmedel diesel", 1800, 35,
        ("Bränsle", "Drivmedel", "Oljor"), ("Drivmedel", "Diesel", "Biogas", "HVO100"),
        ("vatten", "trafik", "hamn", "aldre"),
        (("HVO100 liter", 2290, -0.02), ("Diesel liter", 1890, 0.05)),
    ),
    Bought(
        "60100000", "70100 Transporter", "70102 Elevresor", 5200, 40,
        ("Taxi", "Buss", "Transport", "Åkeri"),
        ("Skolskjuts", "Färdtjänst", "Elevresor", "Budbil", "Flytt"),
        ("utbildning", "social", "trafik"),
    ),
    Bought(
        "55100000", "70515 Hotell och logi anställda", "70510 Resor tåg anställda", 1900, 30,
        ("Hotell", "Konferens", "Resebyrå"), ("Hotell", "Konferens", "Tågresa"),
        ("kommunstyrelsen", "stadshus"),
    ),
    Bought(
        "55500000", "74600 Måltider brukare elever", "64400 Livsmedel", 21000, 20,
        ("Måltider", "Restaurang", "Catering"), ("Måltidstjänster", "Lunch", "Catering"),
        ("aldre", "utbildning"),
    ),
    Bought(
        "85310000", "46300 Köp av huvudverksamhet", "46381 Uppdragsersättning enligt avtal",
        68000, 55,
        ("Omsorg", "Hemtjänst", "Vård", "Assistans", "Familjehem"),
        ("Vård och omsorg", "Hemtjänst enligt LOV", "Placering", "Daglig verksamhet"),
        ("aldre", "social"),
    ),
    Bought(
        "85100000", "74701 Företagshälsovård", "74700 Hälso- och friskvård", 3900, 15,
        ("Företagshälsa", "Hälsa", "Tandvård"),
        ("Företagshälsovård", "Rehabilitering", "Vaccination"),
        ("kommunstyrelsen", "social"),
    ),
    Bought(
        "80000000", "46335 Köp utbildning", "76500 Kurser konferenser", 26000, 35,
        ("Utbildning", "Kompetens", "Friskola", "Läromedel"),
        ("Interkommunal ersättning", "Kurs", "Utbildningsinsats", "Elevpeng"),
        ("utbildning", "kommunstyrelsen"),
    ),
    Bought(
        "22110000", "64301 Läroböcker", "64302 Facklitteratur", 1200, 30,
        ("Bok", "Förlag", "Läromedel"), ("Läromedel", "Böcker", "Prenumeration"),
        ("utbildning", "kultur"),
        (("Matematik 7 elevbok", 29900, 0.05), ("Svenska 5 elevbok", 27900, 0.05)),
    ),
    Bought(
        "90910000", "61301 Lokalvård", "64601 Städmaterial", 7800, 40,
        ("Städ", "Lokalvård", "Fönsterputs"), ("Städtjänster", "Storstädning", "Fönsterputs"),
        ("skolfastigheter", "aldre", "kultur"),
    ),
    Bought(
        "90500000", "61302 Sophämtning återvinning", "46390 Köp avfallstjänst", 6100, 35,
        ("Återvinning", "Miljö", "Renhållning"), ("Avfallshämtning", "Container", "Slamtömning"),
        ("vatten", "bostader"),
    ),
    Bought(
        "77300000", "61300 Skötsel mark", "61725 Entreprenad mark", 9800, 25,
        ("Trädgård", "Park", "Plantskola", "Mark"),
        ("Skötsel grönytor", "Trädfällning", "Snöröjning", "Plantor"),
        ("trafik", "bostader"),
    ),
    Bought(
        "79600000", "75500 Inhyrd personal", "74900 Övriga främmande tjänster", 31000, 20,
        ("Bemanning", "Rekrytering", "Personal"), ("Bemanning", "Rekrytering", "Hyrpersonal"),
        ("aldre", "social", "utbildning"),
    ),
    Bought(
        "79700000", "73300 Larm och bevakning", "73400 Brandskydd", 3600, 25,
        ("Bevakning", "Larm", "Lås", "Brandskydd"), ("Bevakning", "Larmabonnemang", "Nycklar"),
        ("skolfastigheter", "hamn", "kultur"),
    ),
    Bought(
        "79500000", "74503 Språktolk", "74900 Övriga främmande tjänster", 1400, 25,
        ("Tolk", "Språk", "Översättning"), ("Tolkning på plats", "Telefontolkning", "Översättning"),
        ("social", "utbildning"),
    ),
    Bought(
        "79340000", "72200 Annonsering", "72300 Reklam och information", 8200, 15,
        ("Media", "Reklambyrå", "Tryck"), ("Annons", "Trycksaker", "Kampanj"),
        ("kommunstyrelsen", "kultur", "stadshus"),
    ),
    Bought(
        "64200000", "68100 Tele och IT-kommunikation", "68500 Porto", 2300, 30,
        ("Telecom", "Mobil", "Bredband"), ("Mobilabonnemang", "Bredband", "Växel"),
        ("kommunstyrelsen", "vatten"),
    ),
    Bought(
        "92000000", "74901 Kultur och fritid", "71000 Representation extern", 5400, 15,
        ("Scen", "Teater", "Musik", "Fritid"), ("Föreställning", "Arvode", "Ljud och ljus"),
        ("kultur",),
    ),
    Bought(
        "70000000", "60100 Lokalhyror", "60150 Hyra parkering", 42000, 25,
        ("Fastigheter", "Hyresbostäder", "Lokaler"), ("Lokalhyra", "Hyra kvartal", "Parkering"),
        ("social", "aldre", "utbildning"),
    ),
    Bought(
        "44000000", "41001 Byggmaterial", "41009 Verktyg", 1300, 30,
        ("Järn", "Byggvaror", "El", "Rör"), ("Byggmaterial", "El-material", "Rördelar", "Verktyg"),
        ("vatten", "bostader", "hamn"),
        (("Gipsskiva 13 mm", 11900, 0.07), ("Kabel EKK 3G1,5 100 m", 69000, 0.13),
         ("Kopplingsrör 110 mm", 8900, 0.06)),
    ),
)  # fmt: skip

SURNAMES = (
    "Alm", "Andersson", "Axelsson", "Berg", "Bergström", "Björk", "Blom", "Borg", "Dahl", "Ek",
    "Ekström", "Engström", "Eriksson", "Falk", "Fors", "Forsberg", "Fransson", "Gran", "Grön",
    "Gustafsson", "Gustavsson", "Hagberg", "Hansson", "Hedlund", "Hellström", "Holm", "Håkansson",
    "Isaksson", "Jansson", "Johansson", "Jonsson", "Karlsson", "Carlsson", "Kjellberg", "Lantz",
    "Larsson", "Lind", "Lindberg", "Lindgren", "Lindqvist", "Lindkvist", "Lund", "Löfgren",
    "Magnusson", "Malm", "Mattsson", "Mårtensson", "Nilsson", "Norberg", "Nyberg", "Nyström",
    "Olofsson", "Olsson", "Palm", "Persson", "Pettersson", "Quist", "Rosén", "Sandberg", "Sjöberg",
    "Skog", "Ström", "Sundin", "Svensson", "Söderberg", "Thorsson", "Törn", "Uggla", "Vik", "Wik",
    "Wallin", "Westman", "Ya Hassan", "Åberg", "Åkerlund", "Åström", "Ödman", "Öhman", "Östlund",
)  # fmt: skip
FIRST_NAMES = (
    "Anna", "Ali", "Amira", "Björn", "Carin", "David", "Elin", "Fatima", "Gun", "Henrik", "Ida",
    "Jamal", "Karin", "Lars", "Maria", "Nils", "Olle", "Petra", "Rut", "Sven", "Tove", "Ulf",
    "Vera", "Yusuf", "Åke", "Örjan",
)  # fmt: skip
FANCIFUL = (
    "Arctos", "Bruma", "Cedra", "Delvis", "Ekero", "Fjord", "Glimra", "Havsörn", "Inova", "Juvel",
    "Klarna Väder", "Linnéa", "Mistral", "Nordan", "Orion", "Prisma", "Qvarn", "Runa", "Solvind",
    "Tirra", "Unda", "Vega", "Vinga", "Ymer", "Zenit", "Ånga", "Ärla", "Örnen", "Kompass", "Lykta",
)  # fmt: skip
PLACES = (
    "Kornhamn", "Alvik", "Bergby", "Björkås", "Dalsund", "Ekvik", "Forsnäs", "Granby", "Hallsta",
    "Insjön", "Kalmarsand", "Klippnäs", "Lillsund", "Malmby", "Mörkvik", "Norrås", "Näsby",
    "Oxelvik", "Rosfors", "Sandhamn", "Skogby", "Storvik", "Sundsby", "Tallberg", "Torsby",
    "Ulvsta", "Vallby", "Västersund", "Ystadby", "Åsby", "Älvsund", "Ödeby",
)  # fmt: skip
FOREIGN = (  # legal form, how the number begins, how many digits follow
    ("GmbH", "DE", 9),
    ("A/S", "DK", 8),
    ("Oy", "FI", 8),
    ("Ltd", "GB", 9),
    ("B.V.", "NL", 9),
    ("AS", "NO", 9),
)
