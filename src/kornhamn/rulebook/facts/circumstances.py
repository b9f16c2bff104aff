"""The circumstances of a case that decide which clauses apply: asked until a room answers them."""

from kornhamn.kernel.texts import Text
from kornhamn.rulebook.types import Fact, FactType, Subject


def _boolean(name: str, label: Text, question: Text, supplied_by: str = "person") -> Fact:
    """Return a yes-or-no fact of a case."""
    return Fact(name, FactType.BOOLEAN, Subject.CASE, label, question, supplied_by)


_OBJECT = (
    _boolean(
        "is_service_operation",
        Text(
            "en privat utförare ska driva en kommunal verksamhet",
            "a private provider is to run a municipal service",
        ),
        Text(
            "Gäller upphandlingen driften av en kommunal verksamhet (driftentreprenad)?",
            "Is the running of a municipal service procured?",
        ),
    ),
    Fact(
        "operated_service",
        FactType.CHOICE,
        Subject.CASE,
        Text("verksamheten som drivs", "the service that is run"),
        Text("Vilken slags verksamhet ska drivas?", "Which kind of service is to be run?"),
        "person",
        choices={
            "education": Text("skola eller annan utbildning", "school or other education"),
            "childcare": Text("förskola eller fritidshem", "preschool or after-school care"),
            "leisure": Text("fritidsverksamhet", "leisure activities"),
            "health-care": Text("hälso- och sjukvård", "health care"),
            "social-care": Text("socialtjänst eller omsorg", "social services or care"),
            "other": Text("annan verksamhet", "another service"),
        },
    ),
    _boolean(
        "used_by_people",
        Text("det som köps ska användas av människor", "people will use what is bought"),
        Text(
            "Ska invånare, brukare eller anställda använda det som köps?",
            "Will residents, service users or staff use what is bought?",
        ),
    ),
    _boolean(
        "includes_food",
        Text("livsmedel eller måltider ingår", "food or meals are included"),
        Text("Ingår livsmedel eller måltider?", "Are food or meals included?"),
    ),
    _boolean(
        "includes_animal_food",
        Text("livsmedel från uppfödda djur ingår", "food from farmed animals is included"),
        Text(
            "Ingår kött, mjölk, ägg, odlad fisk eller annat från uppfödda djur?",
            "Are meat, milk, eggs, farmed fish or other food from farmed animals included?",
        ),
    ),
    _boolean(
        "includes_transport",
        Text("transporter eller leveranser ingår", "transports or deliveries are included"),
        Text("Ingår transporter eller leveranser?", "Are transports or deliveries included?"),
    ),
    _boolean(
        "contains_chemicals",
        Text(
            "varorna eller materialen har ett kemiskt innehåll av betydelse",
            "the goods or materials have a chemical content that matters",
        ),
        Text(
            "Innehåller varorna eller byggmaterialen kemiska ämnen som kan vara skadliga?",
            "Do the goods or building materials contain substances that may be harmful?",
        ),
    ),
    _boolean(
        "affects_energy_use",
        Text(
            "köpet påverkar energianvändningen i en byggnad eller anläggning",
            "the purchase affects the energy used in a building or plant",
        ),
        Text(
            "Påverkar köpet hur mycket energi en byggnad eller anläggning använder?",
            "Does the purchase affect how much energy a building or plant uses?",
        ),
    ),
    _boolean(
        "production_risk",
        Text(
            "det finns risk för kränkningar i produktionen",
            "there is a risk of violations in production",
        ),
        Text(
            "Visar den inledande bedömningen risk för överträdelser där varorna tillverkas?",
            "Does the first assessment show a risk of violations where the goods are made?",
        ),
    ),
    _boolean(
        "performed_in_sweden",
        Text("leverantören utför arbete i Sverige", "the supplier works in Sweden"),
        Text("Utförs något av arbetet i Sverige?", "Is any of the work done in Sweden?"),
    ),
    _boolean(
        "suits_employment_requirements",
        Text(
            "uppdraget är stort nog och passar för sysselsättningskrav",
            "the contract is large enough for, and suits, employment requirements",
        ),
        Text(
            "Lämpar sig uppdragets omfattning och art för krav på anställning eller praktik?",
            "Do the size and kind of the contract suit requirements on jobs or training?",
        ),
    ),
)

