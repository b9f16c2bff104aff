"""What the made-up group's category strategies say."""

from dataclasses import dataclass

from kornhamn.categories.types import ActionState, StrategyTexts


@dataclass(frozen=True, slots=True)
class DemoAction:
    """An action to be made up: who, its day from today, what it is to save and what it saved."""

    text: str
    owner: str  # e-mail address
    due: int  # days from today
    kronor: int | None = None
    saved: int | None = None
    how: str = ""  # how the effect was counted, or why it was dropped
    state: ActionState = ActionState.OPEN


@dataclass(frozen=True, slots=True)
class DemoStrategy:
    """A strategy to be made up; without a decision it is a draft."""

    category: str
    texts: StrategyTexts
    actions: tuple[DemoAction, ...]
    decision: str = ""
    decided: int = 0  # days before today
    conclusion: str = ""


_FARID, _GUNILLA, _EBBA, _RUT = (
    f"{name}@kornhamn.example"
    for name in ("farid.haddad", "gunilla.strom", "ebba.noren", "rut.hjelm")
)
FOOD = DemoStrategy(
    "2210",
    StrategyTexts(
        "Livsmedel 2026–2029",
        "Skola, förskola och äldreomsorg lagar mat i egna kök varje dag. Köken behöver "
        "leverans före 06.30, få men säkra artiklar och varor som klarar specialkost.",
        "Inköpen är spridda på många leverantörer och många små fakturor. Mejeri och kött står för "
        "hälften av kronorna; kaffe till möten köps ofta utanför avtal.",
        "Två grossister klarar hela sortimentet. Lokala producenter finns för frukt, grönt och "
        "bröd, men de behöver mindre delar att lämna anbud på och längre tid att ställa om.",
        "Ett avtal per varuområde med egen leveranstid. Prisjustering mot index i stället för "
        "öppen omförhandling. Uppföljning varje månad på lastkajen.",
        "90 procent av livsmedlen köps på avtal. Priset per portion ökar långsammare än index. "
        "Minst en lokal producent i varje varuområde.",
    ),
    (
        DemoAction("Samla mejeri i ett avtal för skola och äldreomsorg", _FARID, -60, 90_000,
                   76_000, "Pris per artikel före och efter, gånger köpt mängd i år.",
                   ActionState.DONE),
        DemoAction("Ta bort artiklar som köps färre än tio gånger om året", _RUT, -20, 25_000,
                   11_000, "Halvårssiffror: 140 av 310 artiklar är borta."),
        DemoAction("Möteskaffe från avtalet i stället för från butik", _GUNILLA, 75, 18_000),
        DemoAction("Gemensam upphandling med grannkommunen", _FARID, -100, 60_000, None,
                   "Grannkommunen förlängde sitt eget avtal till 2028.", ActionState.DROPPED),
    ),
    "Kommunstyrelsen, livsmedelsstrategin § 41", 240,
    "Halvvägs: mejeriavtalet gav nästan det väntade, sortimentet minskar sakta. Kaffet återstår.",
)  # fmt: skip
CONSULTANTS = DemoStrategy(
    "1640",
    StrategyTexts(
        "IT-konsulter: köp kompetens, inte timmar",
        "Projekt behöver arkitekter och projektledare i toppar. Drift och förvaltning borde skötas "
        "av egen personal.",
        "Kommunstyrelsen och utbildningsnämnden köper mest. En femtedel köps utan avtal, oftast "
        "förlängda uppdrag som började som akut hjälp.",
        "Många leverantörer och hög konkurrens på utvecklare; få på arkitektur inom offentlig "
        "förvaltning.",
        "Rangordnat ramavtal för hela koncernen. Uppdrag över 700 000 kr konkurrensutsätts.",
        "95 procent av timmarna på ramavtalet. Antalet konsulter i ren drift halveras på två år.",
    ),
    (
        DemoAction("Ersätt fyra driftkonsulter med egen personal", _EBBA, 120, 480_000, 120_000,
                   "En av fyra ersatt sedan i våras: konsultkostnad minus lön."),
        DemoAction("Avsluta uppdrag utan avtal", _EBBA, -5, 90_000),
    ),
    "Kommunstyrelsen, digitaliseringsutskottet § 12", 90,
)  # fmt: skip
FURNITURE = DemoStrategy(
    "3010",
    StrategyTexts(
        "Möbler: återbruk först",
        "Skolor och äldreboenden behöver hela möbler snabbt. En tredjedel av det som kasseras går "
        "att laga.",
        "Inköpen görs på några få skolstarter om året. Ramavtalet för skolmöbler är nästan slut.",
        "",
        "Ett lager för återbruk prövas innan nytt köps. Nytt ramavtal med reparation som egen del.",
        "Hälften av behovet möts av återbruk 2028.",
    ),
    (DemoAction("Räkna möblerna i lagret och lägg ut dem för skolorna", _RUT, 30, 40_000),),
)
STRATEGIES = (FOOD, CONSULTANTS, FURNITURE)
EARLIER_FOOD = StrategyTexts(
    "Livsmedel 2022–2025",
    "Mat till skola och äldreomsorg.",
    "Få siffror: fakturorna lästes inte rad för rad.",
    "Två grossister.",
    "Ett avtal för allt.",
    "80 procent av livsmedlen köps på avtal.",
)
