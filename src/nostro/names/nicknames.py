"""Given names that are one name: short forms, forms of other countries, and patronymics.

A short form is strong evidence (Sasha signs as Alexander), a form of another country weak (John
and Ivan are one name and hardly one person, unless the papers were translated), so they stand in
two tables. Names are romanised, in small letters, without marks; spellings of one name in one
language (Mohammed, Muhammad) that a reader of letters finds alike by itself are here only where
the spelling is short (Md, Mohd).

Sources: short forms and forms of other countries as dictionaries of given names in the public
domain and Wikidata (CC0) give them, the table of nicknames of opensanctions/rigour (MIT), and
Russian passports' rules of patronymics.
"""

__all__ = ["NICKNAMES", "PATRONYMIC_PARTICLES", "VARIANTS", "is_patronymic"]

# The first name of a line names the group; the others are short for it. A short form may belong
# to several names (Alex, Sasha, Nick).
_SHORT = """
abdullah abdulla abdallah abdellah
abigail abby abbie gail
abraham abe bram
adelaide addie heidi
agnes aggie
albert bert bertie
alexander alex alec alexandre sandy xander lex sasha sander aleks alek
alexandra alex sandra sandy lexi sasha
alfred alf alfie fred freddie
alice allie
amanda mandy
andrew andy drew
angela angie
anne ann annie anna nancy
anthony tony antony
antonio tono tonio tony
arthur art artie
augustus gus
barbara barb barbie babs
bartholomew bart
beatrice bea trixie
benedict ben benny
benjamin ben benny benji
bernard bernie
bradley brad
calvin cal
cameron cam
caroline carrie carol lina
catherine cathy kate katie kathy kitty cate cat
charles charlie chuck chas charley
charlotte lottie charlie
christine chris chrissie tina christina
christopher chris kit topher
clarence clare
clifford cliff
cornelius con neil
curtis curt
cynthia cindy
daniel dan danny
david dave davy
deborah deb debbie debby
dennis den denny
dominic dom nick
donald don donnie
dorothy dot dottie dolly
douglas doug
edgar ed
edmund ed eddie ned
edward ed eddie ted teddy ned
edwin ed eddie
eleanor ellie nell nora
elizabeth liz lizzie beth betty bess eliza lisa libby betsy elsie
emily em millie
emma em
ernest ernie
eugene gene
ezekiel zeke
florence flo
frances fran frannie fanny
francis frank fran
franklin frank
frederick fred freddie freddy fritz
gabriel gabe
geoffrey geoff jeff
jeffrey jeff
gerald gerry jerry
gerard gerry
gilbert gil bert
gordon gordy
gregory greg gregg
gwendolyn gwen
harold hal harry
helen nell nellie
henry hank harry hal
herbert herb bert
howard howie
hubert bert
irving irv
isaac ike zac
isabella bella izzy isabel
jacob jake
jacqueline jackie
james jim jimmy jamie jem
janet jan
jason jay
jennifer jen jenny
jeremy jerry jem
jessica jess jessie
joan joanie
joanna jo joanne
john jack johnny jon jock
jonathan jon jonny
joseph joe joey jo
joshua josh
judith judy
julia julie jules
kenneth ken kenny
kimberly kim
lawrence larry laurie lawrie
leonard len lenny leo
leopold leo
lewis lou louis
louise lou
lucille lucy
margaret maggie meg peggy marge madge greta rita daisy
martin marty
martha marty patty
mary molly polly mamie may
matilda tilly mattie
matthew matt mat
maurice moe
maximilian max
melanie mel
melvin mel
michael mike mick micky mickey mikey
michelle shelly
mitchell mitch
montgomery monty
nathaniel nat nathan nate
nicholas nick nicky nico
nicole nicky nikki
norman norm
oliver ollie
oscar ozzie
pamela pam
patricia pat patty tricia trish
patrick pat paddy
penelope penny
peter pete
philip phil pip
priscilla cilla
rachel rach
ralph rafe
randolph randy
raphael rafe raf
raymond ray
rebecca becky beccy
reginald reg reggie
richard dick rick ricky rich richie
robert bob bobby rob robbie bert robin
roderick rod
rodney rod
roger rodge
roland rolly
ronald ron ronnie
rosemary rose rosie
rudolph rudy
russell russ
samantha sam
samuel sam sammy
sarah sally sadie
sebastian seb bas
sidney sid
simon si
solomon sol solly
stanley stan
stephanie steph
stephen steve stevie
steven steve stevie
stuart stu
susan sue susie suzy
sylvester sly
sylvia syl
terence terry
theodore ted teddy theo
theresa terry tess
thomas tom tommy
timothy tim timmy
tobias toby
valentine val
valerie val
vernon vern
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny
walter walt wally
wesley wes
wilfred wilf
william bill billy will willy willie liam
winston win
zachary zach zack
alberto beto
alejandro alex ale jandro
alfonso poncho fonso
andres andy
armando mando
arturo turo
carlos carlitos charly
concepcion concha conchita
consuelo chelo
cristina cris
diego diegito
dolores lola loli
eduardo lalo edu eddy
enrique quique kike
ernesto neto
federico fede
felipe pipe
fernando nando fer
francisco paco pancho paquito curro frasco kiko cisco
gabriel gabo
gerardo gera
gonzalo gonza
graciela chela
gregorio goyo
guadalupe lupe lupita
guillermo memo guille
gustavo tavo
hector tito
hernando nando
humberto beto
ignacio nacho
isabel chabela isa
jacobo cobo
jaime jimmy
javier javi
jesus chucho chuy chus
joaquin quino
jorge coque jorgito
jose pepe pepito chepe joseito
josefa pepa
juan juancho juanito juanjo
leonardo leo
leticia lety
lorenzo lencho
luis lucho luisito
manuel manolo manny manu lolo
margarita marga rita
maria mari maruja marita
mauricio mau
mercedes meche merche
miguel migue miguelito
nicolas nico
pablo pablito
patricio pato
pedro perico pedrito
rafael rafa
ramon moncho
raul raulito
ricardo richi rica
roberto beto tito
rodolfo fito
rodrigo rodri
rosario charo
salvador chava salva
santiago santi chago
sergio checo
sebastian sebas
teresa tere
tomas tomasito
vicente chente
victor vito
antonio toninho tonho
francisco chico xico
joao joaozinho
jose ze zezinho
luis lula luiz
alessandro sandro ale
bartolomeo meo bartolo
francesco franco cecco ciccio
giovanni gianni nanni vanni
giuseppe peppe beppe pino
lorenzo renzo
luigi gigi gino
salvatore toto turi
vincenzo enzo
domenico mimmo
antoine toine tonio
francois fanfan
guillaume guillem
jean jeannot
joseph jojo
alfons fonsi
friedrich fritz fred
franz franzl
georg schorsch
hans hansi
heinrich heinz heini
johannes hannes hans jan
josef sepp jupp
karl kalle
katharina kathi katja
klaus nikolaus
konrad kurt
ludwig lutz
margarete gretel grete gretchen
matthias matze hias
rudolf rudi
sebastian basti
sigmund sigi
siegfried sigi siggi
theodor theo
ulrich uli
walter walti
wilhelm willi willy
wolfgang wolf
aleksandr sasha sanya shura alex aleks alik sashka sascha olexandr
aleksandra sasha shura alex
aleksey alyosha alesha lyosha lesha alex aleksei alexey alexei
alla allochka
anastasia nastya nastia asya stasya anastasiya anastasiia
anatoly tolya tolik anatoliy anatolii
andrey andryusha dron andrei
anna anya nyura anyuta
anton antosha tosha
arkady arkasha arkadiy
artem tyoma tema artyom artemy
boris borya
daria dasha dariya darya
denis deniska
dmitry dima mitya dimitri dmitri dmitriy dmitrii
ekaterina katya katia yekaterina
elena lena lenochka alyona yelena
elizaveta liza yelizaveta
evgeny zhenya zhenia evgeniy yevgeny yevgeniy evgenii
evgeniya zhenya zhenia yevgeniya
fedor fedya fyodor
galina galya
gennady gena gennadiy gennadii
georgy gosha zhora goga georgiy georgi georgii
grigory grisha grigoriy grigori
igor igoryok
ilya ilyusha ilia
inna innochka
irina ira irochka
ivan vanya vania
kirill kirya
konstantin kostya kostia
larisa lara larysa
leonid lyonya lenya
lev lyova lyovushka leva
lidia lida lidiya
lyubov lyuba liuba luba
lyudmila lyuda luda mila lyusya liudmila ludmila
maksim max maks
margarita rita
maria masha manya marusya mariya mariia
marina marisha
matvey motya
mikhail misha mishka
nadezhda nadya nadia
natalia natasha nata natalya nataliya nataliia
nikita nik
nikolay kolya nikolai
oksana ksyusha ksenia
oleg olezhka
olga olya olia
pavel pasha pavlik
petr petya pyotr
polina polya
roman roma
sergey seryozha serezha serega sergei seriozha
semyon syoma sema semen
sofia sonya sonia sofya sofiya
stanislav stas slava
stepan styopa stepa
svetlana sveta
svyatoslav slava
taras tarasik
tatiana tanya tania tatyana
timofey tima
timur tima
vadim vadik
valentin valya
valentina valya
valery valera valeriy valerii
valeria lera valeriya
vasily vasya vasiliy vasilii vasyl
veronika nika
viktor vitya vitia
viktoria vika viktoriya
vitaly vitalik vitaliy vitalii
vladimir vova volodya vovan vladimer
vladislav vlad slava vladik
volodymyr vova volodya
vyacheslav slava viacheslav
yaroslav slava yarik
yekaterina katya
yulia yulya iulia julia yuliya
yuri yura yuriy yurii iurii
zinaida zina
zoya zoyka
mykola kolya mykolka
oleksandr sasha oleks sashko
oleksiy lyosha olexa oleksii
mykhailo misha mykhaylo
petro petrik
dmytro dima dmitro
andriy andriyko andrii
serhiy serhii seryozha
andrzej andrzejek jedrek
grzegorz grzes
jan janek jas
jakub kuba
jozef jozek
katarzyna kasia
krzysztof krzys krzysiek
malgorzata gosia
maria marysia
michal michalek
piotr piotrek
stanislaw staszek stach
tomasz tomek
wojciech wojtek
zbigniew zbyszek
bozidar bozo
dragan dragi
dusan dule
milorad mile
miroslav miro mirko slavko
nebojsa nebo
nikola nidzo
radovan rade rado
slobodan sloba boban
vladimir vlado
zoran zoki
georgios giorgos yorgos
konstantinos kostas dinos
dimitrios dimitris mitsos jimmy
ioannis yannis giannis
nikolaos nikos
panagiotis takis panos
athanasios thanasis sakis
christos kitsos
evangelos vangelis
stylianos stelios
vasileios vasilis
mohammed md mohd muhd mhd moh mohamd mo mohammad muhammad mohamed
abdulrahman abdou
ahmad ahmed hamada hamoudi
ali alush
fatima fatma fati tuma
ibrahim brahim barhoum
ismail smail
khadija khadouj
mahmoud hammoudeh
mustafa mostafa
yousef yusuf
mehmet memo
ibrahim ibo
ismail ismo
mustafa musti
suleyman sulo
hasan haso
avraham avi
binyamin bibi benny beni
eliezer eli lazer
moshe moishe
shlomo shlomi
yaakov yaki kobi
yehuda yudi
yitzhak itzik yitzchak
yosef yossi
"""
_FORMS = """
adam adamo adan adem odam
albert alberto adalbert
alexander aleksandr oleksandr alejandro alexandre alessandro iskander iskandar eskandar sikandar
 alexandros aleksander aleksandar alexandru sandor aliaksandr alasdair aleksandre iskandar alexandr
alexandra aleksandra oleksandra alejandra alessandra
alexis aleksey oleksiy alejo alessio aliaksei aleksei alexey alexei
andrew andrey andriy andres andre andrea andreas andrei andrzej andrej ondrej andras anders antti
 andrii andraus andranik
anna ana anne hannah hanna anya ane
anthony antonio antoine anton antoni antal antonios antonis antonin antun onton
arthur arturo artur
augustine agustin augustin agostino avgustin
basil vasily vasyl basilio vasileios basile vasile vasil
benedict benito benedicto benedikt benedetto benoit
benjamin binyamin benyamin beniamino veniamin benjamim bunyamin
bernard bernardo bernhard
carl charles carlos carlo karl karel karol carles karoly kaarlo
catherine ekaterina kateryna catalina caterina katharina katarzyna katerina catarina yekaterina
 katarina
christian cristian kristian christianus
christina cristina kristina krystyna khristina
christopher cristobal christophe christoph krzysztof cristoforo kristof khristofor
claude claudio klaudiusz klavdiy
clement clemente kliment klemens
constantine konstantin kostyantyn constantino konstantinos costantino constantin kastus
cornelius cornelio kornel korneliy
cyril kirill kyrylo cirilo kyrillos
daniel danilo danylo daniil daniele danyal daniyal
david dawud daoud davud dawood davide dawid taavi daud davit
demetrius dmitry dmytro dimitrios dimitri demetrio dimitar dumitru dzmitry
dennis denis denys dionisio dionysios
dominic domingo domenico dominik dominique
edward eduardo edouard eduard edoardo edvard
elias ilya illia elijah ilias eliyahu elia eliasz ilyas
elizabeth isabel elizaveta yelyzaveta isabelle elisabeth isabella elisabetta elzbieta erzsebet
emmanuel manuel emanuele emanuel immanuel
ernest ernesto ernst
eugene evgeny yevhen eugenio yevgeny evgenios eugen eugeniusz
eve eva hawa hava yeva chava
ezekiel hezekiel yehezkel
fatima fatma fatemeh fatimah fatoumata
francis francisco francesco francois franz ferenc frantisek franciszek frans
frederick federico friedrich frederic fryderyk fredrik fridrikh
gabriel gabriele jibril jabril jibrail gavriil cebrail gabor djibril
george jorge georgy heorhiy georg georges georgios giorgio jerzy yorgos gheorghe jurgen gyorgy
 giorgi georgi georgiy jordi yrjo
gerard gerardo gerhard gherardo
gregory gregorio grigory hryhoriy gregoire grzegorz gregor grigorios grigor krikor
helen elena olena helena helene eleni ilona yelena
henry enrique heinrich henri enrico henrik hendrik henryk henrique genrikh
herman hermann german
hilary ilario hilario
hugh hugo ugo
ignatius ignacio ignazio ignat ignacy
irene irina iryna irena
isaac ishaq yitzhak isaak ishak izaak isacco eshaq
isaiah isaias yeshayahu
ishmael ismail ismael yishmael esmail
jacob jacobo yaakov yaqub yakov jakub jacques giacomo yakub jakob james jaime diego santiago iago
 iakov tiago hagop
jeremiah jeremias yirmiyahu jeremy yeremey
jerome jeronimo girolamo hieronymus
jesus isa issa yeshua eisa
joachim joaquin yoakim gioacchino
joan juana jeanne giovanna johanna yoana jana ioanna
job ayyub ayub iov eyup
john ivan juan joan jean johann giovanni yahya ioannis jan joao johannes hans ian sean ioan janos
 hovhannes ivane yohanan jovan yuhanna yiannis jens juhani yahia yohannes
jonah yunus younis yona yunis
joseph jose yusuf giuseppe iosif yosef jozef josef youssef yousef yosyp osip jusuf hovsep jozsef
joshua josue yehoshua giosue
judah yehuda judas jude
julian julio julius giulio julien yulian juliano giuliano
julia giulia yulia julie iuliia
lawrence lorenzo laurent lavrentiy laurentiu lars lorenz lourenco
lazarus lazaro lazar eliezer
leo leon lev leone leonas
leonard leonardo leonhard
louis luis luigi ludwig lodovico ludovico lajos ludvig ludwik
lucas luke luka luca loukas lukas lukasz luc
margaret margarita marguerite margherita margarete malgorzata margit
mark marcos marco marc marko markus marek marcus markos
martha marta marfa marthe
martin martino martyn marten marton
mary maria marie mariya maryam miriam mariam myriam meryem maryam mariia maryja
matthew mateo matteo matvey matthias matthieu mateusz mattias matvii mate
maurice mauricio maurizio moritz maurycy mavrikiy
maximus maximo massimo maxime maksim maksym maxim
michael mikhail miguel michel michele mykhailo mikael michal mihai mihail mihaly mikail mikhael
 miquel mikko mikayil
moses musa moises moshe moise mose moussa mousa movses
nathan natan
nathaniel natanael
nicholas nikolay nicolas nikolaos mykola niccolo nicola nikolaus mikolaj nicolae miklos nikola klaus
 niels
noah noe nuh nooh noy
oliver oliverio olivier
paul pablo pavel pavlo paolo paulo pavlos pal pawel paavo bulus boulos paulus pau
peter pedro pierre pietro petr petro piotr petros pyotr petar petru peder boutros butrus bedros
philip felipe philippe filippo filip philippos fulop
rachel raquel rahil rahel
raphael rafael raffaele rafail
raymond ramon raimondo raymundo raimund
rebecca rebeca rifka rivka
richard ricardo riccardo rikard ryszard
robert roberto rupert ruprecht
roderick rodrigo
roland rolando orlando
rudolph rodolfo rudolf
salome shlomit
samson sansone shimshon
samuel samuil shmuel samuele samouil
sarah sara sarra sare
saul shaul talut
sebastian sebastiano sebastien bastian
sergius sergey serhiy sergio serge sergiu siarhei sergei sarkis
sigmund segismundo sigismund zygmunt
simon simeon semyon semen shimon simone szymon shamoun simao
solomon salomon suleiman suleyman sulayman shlomo salomone soleiman solaiman
sophia sofia sofya sophie zofia
stephen esteban stefano stefan etienne stepan stephane istvan szczepan stefanos estevao steven
stanislaus stanislav stanislaw estanislao
susan susana suzanne susanna zuzana
sylvester silvestre silvestro sylwester
theodore teodoro fedor teodor theodoros fyodor fedir todor
theresa teresa therese tereza terezia
thomas tomas tommaso tomasz foma thomaz tamas khoma
timothy timofey timoteo tymofiy timotheos timothee
tobias tobiah
urban urbano
valentine valentin valentino
valery valerio valeriy walery valere
victor viktor vittorio vitor wiktor
victoria viktoria vittoria
vincent vicente vincenzo vikentiy wincenty
vladimir volodymyr wladimir uladzimir vladimiro wlodzimierz
walter gualterio gualtiero valter
william guillermo guillaume wilhelm guglielmo willem vilhelm vilmos guilherme
zachary zacharias zakaria zakariya zahariy zaccaria zekeriya zakhar
abraham ibrahim avraham abramo ebrahim abram avram brahim ibrahima
aaron harun haroun aharon aron haron
ahmad ahmet ahmed akhmed ahmadou amadou
ali aliyu aly
aisha aicha ayse aysha
hassan hasan khasan assan
hussein husayn hossein huseyin gusein hussain husein khusein
mohammed muhammad mohamed mohammad mehmet muhammed magomed mamadou mukhammad magomet mahomet
 muhammet mohamad mukhamed
mustafa mostafa mustapha moustapha
omar umar omer umer oumar
osman uthman usman othman ousmane usmon
khalid khaled halid halit
abdullah abdallah abdulla abdoulaye abdellah
rashid rachid rasheed reshid
said saeed sayeed seid
"""


