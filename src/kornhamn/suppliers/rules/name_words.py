"""Words of names: abbreviations, towns, and the names and trades that many suppliers share."""

ABBREVIATIONS = {
    "sthlm": "stockholm", "gbg": "göteborg", "gtbg": "göteborg", "kom": "kommun",
    "förv": "förvaltning", "entr": "entreprenad", "transp": "transport", "utb": "utbildning",
    "tekn": "teknik", "fastigh": "fastighets", "byggn": "byggnads", "sv": "svenska",
    "int": "international", "intl": "international", "mgmt": "management", "efter": "eftr",
    "eftertr": "eftr", "tr": "tryckeri", "ind": "industri", "serv": "service",
    "kons": "konsult", "grp": "group", "cncl": "council", "hlth": "health",
}  # fmt: skip

_TOWNS = """
alingsås arboga arvika avesta boden bollnäs borgholm borlänge borås danderyd degerfors eksjö
emmaboda enköping eskilstuna eslöv fagersta falkenberg falköping falun filipstad finspång flen
gislaved gnesta gotland gällivare gävle göteborg hallsberg halmstad haparanda hedemora
helsingborg hjo hudiksvall huskvarna huddinge hultsfred härnösand hässleholm höganäs järfälla
jönköping kalix kalmar karlshamn karlskoga karlskrona karlstad katrineholm kiruna kista klippan
kramfors kristianstad kristinehamn kumla kungsbacka kungälv köping landskrona laxå lerum lidingö
lidköping lindesberg linköping ljungby ludvika luleå lund lycksele lysekil malmö mariestad
mjölby mora motala mölndal nacka nora norrköping norrtälje nybro nyköping nynäshamn nässjö
oskarshamn oxelösund partille piteå ronneby sala sandviken sigtuna simrishamn skara skellefteå
skövde sollentuna solna stockholm strängnäs strömstad sundbyberg sundsvall säffle säter
söderhamn södertälje sölvesborg tierp tomelilla torshälla tranås trelleborg trollhättan trosa
täby uddevalla ulricehamn umeå uppsala vadstena varberg vetlanda vimmerby visby vänersborg
värnamo västervik västerås växjö ystad åmål ängelholm åkersberga åre åstorp örebro örnsköldsvik
östersund österåker östhammar
"""
TOWNS = frozenset(_TOWNS.split())

_FIRST_NAMES = """
adam agneta ahmed albin alexander ali alice alva amanda anders andreas anette anita ann anna
anneli annika anton arne arvid astrid august axel barbro bengt berit bert birgit birgitta bo
britt camilla carin carina carl carolina caroline catarina cecilia charlotte christer christian
christina claes curt dag dan daniel david eric edvin elin elias elisabeth ella ellen elsa elvira
emelie emil emilia emma erik erika erland eva evelina ewa fatima felicia filip folke fredrik
frida georg gerd gun gunilla gunnar gustaf gustav göran göte hampus hanna hans harald helen
helena helene henrik henry håkan ida inga inger ingrid ingvar irene isabelle jakob jan janne
jenny jens jessica jesper jimmy joakim joel johan johanna john johnny jonas jonathan josefin
julia jörgen kaj kajsa karin karl katarina kent kenneth kerstin kim kjell klara klas kristian
kristina kristoffer krister kurt lars lasse leif lena lennart liam lina linda linn linnea linus
lisa lisbeth louise lovisa lucas ludvig maja magdalena magnus maj malin marcus maria marianne
marie markus martin martina mary mats mattias max maximilian michael mikael mohamed mona monica
monika nathalie niklas nils nina olof olle oscar oskar ola olov ove patrik pauline per pernilla
peter petra pia pontus rasmus rebecca rickard rikard robert robin roger roland rolf rune sandra
sara sebastian signe simon sofia sofie solveig sonja staffan stefan stig sten stina susanne sven
susann svante therese thomas tobias tomas tommy tony torbjörn tord torsten tove ulf ulla ulrica
ulrika urban veronica veronika victor victoria viktor viktoria vilhelm vincent viveka wilhelm
william yvonne åke åsa örjan
"""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())

_SURNAMES = """
abrahamsson ahmed ali andersson andreasson arvidsson axelsson bengtsson berg berggren bergkvist
berglund bergman bergqvist bergström björk björklund blom blomqvist carlsson claesson dahl
dahlberg danielsson edlund ek eklund ekström eliasson engström eriksson falk fransson
fredriksson gunnarsson gustafsson gustavsson hansen hansson hedlund hedström hellström
henriksson hermansson holm holmberg holmgren holmqvist holmström håkansson isaksson ivarsson
jakobsson jansson jensen johansson jonasson jonsson jönsson karlsson larsen larsson lind
lindberg lindgren lindholm lindqvist lindström lund lundberg lundgren lundin lundqvist lundström
löfgren magnusson martinsson mattsson mohamed månsson mårtensson möller nielsen nilsson norberg
nordin nordström noren nyberg nyman nyström olofsson olsson ottosson palm persson pettersson
pålsson samuelsson sandberg sandström sjöberg sjögren sjöström ström strömberg sundberg
sundström svensson söderberg söderström viklund wallin wikström åberg åkesson åkerlund åström
öberg
"""
SURNAMES = frozenset(_SURNAMES.split())

_TRADES = """
akeri akuten anläggning apotek apoteket assistans bageri bageriet bemanning bil bilar
bilverkstad blommor blomsterhandel blomsterhandeln bokhandel bokhandeln buss bygg byggnads café
catering center cykel data design el elteknik entreprenad event fastighet fastigheter film fisk
fotbollsklubb foto friskola frisör fritid frukt förening församling gym gräv grönsaker hamn
handel hem hemtjänst hotell hotellet hus hälsa högskola idrott idrottsförening it järn kafe
kemtvätt kiosk klubb konditori konferens konsult konst kontor kommun kyrka kök lantbruk lager
livs livsmedel läkare lås låsservice mark maskin maskiner mat media miljö montage musik måleri
möbler optik park personal pizzeria plåt psykologi redovisning region rehab reklam restaurang
restaurangen rör salong schakt service skola skolan skog skylt smide snickeri sport städ
städservice system tak tandläkare tandvård taxi teater teknik teknisk text tidning trafik
transport transporter tryck tryckeri trä trädgård tvätt utbildning vatten ventilation verkstad
vvs vård vårdcentral vårdcentralen värdshus åkeri ögonklinik & i nya gamla svenska nordisk
nordiska sverige nord syd väst öst norra södra västra östra
"""
TRADES = frozenset(_TRADES.split())

# a name of nothing but these is many suppliers' name
COMMON_WORDS = FIRST_NAMES | SURNAMES | TRADES | TOWNS
