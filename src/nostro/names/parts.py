"""What words do in names: particles, titles, numbers, and words written in several ways.

Words stand as names are compared: in small letters, without marks, romanised the plainest way.
A word may stand in several tables (St is saint and street, Dr is doctor and drive); the place it
has in the text decides.

Sources: the tables of name symbols of opensanctions/rigour (MIT), of which facts are used; the
short forms that OFAC, the UN and the EU write in their lists; the ranks of the armed forces by
NATO STANAG 2116; the address words of the Universal Postal Union's country templates; ISO 20022
and SWIFT codewords of payment fields; additions of our own.
"""

from itertools import product

__all__ = [
    "ADDRESS_WORDS",
    "ATTACHED",
    "NATIVE_PARTICLES",
    "NATIVE_TITLES",
    "NUMERALS",
    "PARTICLES",
    "PAYMENT_WORDS",
    "STREET_ENDS",
    "TITLES",
    "TITLES_OR_NAMES",
    "WRITTEN_ALIKE",
]


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


# Articles, prepositions and words for son, daughter, father and mother inside names.
PARTICLES: frozenset[str] = _words(
    # Arabic, Persian, Urdu, Hebrew; the article as it is heard before some letters
    "al el ul ol as ash az an ad ar at ud ur us ut ez es bin ibn ben bent bint bnt binti binte bat "
    "bar abu abou abo abi bu umm um oum ould wuld wald ult mint aal ait bani beni wa",
    # Germanic
    "von vom zu zum zur van vande vanden vander den der des dem de die das het te ten ter tot op "
    "af av zur und ob",
    # Romance
    "de del della dello delle degli dei di da do dos das du des la le les lo los las el y e et",
    # Celtic, Turkic, Central Asian, Caucasian, African, Malay
    "mac mc ap ferch ni ogly oglu oglou ogli uulu uly kyzy kizi qizi gizi kyzi anak",
    # English
    "the of and for in on",
)

# The same in their own script, as `same_letters` leaves them; with the prepositions of Russian,
# Ukrainian and Belarusian, of Persian, Hebrew and Japanese.
NATIVE_PARTICLES: frozenset[str] = _words(
    "и й та і в во на по для из от у при с со о об за до імені имени им ім імя "
    "و في من الى عن بن ابن بنت بنو ال آل أبو ابو أبي ابي ابا أم ولد از در به با براي هاي "
    "של בן בת ה את の と"
)
# Titles in their own script that are no names.
NATIVE_TITLES: frozenset[str] = _words(
    "доктор профессор академик генерал полковник подполковник майор капитан господин д-р "
    "دكتور دكتر الدكتور مهندس المهندس سرتيپ سرلشكر سرهنگ مولوي ملا قاري حاجي حاج الحاج شيخ الشيخ "
    "博士 先生 女士 氏 박사 선생"
)
# The second part of names in Arabic letters that are written apart and together: Hidayat Allah,
# Zare Pour, Imani Nejad.
ATTACHED: frozenset[str] = _words(
    "الله اللهي الدين زاده نژاد نجاد نيا پور وند خواه ورز آباد آبادي دوست فر منش يار پناه كيا لو "
    "چي گل جان رضا حسين علي كرم خيل زي زهي مل"
)

