"""What a case can show: lists of codes, one question each, that satisfy the clauses.

A code that is absent from a known list is a no; a list that nobody has answered is unknown.
"""

from collections.abc import Mapping

from kornhamn.kernel.texts import Text
from kornhamn.rulebook.types import Fact, FactType, Subject


def _list(
    name: str,
    label: Text,
    question: Text,
    choices: Mapping[str, Text],
    supplied_by: str = "person",
) -> Fact:
    """Return a list fact of a case."""
    kind = FactType.CHOICES
    return Fact(name, kind, Subject.CASE, label, question, supplied_by, choices=choices)


EVIDENCE_FACTS = (
    _list(
        "planning_records",
        Text("underlagen som var klara före annonseringen", "the records ready before the notice"),
        Text(
            "Vilka av dessa underlag var klara innan upphandlingen annonserades?",
            "Which of these records were ready before the procurement was published?",
        ),
        {
            "needs-analysis": Text("behovsanalysen", "the needs analysis"),
            "market-analysis": Text("marknadsanalysen", "the market analysis"),
            "procurement-strategy": Text("upphandlingsstrategin", "the procurement strategy"),
            "category-strategy": Text(
                "redovisningen av hur kategoristrategin följs",
                "the account of how the category strategy is followed",
            ),
            "economic-analysis": Text(
                "den ekonomiska analysen (livscykelkostnad eller likvärdig)",
                "the economic analysis (life-cycle cost or equivalent)",
            ),
            "goal-tradeoff": Text(
                "analysen av vad kraven betyder för ekonomin",
                "the analysis of what the requirements mean for the economy",
            ),
            "coordination-test": Text(
                "den dokumenterade prövningen av samordning", "the recorded test of coordination"
            ),
            "lessons-answered": Text(
                "svaren på lärdomarna från tidigare avtal",
                "the answers to the lessons of earlier contracts",
            ),
            "market-dialogue": Text("dialogen med marknaden", "the dialogue with the market"),
            "private-providers": Text(
                "övervägandet om privata utförare", "the weighing of private providers"
            ),
            "civil-society": Text(
                "bedömningen av hur idéburna aktörer kan delta",
                "the assessment of how non-profit actors can take part",
            ),
            "small-suppliers": Text(
                "bedömningen av hur små leverantörer kan delta",
                "the assessment of how small suppliers can take part",
            ),
            "accessibility": Text(
                "övervägandet om tillgänglighet för personer med funktionsnedsättning",
                "the weighing of accessibility for people with disabilities",
            ),
            "production-risk": Text(
                "riskbedömningen av produktionen", "the risk assessment of the production"
            ),
            "food-strategy": Text(
                "hänvisningen till matstrategin", "the reference to the food strategy"
            ),
            "communication-plan": Text(
                "kommunikationsplanen för brukare, anställda och råd",
                "the communication plan for users, staff and councils",
            ),
            "elected-members": Text(
                "formerna och tiderna för de förtroendevaldas insyn",
                "the forms and times for the elected members' insight",
            ),
        },
    ),
    _list(
        "procedure_records",
        Text("det som dokumenterats under upphandlingen", "what was recorded in the procedure"),
        Text(
            "Vad av detta har dokumenterats under upphandlingen?",
            "Which of these were recorded during the procedure?",
        ),
        {
            "communication-kept-up": Text(
                "den löpande informationen enligt kommunikationsplanen",
                "the information kept up under the communication plan",
            ),
            "unions-heard": Text(
                "informationen till och synpunkterna från facken",
                "the information to, and the views of, the unions",
            ),
            "process-deviations": Text(
                "motiveringen till avvikelser från inköpsprocessen",
                "the reasons for deviations from the purchasing process",
            ),
        },
    ),
    _list(
        "category_strategy_basis",
        Text("det som kategoristrategin bygger på", "what the category strategy is built on"),
        Text("Vad bygger kategoristrategin på?", "What is the category strategy built on?"),
        {
            "needs": Text("behoven", "the needs"),
            "purchasing-pattern": Text("inköpsmönstret", "the purchasing pattern"),
            "business-conditions": Text("affärsförhållandena", "the business conditions"),
            "market-conditions": Text("leverantörsmarknaden", "the supplier market"),
            "cross-functional": Text("arbete över funktionsgränser", "cross-functional work"),
            "group-wide": Text("hela kommunkoncernens behov", "the whole municipal group"),
        },
    ),
    _list(
        "dialogue_safeguards",
        Text("skydden för en saklig dialog", "the safeguards of a neutral dialogue"),
        Text(
            "Hur säkrades att dialogen med leverantörerna var saklig och lika för alla?",
            "How was the dialogue with suppliers kept objective and equal for all?",
        ),
        {
            "logged": Text("logg över varje kontakt", "a log of every contact"),
            "same-information": Text("samma information till alla", "the same information to all"),
            "published": Text("publicering av det som sades", "publication of what was said"),
        },
    ),
    _list(
        "tendering_aids",
        Text("det som gjordes för att förenkla anbud", "what was done to ease tendering"),
        Text(
            "Vad gjordes för att det skulle bli lätt att lämna anbud?",
            "What was done to make it easy to tender?",
        ),
        {
            "less-paperwork": Text(
                "genomgången som tog bort onödiga administrativa krav",
                "a review that removed needless paperwork",
            ),
            "plain-documents": Text("enkla och tydliga underlag", "plain and clear documents"),
            "ample-time": Text("god tid att lämna anbud", "ample time to tender"),
        },
    ),
    _list(
        "integrity_safeguards",
        Text("skydden mot mutor och jäv", "the safeguards against bribery and conflicts"),
        Text(
            "Vilka skydd mot mutor och jäv finns i ärendet?",
            "Which safeguards against bribery and conflicts of interest are in place?",
        ),
        {
            "declarations": Text(
                "jävsdeklarationer före tillgång till anbuden",
                "declarations of interests before access to tenders",
            ),
            "recusal": Text(
                "rutinen att den som är jävig avstår", "recusal of whoever has a conflict"
            ),
            "gifts-register": Text("registret över gåvor", "the register of gifts"),
            "four-eyes": Text("beslut av två i förening", "decisions by two together"),
        },
    ),
    _list(
        "requirements",
        Text("kraven i upphandlingen", "the requirements of the procurement"),
        Text(
            "Vilka av dessa krav eller möjligheter finns i upphandlingsdokumenten?",
            "Which of these requirements or openings are in the procurement documents?",
        ),
        {
            "capacity": Text(
                "krav på teknisk och yrkesmässig förmåga och kapacitet",
                "requirements on technical and professional ability and capacity",
            ),
            "quality-criteria": Text(
                "kvalitetskriterier för det som köps", "quality criteria tied to the object"
            ),
            "functional": Text("funktionskrav", "functional requirements"),
            "variants": Text("möjligheten att lämna alternativa anbud", "leave for variants"),
            "staffing": Text("krav på bemanning", "requirements on staffing"),
            "staff-education": Text(
                "krav på personalens utbildning", "requirements on staff education"
            ),
            "staff-competence": Text(
                "krav på personalens kompetens", "requirements on staff competence"
            ),
            "staff-working-terms": Text(
                "krav på goda arbetsvillkor", "requirements on good working terms"
            ),
            "employment": Text(
                "krav på anställning eller praktik", "requirements on jobs or training places"
            ),
            "organic-food": Text("krav på andel ekologiskt", "a required organic share"),
            "low-climate-food": Text(
                "krav på mat med lägre klimatpåverkan",
                "requirements on food with a lower climate impact",
            ),
            "animal-welfare": Text(
                "krav på djurskydd på svensk nivå", "animal protection at the Swedish level"
            ),
            "restrictive-antibiotics": Text(
                "krav på restriktiv antibiotikaanvändning på svensk nivå",
                "restrictive use of antibiotics at the Swedish level",
            ),
            "low-impact-transport": Text(
                "krav på transporter med liten klimat- och luftpåverkan",
                "requirements on transports with a low climate and air impact",
            ),
            "harmful-substances": Text(
                "krav som stänger ute skadliga ämnen",
                "requirements that keep out harmful substances",
            ),
            "energy-use": Text("krav på låg energianvändning", "requirements on low energy use"),
            "responsible-production": Text(
                "krav på hållbar och ansvarsfull produktion",
                "requirements on sustainable and responsible production",
            ),
            "anti-corruption": Text(
                "krav mot korruption i produktionen",
                "requirements against corruption in production",
            ),
            "ilo-conventions": Text(
                "krav enligt ILO:s åtta kärnkonventioner", "the eight ILO core conventions"
            ),
            "child-convention": Text(
                "krav enligt FN:s barnkonvention", "the UN convention on the rights of the child"
            ),
            "local-labour-law": Text(
                "krav enligt tillverkningslandets arbetsrätt när den skyddar mer",
                "the producing country's labour law where it protects more",
            ),
        },
    ),
    _list(
        "contract_terms",
        Text("villkoren i avtalet", "the terms of the contract"),
        Text(
            "Vilka av dessa villkor finns i avtalet eller avtalsutkastet?",
            "Which of these terms are in the contract or the draft contract?",
        ),
        {
            "anti-discrimination-law": Text(
                "villkoret att följa diskrimineringslagstiftningen",
                "the term to follow anti-discrimination law",
            ),
            "anti-discrimination-clause": Text(
                "fullmäktiges antidiskrimineringsklausul med sanktioner",
                "the council's anti-discrimination clause with sanctions",
            ),
            "collective-agreement-level": Text(
                "särskilda villkor i nivå med svenska kollektivavtal",
                "special terms at the level of Swedish collective agreements",
            ),
            "work-environment": Text(
                "sanktionerade villkor om arbetsmiljö och anställning enligt svensk lag",
                "sanctioned terms on work environment and employment at the level of Swedish law",
            ),
            "public-insight": Text(
                "villkoret om allmänhetens insyn", "the term on insight for the public"
            ),
            "whistleblowing": Text(
                "fullmäktiges klausul om meddelarfrihet",
                "the council's clause on freedom to inform",
            ),
            "joint-follow-up": Text(
                "villkoret om gemensam uppföljning", "the term on joint follow-up"
            ),
            "fundamental-rights": Text(
                "villkoret om grundläggande fri- och rättigheter i hela leverantörskedjan",
                "the term on fundamental rights through the whole supply chain",
            ),
            "subcontractor-flow-down": Text(
                "villkoret om samma krav på underleverantörer",
                "the term on the same requirements for subcontractors",
            ),
            "staff-information": Text(
                "villkoret om information till personalen om rättigheter och skyldigheter",
                "the term on informing staff of rights and duties",
            ),
            "proactive-supply-chain": Text(
                "villkoret om systematiskt och proaktivt arbete i leverantörskedjan",
                "the term on systematic and proactive work in the supply chain",
            ),
        },
        "contracts",
    ),
    _list(
        "supplier_checks",
        Text("kontrollerna av leverantörerna", "the checks of the suppliers"),
        Text(
            "Vilka kontroller av leverantörerna har gjorts?",
            "Which checks of the suppliers were made?",
        ),
        {
            "taxes-and-contributions": Text(
                "kontroll av skatter och sociala avgifter",
                "a check of taxes and social contributions",
            ),
            "exclusion-grounds": Text(
                "kontroll av uteslutningsgrunder", "a check of exclusion grounds"
            ),
            "throughout-contract": Text(
                "löpande kontroll under avtalstiden", "continuous checks through the contract"
            ),
        },
        "suppliers",
    ),
    _list(
        "contract_records",
        Text("det som avtalsförvaltningen kan visa", "what contract management can show"),
        Text(
            "Vad av detta finns på plats i avtalsförvaltningen?",
            "Which of these are in place in the management of the contract?",
        ),
        {
            "owner": Text("en utsedd avtalsansvarig", "a named contract owner"),
            "implementation-plan": Text("planen för införandet", "the plan for implementation"),
            "follow-up-plan": Text("planen för uppföljning", "the plan for follow-up"),
            "resources": Text("avsatta resurser", "resources set aside"),
            "quality-follow-up": Text(
                "uppföljningen av avtalad kvalitet", "the follow-up of the agreed quality"
            ),
            "organic-follow-up": Text(
                "uppföljningen av andelen ekologiskt", "the follow-up of the organic share"
            ),
            "value-follow-up": Text(
                "uppföljningen av värdet mot uppskattningen",
                "the follow-up of the value against the estimate",
            ),
            "call-off-routine": Text("rutinen för avrop", "the routine for call-offs"),
            "supply-chain-register": Text(
                "förteckningen över underleverantörer", "the register of subcontractors"
            ),
            "deviations-handled": Text("hanteringen av avvikelser", "the handling of deviations"),
            "sanctions": Text(
                "använda sanktioner (eller skälet att avstå)",
                "sanctions used (or the reason why not)",
            ),
            "supplier-collaboration": Text(
                "den planerade och uppföljda samverkan med leverantören",
                "the planned and followed-up collaboration with the supplier",
            ),
            "lessons-captured": Text("lärdomarna från avtalet", "the lessons of the contract"),
        },
        "contracts",
    ),
)