_PROCESS = (
    Fact(
        "category_status",
        FactType.CHOICE,
        Subject.CASE,
        Text("inköpskategorin", "the purchasing category"),
        Text(
            "Har kommunfullmäktige fastställt inköpets kategori, och är den prioriterad?",
            "Has the council fixed the category of the purchase, and is it prioritised?",
        ),
        "person",
        choices={
            "none": Text("inte fastställd av fullmäktige", "not fixed by the council"),
            "fixed": Text("fastställd av fullmäktige", "fixed by the council"),
            "prioritised": Text("fastställd och prioriterad", "fixed and prioritised"),
        },
    ),
    Fact(
        "central_agreement",
        FactType.CHOICE,
        Subject.CASE,
        Text(
            "läget för central upphandling",
            "the state of central procurement",
        ),
        Text(
            "Gäller central upphandling enligt fullmäktige för området, och används avtalet?",
            "Has the council decided central procurement here, and is the contract used?",
        ),
        "person",
        choices={
            "not-covered": Text("att området inte omfattas", "that the area is not covered"),
            "used": Text("att det centrala avtalet används", "that the central contract is used"),
            "council-departure": Text(
                "ett avsteg som fullmäktige har beslutat", "a departure decided by the council"
            ),
            "own-departure": Text(
                "ett avsteg utan beslut i fullmäktige", "a departure without a council decision"
            ),
        },
    ),
    _boolean(
        "earlier_contract",
        Text(
            "det finns ett tidigare avtal i samma kategori",
            "there is an earlier contract in the same category",
        ),
        Text(
            "Har ni haft avtal inom samma kategori tidigare?",
            "Have you had a contract in the same category before?",
        ),
    ),
    _boolean(
        "requirements_tied_to_goals",
        Text(
            "varje kvalitetskrav är knutet till ett mål",
            "each quality requirement is tied to a goal",
        ),
        Text(
            "Är varje kvalitetskrav knutet till ett mål i fullmäktige, nämnden eller bolaget?",
            "Is each quality requirement tied to a goal of the council or the authority?",
        ),
    ),
    _boolean(
        "environmental_requirements_tied",
        Text(
            "varje miljökrav är knutet till ett mål i miljöprogrammet",
            "each environmental requirement is tied to a goal of the environmental programme",
        ),
        Text(
            "Är varje miljökrav knutet till ett mål i miljöprogrammet?",
            "Is each environmental requirement tied to a goal of the environmental programme?",
        ),
    ),
    _boolean(
        "process_followed",
        Text(
            "upphandlings-, avtals- och avropsprocesserna har följts",
            "the procurement, contract and call-off processes were followed",
        ),
        Text(
            "Har upphandlings-, avtals- och avropsprocesserna följts i alla delar?",
            "Were the procurement, contract and call-off processes followed throughout?",
        ),
    ),
    _boolean(
        "digital_end_to_end",
        Text(
            "inköpet sköts digitalt från början till slut",
            "the purchase is handled digitally from end to end",
        ),
        Text(
            "Sköts inköpet digitalt i de gemensamma systemen från början till slut?",
            "Is the purchase handled in the common systems from end to end?",
        ),
    ),
    _boolean(
        "supplier_dialogue",
        Text(
            "leverantörer har kontaktats inför upphandlingen",
            "suppliers were in contact before the procurement",
        ),
        Text(
            "Har ni talat med leverantörer eller deras organisationer inför upphandlingen?",
            "Did you talk to suppliers or their organisations before the procurement?",
        ),
    ),
)

_CONTRACT = (
    _boolean(
        "suppliers_connected",
        Text("leverantörerna är anslutna elektroniskt", "the suppliers are connected online"),
        Text(
            "Är leverantörerna anslutna så att order och faktura går elektroniskt?",
            "Are the suppliers connected so that orders and invoices travel electronically?",
        ),
        "suppliers",
    ),
    _boolean(
        "bound_by_collective_agreement",
        Text(
            "leverantörerna är bundna av kollektivavtal",
            "the suppliers are bound by a collective agreement",
        ),
        Text(
            "Är alla leverantörer med avtal bundna av svenskt kollektivavtal?",
            "Are all contracted suppliers bound by a Swedish collective agreement?",
        ),
        "suppliers",
    ),
    _boolean(
        "uses_subcontractors",
        Text("leverantören anlitar underleverantörer", "the supplier uses subcontractors"),
        Text(
            "Anlitar leverantören underleverantörer för att fullgöra avtalet?",
            "Does the supplier use subcontractors to perform the contract?",
        ),
        "suppliers",
    ),
    _boolean(
        "important_supplier",
        Text(
            "leverantören är viktig för verksamheten",
            "the supplier is important to the operations",
        ),
        Text(
            "Är leverantören så viktig att samarbetet bör utvecklas planmässigt?",
            "Is the supplier so important that collaboration should be developed by plan?",
        ),
        "suppliers",
    ),
    _boolean(
        "contract_deviations",
        Text("avvikelser från avtalet har upptäckts", "deviations from the contract were found"),
        Text(
            "Har ni upptäckt att leverantören avvikit från avtalet?",
            "Have you found that the supplier departed from the contract?",
        ),
        "contracts",
    ),
    _boolean(
        "contract_ended",
        Text("avtalet har löpt ut", "the contract has ended"),
        Text("Har avtalet löpt ut eller sagts upp?", "Has the contract ended?"),
        "contracts",
    ),
)

CIRCUMSTANCE_FACTS = (*_OBJECT, *_PROCESS, *_CONTRACT)