_RANKS = (
    "general gen brigadier brig colonel col lieutenant lt ltcol ltgen major maj captain capt cpt "
    "sergeant sgt corporal cpl officer commander cdr cmdr comdr commodore cdre "
    "admiral adm vadm radm ensign marshal warden inspector constable "
    "superintendent commissioner commissar generalissimo majgen briggen genlt cmd",
    # Spanish, Portuguese, Italian, French, German
    "coronel cnel mayor teniente tte capitan sargento sgto cabo comandante cmte cte almirante "
    "brigada alferez coronel tenente capitao major brigadeiro generale colonnello maggiore "
    "capitano sergente ammiraglio comandante colonnel commandant capitaine sergent adjudant amiral "
    "lieutenant mareschal marechal oberst oberstleutnant hauptmann leutnant feldwebel admiral "
    "generalmajor generalleutnant generaloberst",
    # Russian and Ukrainian, romanised
    "polkovnik podpolkovnik mayor maior kapitan leytenant leitenant starshiy mladshiy serzhant "
    "starshina praporshchik marshal kontr vitse komandir ataman esaul generalmayor "
    "polkovnyk",
    # Arabic, Persian, Turkish, Pashto
    "amid aqid muqaddam raid naqib mulazim liwa fariq qaid sardar sarhang sartip albay yuzbasi "
    "binbasi pasha bey beg qumandan qomandan komutan",
)
_STYLES = (
    "mr mrs ms miss mister master mx dr doctor doc prof professor sir dame lord lady hon "
    "honourable honorable reverend rev revd fr father brother sister pastor bishop archbishop "
    "cardinal metropolitan patriarch rabbi deacon president chairman director minister ambassador "
    "amb senator sen judge justice chief king queen prince princess duke baron esq esquire "
    "jr junior sr snr senior phd md mba msc bsc dds dvm cpa cfa llm jd engineer eng engr ir "
    "attorney atty advocate adv hrh hh excellency highness majesty",
    # Spanish, Portuguese, Italian
    "senor senora senorita sr sra srta don dona dna doctora dra ingeniero ing licenciado lic "
    "licenciada arquitecto arq abogado profesor profa doutor dott dottor dottore dottoressa "
    "ingegnere avv avvocato signor signora sig sigra padre hermano monsenor presidente ministro",
    # French, German, Dutch, Scandinavian
    "monsieur madame mademoiselle mme mlle docteur professeur maitre abbe monseigneur mgr "
    "herr hr frau fraulein frl doktor doktorin ingenieur dipl mag dhr mevr mevrouw meneer mw "
    "drs fru",
    # Russian, Polish, Serbian, Turkish, Greek, romanised
    "gospodin gospozha tovarishch grazhdanin doktor professor akademik otets ieromonakh "
    "mitropolit pan pani gospodja bay bayan hoca efendi kyrios kyria muhandis muhendis",
    # Arabic, Persian, Urdu, Pashto, Malay and Indonesian, as lists romanise them
    "sheikh shaikh shaykh sheik cheikh cheik sheikha shaikha shekh shaik haji hajji hajj haj hadj "
    "hadji hadzhi alhaj alhajj alhaji hajah hajjah mullah mulla mola molla maulavi mawlawi mawlavi "
    "maulawi maulvi molvi molavi moulvi maulana mawlana mevlana sayyid sayyed sayed seyyed syed "
    "saiyid sayyida sayid seyed seyit qari kari qazi kazi qadi kadi hafiz hafez hafidh ustad "
    "ustadh ustaz ostad ayatollah ayatullah hojjatoleslam hojatoleslam hujjat hojjat imam emir "
    "amir ameer akhund akhundzada akhond mufti mofti khalifa caliph sultan shah khan pir faqir "
    "talib mujahid commandant duktur muhandes mohandes mowlavi datuk dato datin tan tun tengku "
    "ustazah kyai ustadz kiai begum bibi sahib saheb janab jenab agha aqa aga",
)  # fmt: skip
# Titles, styles and ranks, before or after a name.
TITLES: frozenset[str] = _words(*_STYLES, *_RANKS)
# Titles that are names as often: they are titles only beside two other words of a name, and even
# then a name without them is weaker evidence.
TITLES_OR_NAMES: frozenset[str] = _words(
    "khan shah pasha bey beg bay agha aga sultan amir emir ameer khalifa pir tan tun pan imam "
    "hafiz hafez sayyid sayyed sayed seyed seyyed syed saiyid sardar shaikh sheikh haj "
    "hajj hadj mulla mola molla qazi kazi qadi kadi mufti ustad faqir talib mujahid begum sahib "
    "akhund akhundzada raid amid naqib fariq qaid ataman marshal "
    "major king queen prince princess duke baron lord bishop judge justice master pastor "
    "deacon chief brother sister father abbe cardinal cabo mayor marechal padre pani don "
    "dona doc mag ing ir coronel bayan shaykh sheik cheikh sayid"
)

