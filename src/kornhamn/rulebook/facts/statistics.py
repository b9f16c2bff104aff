"""What the national procurement statistics say about a case, and the limits of the law that day.

Source: Upphandlingsmyndigheten, procurements with notice. A blank flag is unknown, never no.
"""

from kornhamn.kernel.texts import Text
from kornhamn.rulebook.types import Fact, FactType, Subject

STATISTICS_FACTS = (
    Fact(
        "cpv",
        FactType.TEXT,
        Subject.CASE,
        Text("huvudsaklig CPV-kod", "the main CPV code"),
        Text(
            "Vilken är upphandlingens huvudsakliga CPV-kod (åtta siffror)?",
            "Which is the main CPV code of the procurement (eight digits)?",
        ),
        "statistics",
    ),
    Fact(
        "kind",
        FactType.CHOICE,
        Subject.CASE,
        Text("det som köps", "what is bought"),
        Text(
            "Vad köps: varor, tjänster eller byggentreprenader?",
            "What is bought: goods, services or works?",
        ),
        "statistics",
        choices={
            "goods": Text("varor", "goods"),
            "services": Text("tjänster", "services"),
            "works": Text("byggentreprenader", "works"),
        },
    ),
    Fact(
        "legal_basis",
        FactType.CHOICE,
        Subject.CASE,
        Text("upphandlingens rättsliga grund", "the legal basis of the procurement"),
        Text("Vilken upphandlingslag gäller?", "Which procurement act applies?"),
        "statistics",
        choices={
            "classic": Text("LOU (2014/24/EU)", "the classic directive 2014/24/EU"),
            "utilities": Text("LUF (2014/25/EU)", "the utilities directive 2014/25/EU"),
            "concessions": Text("LUK (2014/23/EU)", "the concessions directive 2014/23/EU"),
            "defence": Text("LUFS (2009/81/EG)", "the defence directive 2009/81/EC"),
        },
    ),
    Fact(
        "above_eu_threshold",
        FactType.BOOLEAN,
        Subject.CASE,
        Text(
            "upphandlingen är direktivstyrd",
            "the procurement is governed by an EU directive",
        ),
        Text(
            "Är upphandlingen direktivstyrd, alltså över EU:s tröskelvärde?",
            "Is the procurement above the EU threshold?",
        ),
        "statistics",
    ),
    Fact(
        "procedure",
        FactType.CHOICE,
        Subject.CASE,
        Text("upphandlingsförfarandet", "the procurement procedure"),
        Text("Vilket förfarande används?", "Which procedure is used?"),
        "statistics",
        choices={
            "open": Text("öppet förfarande", "open procedure"),
            "simplified": Text("förenklat förfarande", "simplified procedure"),
            "selective": Text("urvalsförfarande", "selective procedure below the threshold"),
            "restricted": Text("selektivt förfarande", "restricted procedure"),
            "negotiated-with-notice": Text(
                "förhandlat förfarande med föregående annonsering",
                "negotiated procedure with prior notice",
            ),
            "competitive-dialogue": Text("konkurrenspräglad dialog", "competitive dialogue"),
            "other": Text("annat förfarande", "another procedure"),
        },
    ),
    Fact(
        "is_framework_agreement",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("upphandlingen gäller ett ramavtal", "a framework agreement is procured"),
        Text("Ska upphandlingen leda till ett ramavtal?", "Is it for a framework agreement?"),
        "statistics",
    ),
    Fact(
        "is_dynamic_purchasing_system",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("ett dynamiskt inköpssystem används", "a dynamic purchasing system is used"),
        Text("Används ett dynamiskt inköpssystem?", "Is a dynamic purchasing system used?"),
        "statistics",
    ),
    Fact(
        "is_electronic_auction",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("en elektronisk auktion används", "an electronic auction is used"),
        Text("Används en elektronisk auktion?", "Is an electronic auction used?"),
        "statistics",
    ),
    Fact(
        "divided_into_lots",
        FactType.BOOLEAN,
        Subject.CASE,
        Text(
            "upphandlingen är uppdelad i anbudsområden",
            "the procurement is divided into lots",
        ),
        Text("Är upphandlingen uppdelad i anbudsområden?", "Is it divided into lots?"),
        "statistics",
    ),
    Fact(
        "joint_procurement",
        FactType.BOOLEAN,
        Subject.CASE,
        Text(
            "upphandlingen är samordnad mellan flera myndigheter",
            "several authorities procure jointly",
        ),
        Text(
            "Är upphandlingen samordnad mellan flera upphandlande myndigheter?",
            "Do several contracting authorities procure jointly?",
        ),
        "statistics",
    ),
    Fact(
        "environmental_requirements",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("miljökrav ställs i upphandlingen", "environmental requirements are set"),
        Text(
            "Ställs miljökrav i upphandlingen?",
            "Are environmental requirements set in the procurement?",
        ),
        "statistics",
    ),
    Fact(
        "social_requirements",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("sociala krav ställs i upphandlingen", "social requirements are set"),
        Text(
            "Ställs sociala krav i upphandlingen?",
            "Are social requirements set in the procurement?",
        ),
        "statistics",
    ),
    Fact(
        "innovation_procurement",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("upphandlingen är en innovationsupphandling", "it is an innovation procurement"),
        Text(
            "Är det en innovationsupphandling: söks eller främjas nya lösningar?",
            "Is it an innovation procurement: are new solutions sought or furthered?",
        ),
        "statistics",
    ),
    Fact(
        "reserved_procurement",
        FactType.BOOLEAN,
        Subject.CASE,
        Text(
            "rätten att delta är reserverad för vissa leverantörer",
            "the right to take part is reserved for certain suppliers",
        ),
        Text(
            "Är rätten att delta reserverad, till exempel för skyddade verkstäder?",
            "Is the right to take part reserved, for sheltered workshops for instance?",
        ),
        "statistics",
    ),
    Fact(
        "reserved_performance",
        FactType.BOOLEAN,
        Subject.CASE,
        Text(
            "avtalet ska utföras inom ett program för skyddad anställning",
            "the contract is to be performed within a sheltered employment programme",
        ),
        Text(
            "Är genomförandet reserverat för ett program för skyddad anställning?",
            "Is performance reserved for a sheltered employment programme?",
        ),
        "statistics",
    ),
    Fact(
        "review_applied_for",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("upphandlingen har överprövats", "a review of the procurement was applied for"),
        Text(
            "Har någon ansökt om överprövning?",
            "Has anyone applied for a review of the procurement?",
        ),
        "statistics",
    ),
    Fact(
        "published_on",
        FactType.DATE,
        Subject.CASE,
        Text("dagen då upphandlingen annonserades", "the day the notice was published"),
        Text("Vilken dag annonserades upphandlingen?", "On which day was the notice published?"),
        "statistics",
    ),
    Fact(
        "contracted_value",
        FactType.MONEY,
        Subject.CASE,
        Text("kontrakterat värde", "the contracted value"),
        Text(
            "Vilket värde fick avtalen sammanlagt, utan moms?",
            "What are the contracts worth in all, without VAT?",
        ),
        "statistics",
        unit="SEK",
    ),
    Fact(
        "lots",
        FactType.INTEGER,
        Subject.CASE,
        Text("antalet anbudsområden", "the number of lots"),
        Text("Hur många anbudsområden har upphandlingen?", "How many lots are there?"),
        "statistics",
        unit="lots",
    ),
    Fact(
        "fewest_tenders",
        FactType.INTEGER,
        Subject.CASE,
        Text(
            "det lägsta antalet anbud i ett anbudsområde",
            "the lowest number of tenders in a lot",
        ),
        Text(
            "Hur många anbud kom in i det anbudsområde som fick minst antal?",
            "How many tenders came in for the lot that received the fewest?",
        ),
        "statistics",
        unit="tenders",
    ),
    Fact(
        "winners",
        FactType.INTEGER,
        Subject.CASE,
        Text("antalet leverantörer med avtal", "the number of contracted suppliers"),
        Text(
            "Hur många leverantörer har fått avtal? Svara 0 om upphandlingen avbröts.",
            "How many suppliers have a contract? Answer 0 if the procurement was cancelled.",
        ),
        "statistics",
        unit="suppliers",
    ),
    Fact(
        "small_supplier_contracted",
        FactType.BOOLEAN,
        Subject.CASE,
        Text("minst en liten leverantör fick avtal", "at least one small supplier won"),
        Text(
            "Är någon av leverantörerna med avtal ett litet företag eller mikroföretag?",
            "Is any of the contracted suppliers a small or micro enterprise?",
        ),
        "statistics",
    ),
)

LAW_FACTS = (
    Fact(
        "direct_award_limit",
        FactType.MONEY,
        Subject.CASE,
        Text("direktupphandlingsgränsen", "the direct-award limit"),
        Text(
            "Vilken direktupphandlingsgräns gällde dagen då upphandlingen annonserades?",
            "Which direct-award limit was in force the day the notice was published?",
        ),
        "law",
        unit="SEK",
    ),
)
