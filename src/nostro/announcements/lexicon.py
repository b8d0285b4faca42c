"""Words that tell what a name is: legal forms, kinds of body, titles, roles."""

__all__ = [
    "BODY_NOUNS",
    "COMPANY_WORDS",
    "GENERIC_WORDS",
    "GEOGRAPHY",
    "LEGAL_FORMS",
    "NAMED_AFTER_PLACES",
    "OPENING_WORDS",
    "ORGANISATION_WORDS",
    "PARTICLES",
    "PERSON_NOUNS",
    "TITLES",
    "TRADES",
    "TRAILING_WORDS",
    "VESSEL_CUES",
    "VESSEL_PREFIXES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# With stops taken out and in lower case: `L.L.C.` is `llc`.
LEGAL_FORMS = _words(
    "ltd limited llc llp lp inc incorporated corp corporation co company plc gmbh ag kg sa sas "
    "sarl srl spa bv nv oy ab as aps ooo oao zao ao pao pjsc jsc ojsc cjsc tov too osoo "
    "chao doo dooel "
    "ad ead eood ood kft zrt rt sro fze fzco fzc fzllc dmcc pte pvt sdn bhd berhad kk kabushiki "
    "pty est wll spc saoc sal hk ehf sia uab sae ips psc pjs se ltda sapi cv plt llk"
)
COMPANY_WORDS = LEGAL_FORMS | _words(
    "bank banka kombank exchange trading trade shipping logistics logistik logistika holding "
    "holdings group industries industry industrial enterprise enterprises services service "
    "technologies technology technics systems solutions electronics microelectronics marine "
    "maritime lines line navigation petroleum petrochemical petrochemicals oil gas energy "
    "investment investments invest capital finance financial insurance consulting construction "
    "development developments engineering machinery factory plant works shipyard refinery "
    "airlines airways air aviation aerospace transit transport cargo freight forwarding tankers "
    "tanker fleet mining minerals metals steel gold jewellery jewelry timber gems commodities "
    "foods agro farms spinning cotton imports exports import export supply supplies equipment "
    "instruments components bearings optics avia auto motors servers hosting software telecom "
    "communications media network networks resources chemical chemicals pharma materials "
    "ventures partners associates agency bureau centre center combine concern corporate "
    "management ship bunker bunkering yachting racks studio forge colo dynamics precision "
    "manufacturing design kredit leasing fund lender estates properties estate realty hotel "
    "cellars wines vini pay payments settlement clearing kompaniya gazprom denizcilik nakliyat "
    "sanayi ticaret gemi handel spedition messtechnik logistic cooperation commercial "
    "international global worldwide euro rotables forwarders security defence defense "
    "laboratory laboratories nii npp npo kb okb ckb tsnii zavod tekhno tech lab labs salvage "
    "publishing news television radio refining drilling offshore pipeline atomic nuclear "
    "advanced mercantile traders brothers sons associates outfitters"
)
ORGANISATION_WORDS = _words(
    "movement front army brigade brigades battalion regiment militia party foundation institute "
    "university union league cartel corps force forces administration directorate brotherhood "
    "organization organisation association federation committee command division guard guards "
    "council church club charity society gang crew syndicate resistance jihad islamic department "
    "state squadron unit academy prison ministry hospital court camp group jund ansar harakat "
    "hizb hezbollah hamas houthis houthi taliban isil isis isis-k gru fsb svr irgc irgc-qf"
)
# A run that holds one of these names a rule, a list or a paper, never a party.
GENERIC_WORDS = _words(
    "order orders act acts regulation regulations decision decisions law licence license licences "
    "licenses decree list lists notice annex journal convention agreement treaty resolution "
    "resolutions ordinance sanctions e.o. e.o eo faq faqs imo nationals persons programme program "
    "executive fact sheet release press section article paragraph appendix chapter statement "
    "reasons ref summary additions amendments deletions pob dob nationality address position war "
    "minister ministers accountability operation measures entities individuals vessels bic bik inn "
    "specially terrorist terrorists ogrn swift iban usdt xbt btc eth usdc"
)
TITLES = _words(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh shaykh sayyid hajji mullah mawlawi "
    "president vice vice-president prime minister secretary undersecretary under deputy "
    "chairman chairwoman chief general lieutenant colonel major captain brigadier admiral marshal "
    "sergeant commander commodore senator congressman representative governor mayor judge justice "
    "director ceo king queen prince princess crown ambassador spokesman spokeswoman spokesperson "
    "acting former supreme ayatollah foreign assistant lawyer economist analyst owner founder "
    "brig gen col lt maj capt adm gov sen rep rear"
)
# Words that open a sentence or a list entry with a capital and belong to no name.
OPENING_WORDS = _words(
    "the a an this these that those it its he she they we i his her their our my all both each "
    "every some any no none neither nor not many most several other others another such same "
    "in on at to from by for of with without within under over after before since until during "
    "through throughout between among against about as if when while where although though "
    "because however meanwhile moreover furthermore additionally also finally further according "
    "today yesterday tomorrow now then thus therefore hence here there earlier later separately "
    "concurrently following including like unlike despite once twice first second third last "
    "and or but yet so one two three four five six seven eight nine ten eleven twelve who what "
    "which whose why how in addition action actions treasury's us uk eu un u.s u.n u.s. "
    "entities individuals entity individual vessels vessel name names companies company "
    "officials people persons person anyone anything nobody nothing everything whoever any "
    "measures restrictions designations designation listing listings reference background "
    "issuance identified identification updated update today's western eastern northern southern "
    "international two-thirds campaigners analysts brokers correspondents shareholders firms "
    "exports payments payment talks oil brent football summaries anyone major quick facts mostly "
    "only even still just per via near tel state-owned state-run "
    "read see also related photo image file source contact media note notes date location "
    "original script good low quality other information part annex to "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec"
)
PARTICLES = _words(
    "de del della di da do dos das du des van von der den ter bin ibn bint al el ould abu "
    "y e la le zu af av"
)
PERSON_NOUNS = _words(
    "businessman businesswoman brother sister son daughter wife husband spouse nephew niece uncle "
    "cousin father mother half-brother ex-wife director president chairman chairwoman chief head "
    "manager officer commander general captain trader broker banker financier owner founder "
    "deputy partner shareholder official national citizen judge lawyer oligarch tycoon magnate "
    "operative agent facilitator smuggler importer buyer vintner contractor editor editor-in-chief "
    "treasurer accountant developer hacker administrator associate leader minister master "
    "predecessor successor designer vice-president secretary member student investor politician"
)
VESSEL_CUES = _words(
    "m/v mv m/t mt m.v m.t vessel vessels tanker tankers ship ships carrier freighter yacht "
    "aframax superyacht suezmax vlcc trawler tug bulker boat"
)
VESSEL_PREFIXES = _words("m/v mv m/t mt")
# Before a name: "the shipping company X".
BODY_NOUNS = _words(
    "company firm outfit bank subsidiary maker agency holding outlet producer manufacturer "
    "supplier carrier insurer lender host exchange dealer importer exporter haulier retailer "
    "airline refiner refinery studio fund charterer group miner shipbuilder forwarder "
    "platform subsidiaries "
    "companies firms outlets banks estate house entity"
)
# The last word of a name that is a place.
GEOGRAPHY = _words(
    "sea ocean strait gulf bay street avenue road region district province oblast peninsula bridge "
    "town village island islands airport koreans market county canal krai prefecture city"
)
# Bodies that are called after a place: "Bank of X", "Republic of X".
NAMED_AFTER_PLACES = _words(
    "bank university exchange company movement army institute chamber republic party council club "
    "church front state port corporation unit directorate administration command brigade battalion "
    "guard police prison court governorate ministry office branch"
)
# With words for bodies these make up what follows "and" within a name.
TRADES = _words(
    "remittance remittances bakery bread research production science office scientific technical "
    "education power water agriculture trust repair metallurgical automotive electrical optical "
    "affairs customs steelworks"
)
TRAILING_WORDS = _words("other good low the a in on at by january february")