_UNITS = {
    # en, es, fr, de, ru: cardinals, then ordinals
    1: "one first primero primera premier premiere eins erste erster pervyy pervy pervaya",
    2: "two second segunda deux deuxieme zwei zweite zweiter dva vtoroy vtoraya",
    3: "three third tres tercero tercera trois troisieme drei dritte dritter tri tretiy tretya",
    4: "four fourth cuatro cuarto cuarta quatre quatrieme vier vierte vierter chetyre chetvertyy "
    "chetvertaya",
    5: "five fifth cinco quinto quinta cinq cinquieme funf fuenf funfte pyat pyatyy pyataya",
    6: "six sixth seis sexto sexta sixieme sechs sechste shest shestoy shestaya",
    7: "seven seventh siete septimo septima sept septieme sieben siebte sedmoy sedmaya",
    8: "eight eighth ocho octavo octava huit huitieme acht achte vosem vosmoy vosmaya",
    9: "nine ninth nueve noveno novena neuf neuvieme neun neunte devyat devyatyy devyataya",
    10: "ten tenth diez decimo decima dix dixieme zehn zehnte desyat desyatyy desyataya",
    11: "eleven eleventh undecimo onze onzieme elf elfte odinnadtsat odinnadtsatyy",
    12: "twelve twelfth doce duodecimo douze douzieme zwolf zwoelf dvenadtsat dvenadtsatyy",
    13: "thirteen thirteenth trece treize dreizehn trinadtsat",
    14: "fourteen fourteenth catorce quatorze vierzehn chetyrnadtsat",
    15: "fifteen fifteenth quince quinze funfzehn pyatnadtsat",
    16: "sixteen sixteenth dieciseis seize sechzehn shestnadtsat",
    17: "seventeen seventeenth diecisiete siebzehn semnadtsat",
    18: "eighteen eighteenth dieciocho achtzehn vosemnadtsat",
    19: "nineteen nineteenth diecinueve neunzehn devyatnadtsat",
    20: "twenty twentieth veinte vigesimo vingt vingtieme zwanzig dvadtsat dvadtsatyy",
    30: "thirty thirtieth treinta trente dreissig dreizig tridtsat",
    40: "forty fortieth cuarenta quarante vierzig sorok",
    50: "fifty fiftieth cincuenta cinquante funfzig pyatdesyat",
    60: "sixty sixtieth sesenta soixante sechzig shestdesyat",
    70: "seventy seventieth setenta septante siebzig semdesyat",
    80: "eighty eightieth ochenta huitante achtzig vosemdesyat",
    90: "ninety ninetieth noventa nonante neunzig devyanosto",
    100: "hundred hundredth ciento cent hundert sto",
    1000: "thousand thousandth tausend tysyacha",
}
_ROMAN = (
    "ii iii iv vi vii viii ix xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv".split()
)
_ROMAN_VALUES = (2, 3, 4, 6, 7, 8, 9, *range(12, 26))
_ENGLISH_TENS = range(20, 100, 10)
# As they are misspelt more often than any other number.
_MISSPELT_TENS = {"fourty": 40, "ninty": 90}
_MOST_ORDINAL = 200
_TEENS = range(11, 14)


def _numerals() -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {
        (word,): value for value, words in _UNITS.items() for word in words.split()
    }
    found |= {(word,): value for word, value in _MISSPELT_TENS.items()}
    found |= {(word,): value for word, value in zip(_ROMAN, _ROMAN_VALUES, strict=True)}
    for tens in _ENGLISH_TENS:
        spelt = [
            _UNITS[tens].split()[0],
            *(w for w, value in _MISSPELT_TENS.items() if value == tens),
        ]
        for ten, unit in product(spelt, range(1, 10)):
            for word in _UNITS[unit].split()[:2]:
                found[(ten, word)] = found[(f"{ten}{word}",)] = tens + unit
    for number in range(1, _MOST_ORDINAL + 1):
        found[(f"{number}{_ending(number)}",)] = number
    return found


def _ending(number: int) -> str:
    if number % 100 in _TEENS:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


# Words that stand for a number: Forty-Four and the Fourth. Left out: I, V, X, C, D, M and L alone,
# which are initials more often than numbers; XI, which is the family name of Xi Jinping; un, uno,
# dos, once, sem, odin and mil, which are syllables, particles and words of other languages; and
# Segundo, which is a given name.
NUMERALS: dict[tuple[str, ...], int] = _numerals()