def _groups(text: str) -> dict[str, tuple[str, ...]]:
    """Each name with the groups it stands in; a line that begins with a blank goes on."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.strip().replace("\n ", " ").splitlines():
        names = line.split()
        for name in dict.fromkeys(names):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), names[0])))
    return found


# Each short form, and each full name, with the full names it may stand for: Sasha and Alex for
# several. Two short forms of one name share a group: Bill and Will.
NICKNAMES: dict[str, tuple[str, ...]] = _groups(_SHORT)
# Each name with the groups, named in English, of its forms in other languages.
VARIANTS: dict[str, tuple[str, ...]] = _groups(_FORMS)

# Words after the father's name: Heydar oglu, Nursultan kyzy.
PATRONYMIC_PARTICLES: frozenset[str] = frozenset(
    "ogly oglu oglou ogli uly ulu uulu kyzy kizi qizi gizi gyzy kyz".split()
)
_SONS = ("ovich evich ovych evych ovitch evitch").split()
_DAUGHTERS = ("ovna evna ivna ichna").split()
_JOINED = "ogly oglu kyzy kizi qizi uulu".split()
_ALONE = frozenset(
    "ilyich ilich illich lukich kuzmich fomich nikitich savvich illych ilyinichna".split()
)
_SHORTEST_FATHER = 2


def is_patronymic(word: str) -> bool:
    """Whether a word, romanised in small letters, has the form of an East Slavic patronymic.

    Or of a father's name with the Turkic word for son or daughter written together. Family names
    in -ovich and -evich of the Balkans and of Belarus look the same: the place after a given name
    and before or after a family name decides.
    """
    if word in _ALONE or word in PATRONYMIC_PARTICLES:
        return True
    return any(
        word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_FATHER
        for ending in (*_SONS, *_DAUGHTERS, *_JOINED)
    )