# Words around names in payment fields: they say nothing of who is meant.
PAYMENT_WORDS: frozenset[str] = _words(
    "ref refs reference references rfb inv invoice invoices payment payments pmt pymt paymt "
    "pay paid acct account accounts acc ac beneficiary benef bnf attn attention care "
    "customer client order orders contract contracts agreement dated date dtd no nr nbr num number "
    "numbers swift bic iban tel telephone phone mobile mob cell fax email mail website www "
    "http https com passport pass id tax taxes tin inn kpp ogrn okpo bik vat po box pobox re "
    "sub subject regarding behalf favour favor transfer transfers remittance trf tfr from via by "
    "for per purpose details detail purchase sale sales goods services service loan repayment "
    "donation gift family support salary wages rent fee fees charge charges commission deposit "
    "advance proforma settlement balance final partial installment instalment refund advice "
    "correspondent intermediary ordering originator sender receiver remitter payer payee debtor "
    "creditor ultimate undisclosed usd eur gbp rub chf cny jpy aed amount ",
    # Spanish, Portuguese, Italian
    "factura facturas pago pagos cuenta cta beneficiario cliente pedido contrato fecha numero num "
    "telefono tel correo pasaporte impuesto nif cif rfc ruc nit rut cuit apartado transferencia "
    "compra venta prestamo donacion salario alquiler referencia fatura pagamento conta "
    "beneficiaria data passaporte imposto cpf cnpj nota fiscal compra venda emprestimo doacao "
    "fattura bonifico "
    "conto causale ordine contratto codice fiscale partita iva telefono passaporto",
    # French, German, Dutch
    "facture paiement versement virement compte beneficiaire commande contrat numero telephone "
    "passeport impot achat vente pret loyer salaire rechnung rechnungen rg zahlung konto kto "
    "empfanger begunstigter auftrag auftraggeber kunde kundennummer vertrag nummer telefon "
    "reisepass steuer ust verwendungszweck uberweisung miete gehalt darlehen spende kauf verkauf "
    "factuur betaling rekening bestelling klant",
    # Russian and Ukrainian, romanised
    "oplata platezh schet schetu scheta dogovor dogovoru dogovora kontrakt kontraktu invoys za "
    "tovary uslugi uslug poluchatel platelshchik zakaz nomer ot nds summa perevod bez chislo "
    "telefon pasport klient arenda zarplata zaym pozhertvovanie rahunok platizh dohovir",
)

# Words of addresses: what stands beside them, a number above all, belongs to the address.
ADDRESS_WORDS: frozenset[str] = _words(
    "street str st road rd avenue ave av blvd boulevard bvd lane ln square sq drive dr court ct "
    "close crescent cres terrace place pl plaza way highway hwy parkway alley row quay wharf "
    "bridge floor fl flr level lvl suite ste apt apartment flat building bldg bld office off room "
    "rm unit "
    "block blk house tower towers plot lot door gate estate compound centre mall district "
    "dist region province prov oblast obl county state city town village vill postal postcode zip "
    "code pobox po box area zone sector quarter near opposite opp behind corner",
    # Russian and Ukrainian, romanised
    "ul ulitsa ulica vul vulytsia vulytsya dom kv kvartira kvart ofis etazh pom pomeshchenie "
    "prospekt prosp pr pereulok per ploshchad ploshad pl naberezhnaya nab shosse sh bulvar "
    "bul proezd tupik mikrorayon mkr korpus korp stroenie str liter litera gorod rayon rn kray "
    "respublika selo poselok derevnya budynok bud provulok",
    # Spanish, Portuguese, Italian, French
    "calle cl avenida avda carrera cra kra transversal diagonal edificio piso pta puerta "
    "oficina ofc colonia col barrio urbanizacion urb manzana mz lote local km kilometro carretera "
    "esquina esq ciudad provincia municipio departamento depto rua travessa largo alameda andar "
    "sala bairro cep via viale vle piazza pza corso vicolo largo piano interno rue allee impasse "
    "chemin quai cours faubourg etage batiment immeuble bp cedex appartement",
    # German, Dutch, Scandinavian, Polish, Czech
    "strasse str platz weg allee gasse ring ufer damm haus stock etage postfach plz ort straat "
    "laan plein gracht gata gatan vej gade katu ulice namesti ulicy aleja osiedle lok",
    # Turkish, Arabic, Persian, South and East Asian
    "sokak sok sk cadde caddesi cad mahalle mahallesi mah bulvari blv kat daire no apartmani apt "
    "plaza ilce shari sharia khiyaban khiaban kuche kucheh meydan maidan midan tabriz bldg "
    "nagar marg chowk bazar bazaar mohalla tehsil taluk jalan jln lorong lrg kampung "
    "chome ",
)
# Of these, the words that stand after the name of a street, a square or a house in English.
STREET_ENDS: frozenset[str] = _words(
    "street road rd avenue ave boulevard blvd lane square drive dr court crescent terrace place "
    "plaza way highway hwy parkway alley row quay wharf bridge tower towers house building bldg "
    "mall centre estate gate county district city town village"
)

_ALIKE = """
company: co coy comp cie compagnie compania companhia companie kompaniya kompania kompaniia
 kompanija kompani firma firm firme sherkat shirkat sharika sharikat sirket sirketi
corporation: corp corpn corporacion corporacao korporatsiya korporatsiia korporation corporazione
limited: ltd lmtd limitada limitee
incorporated: inc incorp
bank: bk bnk banka banque banco banca bankas banki bankasi masrif masraf mssrf
 banking
brothers: bros brs freres gebruder hermanos fratelli irmaos
and: und et y e i og och en va ve wa
of: de des du von di da do
the: el la le les los las il lo
saint: st sankt sant santo santa san sao ste sainte
mount: mt mont monte
fort: ft
general: gen genl generale generalnyy generalnaya generalnoe
trading: trdg trad tradg trade traders treyd treid treyding treiding torgovlya torgivlya comercio
 commercio commerce handel ticaret tijara tejarat tejari comercial comerciale commerciale
trading house: torgovyy_dom torgovy_dom torgovyi_dom torgoviy_dom trade_house casa_comercial
 handelshaus td
commercial: comm kommercheskiy kommercheskaya kommerzielle kommertsiynyy
import: impt imp importacion importacao importation importazione ithalat
export: expt exp exportacion exportacao exportation esportazione ihracat eksport
import export: impex imp_exp impt_expt import_eksport ithalat_ihracat
manufacturing: mfg manuf manufg manufacture manufactory manufacturera
manufacturer: mfr manufacturers
engineering: engg eng engr engrg engnrg inzhiniring ingenieria ingenierie ingegneria engenharia
 muhendislik inzhenernyy
development: dev devt dvlpt developments razvitie rozvytok desarrollo developpement sviluppo
 entwicklung desenvolvimento kalkinma
government: govt gov gvt gouvernement gobierno governo pravitelstvo regierung hukumat
department: dept dpt departamento departement departament
national: natl nat nacional nationale nazionale natsionalnyy natsionalnaya natsionalnoe natsionalny
 narodowy ulusal milli
international: intl int internacional internationale internazionale internatsionalnyy
 internasional mezhdunarodnyy mezhdunarodnaya mezhdunarodnoe mizhnarodnyy uluslararasi
 internationales
association: assn assoc asso asociacion associacao associazione assotsiatsiya asotsiatsiya
 dernegi dernek stowarzyszenie verband
society: soc sociedad societe societa obshchestvo tovarystvo gesellschaft jamiat jamiyat sociedade
group: grp gruppa grupa gruppe groupe gruppo grupo grupp gruppen hrupa gruplar grubu
holding: hldg hldgs holdings kholding kholdinh holdinq
factory: plant zavod fabrika fabrik usine fabrica fabbrica works werk werke plants factories
foundation: fdn fndn fond fondation fundacion fundacao fondazione fundacja stiftung stichting
 fondatsiya vakfi vakif bunyad bonyad blagotvoritelnyy_fond
fund: fondo fonds fundo funds sunduq
center: centre centro zentrum tsentr tsentar centrum ctr cntr merkez merkezi markaz tsentre
institute: inst institut instituto istituto instytut institutul instituti maahad
university: univ universitet universidad universite universita universitat universidade uniwersytet
 universiteit jamia daneshgah
college: coll colegio kolej kolledzh
academy: acad akademiya akademiia academia academie akademie akademia accademia
school: schl shkola escuela ecole schule scuola escola madrasa madrassa madrassah
hospital: hosp bolnitsa krankenhaus hopital mustashfa
ministry: min ministerstvo ministerio ministere ministerium ministero wizarat vezarat bakanligi
 minist
committee: cttee cmte komitet comite comitato komitee comissao lajna
council: cncl sovet rada consejo conseil rat consiglio majlis shura
organization: organisation org orgn organizatsiya organizacion organizacao organizzazione
 organizacja organizacija munazzama sazman sazeman orgutu
agency: agcy agencia agence agentur agenzia agentstvo ajansi
authority: auth autoridad autorite behorde
administration: admin administratsiya administracion administracao verwaltung amministrazione
management: mgmt mgt mngmt upravlenie menedzhment gestion gestao
office: off ofis bureau byuro oficina buro ufficio
branch: br filial filiale sucursal succursale zweigstelle sube niederlassung filialas
representative office: rep_office predstavitelstvo representacion
service: services svc svcs svs servis uslugi servicios servicio servicos dienst dienste servizi
 khizmat khadamat hizmetleri
industry: ind inds industries industria industrias industrie industrial promyshlennost sanayi
 sanayii
 industrialnyy industriya industriel sanaye
production: prod proizvodstvo produccion producao produktion produzione
product: products produkt produkty produkte productos produits prodotti produtos urunleri
technology: tech technologies tekhnologii tekhnologiya tecnologia tecnologias technologie
 technologien
 teknoloji technol
technical: tekhnicheskiy technique tecnico technische
electronic: electronics elektronika elektronik electronica electronique elettronica elek elec
electric: electrical elektro elektrik electrica electrique
energy: energiya energia energie enerji energetika enerhiya energo
power: pwr
oil: neft petroleo petrole naft naftohaz petrol petroleum petro nafta
gas: gaz gaza gazovyy
chemical: chemicals chem khimiya khimicheskiy quimica chimie chemie chimica kimya
metal: metals metall metally metales metaux metalle metallurgiya
steel: stal acier acero stahl celik
mining: madencilik mineria gornyy bergbau
construction: constr const stroitelstvo stroy stroi construccion construcao bau costruzioni insaat
 construcciones stroitelnaya constructions
contracting: contg contractors contractor
consulting: consultancy consultants konsalting consultoria beratung consulenza danismanlik
shipping: shpg shipg navigation naviera navegacion reederei denizcilik kashtirani sudokhodstvo
maritime: marine mar maritima morskoy maritimo deniz
transport: transp trans transportation transporte transportes transports tashimacilik nakliyat
 tasimacilik hamlonaghl
logistics: logistic logistika logistica logistik logistique lojistik
forwarding: fwdg fwd forwarders forwarder
airline: airlines aviakompaniya aerolinea aerolineas havayollari avialinii
airport: aeroport aeropuerto flughafen aeroporto havalimani
aviation: avn aviatsiya aviacion havacilik luftfahrt
railway: railways rly rwy railroad ferrocarril eisenbahn demiryollari
investment: inv invt invest investments investitsii investitsiya inversion inversiones
 investissement investissements investimento investimentos investimenti investicii yatirim
finance: fin finans finansy finanz finanzas finances financas finanza finansovyy finansal
financial: financiera financiere finanziaria financeira
capital: cap kapital capitale
insurance: ins strakhovanie seguros assurance assurances versicherung assicurazioni sigorta
 strakhovaya
leasing: lizing
property: properties prop
real estate: nedvizhimost inmobiliaria immobilien immobiliare imobiliaria gayrimenkul immobilier
enterprise: enterprises ent entr entp predpriyatie pidpryiemstvo empresa entreprise unternehmen
 impresa
 pidpriyemstvo
establishment: est estab estb
partner: partners ptnr ptnrs partnery partenaires socios
partnership: pship
associates: assocs
agriculture: agric agri agricultural agro agricola selskoe_khozyaystvo tarim
pharmaceutical: pharma pharm pharmaceuticals pharmaceutica farma farmatsevticheskaya
medical: med meditsinskiy medica medico medizin tibbi
research: res rsch issledovanie recherche investigacion forschung ricerca
science: sci nauka ciencia wissenschaft
scientific: nauchnyy nauchno scientifique cientifico
scientific production association: npo nauchno_proizvodstvennoe_obedinenie
 scientific_and_production_association
telecommunications: telecom telecoms telekom telecomunicaciones telekommunikation telco
communications: comms svyaz comunicaciones communication
information: info informatsiya informacion
security: sec bezopasnost seguridad securite sicherheit guvenlik
military: mil voennyy militar militaire
defense: defence def oborona oborony defensa verteidigung difesa defesa savunma
army: armiya ejercito armee ordu jaysh
republic: rep republica republique repubblica respublika republik cumhuriyeti jumhuriya
federation: fed federatsiya federacion foderation federacao
federal: federalnyy federalnaya federalnoe
state: gosudarstvennyy gosudarstvennaya gosudarstvennoe estatal etat derzhavnyy devlet
central: cntrl tsentralnyy tsentralnaya
public: pub publichnoe publico publica publique oeffentlich
private: pvt chastnoe privado privada prive privat ozel
joint stock: jt_stk jnt_stock aktsionernoe
united: utd obedinennaya obedinennyy unidos unis vereinigte birlesik
union: soyuz uniao unione sendika
first: 1st pervyy primero
second: 2nd
third: 3rd
north: nth nord norte sever severnyy kuzey
south: sud sur sul yug yuzhnyy guney
east: vostok vostochnyy este oriente
west: zapad zapadnyy ouest oeste bati
northern: nthn
southern: sthn
mountain: mtn
manager: mgr
director: dir direktor directeur
secretary: secy
treasury: treas
equipment: eqpt equip equipo oborudovanie ausrustung ekipman
machinery: mach maschinen maquinaria makina mashiny
material: materials matl matls materialy materiales
supply: supplies supp snabzhenie suministro
distribution: dist distrib distributors distributor
solution: solutions resheniya soluciones losungen
system: systems sys sistemy sistema systeme sistemas sistemleri
building: bldg
house: dom casa haus maison
market: mkt rynok mercado markt
exchange: exch birzha cambio sarafi sarrafi hawala hawalah
travel: turizm tourism turismo tourisme
hotel: hotels otel gostinitsa
food: foods gida alimentos
textile: textiles tekstil
vehicle: vehicles
automobile: auto avto automotive otomotiv
colour: color
labour: labor trud
harbour: harbor
jewelry: jewellery jewelers jewellers yuvelirnyy
aluminium: aluminum alyuminiy
theater: theatre
grey: gray
program: programme programa programma
united states: us usa u_s_a united_states_of_america estados_unidos etats_unis ssha
united kingdom: uk great_britain reino_unido
united arab emirates: uae u_a_e emirates
democratic people's republic of korea: dprk d_p_r_k north_korea kndr
 democratic_people_s_republic_of_korea
republic of korea: rok south_korea
people's republic of china: prc p_r_c people_s_republic_of_china
democratic republic of the congo: drc dr_congo
islamic revolutionary guard corps: irgc pasdaran sepah
islamic republic of iran: iri
russian federation: rf russia rossiyskaya_federatsiya rossiya
soviet union: ussr sssr
islamic republic of iran shipping lines: irisl
"""


def _alike(text: str) -> dict[tuple[str, ...], str]:
    """The table above: a line that begins with a blank goes on with the one before it."""
    found: dict[tuple[str, ...], str] = {}
    for line in text.strip().replace("\n ", " ").splitlines():
        name, _, written = line.partition(": ")
        found[tuple(name.replace("'", "").split())] = name
        for form in written.split():
            found.setdefault(tuple(form.replace("'", "").strip("_").split("_")), name)
    return found


# Words and their usual short forms, spellings and translations, each to the plain English word.
# A word of several meanings has the one that is commonest in names of organisations: Eng is
# engineering, Inv investment, St saint. Ties between languages are evidence that two names of
# organisations may be one, and nothing for names of people.
WRITTEN_ALIKE: dict[tuple[str, ...], str] = _alike(_ALIKE)
