<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sl" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>Version {0}. Draw neural networks, watch them learn, step through them.</source>
        <translation>Različica {0}. Rišite nevronske mreže, glejte, kako se učijo, hodite skoznje po korakih.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Says under which terms the program may be used.</source>
        <translation>Pove, pod katerimi pogoji smete uporabljati program.</translation>
    </message>
</context>
<context>
    <name>AnswerRows</name>
    <message>
        <source>Answers for the changed example</source>
        <translation>Odgovori za spremenjeni primer</translation>
    </message>
    <message>
        <source>Filled: for the changed example. Outline: for the example itself.</source>
        <translation>Polno: za spremenjeni primer. Obris: za sam primer.</translation>
    </message>
</context>
<context>
    <name>AxesBar</name>
    <message>
        <source>Spans the two directions in which the examples differ most.</source>
        <translation>Razpne smeri, v katerih se primeri najbolj razlikujejo.</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Glavne komponente</translation>
    </message>
    <message>
        <source>example</source>
        <translation>primer</translation>
    </message>
    <message>
        <source>Keeps the other features as the selected example has them, not at the mean.</source>
        <translation>Ostale značilke pusti, kot jih ima izbrani primer, ne pri povprečju.</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Vodoravno</translation>
    </message>
    <message>
        <source>The feature from left to right.</source>
        <translation>Značilka od leve proti desni.</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Navpično</translation>
    </message>
    <message>
        <source>The feature from bottom to top.</source>
        <translation>Značilka od spodaj navzgor.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Opusti</translation>
    </message>
    <message>
        <source>Takes the message away.</source>
        <translation>Umakne sporočilo.</translation>
    </message>
</context>
<context>
    <name>BreakpointList</name>
    <message>
        <source>Run to here</source>
        <translation>Izvedi do sem</translation>
    </message>
    <message>
        <source>Goes to where this operation has just been carried out.</source>
        <translation>Gre tja, kjer je bila ta operacija pravkar izvedena.</translation>
    </message>
    <message>
        <source>Stop when</source>
        <translation>Ustavi se, ko</translation>
    </message>
    <message>
        <source>Breakpoints…</source>
        <translation>Prekinitvene točke …</translation>
    </message>
    <message>
        <source>Lists all of them, to change or remove them.</source>
        <translation>Pokaže vse, da jih spremenite ali odstranite.</translation>
    </message>
    <message>
        <source>Break here</source>
        <translation>Ustavi se tukaj</translation>
    </message>
    <message>
        <source>Stops every time this operation has been carried out.</source>
        <translation>Ustavi se vsakič, ko je ta operacija izvedena.</translation>
    </message>
    <message>
        <source>Break at any operation of {0}</source>
        <translation>Ustavi se ob vsaki operaciji plasti {0}</translation>
    </message>
    <message>
        <source>Stops after every operation of this layer.</source>
        <translation>Ustavi se po vsaki operaciji te plasti.</translation>
    </message>
</context>
<context>
    <name>BreakpointsPopup</name>
    <message>
        <source>Breakpoints</source>
        <translation>Prekinitvene točke</translation>
    </message>
    <message>
        <source>No breakpoints yet: the run stops only when you say so.</source>
        <translation>Prekinitvenih točk še ni: učenje se ustavi le, ko to zahtevate.</translation>
    </message>
    <message>
        <source>Stop when…</source>
        <translation>Ustavi se, ko …</translation>
    </message>
    <message>
        <source>Adds a breakpoint with a condition.</source>
        <translation>Doda prekinitveno točko s pogojem.</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Odstrani vse</translation>
    </message>
    <message>
        <source>Takes every breakpoint away.</source>
        <translation>Odstrani vse prekinitvene točke.</translation>
    </message>
    <message>
        <source>Whether the run stops here.</source>
        <translation>Ali se učenje tukaj ustavi.</translation>
    </message>
    <message>
        <source>{0}  (stopped here)</source>
        <translation>{0}  (ustavljeno tukaj)</translation>
    </message>
    <message>
        <source>Remove: {0}</source>
        <translation>Odstrani: {0}</translation>
    </message>
    <message>
        <source>Takes this breakpoint away.</source>
        <translation>Odstrani to prekinitveno točko.</translation>
    </message>
    <message>
        <source>The number that it is compared with; Enter sets it.</source>
        <translation>Število, s katerim se primerja; Enter ga nastavi.</translation>
    </message>
    <message>
        <source>A gradient is compared with a number above 0, for example 0.0001.</source>
        <translation>Gradient se primerja s številom nad 0, na primer 0,0001.</translation>
    </message>
    <message>
        <source>This needs a number, for example 0.5.</source>
        <translation>Tu je potrebno število, na primer 0,5.</translation>
    </message>
</context>
<context>
    <name>Callout</name>
    <message>
        <source>Dismiss the hint</source>
        <translation>Opusti namig</translation>
    </message>
    <message>
        <source>Takes the hint away for good.</source>
        <translation>Namig umakne za vedno.</translation>
    </message>
    <message>
        <source>A hint for the first start; it goes when you have done it.</source>
        <translation>Namig ob prvem zagonu; izgine, ko to storite.</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Sequence</source>
        <translation>Zaporedje</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Slika</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Značilke</translation>
    </message>
    <message>
        <source>in {number}</source>
        <translation>vhod {number}</translation>
    </message>
    <message>
        <source>Add {kind}</source>
        <translation>Dodaj: {kind}</translation>
    </message>
    <message>
        <source>not part of the run yet</source>
        <translation>še ni del teka</translation>
    </message>
    <message>
        <source>1 parameter</source>
        <translation>1 parameter</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>parametri: {count}</translation>
    </message>
    <message>
        <source>one branch of {units}</source>
        <translation>ena veja z {units}</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>ni podatkov</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>ni povezano</translation>
    </message>
    <message>
        <source>drops {share} of {units}</source>
        <translation>izpusti {share} od {units}</translation>
    </message>
    <message>
        <source>Values and blame are still those from before.</source>
        <translation>Vrednosti in krivda so še tiste od prej.</translation>
    </message>
    <message>
        <source>Everything that takes no part is dimmed.</source>
        <translation>Kar ne sodeluje, je zatemnjeno.</translation>
    </message>
    <message>
        <source>Data: the example enters the network.</source>
        <translation>Podatki: primer vstopi v mrežo.</translation>
    </message>
    <message>
        <source>Data: the right answer is put beside the output.</source>
        <translation>Podatki: pravilni odgovor se postavi ob izhod.</translation>
    </message>
    <message>
        <source>Forward: values travel from left to right, into {layer}.</source>
        <translation>Naprej: vrednosti potujejo od leve proti desni, v {layer}.</translation>
    </message>
    <message>
        <source>Forward: {layer} works on what has arrived.</source>
        <translation>Naprej: {layer} obdela, kar je prispelo.</translation>
    </message>
    <message>
        <source>Loss: the output is compared with the right answer.</source>
        <translation>Izguba: izhod se primerja s pravilnim odgovorom.</translation>
    </message>
    <message>
        <source>Backward: in {layer}, blame is multiplied by the slope.</source>
        <translation>Nazaj: v plasti {layer} se krivda pomnoži z naklonom.</translation>
    </message>
    <message>
        <source>Backward: blame travels from right to left, onto the wires into {layer}.</source>
        <translation>Nazaj: krivda potuje od desne proti levi, na povezave v {layer}.</translation>
    </message>
    <message>
        <source>Backward: blame travels from right to left, out of {layer}.</source>
        <translation>Nazaj: krivda potuje od desne proti levi, iz plasti {layer}.</translation>
    </message>
    <message>
        <source>Update: the weights move against their gradients, the brighter the further.</source>
        <translation>Posodobitev: uteži se premaknejo proti gradientu; čim svetlejše, tem dlje.</translation>
    </message>
    <message>
        <source>One example of the batch: its values, its loss and its share of the blame.</source>
        <translation>En primer iz svežnja: njegove vrednosti, njegova izguba in njegov delež krivde.</translation>
    </message>
    <message>
        <source>Forward: {layer} turns its sums z into activations a.</source>
        <translation>Naprej: {layer} iz vsot z naredi aktivacije a.</translation>
    </message>
    <message>
        <source>Backward: blame goes back through the inside of {layer}.</source>
        <translation>Nazaj: krivda gre nazaj skozi notranjost plasti {layer}.</translation>
    </message>
    <message>
        <source>Update: {what}</source>
        <translation>Posodobitev: {what}</translation>
    </message>
    <message>
        <source>train example {0}</source>
        <translation>učni primer {0}</translation>
    </message>
    <message>
        <source>test example {0}</source>
        <translation>testni primer {0}</translation>
    </message>
    <message>
        <source>not in this batch</source>
        <translation>ni v tem svežnju</translation>
    </message>
    <message>
        <source>{0} of {1} in the batch</source>
        <translation>{0} od {1} v svežnju</translation>
    </message>
    <message>
        <source>class {0}</source>
        <translation>razred {0}</translation>
    </message>
    <message>
        <source>target {0}</source>
        <translation>cilj {0}</translation>
    </message>
    <message>
        <source>{count} layers: {names}</source>
        <translation>plasti: {count} ({names})</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>Nič ni izbrano.</translation>
    </message>
    <message>
        <source>Frozen: training leaves these weights as they are. Click to let them learn.</source>
        <translation>Zamrznjeno: učenje teh uteži ne premika. Kliknite, da se spet učijo.</translation>
    </message>
    <message>
        <source>Click to freeze: training then leaves these weights as they are.</source>
        <translation>Kliknite, da zamrznete: učenje teh uteži potem ne premika.</translation>
    </message>
    <message>
        <source>Click to choose how much is dropped.</source>
        <translation>Kliknite, da izberete, koliko se izpusti.</translation>
    </message>
    <message>
        <source>Click to choose the activation.</source>
        <translation>Kliknite, da izberete aktivacijo.</translation>
    </message>
    <message>
        <source>Drag from here to another layer, or to empty canvas, to connect.</source>
        <translation>Povlecite od tu do druge plasti ali na prazno platno, da povežete.</translation>
    </message>
    <message>
        <source>Adds a neuron at the end.</source>
        <translation>Na konec doda nevron.</translation>
    </message>
    <message>
        <source>Removes the last neuron.</source>
        <translation>Odstrani zadnji nevron.</translation>
    </message>
    <message>
        <source>Double-click to rename, drag to move.</source>
        <translation>Dvoklik za preimenovanje, vlečenje za premik.</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>1 enota</translation>
    </message>
    <message>
        <source>{n} units</source>
        <translation>enot: {n}</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>zamrznjena</translation>
    </message>
    <message>
        <source>{n} clamped</source>
        <translation>vpetih: {n}</translation>
    </message>
    <message>
        <source>problem: {text}</source>
        <translation>težava: {text}</translation>
    </message>
    <message>
        <source>leads to {names}</source>
        <translation>vodi v {names}</translation>
    </message>
    <message>
        <source> and </source>
        <translation> in </translation>
    </message>
    <message>
        <source>neuron {number} of {count}</source>
        <translation>nevron {number} od {count}</translation>
    </message>
    <message>
        <source>clamped at {value}</source>
        <translation>vpet na {value}</translation>
    </message>
    <message>
        <source>mean {value}</source>
        <translation>povprečje {value}</translation>
    </message>
    <message>
        <source>value {value}</source>
        <translation>vrednost {value}</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>še ni izračunano</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Utež</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>prerezana</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Network</source>
        <translation>Mreža</translation>
    </message>
    <message>
        <source>Layers from left to right. Arrow keys move between layers and neurons.</source>
        <translation>Plasti od leve proti desni. Puščice se premikajo med plastmi in nevroni.</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>parameter</source>
        <translation>parameter</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>parametri</translation>
    </message>
    <message>
        <source>showing the strongest {shown} of {total}</source>
        <translation>prikazanih je najmočnejših {shown} od {total}</translation>
    </message>
    <message>
        <source>Arrows choose where the connection ends, Enter connects, Esc cancels</source>
        <translation>Puščice izberejo, kje se povezava konča, Enter poveže, Esc prekliče</translation>
    </message>
    <message>
        <source>Release on a layer to connect, or on empty canvas to add one there</source>
        <translation>Spustite na plasti, da povežete, ali na praznem platnu, da tam dodate plast</translation>
    </message>
    <message>
        <source>Esc cancels</source>
        <translation>Esc prekliče</translation>
    </message>
    <message>
        <source>Release to put it in front of {layer}</source>
        <translation>Spustite, da pride pred: {layer}</translation>
    </message>
    <message>
        <source>Release to put it behind {layer}</source>
        <translation>Spustite, da pride za: {layer}</translation>
    </message>
    <message>
        <source>Release to insert between {first} and {second}</source>
        <translation>Spustite, da vrinete med {first} in {second}</translation>
    </message>
    <message>
        <source>This wire is cut and counts as 0</source>
        <translation>Ta povezava je prerezana in šteje kot 0</translation>
    </message>
    <message>
        <source>right-click to mend it</source>
        <translation>z desnim klikom jo popravite</translation>
    </message>
    <message>
        <source>Enter types a weight, arrows move it</source>
        <translation>Enter za vpis uteži, puščice jo premikajo</translation>
    </message>
    <message>
        <source>right-click to freeze or cut it</source>
        <translation>z desnim klikom jo zamrznete ali prerežete</translation>
    </message>
    <message>
        <source>{count} layers selected</source>
        <translation>izbranih plasti: {count}</translation>
    </message>
    <message>
        <source>+ and − change their neurons, Del removes them</source>
        <translation>+ in − spremenita njihove nevrone, Del jih odstrani</translation>
    </message>
    <message>
        <source>Drag a layer here, or onto a connection</source>
        <translation>Povlecite plast sem ali na povezavo</translation>
    </message>
    <message>
        <source>click a neuron for its arithmetic</source>
        <translation>kliknite nevron za njegov račun</translation>
    </message>
    <message>
        <source>no weight: values pass unchanged</source>
        <translation>brez uteži: vrednosti gredo skozi nespremenjene</translation>
    </message>
    <message>
        <source>Network: {words}</source>
        <translation>Mreža: {words}</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>It is a random number, drawn anew for every example.</source>
        <translation>To je naključno število, za vsak primer izžrebano na novo.</translation>
    </message>
    <message>
        <source>This neuron is not part of the run yet.</source>
        <translation>Ta nevron še ni del teka.</translation>
    </message>
    <message>
        <source>This neuron has no weights of its own.</source>
        <translation>Ta nevron nima svojih uteži.</translation>
    </message>
    <message>
        <source>It is no single sum: the tape shows operation by operation how it is computed.</source>
        <translation>To ni ena sama vsota: trak pokaže operacijo za operacijo, kako se izračuna.</translation>
    </message>
    <message>
        <source>One token at every position. Its number is only a name.</source>
        <translation>En žeton na vsakem mestu. Njegova številka je le ime.</translation>
    </message>
    <message>
        <source>The feature {0} of the example, as it is.</source>
        <translation>Značilka {0} primera, kakršna je.</translation>
    </message>
    <message>
        <source>The feature {0}, standardised: ({0} − mean {1}) / scale {2}.</source>
        <translation>Značilka {0}, standardizirana: ({0} − povprečje {1}) / merilo {2}.</translation>
    </message>
    <message>
        <source>It uses the weights of {0}, turned over.</source>
        <translation>Uporablja obrnjene uteži plasti {0}.</translation>
    </message>
    <message>
        <source>It uses the weights of {0}.</source>
        <translation>Uporablja uteži plasti {0}.</translation>
    </message>
    <message>
        <source>train example {0}</source>
        <translation>učni primer {0}</translation>
    </message>
    <message>
        <source>test example {0}</source>
        <translation>testni primer {0}</translation>
    </message>
    <message>
        <source>train {0}</source>
        <translation>učni {0}</translation>
    </message>
    <message>
        <source>test {0}</source>
        <translation>test {0}</translation>
    </message>
    <message>
        <source>means over {0} positions</source>
        <translation>povprečja prek {0} mest</translation>
    </message>
    <message>
        <source>No example has been sent through the network yet.</source>
        <translation>Skozi mrežo še ni šel noben primer.</translation>
    </message>
    <message>
        <source>example {0} of {1} in this batch, step {2}</source>
        <translation>primer {0} od {1} v tem svežnju, korak {2}</translation>
    </message>
    <message>
        <source>not in this batch: a probe of its own, step {0}</source>
        <translation>ni v tem svežnju: sonda zase, korak {0}</translation>
    </message>
    <message>
        <source>probe at step {0}</source>
        <translation>sonda pri koraku {0}</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>korak {0}</translation>
    </message>
    <message>
        <source>{0} · {1} of {2} in this batch · step {3}</source>
        <translation>{0} · {1} od {2} v tem svežnju · korak {3}</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>vse plasti</translation>
    </message>
    <message>
        <source>mean of</source>
        <translation>povprečje:</translation>
    </message>
</context>
<context>
    <name>CardMenu</name>
    <message>
        <source>Drop {share:.0%}</source>
        <translation>Izpusti {share:.0%}</translation>
    </message>
    <message>
        <source>Add a layer …</source>
        <translation>Dodaj plast …</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Prilepi</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Izberi vse</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Prilagodi</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>Pospravi</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Preimenuj</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivacija</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>Začetne uteži</translation>
    </message>
    <message>
        <source>Add a neuron</source>
        <translation>Dodaj nevron</translation>
    </message>
    <message>
        <source>Remove a neuron</source>
        <translation>Odstrani nevron</translation>
    </message>
    <message>
        <source>Disconnect from {name}</source>
        <translation>Odklopi od: {name}</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>Odmrzni</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Zamrzni</translation>
    </message>
    <message>
        <source>A frozen layer keeps its weights while the others learn.</source>
        <translation>Zamrznjena plast obdrži svoje uteži, ostale pa se učijo.</translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation>Nove naključne uteži</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Izreži</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiraj</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Podvoji</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Odstrani</translation>
    </message>
    <message>
        <source>A clamped neuron puts out the same value for every example.</source>
        <translation>Vpet nevron da pri vsakem primeru isto vrednost.</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Spusti</translation>
    </message>
    <message>
        <source>Clamp at {value}</source>
        <translation>Vpni na {value}</translation>
    </message>
    <message>
        <source>Remove this neuron</source>
        <translation>Odstrani ta nevron</translation>
    </message>
    <message>
        <source>Set the weight</source>
        <translation>Nastavi utež</translation>
    </message>
    <message>
        <source>New random weight</source>
        <translation>Nova naključna utež</translation>
    </message>
    <message>
        <source>A frozen weight keeps its value while the others learn.</source>
        <translation>Zamrznjena utež obdrži svojo vrednost, ostale pa se učijo.</translation>
    </message>
    <message>
        <source>A cut wire counts as 0 and stays 0.</source>
        <translation>Prerezana povezava šteje kot 0 in ostane 0.</translation>
    </message>
    <message>
        <source>Mend the wire</source>
        <translation>Popravi povezavo</translation>
    </message>
    <message>
        <source>Cut the wire</source>
        <translation>Prereži povezavo</translation>
    </message>
    <message>
        <source>Remove all wires from {first} to {second}</source>
        <translation>Odstrani vse povezave od {first} do {second}</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>pin</source>
        <translation>pripni</translation>
    </message>
    <message>
        <source>Keeps this card in sight, live, below others.</source>
        <translation>To kartico obdrži na očeh, živo, pod drugimi.</translation>
    </message>
    <message>
        <source>Pin this card</source>
        <translation>Pripni to kartico</translation>
    </message>
    <message>
        <source>This weight</source>
        <translation>Ta utež</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>plast</translation>
    </message>
    <message>
        <source>Several layers</source>
        <translation>Več plasti</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Mreža</translation>
    </message>
    <message>
        <source>select another, or a wire</source>
        <translation>izberite drugega ali povezavo</translation>
    </message>
    <message>
        <source>select another</source>
        <translation>izberite drugega</translation>
    </message>
</context>
<context>
    <name>CheckPart</name>
    <message>
        <source>Moves weights a little up and down and compares what the loss makes of it.</source>
        <translation>Uteži malo premakne gor in dol ter primerja, kaj iz tega naredi izguba.</translation>
    </message>
    <message>
        <source>check my gradients…</source>
        <translation>preveri gradiente …</translation>
    </message>
    <message>
        <source>Check my gradients</source>
        <translation>Preveri gradiente</translation>
    </message>
    <message>
        <source>∂L/∂w of the batch, by the chain rule backwards.</source>
        <translation>∂L/∂w svežnja po verižnem pravilu nazaj.</translation>
    </message>
    <message>
        <source>∂L/∂w from the loss with the weight moved up and down.</source>
        <translation>∂L/∂w iz izgube, ko se utež premakne gor in dol.</translation>
    </message>
    <message>
        <source>✓ The gradients agree: {0} weights were compared.</source>
        <translation>✓ Gradienti se ujemajo: primerjanih uteži {0}.</translation>
    </message>
    <message>
        <source>✓ The gradient agrees.</source>
        <translation>✓ Gradient se ujema.</translation>
    </message>
    <message>
        <source>The two do not agree: the loss has a kink near by, or the numbers are too small to compare.</source>
        <translation>Števili se ne ujemata: izguba ima v bližini koleno ali pa sta premajhni za primerjavo.</translation>
    </message>
    <message>
        <source>Beside a kink of the loss, or so small, no closer than {0}.</source>
        <translation>Ob lomu izgube ali pri tako majhnem ne natančneje kot {0}.</translation>
    </message>
    <message>
        <source>The one that differs most: {0}</source>
        <translation>Najbolj se razlikuje: {0}</translation>
    </message>
    <message>
        <source>backpropagation</source>
        <translation>vzvratno</translation>
    </message>
    <message>
        <source>numeric</source>
        <translation>numerično</translation>
    </message>
    <message>
        <source>differs by {0}</source>
        <translation>razlika {0}</translation>
    </message>
    <message>
        <source>Compares the gradient of the selected weight.</source>
        <translation>Primerja gradient izbrane uteži.</translation>
    </message>
    <message>
        <source>This weight: {0}</source>
        <translation>Ta utež: {0}</translation>
    </message>
    <message>
        <source>Compares the gradients of this layer, of many weights a sample.</source>
        <translation>Primerja gradiente te plasti, pri mnogih utežeh le vzorec.</translation>
    </message>
    <message>
        <source>The layer: {0}</source>
        <translation>Plast: {0}</translation>
    </message>
    <message>
        <source>Compares gradients from all layers, of many weights a sample.</source>
        <translation>Primerja gradiente iz vseh plasti, pri mnogih utežeh le vzorec.</translation>
    </message>
    <message>
        <source>The whole network</source>
        <translation>Vsa mreža</translation>
    </message>
</context>
<context>
    <name>ChipLine</name>
    <message>
        <source>Shows the switches that have no room here.</source>
        <translation>Pokaže stikala, ki tu nimajo prostora.</translation>
    </message>
    <message>
        <source>More switches</source>
        <translation>Več stikal</translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>What the network answers for this example; the dot marks the true class.</source>
        <translation>Kaj mreža odgovori na ta primer; pika označuje pravi razred.</translation>
    </message>
    <message>
        <source>Class bars</source>
        <translation>Stolpci razredov</translation>
    </message>
    <message>
        <source>{0} more, none above {1}</source>
        <translation>še {0}, nobeden nad {1}</translation>
    </message>
</context>
<context>
    <name>ClassOutputView</name>
    <message>
        <source>Output</source>
        <translation>Izhod</translation>
    </message>
    <message>
        <source>Picture of the example</source>
        <translation>Slika primera</translation>
    </message>
    <message>
        <source>What the network gives back</source>
        <translation>Kar mreža vrne</translation>
    </message>
    <message>
        <source>The example as the network gives it back.</source>
        <translation>Primer, kot ga mreža vrne.</translation>
    </message>
    <message>
        <source>given back</source>
        <translation>vrnjeno</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Razvrščen kot</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>odgovor</translation>
    </message>
    <message>
        <source>Shows the answer for this example.</source>
        <translation>Pokaže odgovor za ta primer.</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>razvrščen kot</translation>
    </message>
    <message>
        <source>Shows which class is taken for which.</source>
        <translation>Pokaže, kateri razred ima mreža za katerega.</translation>
    </message>
    <message>
        <source>{0} of {1} right</source>
        <translation>{0} od {1} pravilnih</translation>
    </message>
    <message>
        <source>train {0}</source>
        <translation>učni {0}</translation>
    </message>
    <message>
        <source>test {0}</source>
        <translation>test {0}</translation>
    </message>
    <message>
        <source>The example is a {0}; the network says {1}.</source>
        <translation>Primer je {0}; mreža pravi {1}.</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Code</source>
        <translation>Koda</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopiraj</translation>
    </message>
    <message>
        <source>Copies the training loop to the clipboard.</source>
        <translation>Kopira zanko učenja na odložišče.</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Kopiraj kodo</translation>
    </message>
    <message>
        <source>Training loop as code</source>
        <translation>Zanka učenja kot koda</translation>
    </message>
    <message>
        <source>What every step of training does, in Python; it follows your settings.</source>
        <translation>Kaj naredi vsak korak učenja, v Pythonu; sledi vašim nastavitvam.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Ukazi</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Vpišite ukaz</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Ukaz</translation>
    </message>
    <message>
        <source>Type a part of a command's name; Enter runs it.</source>
        <translation>Vpišite del imena ukaza; Enter ga izvede.</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Ustrezni ukazi</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>train loss</source>
        <translation>učna izguba</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>testna izguba</translation>
    </message>
    <message>
        <source>train accuracy</source>
        <translation>učna točnost</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>testna točnost</translation>
    </message>
    <message>
        <source>Changed in between: {0}.</source>
        <translation>Vmes spremenjeno: {0}.</translation>
    </message>
    <message>
        <source>Loss and accuracy are those of other data.</source>
        <translation>Izguba in točnost sta od drugih podatkov.</translation>
    </message>
    <message>
        <source>only now</source>
        <translation>samo zdaj</translation>
    </message>
    <message>
        <source>only then</source>
        <translation>samo takrat</translation>
    </message>
    <message>
        <source>nothing of it is in both</source>
        <translation>obema ni nič skupno</translation>
    </message>
    <message>
        <source>{0} of {1} weights are in both</source>
        <translation>skupnih uteži: {0} od {1}</translation>
    </message>
    <message>
        <source>moved up to {0}</source>
        <translation>premik do {0}</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Compare</source>
        <translation>Primerjava</translation>
    </message>
    <message>
        <source>then</source>
        <translation>takrat</translation>
    </message>
    <message>
        <source>now</source>
        <translation>zdaj</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>razlika</translation>
    </message>
    <message>
        <source>Loss and accuracy then and now</source>
        <translation>Izguba in točnost takrat in zdaj</translation>
    </message>
    <message>
        <source>moved farthest</source>
        <translation>najbolj premaknjene</translation>
    </message>
    <message>
        <source>Weights that moved farthest</source>
        <translation>Uteži, ki so se najbolj premaknile</translation>
    </message>
    <message>
        <source>A press, or Enter, selects the weight.</source>
        <translation>Pritisk ali Enter izbere utež.</translation>
    </message>
    <message>
        <source>Full is positive, hollow negative; then and now have one scale together.</source>
        <translation>Polni so pozitivni, votli negativni; takrat in zdaj imata skupno merilo.</translation>
    </message>
    <message>
        <source>You are at the newest step. Drag the playhead on the loss curve, or step back, to compare it with an earlier one.</source>
        <translation>Ste pri najnovejšem koraku. Za primerjavo s prejšnjim povlecite kazalec na krivulji izgube ali stopite nazaj.</translation>
    </message>
    <message>
        <source>steps apart: {0}</source>
        <translation>korakov narazen: {0}</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>korak {0}</translation>
    </message>
    <message>
        <source>now, step {0}</source>
        <translation>zdaj, korak {0}</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrika zmot</translation>
    </message>
    <message>
        <source>{0} of {1} right</source>
        <translation>{0} od {1} pravilnih</translation>
    </message>
    <message>
        <source>Which class is taken for which, over the test set.</source>
        <translation>Kateri razred ima mreža za katerega, na testni množici.</translation>
    </message>
    <message>
        <source>Rows are the true classes, columns the network's answers.</source>
        <translation>Vrstice so pravi razredi, stolpci odgovori mreže.</translation>
    </message>
    <message>
        <source>{0} of {1} test examples of class {2} are taken for {3}.</source>
        <translation>{0} od {1} testnih primerov razreda {2} ima mreža za {3}.</translation>
    </message>
</context>
<context>
    <name>CurveCanvas</name>
    <message>
        <source>Output over x</source>
        <translation>Izhod nad x</translation>
    </message>
    <message>
        <source>The network's answer for every x; click a point to see its numbers.</source>
        <translation>Odgovor mreže za vsak x; kliknite točko za njene številke.</translation>
    </message>
</context>
<context>
    <name>CurveOutputView</name>
    <message>
        <source>Output</source>
        <translation>Izhod</translation>
    </message>
    <message>
        <source>test points</source>
        <translation>testne točke</translation>
    </message>
    <message>
        <source>Shows the examples that the network never trains on, hollow.</source>
        <translation>Pokaže primere, na katerih se mreža nikoli ne uči, kot prazne krožce.</translation>
    </message>
    <message>
        <source>residuals</source>
        <translation>ostanki</translation>
    </message>
    <message>
        <source>Draws the error of every example as a stick.</source>
        <translation>Napako vsakega primera nariše kot paličico.</translation>
    </message>
    <message>
        <source>best line</source>
        <translation>najboljša premica</translation>
    </message>
    <message>
        <source>Draws the straight line with the least squared error, found by formula.</source>
        <translation>Nariše premico z najmanjšo kvadratno napako, izračunano po formuli.</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>Shows the selected neuron in place of the output.</source>
        <translation>Namesto izhoda pokaže izbrani nevron.</translation>
    </message>
    <message>
        <source>from {0} to {1}</source>
        <translation>od {0} do {1}</translation>
    </message>
    <message>
        <source>best line  {0}</source>
        <translation>najboljša premica  {0}</translation>
    </message>
    <message>
        <source>network    {0}</source>
        <translation>mreža    {0}</translation>
    </message>
</context>
<context>
    <name>CurvePicture</name>
    <message>
        <source>Full line: the activation a over the sum z. Dashed: its slope ∂a/∂z.</source>
        <translation>Polna črta: aktivacija a nad vsoto z. Črtkana: njen naklon ∂a/∂z.</translation>
    </message>
    <message>
        <source>Curve of the activation and its slope</source>
        <translation>Krivulja aktivacije in njen naklon</translation>
    </message>
</context>
<context>
    <name>DataChooser</name>
    <message>
        <source>Kinds of data</source>
        <translation>Vrste podatkov</translation>
    </message>
</context>
<context>
    <name>DataPanelView</name>
    <message>
        <source>Data</source>
        <translation>Podatki</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Značilke</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Primeri</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dolžina</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Šum</translation>
    </message>
    <message>
        <source>To train</source>
        <translation>Za učenje</translation>
    </message>
    <message>
        <source>The share of the examples that is trained on; the rest tests.</source>
        <translation>Delež primerov za učenje; ostali so za test.</translation>
    </message>
    <message>
        <source>How many examples there are.</source>
        <translation>Koliko primerov je.</translation>
    </message>
    <message>
        <source>How many positions a sequence has at most.</source>
        <translation>Koliko mest ima zaporedje največ.</translation>
    </message>
    <message>
        <source>The same seed makes the same points again.</source>
        <translation>Isto seme da znova iste točke.</translation>
    </message>
    <message>
        <source>New points</source>
        <translation>Nove točke</translation>
    </message>
    <message>
        <source>Standardise</source>
        <translation>Standardiziraj</translation>
    </message>
    <message>
        <source>How far the heights of the waves are scattered.</source>
        <translation>Kako močno so raztresene višine valov.</translation>
    </message>
    <message>
        <source>How far the numbers to predict are scattered.</source>
        <translation>Kako raztresena so števila, ki jih napovedujemo.</translation>
    </message>
    <message>
        <source>How far the points are scattered.</source>
        <translation>Kako raztresene so točke.</translation>
    </message>
    <message>
        <source>New split</source>
        <translation>Nova delitev</translation>
    </message>
    <message>
        <source>Chooses other pictures for the test.</source>
        <translation>Za test izbere druge slike.</translation>
    </message>
    <message>
        <source>Chooses other examples for the test.</source>
        <translation>Za test izbere druge primere.</translation>
    </message>
    <message>
        <source>New examples</source>
        <translation>Novi primeri</translation>
    </message>
    <message>
        <source>Draws other examples of the same kind.</source>
        <translation>Izžreba druge primere iste vrste.</translation>
    </message>
    <message>
        <source>Draws other points of the same kind.</source>
        <translation>Izžreba druge točke iste vrste.</translation>
    </message>
    <message>
        <source>Shifts and scales every feature to mean 0 and standard deviation 1.</source>
        <translation>Vsako značilko premakne in raztegne na povprečje 0 in standardni odklon 1.</translation>
    </message>
    <message>
        <source>{0}: mean {1}, scale {2}</source>
        <translation>{0}: povprečje {1}, merilo {2}</translation>
    </message>
    <message>
        <source>{0}, to predict: mean {1}, scale {2}</source>
        <translation>{0}, za napoved: povprečje {1}, merilo {2}</translation>
    </message>
    <message>
        <source>Data: {0}</source>
        <translation>Podatki: {0}</translation>
    </message>
</context>
<context>
    <name>DiagnosticsView</name>
    <message>
        <source>Health</source>
        <translation>Zdravje</translation>
    </message>
    <message>
        <source>Watched: numbers that overflow, a loss that runs away, jumps or stands still, dead, saturated and equal units, a gradient that vanishes or explodes, inputs and output that do not fit, overlooked classes, too few examples, and learning by heart.</source>
        <translation>Opazujemo: prevelika števila, izgubo, ki pobegne, skače ali stoji, mrtve, nasičene in enake enote, gradient, ki usahne ali eksplodira, vhode in izhod, ki se ne prilegajo, spregledane razrede, premalo primerov in učenje na pamet.</translation>
    </message>
    <message>
        <source>Shows again what was put aside.</source>
        <translation>Spet pokaže, kar je bilo dano na stran.</translation>
    </message>
    <message>
        <source>Gradient by layer</source>
        <translation>Gradient po plasteh</translation>
    </message>
    <message>
        <source>Show what was put aside ({0})</source>
        <translation>Pokaži, kar je na strani ({0})</translation>
    </message>
    <message>
        <source>Nothing was looked at yet.</source>
        <translation>Ničesar še nismo pogledali.</translation>
    </message>
    <message>
        <source>Nothing wrong was found.</source>
        <translation>Nič narobe ni bilo najdeno.</translation>
    </message>
    <message>
        <source>step {0} · {1} training examples</source>
        <translation>korak {0} · {1} učnih primerov</translation>
    </message>
    <message>
        <source>step {0} · {1} examples</source>
        <translation>korak {0} · {1} primerov</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>korak {0}</translation>
    </message>
    <message>
        <source>First hidden layer / last: {0}</source>
        <translation>Prva skrita plast / zadnja: {0}</translation>
    </message>
    <message>
        <source>First hidden layer / last: {0}, far from 1</source>
        <translation>Prva skrita plast / zadnja: {0}, daleč od 1</translation>
    </message>
    <message>
        <source>{0}: mean |∂L/∂z| {1}</source>
        <translation>{0}: povprečje |∂L/∂z| {1}</translation>
    </message>
    <message>
        <source>dead units: {0}</source>
        <translation>mrtve enote: {0}</translation>
    </message>
    <message>
        <source>saturated: {0}</source>
        <translation>nasičeno: {0}</translation>
    </message>
    <message>
        <source>weights (root mean square): {0}</source>
        <translation>uteži (koren povprečja kvadratov): {0}</translation>
    </message>
    <message>
        <source>an update moves them by {0} of it</source>
        <translation>posodobitev jih premakne za {0} tega</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Data and layers</source>
        <translation>Podatki in plasti</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Izhod</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Številke</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Izguba</translation>
    </message>
    <message>
        <source>Tape</source>
        <translation>Trak</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Zgradba</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Prostor</translation>
    </message>
    <message>
        <source>Loss surface</source>
        <translation>Površje izgube</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Primerjava</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Uteži</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Kaj če</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zdravje</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Koda</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Besedilo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Velikost</translation>
    </message>
    <message>
        <source>Shows or hides this part of the window.</source>
        <translation>Pokaže ali skrije ta del okna.</translation>
    </message>
    <message>
        <source>Parts of the window</source>
        <translation>Deli okna</translation>
    </message>
    <message>
        <source>Shows one of these parts of the window.</source>
        <translation>Pokaže enega od teh delov okna.</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>untitled</source>
        <translation>brez imena</translation>
    </message>
    <message>
        <source>{0} is no network and no table, so it was not opened. Drop a file that ends in {1}.</source>
        <translation>{0} ni ne mreža ne tabela, zato ni odprta. Spustite datoteko s končnico {1}.</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Shranjeno kot {0}.</translation>
    </message>
    <message>
        <source>Exported to {0}; read back, outputs differ by at most {1}.</source>
        <translation>Izvoženo v {0}; prebrano nazaj, izhodi se razlikujejo za največ {1}.</translation>
    </message>
    <message>
        <source>{0}: {1}. Choose another place.</source>
        <translation>{0}: {1}. Izberite drugo mesto.</translation>
    </message>
</context>
<context>
    <name>ErrorBanner</name>
    <message>
        <source>Copy details</source>
        <translation>Kopiraj podrobnosti</translation>
    </message>
    <message>
        <source>Copies the technical details to the clipboard.</source>
        <translation>Prekopira tehnične podrobnosti v odložišče.</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Pokaži dnevnik</translation>
    </message>
    <message>
        <source>Opens the file in which errors are written down.</source>
        <translation>Odpre datoteko, v katero se zapisujejo napake.</translation>
    </message>
</context>
<context>
    <name>ExampleCard</name>
    <message>
        <source>step {0}</source>
        <translation>korak {0}</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>izguba {0}</translation>
    </message>
    <message>
        <source>{0} right</source>
        <translation>{0} pravilnih</translation>
    </message>
</context>
<context>
    <name>ExampleSelectorView</name>
    <message>
        <source>class {0}</source>
        <translation>razred {0}</translation>
    </message>
    <message>
        <source>{0} of {1} in the batch</source>
        <translation>{0} od {1} v svežnju</translation>
    </message>
    <message>
        <source>target {0}</source>
        <translation>cilj {0}</translation>
    </message>
    <message>
        <source>What the network sees of it: {0}</source>
        <translation>Kaj mreža vidi o njem: {0}</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>še ni izračunano</translation>
    </message>
    <message>
        <source>says {0}</source>
        <translation>pravi {0}</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>izguba {0}</translation>
    </message>
    <message>
        <source>train</source>
        <translation>učni</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>Place of the example</source>
        <translation>Mesto primera</translation>
    </message>
    <message>
        <source>Which of these examples the numbers belong to.</source>
        <translation>Kateremu od teh primerov pripadajo številke.</translation>
    </message>
    <message>
        <source>Walks through the examples that the network trains on.</source>
        <translation>Hodi po primerih, na katerih se mreža uči.</translation>
    </message>
    <message>
        <source>Walks through the examples that it never trains on.</source>
        <translation>Hodi po primerih, na katerih se mreža nikoli ne uči.</translation>
    </message>
    <message>
        <source>Previous example</source>
        <translation>Prejšnji primer</translation>
    </message>
    <message>
        <source>Shows the example before this one.</source>
        <translation>Pokaže primer pred tem.</translation>
    </message>
    <message>
        <source>Next example</source>
        <translation>Naslednji primer</translation>
    </message>
    <message>
        <source>Shows the example after this one.</source>
        <translation>Pokaže primer za tem.</translation>
    </message>
    <message>
        <source>Any example</source>
        <translation>Poljuben primer</translation>
    </message>
    <message>
        <source>Shows any example of this set.</source>
        <translation>Pokaže poljuben primer te množice.</translation>
    </message>
    <message>
        <source>Picture of the example</source>
        <translation>Slika primera</translation>
    </message>
    <message>
        <source> of {0}</source>
        <translation> od {0}</translation>
    </message>
</context>
<context>
    <name>FeatureBoxes</name>
    <message>
        <source>Whether this branch takes the feature {0}.</source>
        <translation>Ali ta veja vzame značilko {0}.</translation>
    </message>
</context>
<context>
    <name>FeaturesPart</name>
    <message>
        <source>feature {0}</source>
        <translation>značilka {0}</translation>
    </message>
    <message>
        <source>and {0} more columns</source>
        <translation>in še {0} stolpcev</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>frozen</source>
        <translation>zamrznjena</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>težava</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>mrtvi</translation>
    </message>
    <message>
        <source>{0} · {1} parameters</source>
        <translation>{0} · parametrov: {1}</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>held at {0}</source>
        <translation>zadržana na {0}</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>značilka</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>največja</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>najmanjša</translation>
    </message>
    <message>
        <source>most positive</source>
        <translation>najbolj pozitivna</translation>
    </message>
    <message>
        <source>most negative</source>
        <translation>najbolj negativna</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>prerezana</translation>
    </message>
    <message>
        <source>held</source>
        <translation>zadržana</translation>
    </message>
    <message>
        <source>0 at all {0} positions</source>
        <translation>0 na vseh {0} mestih</translation>
    </message>
    <message>
        <source>0 for all {0} examples</source>
        <translation>0 za vseh {0} primerov</translation>
    </message>
</context>
<context>
    <name>FindPopup</name>
    <message>
        <source>Find</source>
        <translation>Najdi</translation>
    </message>
    <message>
        <source>Layer, neuron or weight</source>
        <translation>Plast, nevron ali utež</translation>
    </message>
    <message>
        <source>What to find</source>
        <translation>Kaj najti</translation>
    </message>
    <message>
        <source>Type a name, “n3”, “dense 2 n4 ← dense 1 n2” or “largest weight”.</source>
        <translation>Vpišite ime, »n3«, »dense 2 n4 ← dense 1 n2« ali »largest weight«.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Kaj je bilo najdeno</translation>
    </message>
    <message>
        <source>dense 1 · n3 · dense 2 n4 ← dense 1 n2 · largest weight · frozen · cut</source>
        <translation>dense 1 · n3 · dense 2 n4 ← dense 1 n2 · largest weight · frozen · cut</translation>
    </message>
    <message>
        <source>dead units</source>
        <translation>mrtvi nevroni</translation>
    </message>
    <message>
        <source>Nothing here is called that.</source>
        <translation>Tu se nič ne imenuje tako.</translation>
    </message>
    <message>
        <source>Looking at the training examples …</source>
        <translation>Pregledujem učne primere …</translation>
    </message>
    <message>
        <source>No neuron is dead: each is other than 0 for some example.</source>
        <translation>Noben nevron ni mrtev: vsak je za kak primer različen od 0.</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>Puts this aside: it is not shown again in this run.</source>
        <translation>Da na stran: v tem teku se ne pokaže več.</translation>
    </message>
    <message>
        <source>A click selects the layer that this is about.</source>
        <translation>Klik izbere plast, za katero gre.</translation>
    </message>
    <message>
        <source>Put “{0}” aside</source>
        <translation>Daj »{0}« na stran</translation>
    </message>
    <message>
        <source>Nothing is forgotten.</source>
        <translation>Nič se ne pozabi.</translation>
    </message>
    <message>
        <source>It can be undone.</source>
        <translation>To se da razveljaviti.</translation>
    </message>
</context>
<context>
    <name>FormulaField</name>
    <message>
        <source>f(x) =</source>
        <translation>f(x) =</translation>
    </message>
    <message>
        <source>Formula f(x)</source>
        <translation>Formula f(x)</translation>
    </message>
    <message>
        <source>Points above this curve are blue: numbers, x, + − * / ^, sin, exp, abs and more.</source>
        <translation>Točke nad to krivuljo so modre: števila, x, + − * / ^, sin, exp, abs in še kaj.</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Restart training</source>
        <translation>Znova zaženi učenje</translation>
    </message>
    <message>
        <source>Starts the worker again with this network.</source>
        <translation>S to mrežo znova požene delavca.</translation>
    </message>
    <message>
        <source>Go back to the last good weights</source>
        <translation>Nazaj na zadnje dobre uteži</translation>
    </message>
    <message>
        <source>Takes the weights from before the first broken number.</source>
        <translation>Vzame uteži izpred prvega pokvarjenega števila.</translation>
    </message>
    <message>
        <source>Training met an error and stopped.</source>
        <translation>Pri učenju je prišlo do napake in se je ustavilo.</translation>
    </message>
</context>
<context>
    <name>GalleryDialog</name>
    <message>
        <source>Examples</source>
        <translation>Primeri</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Išči</translation>
    </message>
    <message>
        <source>Search the examples</source>
        <translation>Išči po primerih</translation>
    </message>
    <message>
        <source>Shows only what fits, for example “spiral” or “digits”.</source>
        <translation>Pokaže samo, kar ustreza, na primer »spirala« ali »števke«.</translation>
    </message>
    <message>
        <source>Nothing fits. Type another word.</source>
        <translation>Nič ne ustreza. Vpišite drugo besedo.</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Nedavno</translation>
    </message>
    <message>
        <source>New from data</source>
        <translation>Nova iz podatkov</translation>
    </message>
    <message>
        <source>Each opens with its data, its network and its training running.</source>
        <translation>Vsak se odpre s svojimi podatki, svojo mrežo in učenjem v teku.</translation>
    </message>
</context>
<context>
    <name>GameDialog</name>
    <message>
        <source>Be the optimizer</source>
        <translation>Bodite optimizator</translation>
    </message>
    <message>
        <source>Loss to go down</source>
        <translation>Izguba, po kateri gre navzdol</translation>
    </message>
    <message>
        <source>Rival</source>
        <translation>Tekmec</translation>
    </message>
    <message>
        <source>What you see</source>
        <translation>Kaj vidite</translation>
    </message>
    <message>
        <source>I am done</source>
        <translation>Končano</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Še enkrat</translation>
    </message>
    <message>
        <source>Map of the loss</source>
        <translation>Zemljevid izgube</translation>
    </message>
    <message>
        <source>Click within the ring to move; or the arrow keys set a cross, Enter moves.</source>
        <translation>Kliknite znotraj obroča, da se premaknete; ali s puščicami postavite križ, Enter premakne.</translation>
    </message>
    <message>
        <source>Ends the match here and shows both ways.</source>
        <translation>Tu konča tekmo in pokaže obe poti.</translation>
    </message>
    <message>
        <source>Begins the same match once more.</source>
        <translation>Isto tekmo začne še enkrat.</translation>
    </message>
    <message>
        <source>Preparing the match.</source>
        <translation>Pripravljam tekmo.</translation>
    </message>
    <message>
        <source> · loss {0}</source>
        <translation> · izguba {0}</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Slovarček</translation>
    </message>
    <message>
        <source>Type to narrow down</source>
        <translation>Vpišite, da zožite izbor</translation>
    </message>
    <message>
        <source>Search the glossary</source>
        <translation>Išči po slovarčku</translation>
    </message>
    <message>
        <source>Shows only what holds the words that you type.</source>
        <translation>Pokaže samo, kar vsebuje vpisane besede.</translation>
    </message>
    <message>
        <source>Says what everything that can be chosen is and computes.</source>
        <translation>Pove, kaj je in kaj računa vse, kar lahko izberete.</translation>
    </message>
    <message>
        <source>Nothing holds these words.</source>
        <translation>Teh besed ni nikjer.</translation>
    </message>
</context>
<context>
    <name>GradientBars</name>
    <message>
        <source>How large the gradient is in every layer, and how many of its units are idle: dead ReLUs, or sigmoids and tanhs at an end of their curve.</source>
        <translation>Kako velik je gradient v vsaki plasti in koliko njenih enot miruje: mrtvih ReLU ali sigmoid in tanh na koncu krivulje.</translation>
    </message>
    <message>
        <source>Gradient of every layer</source>
        <translation>Gradient vsake plasti</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>miruje</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Loss</source>
        <translation>Izguba</translation>
    </message>
    <message>
        <source>Shows how wrong the network is.</source>
        <translation>Pokaže, kako zelo se mreža moti.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Točnost</translation>
    </message>
    <message>
        <source>Shows the share of examples that are right.</source>
        <translation>Pokaže delež pravilnih primerov.</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Draws the loss on a logarithmic scale, for small differences.</source>
        <translation>Izgubo riše v logaritemskem merilu, za majhne razlike.</translation>
    </message>
    <message>
        <source>smooth</source>
        <translation>gladko</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glajenje</translation>
    </message>
    <message>
        <source>Draws a moving average; the curve as it is stays faint behind it.</source>
        <translation>Nariše drseče povprečje; krivulja, kakršna je, ostane bleda za njim.</translation>
    </message>
    <message>
        <source>All runs of this network, ways through time, and memory for both.</source>
        <translation>Vsi teki te mreže, poti skozi čas in pomnilnik za oboje.</translation>
    </message>
    <message>
        <source>— train {0}</source>
        <translation>— učni {0}</translation>
    </message>
    <message>
        <source>- - test {0}</source>
        <translation>- - test {0}</translation>
    </message>
    <message>
        <source>runs: {0}</source>
        <translation>teki: {0}</translation>
    </message>
    <message>
        <source>memory full</source>
        <translation>pomnilnik poln</translation>
    </message>
    <message>
        <source>stops at {0}</source>
        <translation>se ustavi pri {0}</translation>
    </message>
    <message>
        <source>stops</source>
        <translation>se ustavi</translation>
    </message>
    <message>
        <source>Press to train on without stopping there.</source>
        <translation>Pritisnite, da se uči naprej in se tam ne ustavi.</translation>
    </message>
</context>
<context>
    <name>HealthSign</name>
    <message>
        <source>What helps</source>
        <translation>Kaj pomaga</translation>
    </message>
    <message>
        <source>Shows why it stopped, and ways back.</source>
        <translation>Pokaže, zakaj se je ustavilo, in poti nazaj.</translation>
    </message>
    <message>
        <source>Click to see why, and what helps.</source>
        <translation>Kliknite, da vidite, zakaj in kaj pomaga.</translation>
    </message>
    <message>
        <source>Found: {0}</source>
        <translation>Najdeno: {0}</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>Space, or this button, pauses the training and lets it go on.</source>
        <translation>Preslednica ali ta gumb ustavi učenje in ga spet požene.</translation>
    </message>
    <message>
        <source>Drag a layer onto a connection: it is put in between, also in training.</source>
        <translation>Povlecite plast na povezavo: vrine se vmes, tudi med učenjem.</translation>
    </message>
    <message>
        <source>Click a neuron or a wire: its numbers appear here, and can be changed.</source>
        <translation>Kliknite nevron ali povezavo: tu se pokažejo njegove številke, ki jih lahko spreminjate.</translation>
    </message>
</context>
<context>
    <name>HoldRow</name>
    <message>
        <source>freeze</source>
        <translation>zamrzni</translation>
    </message>
    <message>
        <source>Keeps this weight where it is while the others learn.</source>
        <translation>To utež pusti, kjer je, ostale pa se učijo.</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>prerezana</translation>
    </message>
    <message>
        <source>Cuts this connection: it counts as 0 until it is mended.</source>
        <translation>Prereže to povezavo: šteje kot 0, dokler je ne popravimo.</translation>
    </message>
    <message>
        <source>clamp</source>
        <translation>vpni</translation>
    </message>
    <message>
        <source>Holds the neuron at one value, whatever comes in.</source>
        <translation>Nevron zadrži pri eni vrednosti, karkoli pride vanj.</translation>
    </message>
    <message>
        <source>value of the clamp</source>
        <translation>vrednost, na katero je vpet</translation>
    </message>
    <message>
        <source>The value that the neuron is held at.</source>
        <translation>Vrednost, pri kateri je nevron zadržan.</translation>
    </message>
</context>
<context>
    <name>InlineEditor</name>
    <message>
        <source>New text</source>
        <translation>Novo besedilo</translation>
    </message>
    <message>
        <source>Enter takes the text, Esc leaves everything as it was.</source>
        <translation>Enter prevzame besedilo, Esc pusti vse, kot je bilo.</translation>
    </message>
</context>
<context>
    <name>KernelGrid</name>
    <message>
        <source>Kernel</source>
        <translation>Jedro</translation>
    </message>
    <message>
        <source>Click a number or walk with the arrows; Enter edits it, Delete cuts it, Ctrl+L freezes it.</source>
        <translation>Klikni število ali hodi s puščicami; Enter ga uredi, Delete ga prereže, Ctrl+L ga zamrzne.</translation>
    </message>
    <message>
        <source>row {0}, column {1}: {2}</source>
        <translation>vrstica {0}, stolpec {1}: {2}</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>prerezana</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>zamrznjena</translation>
    </message>
</context>
<context>
    <name>KernelPart</name>
    <message>
        <source>Which of the arriving channels this kernel looks at.</source>
        <translation>Kateri od prispelih kanalov gleda to jedro.</translation>
    </message>
    <message>
        <source>Arriving channel</source>
        <translation>Prispeli kanal</translation>
    </message>
    <message>
        <source>kernel {0} × {1}, from</source>
        <translation>jedro {0} × {1}, od</translation>
    </message>
</context>
<context>
    <name>KindPicker</name>
    <message>
        <source>More data…</source>
        <translation>Več podatkov…</translation>
    </message>
    <message>
        <source>Shows all kinds of data, each with one sentence about it.</source>
        <translation>Pokaže vse vrste podatkov, vsako z enim stavkom.</translation>
    </message>
</context>
<context>
    <name>KindSettings</name>
    <message>
        <source>as the window</source>
        <translation>kot okno</translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>run's path</source>
        <translation>pot teka</translation>
    </message>
    <message>
        <source>Across the two directions in which the run has moved most.</source>
        <translation>Čez smeri, v katerih se je tek najbolj premikal.</translation>
    </message>
    <message>
        <source>two weights</source>
        <translation>dve uteži</translation>
    </message>
    <message>
        <source>Across the two weights whose wires were selected last.</source>
        <translation>Čez uteži povezav, ki sta bili izbrani nazadnje.</translation>
    </message>
    <message>
        <source>be the optimizer</source>
        <translation>bodite optimizator</translation>
    </message>
    <message>
        <source>Find the way down by hand, against the machine.</source>
        <translation>Poiščite pot navzdol na roko, v tekmi s strojem.</translation>
    </message>
    <message>
        <source>Shows more of the surface.</source>
        <translation>Pokaže več površja.</translation>
    </message>
    <message>
        <source>Shows less of the surface, around the present point.</source>
        <translation>Pokaže manj površja, okrog sedanje točke.</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Od dlje</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Od bliže</translation>
    </message>
    <message>
        <source>Be the optimizer</source>
        <translation>Bodite optimizator</translation>
    </message>
    <message>
        <source>Map of the loss</source>
        <translation>Zemljevid izgube</translation>
    </message>
    <message>
        <source>A section through the space of all weights. Lines join equal losses, the pink arrow points downhill. The path is drawn where it comes nearest to the section; dashed is what lies ahead of a past step.</source>
        <translation>Prerez skozi prostor vseh uteži. Črte povezujejo enake izgube, rožnata puščica kaže navzdol. Pot je narisana tam, kjer je prerezu najbliže; črtkano je, kar leži pred preteklim korakom.</translation>
    </message>
    <message>
        <source>Waiting for the first numbers.</source>
        <translation>Čaka na prve številke.</translation>
    </message>
</context>
<context>
    <name>LayerButton</name>
    <message>
        <source>{explanation} Drag it onto the canvas or a connection; Enter inserts it.</source>
        <translation>{explanation} Povlecite jo na platno ali na povezavo; Enter jo vstavi.</translation>
    </message>
    <message>
        <source>Add {kind}</source>
        <translation>Dodaj: {kind}</translation>
    </message>
</context>
<context>
    <name>LayerCard</name>
    <message>
        <source>Inputs plus one bias, times the units.</source>
        <translation>Vhodi in ena pristranskost, krat število enot.</translation>
    </message>
    <message>
        <source>The layer's name; exported weights carry it.</source>
        <translation>Ime plasti; nosijo ga izvožene uteži.</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Enote</translation>
    </message>
    <message>
        <source>How many neurons the layer has.</source>
        <translation>Koliko nevronov ima plast.</translation>
    </message>
    <message>
        <source>The share of the values that is set to 0 while training.</source>
        <translation>Delež vrednosti, ki so med učenjem postavljene na 0.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivacija</translation>
    </message>
    <message>
        <source>The function that each neuron applies to its sum.</source>
        <translation>Funkcija, ki jo vsak nevron uporabi na svoji vsoti.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Izguba</translation>
    </message>
    <message>
        <source>The number that training makes small.</source>
        <translation>Število, ki ga učenje zmanjšuje.</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>Začetne uteži</translation>
    </message>
    <message>
        <source>How the weights are drawn at step 0.</source>
        <translation>Kako se uteži izžrebajo pri koraku 0.</translation>
    </message>
    <message>
        <source>with a bias</source>
        <translation>s pristranskostjo</translation>
    </message>
    <message>
        <source>Without its bias, a neuron's line goes through the origin.</source>
        <translation>Brez pristranskosti gre premica nevrona skozi izhodišče.</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>zamrznjena</translation>
    </message>
    <message>
        <source>The padlock: training does not move this layer.</source>
        <translation>Ključavnica: učenje te plasti ne premika.</translation>
    </message>
    <message>
        <source>as in training</source>
        <translation>kot pri učenju</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Ime</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Izpuščeno</translation>
    </message>
    <message>
        <source>Own loss</source>
        <translation>Lastna izguba</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Pristranskost</translation>
    </message>
    <message>
        <source>Padlock</source>
        <translation>Ključavnica</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametri</translation>
    </message>
    <message>
        <source>The padlock: training does not move the weights that these layers share.</source>
        <translation>Ključavnica: učenje ne premika uteži, ki si jih te plasti delijo.</translation>
    </message>
    <message>
        <source>follows the data</source>
        <translation>sledi podatkom</translation>
    </message>
</context>
<context>
    <name>LayerMenu</name>
    <message>
        <source>Add a layer</source>
        <translation>Dodaj plast</translation>
    </message>
    <message>
        <source>Add a layer …</source>
        <translation>Dodaj plast …</translation>
    </message>
    <message>
        <source>Search the layers</source>
        <translation>Išči po plasteh</translation>
    </message>
    <message>
        <source>Type a part of a layer's name; Enter adds it.</source>
        <translation>Vpišite del imena plasti; Enter jo doda.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Plasti</translation>
    </message>
    <message>
        <source>BLOCKS</source>
        <translation>BLOKI</translation>
    </message>
    <message>
        <source>No layer is called so.</source>
        <translation>Nobena plast se ne imenuje tako.</translation>
    </message>
</context>
<context>
    <name>LayerPaletteView</name>
    <message>
        <source>LAYERS</source>
        <translation>PLASTI</translation>
    </message>
    <message>
        <source>PICTURES</source>
        <translation>SLIKE</translation>
    </message>
    <message>
        <source>SEQUENCES</source>
        <translation>ZAPOREDJA</translation>
    </message>
    <message>
        <source>JOINS</source>
        <translation>STIKI</translation>
    </message>
    <message>
        <source>BLOCKS</source>
        <translation>BLOKI</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Plasti</translation>
    </message>
</context>
<context>
    <name>LossAlongWeight</name>
    <message>
        <source>Loss along this weight</source>
        <translation>Izguba vzdolž te uteži</translation>
    </message>
    <message>
        <source>wiggle it</source>
        <translation>premikajte jo</translation>
    </message>
    <message>
        <source>training set</source>
        <translation>učna množica</translation>
    </message>
    <message>
        <source>The mean loss over the training examples.</source>
        <translation>Povprečna izguba na učnih primerih.</translation>
    </message>
    <message>
        <source>this example</source>
        <translation>ta primer</translation>
    </message>
    <message>
        <source>The loss of this example alone; its slope is the product shown.</source>
        <translation>Izguba samo tega primera; njen naklon je prikazani produkt.</translation>
    </message>
    <message>
        <source>Shows a smaller range around the weight.</source>
        <translation>Pokaže manjši obseg okrog uteži.</translation>
    </message>
    <message>
        <source>Shows a larger range around the weight.</source>
        <translation>Pokaže večji obseg okrog uteži.</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Od bliže</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Od dlje</translation>
    </message>
    <message>
        <source>this batch</source>
        <translation>ta sveženj</translation>
    </message>
    <message>
        <source>The loss of the batch in progress; its slope is the gradient shown. Moving the weight begins the batch again.</source>
        <translation>Izguba svežnja, ki je v delu; njen naklon je prikazani gradient. Premik uteži začne sveženj znova.</translation>
    </message>
    <message>
        <source>Waiting for the first numbers.</source>
        <translation>Čaka na prve številke.</translation>
    </message>
    <message>
        <source>at {0} = {1} the loss is {2}</source>
        <translation>pri {0} = {1} je izguba {2}</translation>
    </message>
    <message>
        <source>the only example of this batch, after step {0}</source>
        <translation>edini primer tega svežnja, po koraku {0}</translation>
    </message>
    <message>
        <source>mean over the {0} examples of this batch, after step {1}</source>
        <translation>povprečje čez primere tega svežnja ({0}), po koraku {1}</translation>
    </message>
    <message>
        <source>the selected example alone, after step {0}</source>
        <translation>samo izbrani primer, po koraku {0}</translation>
    </message>
    <message>
        <source>mean over {0} of {1} training examples, after step {2}</source>
        <translation>povprečje čez {0} od {1} učnih primerov, po koraku {2}</translation>
    </message>
    <message>
        <source>mean over the {0} training examples, after step {1}</source>
        <translation>povprečje čez vse učne primere ({0}), po koraku {1}</translation>
    </message>
    <message>
        <source>; training computes no gradient here</source>
        <translation>; učenje tu ne računa gradienta</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss along this weight</source>
        <translation>Izguba vzdolž te uteži</translation>
    </message>
    <message>
        <source>Drag the point, or press the arrow keys: the weight moves and the loss answers. + and − zoom.</source>
        <translation>Povlecite točko ali pritiskajte puščice: utež se premakne in izguba odgovori. + in − povečata in pomanjšata.</translation>
    </message>
</context>
<context>
    <name>LossTimeline</name>
    <message>
        <source>none</source>
        <translation>nič</translation>
    </message>
    <message>
        <source>default</source>
        <translation>privzeto</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>seme</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>hitrost</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>optimizator</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>sveženj</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>skrito</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>aktivacija</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>izguba</translation>
    </message>
    <message>
        <source>clip</source>
        <translation>omejitev</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>razpored</translation>
    </message>
    <message>
        <source>data</source>
        <translation>podatki</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>šum</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>primeri</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>običajno</translation>
    </message>
    <message>
        <source>length</source>
        <translation>dolžina</translation>
    </message>
    <message>
        <source>features</source>
        <translation>značilke</translation>
    </message>
    <message>
        <source>data seed</source>
        <translation>seme podatkov</translation>
    </message>
    <message>
        <source>network edited</source>
        <translation>mreža spremenjena</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>spremenjeno</translation>
    </message>
    <message>
        <source>data edited</source>
        <translation>podatki spremenjeni</translation>
    </message>
    <message>
        <source>settings edited</source>
        <translation>nastavitve spremenjene</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>manj kot 1 s</translation>
    </message>
    <message>
        <source>about {0} s</source>
        <translation>približno {0} s</translation>
    </message>
    <message>
        <source>about {0} min</source>
        <translation>približno {0} min</translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation>korak {0} od {1}</translation>
    </message>
    <message>
        <source>{0} weights set</source>
        <translation>nastavljenih uteži: {0}</translation>
    </message>
    <message>
        <source>weight = {0}</source>
        <translation>utež = {0}</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>in še {0}</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>korak {0}</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>epoha {0}</translation>
    </message>
    <message>
        <source>train</source>
        <translation>učni</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation>tek {0}</translation>
    </message>
</context>
<context>
    <name>LossTimelineView</name>
    <message>
        <source>Loss over the steps</source>
        <translation>Izguba po korakih</translation>
    </message>
    <message>
        <source>Accuracy over the steps</source>
        <translation>Točnost po korakih</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>edited</source>
        <translation>spremenjeno</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>shranjeno</translation>
    </message>
</context>
<context>
    <name>ManyCard</name>
    <message>
        <source>Takes the last unit of every selected dense layer away.</source>
        <translation>Vsaki izbrani gosti plasti vzame zadnjo enoto.</translation>
    </message>
    <message>
        <source>Adds a unit to every selected dense layer.</source>
        <translation>Vsaki izbrani gosti plasti doda enoto.</translation>
    </message>
    <message>
        <source>One unit less in each</source>
        <translation>V vsaki ena enota manj</translation>
    </message>
    <message>
        <source>One unit more in each</source>
        <translation>V vsaki ena enota več</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivacija</translation>
    </message>
    <message>
        <source>Gives all selected layers this activation.</source>
        <translation>Vsem izbranim plastem da to aktivacijo.</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>Začetne uteži</translation>
    </message>
    <message>
        <source>How the weights of all of them start.</source>
        <translation>Kako začnejo uteži vseh.</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>zamrznjena</translation>
    </message>
    <message>
        <source>Training moves none of the selected layers.</source>
        <translation>Učenje ne premakne nobene od izbranih plasti.</translation>
    </message>
    <message>
        <source>Padlock</source>
        <translation>Ključavnica</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Enote</translation>
    </message>
    <message>
        <source>{0} layers with {1} parameters.</source>
        <translation>{0} plasti s {1} parametri.</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>The network's answer at every point; click a point for its numbers.</source>
        <translation>Odgovor mreže v vsaki točki; kliknite točko za njene številke.</translation>
    </message>
</context>
<context>
    <name>MapFoot</name>
    <message>
        <source>test points</source>
        <translation>testne točke</translation>
    </message>
    <message>
        <source>Shows the examples that the network never trains on, smaller and hollow.</source>
        <translation>Pokaže primere, na katerih se mreža nikoli ne uči, manjše in prazne.</translation>
    </message>
    <message>
        <source>discretise</source>
        <translation>na dve barvi</translation>
    </message>
    <message>
        <source>Shows only on which side of the line a place lies.</source>
        <translation>Pokaže samo, na kateri strani črte leži mesto.</translation>
    </message>
    <message>
        <source>residuals</source>
        <translation>ostanki</translation>
    </message>
    <message>
        <source>Shows how far the output is from every target.</source>
        <translation>Pokaže, kako daleč je izhod od vsakega cilja.</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>Shows the selected neuron in place of the output.</source>
        <translation>Namesto izhoda pokaže izbrani nevron.</translation>
    </message>
    <message>
        <source>edit points</source>
        <translation>uredi točke</translation>
    </message>
    <message>
        <source>Makes these points your own, to move and to add to.</source>
        <translation>Te točke postanejo vaše: lahko jih premikate in dodajate.</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>What the colours of the map mean.</source>
        <translation>Kaj pomenijo barve zemljevida.</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legenda</translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message>
        <source>Output over the plane</source>
        <translation>Izhod nad ravnino</translation>
    </message>
</context>
<context>
    <name>NameEditor</name>
    <message>
        <source>Name of the run</source>
        <translation>Ime teka</translation>
    </message>
    <message>
        <source>Enter takes the name; an empty one is the number again.</source>
        <translation>Enter sprejme ime; prazno je spet številka.</translation>
    </message>
</context>
<context>
    <name>NetworkTextView</name>
    <message>
        <source>dense 8 tanh &gt; output</source>
        <translation>dense 8 tanh &gt; output</translation>
    </message>
    <message>
        <source>The network as text: change it and the picture follows. Ctrl+Space completes.</source>
        <translation>Mreža kot besedilo: spremenite ga in slika sledi. Ctrl+preslednica dopolni.</translation>
    </message>
    <message>
        <source>Network as text</source>
        <translation>Mreža kot besedilo</translation>
    </message>
    <message>
        <source>“&gt;” leads on, “as” gives a name, “add” and “concat” join. Esc: as the picture.</source>
        <translation>»&gt;« vodi naprej, »as« da ime, »add« in »concat« stakneta. Esc: kot na sliki.</translation>
    </message>
    <message>
        <source>A step of training has {0} phases. They are no part of the text: they stay as the project has them, and scripts set them.</source>
        <translation>Korak učenja ima {0} faz. Niso del besedila: ostanejo, kot jih ima projekt, določajo pa jih skripti.</translation>
    </message>
</context>
<context>
    <name>NeuronCard</name>
    <message>
        <source>bias</source>
        <translation>pristranskost</translation>
    </message>
    <message>
        <source>The pre-activation: the weighted sum of the inputs plus bias.</source>
        <translation>Predaktivacija: utežena vsota vhodov in pristranskost.</translation>
    </message>
    <message>
        <source>The activation: what this neuron passes on.</source>
        <translation>Aktivacija: kar ta nevron poda naprej.</translation>
    </message>
    <message>
        <source>How the loss changes with one weight; point at a row to choose which.</source>
        <translation>Kako se izguba spreminja z eno utežjo; pokažite na vrstico, da izberete katero.</translation>
    </message>
    <message>
        <source>a, clamped = </source>
        <translation>a, vpet = </translation>
    </message>
    <message>
        <source>The weights have moved since z was computed; the next pass brings both together.</source>
        <translation>Uteži so se premaknile, odkar je bil z izračunan; naslednji prehod ju uskladi.</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>The {0} largest of {1} terms, largest first.</source>
        <translation>{0} največjih od {1} členov, najprej največji.</translation>
    </message>
    <message>
        <source>{0} more, together </source>
        <translation>še {0}, skupaj </translation>
    </message>
    <message>
        <source>no gradient yet</source>
        <translation>gradienta še ni</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>Click to type a value, drag sideways to move it, arrows for small steps.</source>
        <translation>Klik za vpis vrednosti, vlečenje vstran jo premika, puščice za majhne korake.</translation>
    </message>
</context>
<context>
    <name>NumberPopup</name>
    <message>
        <source>Type a number; Enter takes it over.</source>
        <translation>Vpišite število; Enter ga prevzame.</translation>
    </message>
    <message>
        <source>Takes {0}.</source>
        <translation>Vzame {0}.</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>neuron {0}</source>
        <translation>nevron {0}</translation>
    </message>
    <message>
        <source>{0} units</source>
        <translation>enot: {0}</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>parametrov: {0}</translation>
    </message>
    <message>
        <source>Frozen: training does not move its weights.</source>
        <translation>Zamrznjeno: učenje ne premika njenih uteži.</translation>
    </message>
    <message>
        <source>Not part of the run.</source>
        <translation>Ni del teka.</translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter of the outline</source>
        <translation>Filter zgradbe</translation>
    </message>
    <message>
        <source>Shows only layers and neurons that fit, for example “tanh” or “n3”.</source>
        <translation>Pokaže samo ustrezne plasti in nevrone, na primer »tanh« ali »n3«.</translation>
    </message>
    <message>
        <source>Outline of the network</source>
        <translation>Zgradba mreže</translation>
    </message>
    <message>
        <source>Layers and their neurons; F2 renames a layer.</source>
        <translation>Plasti in njihovi nevroni; F2 preimenuje plast.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Preimenuj</translation>
    </message>
    <message>
        <source>Gives the layer another name.</source>
        <translation>Plasti da drugo ime.</translation>
    </message>
</context>
<context>
    <name>OutputMapView</name>
    <message>
        <source>Output</source>
        <translation>Izhod</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>from {0} to {1}</source>
        <translation>od {0} do {1}</translation>
    </message>
</context>
<context>
    <name>OwnLoss</name>
    <message>
        <source>This output's own loss. The sum over all outputs, each times its weight, is what training makes small.</source>
        <translation>Lastna izguba tega izhoda. Učenje zmanjšuje vsoto čez vse izhode, vsak pomnožen s svojo utežjo.</translation>
    </message>
    <message>
        <source>train {0} · test {1}</source>
        <translation>učni {0} · testni {1}</translation>
    </message>
</context>
<context>
    <name>OwnPointsPart</name>
    <message>
        <source>Clear</source>
        <translation>Počisti</translation>
    </message>
    <message>
        <source>Removes all points; Undo brings them back.</source>
        <translation>Odstrani vse točke; razveljavitev jih vrne.</translation>
    </message>
    <message>
        <source>Click into the map to add a point, with Shift one of the other class. Drag moves it, Delete removes it.</source>
        <translation>Kliknite na zemljevid, da dodate točko, s Shift točko drugega razreda. Vlečenje jo premakne, Delete jo odstrani.</translation>
    </message>
    <message>
        <source>1 point</source>
        <translation>1 točka</translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation>točk: {0}</translation>
    </message>
</context>
<context>
    <name>PastBar</name>
    <message>
        <source>Cancel</source>
        <translation>Prekliči</translation>
    </message>
    <message>
        <source>Gives up the jump, as Esc does.</source>
        <translation>Opusti skok, kot to stori Esc.</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Nazaj na zdaj</translation>
    </message>
    <message>
        <source>Goes to the newest step; nothing that was learned is lost.</source>
        <translation>Gre na najnovejši korak; nič naučenega se ne izgubi.</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>Nadaljuj od tu</translation>
    </message>
    <message>
        <source>Trains on from this step as a new run. What came later stays as a run of its own; undo takes back edits only, and leaves the step alone.</source>
        <translation>Od tega koraka se uči naprej kot nov tek. Kar je prišlo pozneje, ostane kot svoj tek; razveljavitev zadeva le urejanje in koraka ne spremeni.</translation>
    </message>
    <message>
        <source>Compare with now</source>
        <translation>Primerjaj z zdaj</translation>
    </message>
    <message>
        <source>Shows the network of this step beside that of the newest one.</source>
        <translation>Pokaže mrežo tega koraka ob mreži najnovejšega.</translation>
    </message>
    <message>
        <source>past: {0} of {1}</source>
        <translation>preteklost: {0} od {1}</translation>
    </message>
    <message>
        <source>on the way to step {0}</source>
        <translation>na poti do koraka {0}</translation>
    </message>
    <message>
        <source>to step {0}</source>
        <translation>do koraka {0}</translation>
    </message>
    <message>
        <source>only steps with a copy can be shown</source>
        <translation>pokazati je mogoče samo korake s kopijo</translation>
    </message>
    <message>
        <source>only steps with a copy</source>
        <translation>samo koraki s kopijo</translation>
    </message>
    <message>
        <source>step {0} of {1} — the past</source>
        <translation>korak {0} od {1} — preteklost</translation>
    </message>
    <message>
        <source>past: {0}</source>
        <translation>preteklost: {0}</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Zdaj</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Nadaljuj</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Primerjaj</translation>
    </message>
</context>
<context>
    <name>PinnedCard</name>
    <message>
        <source>Takes this card away.</source>
        <translation>Umakne to kartico.</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Odpni</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
</context>
<context>
    <name>PixelPad</name>
    <message>
        <source>Picture of the example</source>
        <translation>Slika primera</translation>
    </message>
    <message>
        <source>Paint on the picture; the right button takes ink away.</source>
        <translation>Rišite po sliki; desni gumb briše črnilo.</translation>
    </message>
</context>
<context>
    <name>Playhead</name>
    <message>
        <source>now</source>
        <translation>zdaj</translation>
    </message>
</context>
<context>
    <name>PointBar</name>
    <message>
        <source>Clicks on the map add points of class {0}.</source>
        <translation>Kliki na zemljevid dodajajo točke razreda {0}.</translation>
    </message>
    <message>
        <source>brush</source>
        <translation>čopič</translation>
    </message>
    <message>
        <source>Dragging over the map sprays points of this class.</source>
        <translation>Vlečenje po zemljevidu prši točke tega razreda.</translation>
    </message>
</context>
<context>
    <name>PointEditing</name>
    <message>
        <source>Click to add points. Shift-click adds the other class. Drag moves a point, Delete removes it. The brush sprays many.</source>
        <translation>Kliknite, da dodate točke. Klik s Shift doda drugi razred. Vlečenje točko premakne, Delete jo odstrani. Čopič jih naprši več.</translation>
    </message>
</context>
<context>
    <name>PointHand</name>
    <message>
        <source>Remove</source>
        <translation>Odstrani</translation>
    </message>
    <message>
        <source>Make it {0}</source>
        <translation>Naredi: {0}</translation>
    </message>
    <message>
        <source>Remove all points</source>
        <translation>Odstrani vse točke</translation>
    </message>
</context>
<context>
    <name>PositionBar</name>
    <message>
        <source>Position in the sequence</source>
        <translation>Mesto v zaporedju</translation>
    </message>
    <message>
        <source>At which position of the sequence the answer is shown.</source>
        <translation>Na katerem mestu zaporedja je prikazan odgovor.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} od {1}</translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>Repairs this; it can be undone.</source>
        <translation>To popravi; lahko se razveljavi.</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Repairs this; it can be undone.</source>
        <translation>To popravi; lahko se razveljavi.</translation>
    </message>
</context>
<context>
    <name>PrunePanel</name>
    <message>
        <source>Cut</source>
        <translation>Izreži</translation>
    </message>
    <message>
        <source>Share of all weights that would be cut; the network itself stays as it is.</source>
        <translation>Delež vseh uteži, ki bi jih prerezali; sama mreža ostane, kakršna je.</translation>
    </message>
    <message>
        <source>smallest first</source>
        <translation>najprej najmanjše</translation>
    </message>
    <message>
        <source>Cuts the smallest weights first.</source>
        <translation>Najprej prereže najmanjše uteži.</translation>
    </message>
    <message>
        <source>random</source>
        <translation>naključno</translation>
    </message>
    <message>
        <source>Cuts any weights, for comparison.</source>
        <translation>Za primerjavo prereže poljubne uteži.</translation>
    </message>
    <message>
        <source>Cut them</source>
        <translation>Prereži jih</translation>
    </message>
    <message>
        <source>Cuts these weights in the network; undo brings them back.</source>
        <translation>Prereže te uteži v mreži; razveljavitev jih vrne.</translation>
    </message>
    <message>
        <source>Cut these weights</source>
        <translation>Prereži te uteži</translation>
    </message>
    <message>
        <source>now</source>
        <translation>zdaj</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>prerezana</translation>
    </message>
    <message>
        <source>{0} of {1} weights would be cut. Nothing is changed yet.</source>
        <translation>Prerezanih bi bilo {0} od {1} uteži. Spremenilo se še ni nič.</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>izguba {0}</translation>
    </message>
    <message>
        <source>accuracy {0}</source>
        <translation>točnost {0}</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Razveljavi</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Uveljavi</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Izreži</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiraj</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Prilepi</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Izbriši</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Izberi vse</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>V redu</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Shrani</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Odpri</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Da</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Ne</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zapri</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Prekliči</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Zavrzi</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Uporabi</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Razveljavi</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Uveljavi</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Izreži</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiraj</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Prilepi</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Izbriši</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Izberi vse</translation>
    </message>
</context>
<context>
    <name>RampBar</name>
    <message>
        <source>Dark to light: from the lowest loss on this map to the highest.</source>
        <translation>Od temnega k svetlemu: od najmanjše izgube na tem zemljevidu do največje.</translation>
    </message>
    <message>
        <source>Shades of the map</source>
        <translation>Odtenki zemljevida</translation>
    </message>
    <message>
        <source>Light to dark: from the lowest loss on this map to the highest.</source>
        <translation>Od svetlega k temnemu: od najmanjše izgube na tem zemljevidu do največje.</translation>
    </message>
</context>
<context>
    <name>RateLabel</name>
    <message>
        <source>Says how fast training is, or why it is not going on.</source>
        <translation>Pove, kako hitro teče učenje ali zakaj ne teče.</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>output {0}</source>
        <translation>izhod {0}</translation>
    </message>
    <message>
        <source>target {0}</source>
        <translation>cilj {0}</translation>
    </message>
    <message>
        <source>target {0}, output {1}, residual {2}</source>
        <translation>cilj {0}, izhod {1}, ostanek {2}</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>Open recent</source>
        <translation>Odpri nedavno</translation>
    </message>
    <message>
        <source>Documents that were open lately.</source>
        <translation>Dokumenti, ki so bili nedavno odprti.</translation>
    </message>
    <message>
        <source>{0} — not there any more</source>
        <translation>{0} — ni več tam</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Še nič</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Počisti ta seznam</translation>
    </message>
    <message>
        <source>Forgets these names; the files stay.</source>
        <translation>Pozabi ta imena; datoteke ostanejo.</translation>
    </message>
</context>
<context>
    <name>RunsMenu</name>
    <message>
        <source>{0} (this one)</source>
        <translation>{0} (ta)</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Preimenuj…</translation>
    </message>
    <message>
        <source>Gives this run a name.</source>
        <translation>Da temu teku ime.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Pokaži vse</translation>
    </message>
    <message>
        <source>Hide all</source>
        <translation>Skrij vse</translation>
    </message>
    <message>
        <source>Shows or hides the curves of all other runs.</source>
        <translation>Pokaže ali skrije krivulje vseh drugih tekov.</translation>
    </message>
    <message>
        <source>Forgets every run but this one; this cannot be undone.</source>
        <translation>Pozabi vse teke razen tega; tega ni mogoče razveljaviti.</translation>
    </message>
    <message>
        <source>Forget all others</source>
        <translation>Pozabi vse druge</translation>
    </message>
    <message>
        <source>Go to its end, step {0}</source>
        <translation>Pojdi na njegov konec, korak {0}</translation>
    </message>
    <message>
        <source>Shows this run as it was left; the present one is kept beside it.</source>
        <translation>Pokaže ta tek, kakršen je bil ob zapustitvi; sedanji ostane ob njem.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaži</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Skrij</translation>
    </message>
    <message>
        <source>Shows or hides this run's curve.</source>
        <translation>Pokaže ali skrije krivuljo tega teka.</translation>
    </message>
    <message>
        <source>Gives this run another name.</source>
        <translation>Temu teku da drugo ime.</translation>
    </message>
    <message>
        <source>Forgets this run; this cannot be undone.</source>
        <translation>Pozabi ta tek; tega ni mogoče razveljaviti.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Pozabi</translation>
    </message>
    <message>
        <source>Only its curve is left</source>
        <translation>Ostala je le krivulja</translation>
    </message>
    <message>
        <source>This run had another beginning; it cannot be gone to any more.</source>
        <translation>Ta tek je imel drug začetek; vanj se ni več mogoče vrniti.</translation>
    </message>
    <message>
        <source>Go to step…</source>
        <translation>Pojdi na korak …</translation>
    </message>
    <message>
        <source>Shows any step that this run has been at.</source>
        <translation>Pokaže katerikoli korak, na katerem je ta tek že bil.</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Nazaj na zdaj</translation>
    </message>
    <message>
        <source>Goes to the newest step of this run.</source>
        <translation>Gre na najnovejši korak tega teka.</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>Nadaljuj od tu</translation>
    </message>
    <message>
        <source>Trains on from here as a new run.</source>
        <translation>Od tu se uči naprej kot nov tek.</translation>
    </message>
    <message>
        <source>Compare with now</source>
        <translation>Primerjaj z zdaj</translation>
    </message>
    <message>
        <source>Shows both networks side by side.</source>
        <translation>Pokaže obe mreži drugo ob drugi.</translation>
    </message>
    <message>
        <source>More memory makes jumps quicker in long runs.</source>
        <translation>Z več pomnilnika so skoki v dolgih tekih hitrejši.</translation>
    </message>
    <message>
        <source>Lets copies along this run, and runs to come, take so much.</source>
        <translation>Toliko smejo zasesti kopije vzdolž tega teka in prihodnjih.</translation>
    </message>
    <message>
        <source>Copies along the run: {0} of {1}</source>
        <translation>Kopije vzdolž teka: {0} od {1}</translation>
    </message>
    <message>
        <source>Copies: {0}</source>
        <translation>Kopij: {0}</translation>
    </message>
    <message>
        <source>A jump takes up to {0} s</source>
        <translation>Skok traja do {0} s</translation>
    </message>
    <message>
        <source>Memory is full: every second copy has gone</source>
        <translation>Pomnilnik je poln: vsake druge kopije ni več</translation>
    </message>
</context>
<context>
    <name>Score</name>
    <message>
        <source>test accuracy {0}</source>
        <translation>točnost na testu {0}</translation>
    </message>
    <message>
        <source>test {0}</source>
        <translation>test {0}</translation>
    </message>
    <message>
        <source>train accuracy {0}</source>
        <translation>točnost na učnih {0}</translation>
    </message>
    <message>
        <source>train {0}</source>
        <translation>učni {0}</translation>
    </message>
    <message>
        <source>test loss {0}</source>
        <translation>izguba na testu {0}</translation>
    </message>
    <message>
        <source>train loss {0}</source>
        <translation>izguba na učnih {0}</translation>
    </message>
</context>
<context>
    <name>ScoreBoard</name>
    <message>
        <source>loss</source>
        <translation>izguba</translation>
    </message>
    <message>
        <source>halvings a move</source>
        <translation>razpolovitev na potezo</translation>
    </message>
    <message>
        <source>The score: how often the loss was halved, divided by the number of moves.</source>
        <translation>Točke: kolikokrat se je izguba razpolovila, deljeno s številom potez.</translation>
    </message>
    <message>
        <source>you</source>
        <translation>vi</translation>
    </message>
    <message>
        <source>move {0} of {1}</source>
        <translation>poteza {0} od {1}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Nastavitve</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Videz</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Učenje</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Dark for the desk, light for a bright room, or what the system says.</source>
        <translation>Temna za mizo, svetla za svetel prostor ali kot pravi sistem.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Temna</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Svetla</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistem</translation>
    </message>
    <message>
        <source>Colour pair</source>
        <translation>Par barv</translation>
    </message>
    <message>
        <source>The two colours for positive and negative and for two classes.</source>
        <translation>Barvi za pozitivno in negativno in za dva razreda.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Velikost</translation>
    </message>
    <message>
        <source>Words, numbers and buttons of the whole window, also with Ctrl + and Ctrl −.</source>
        <translation>Besede, številke in gumbi celega okna, tudi s Ctrl + in Ctrl −.</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Gibanje</translation>
    </message>
    <message>
        <source>Whether cards glide and wires flow, or stand still.</source>
        <translation>Ali kartice drsijo in povezave tečejo ali mirujejo.</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Kot pravi sistem</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>Z gibanjem</translation>
    </message>
    <message>
        <source>Standing still</source>
        <translation>Pri miru</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Jezik</translation>
    </message>
    <message>
        <source>The words of the window; numbers and formulas stay as they are.</source>
        <translation>Besede v oknu; števila in formule ostanejo, kakršne so.</translation>
    </message>
    <message>
        <source>{0} steps a second</source>
        <translation>{0} korakov na sekundo</translation>
    </message>
    <message>
        <source>Usual pace</source>
        <translation>Običajni tempo</translation>
    </message>
    <message>
        <source>The speed that new and opened networks begin with; examples bring their own.</source>
        <translation>Tempo, s katerim začnejo nove in odprte mreže; primeri prinesejo svojega.</translation>
    </message>
    <message>
        <source>Flat out</source>
        <translation>Na vso moč</translation>
    </message>
    <message>
        <source>Safety copy</source>
        <translation>Varnostna kopija</translation>
    </message>
    <message>
        <source>How often training is kept safe against a crash; edits are kept at once.</source>
        <translation>Kako pogosto se učenje zavaruje pred sesutjem; spremembe se zavarujejo takoj.</translation>
    </message>
    <message>
        <source>Every {0} seconds</source>
        <translation>Vsakih {0} sekund</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nikoli</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Pomnilnik</translation>
    </message>
    <message>
        <source>For copies along a run, from which it goes back; less makes going back slower.</source>
        <translation>Za kopije med tekom, iz katerih se vrača; manj jih upočasni vračanje.</translation>
    </message>
</context>
<context>
    <name>SettingsRow</name>
    <message>
        <source>Step</source>
        <translation>Korak</translation>
    </message>
    <message>
        <source>Counts the updates of the weights done so far.</source>
        <translation>Šteje dosedanje popravke uteži.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoha</translation>
    </message>
    <message>
        <source>Counts the passes over the training examples done so far.</source>
        <translation>Šteje dosedanje prehode čez učne primere.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Hitrost</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Sveženj</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimizator</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Izguba</translation>
    </message>
    <message>
        <source>Chooses the number that training makes small.</source>
        <translation>Izbere število, ki naj ga učenje zmanjša.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Closes this window.</source>
        <translation>Zapre to okno.</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>Tipke</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>Na platnu</translation>
    </message>
    <message>
        <source>On the loss curve</source>
        <translation>Na krivulji izgube</translation>
    </message>
</context>
<context>
    <name>Sight</name>
    <message>
        <source>train example {0}</source>
        <translation>učni primer {0}</translation>
    </message>
    <message>
        <source>test example {0}</source>
        <translation>testni primer {0}</translation>
    </message>
    <message>
        <source>these directions carry {0} of the spread</source>
        <translation>ti smeri nosita {0} raztrosa</translation>
    </message>
    <message>
        <source>other features at their mean</source>
        <translation>ostale značilke pri povprečju</translation>
    </message>
    <message>
        <source>other features as the example has them</source>
        <translation>ostale značilke, kot jih ima primer</translation>
    </message>
</context>
<context>
    <name>SizeView</name>
    <message>
        <source>Count a network: dense 1000 relu &gt; dense 10</source>
        <translation>Preštej mrežo: dense 1000 relu &gt; dense 10</translation>
    </message>
    <message>
        <source>A network as text: it is only counted, however large it is.</source>
        <translation>Mreža kot besedilo: samo prešteje se, naj bo še tako velika.</translation>
    </message>
    <message>
        <source>Network to count</source>
        <translation>Mreža za štetje</translation>
    </message>
    <message>
        <source>Draw it</source>
        <translation>Nariši</translation>
    </message>
    <message>
        <source>Puts the network of the text onto the canvas.</source>
        <translation>Mrežo iz besedila postavi na platno.</translation>
    </message>
    <message>
        <source>Draw the counted network</source>
        <translation>Nariši prešteto mrežo</translation>
    </message>
    <message>
        <source>Sizes of networks on a logarithmic ruler</source>
        <translation>Velikosti mrež na logaritemskem ravnilu</translation>
    </message>
    <message>
        <source>Yours: {0} to train with {1}.</source>
        <translation>Vaša: {0} za učenje ({1}).</translation>
    </message>
    <message>
        <source>{0} parameters, {1} of weights, {2} to train with {3}.</source>
        <translation>{0} parametrov, {1} uteži, {2} za učenje ({3}).</translation>
    </message>
    <message>
        <source>{0} of them in dense layers.</source>
        <translation>Od tega {0} v gostih plasteh.</translation>
    </message>
    <message>
        <source>It can be counted here, but not trained.</source>
        <translation>Tu jo lahko preštejemo, ne pa učimo.</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>vaša</translation>
    </message>
    <message>
        <source>The network on the canvas.</source>
        <translation>Mreža na platnu.</translation>
    </message>
    <message>
        <source>brain, neurons</source>
        <translation>možgani, nevroni</translation>
    </message>
    <message>
        <source>About 86 billion neurons. A parameter is more like a synapse.</source>
        <translation>Približno 86 milijard nevronov. Parameter je bolj podoben sinapsi.</translation>
    </message>
    <message>
        <source>brain, synapses</source>
        <translation>možgani, sinapse</translation>
    </message>
    <message>
        <source>About a hundred trillion connections between neurons.</source>
        <translation>Približno sto bilijonov povezav med nevroni.</translation>
    </message>
    <message>
        <source>The network of the text above.</source>
        <translation>Mreža zgornjega besedila.</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>prešteto</translation>
    </message>
</context>
<context>
    <name>SortSwitch</name>
    <message>
        <source>weights</source>
        <translation>uteži</translation>
    </message>
    <message>
        <source>Shows the numbers that are learned.</source>
        <translation>Pokaže števila, ki se učijo.</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>gradienti</translation>
    </message>
    <message>
        <source>Shows how fast the loss rises with each of them: ∂L/∂w of the batch.</source>
        <translation>Pokaže, kako hitro z vsakim od njih raste izguba: ∂L/∂w svežnja.</translation>
    </message>
</context>
<context>
    <name>SpaceView</name>
    <message>
        <source>The layer through whose eyes the plane is drawn.</source>
        <translation>Plast, skozi katere oči je narisana ravnina.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Plast</translation>
    </message>
    <message>
        <source>walk</source>
        <translation>sprehod</translation>
    </message>
    <message>
        <source>Goes from the input to the output, layer by layer.</source>
        <translation>Gre od vhoda do izhoda, plast za plastjo.</translation>
    </message>
    <message>
        <source>Walk through the layers</source>
        <translation>Sprehod skozi plasti</translation>
    </message>
    <message>
        <source>A square grid over the input plane, bent as this layer bends it.</source>
        <translation>Kvadratna mreža na vhodni ravnini, ukrivljena tako, kot jo ukrivi ta plast.</translation>
    </message>
    <message>
        <source>There is no network yet.</source>
        <translation>Mreže še ni.</translation>
    </message>
    <message>
        <source>Waiting for the first numbers.</source>
        <translation>Čaka na prve številke.</translation>
    </message>
    <message>
        <source> · means over positions</source>
        <translation> · povprečja prek mest</translation>
    </message>
    <message>
        <source> · before this update</source>
        <translation> · pred to posodobitvijo</translation>
    </message>
    <message>
        <source>one neuron: all on a line</source>
        <translation>en nevron: vse na eni črti</translation>
    </message>
    <message>
        <source>across: neuron 1, up: neuron 2</source>
        <translation>vodoravno: nevron 1, navpično: nevron 2</translation>
    </message>
    <message>
        <source>two main directions of {0} neurons: {1}</source>
        <translation>dve glavni smeri {0} nevronov: {1}</translation>
    </message>
</context>
<context>
    <name>SpeedControl</name>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Sets the speed, from single operations in slow motion up to flat out.</source>
        <translation>Nastavi hitrost, od posameznih operacij v počasnem posnetku do polne hitrosti.</translation>
    </message>
    <message>
        <source>max</source>
        <translation>maks</translation>
    </message>
    <message>
        <source>{0} op/s</source>
        <translation>{0} op/s</translation>
    </message>
</context>
<context>
    <name>SteppedCard</name>
    <message>
        <source>copy</source>
        <translation>kopiraj</translation>
    </message>
    <message>
        <source>Copies formula and numbers as text.</source>
        <translation>Kopira formulo in števila kot besedilo.</translation>
    </message>
    <message>
        <source>LaTeX</source>
        <translation>LaTeX</translation>
    </message>
    <message>
        <source>Copies formula and numbers as LaTeX, for a paper or slides.</source>
        <translation>Kopira formulo in števila kot LaTeX, za članek ali prosojnice.</translation>
    </message>
    <message>
        <source>Copy the arithmetic</source>
        <translation>Kopiraj račun</translation>
    </message>
    <message>
        <source>Copy the arithmetic as LaTeX</source>
        <translation>Kopiraj račun kot LaTeX</translation>
    </message>
    <message>
        <source>Between two updates</source>
        <translation>Med dvema popravkoma</translation>
    </message>
    <message>
        <source>Operation {0} of {1} · {2} · {3}</source>
        <translation>Operacija {0} od {1} · {2} · {3}</translation>
    </message>
    <message>
        <source>It does not concern what is selected.</source>
        <translation>Ne zadeva tega, kar je izbrano.</translation>
    </message>
    <message>
        <source>It does not concern what is selected; operation {0} did ({1}, {2}):</source>
        <translation>Ne zadeva tega, kar je izbrano; nazadnje ga je operacija {0} ({1}, {2}):</translation>
    </message>
    <message>
        <source>next</source>
        <translation>naslednja</translation>
    </message>
    <message>
        <source>✓ numeric {0}</source>
        <translation>✓ numerično {0}</translation>
    </message>
</context>
<context>
    <name>StopPopup</name>
    <message>
        <source>Stop training at</source>
        <translation>Učenje ustavi pri</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Korak</translation>
    </message>
    <message>
        <source>Stops right after this step.</source>
        <translation>Ustavi se takoj po tem koraku.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoha</translation>
    </message>
    <message>
        <source>Stops after so many passes over the training examples.</source>
        <translation>Ustavi se po toliko prehodih čez učne primere.</translation>
    </message>
    <message>
        <source>Loss at most</source>
        <translation>Izguba največ</translation>
    </message>
    <message>
        <source>Stops when the loss has come down to this.</source>
        <translation>Ustavi se, ko izguba pade na toliko.</translation>
    </message>
    <message>
        <source>Accuracy at least</source>
        <translation>Točnost vsaj</translation>
    </message>
    <message>
        <source>Stops when this share of examples is right.</source>
        <translation>Ustavi se, ko je pravilen tolikšen delež primerov.</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>Measures loss and accuracy on examples not trained on.</source>
        <translation>Izgubo in točnost meri na primerih, na katerih se mreža ni učila.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Nastavi</translation>
    </message>
    <message>
        <source>Play until then</source>
        <translation>Uči do tja</translation>
    </message>
    <message>
        <source>Trains on and stops at what is reached first.</source>
        <translation>Uči naprej in se ustavi pri tistem, kar je doseženo prej.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nikoli</translation>
    </message>
    <message>
        <source>Takes away where training was to stop.</source>
        <translation>Odstrani mesto, kjer bi se učenje ustavilo.</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>Ustavi pri</translation>
    </message>
    <message>
        <source>A step is a whole number above 0, for example 5000.</source>
        <translation>Korak je celo število nad 0, na primer 5000.</translation>
    </message>
    <message>
        <source>An epoch is a whole number above 0, for example 20.</source>
        <translation>Epoha je celo število nad 0, na primer 20.</translation>
    </message>
    <message>
        <source>A loss is a number of 0 or more, for example 0.05.</source>
        <translation>Izguba je število, ki je 0 ali več, na primer 0.05.</translation>
    </message>
    <message>
        <source>An accuracy lies above 0 % and up to 100 %.</source>
        <translation>Točnost je nad 0 % in največ 100 %.</translation>
    </message>
    <message>
        <source>Fill in at least one line.</source>
        <translation>Izpolnite vsaj eno vrstico.</translation>
    </message>
</context>
<context>
    <name>Stopping</name>
    <message>
        <source>step {0}</source>
        <translation>korak {0}</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>epoha {0}</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>izguba {0}</translation>
    </message>
    <message>
        <source>test loss {0}</source>
        <translation>izguba na testu {0}</translation>
    </message>
    <message>
        <source>accuracy {0}</source>
        <translation>točnost {0}</translation>
    </message>
    <message>
        <source>test accuracy {0}</source>
        <translation>točnost na testu {0}</translation>
    </message>
    <message>
        <source> or </source>
        <translation> ali </translation>
    </message>
</context>
<context>
    <name>SummaryCard</name>
    <message>
        <source>Click a neuron for its arithmetic, a wire for its weight, a layer to set it.</source>
        <translation>Kliknite nevron za njegov račun, povezavo za njeno utež, plast za njene nastavitve.</translation>
    </message>
    <message>
        <source>The network as text, as the command line takes it.</source>
        <translation>Mreža kot besedilo, kot ga sprejme ukazna vrstica.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Plasti</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametri</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Podatki</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Izguba</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimizator</translation>
    </message>
    <message>
        <source>{0}, {1} to train, {2} to test</source>
        <translation>{0}, {1} za učenje, {2} za test</translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <source>Open a table</source>
        <translation>Odpri tabelo</translation>
    </message>
    <message>
        <source>{0}: {1} rows, {2} columns</source>
        <translation>{0}: {1} vrstic, {2} stolpcev</translation>
    </message>
    <message>
        <source>Column to predict</source>
        <translation>Stolpec za napoved</translation>
    </message>
    <message>
        <source>The network learns to tell this column from the others.</source>
        <translation>Mreža se ta stolpec nauči napovedati iz drugih.</translation>
    </message>
    <message>
        <source>Its values are classes</source>
        <translation>Njegove vrednosti so razredi</translation>
    </message>
    <message>
        <source>On: the network chooses among the values. Off: it predicts a number.</source>
        <translation>Vklopljeno: mreža izbira med vrednostmi. Izklopljeno: napoveduje število.</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Značilke</translation>
    </message>
    <message>
        <source>The columns of numbers that the network sees.</source>
        <translation>Stolpci števil, ki jih vidi mreža.</translation>
    </message>
    <message>
        <source>Examples must be whole: rows that lack a value cannot be trained on.</source>
        <translation>Primeri morajo biti celi: na vrsticah brez vrednosti se ni mogoče učiti.</translation>
    </message>
    <message>
        <source>Takes this table as the data.</source>
        <translation>To tabelo vzame za podatke.</translation>
    </message>
    <message>
        <source>Leaves the data as they are.</source>
        <translation>Podatke pusti, kakršni so.</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Napovej</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>Leave out 1 row that lacks a value</source>
        <translation>Izpusti 1 vrstico brez vrednosti</translation>
    </message>
    <message>
        <source>Leave out {0} rows that lack a value</source>
        <translation>Izpusti vrstice brez vrednosti ({0})</translation>
    </message>
</context>
<context>
    <name>TableOutputView</name>
    <message>
        <source>map</source>
        <translation>zemljevid</translation>
    </message>
    <message>
        <source>Shows the output over two features.</source>
        <translation>Pokaže izhod nad dvema značilkama.</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>odgovor</translation>
    </message>
    <message>
        <source>Shows the answer for this example.</source>
        <translation>Pokaže odgovor za ta primer.</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>razvrščen kot</translation>
    </message>
    <message>
        <source>Shows which class is taken for which.</source>
        <translation>Pokaže, kateri razred ima mreža za katerega.</translation>
    </message>
    <message>
        <source>{0} of {1} right</source>
        <translation>{0} od {1} pravilnih</translation>
    </message>
</context>
<context>
    <name>TablePart</name>
    <message>
        <source>Open a table…</source>
        <translation>Odpri tabelo…</translation>
    </message>
    <message>
        <source>Reads a CSV file: columns of numbers, and one to predict.</source>
        <translation>Prebere datoteko CSV: stolpce števil in stolpec za napoved.</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Stolpci…</translation>
    </message>
    <message>
        <source>Chooses another column to predict, and other features.</source>
        <translation>Izbere drug stolpec za napoved in druge značilke.</translation>
    </message>
    <message>
        <source>There is no table yet.</source>
        <translation>Tabele še ni.</translation>
    </message>
    <message>
        <source>{0} ({1} classes)</source>
        <translation>{0} ({1} razredov)</translation>
    </message>
    <message>
        <source>{0}: {1} rows, predicts {2}.</source>
        <translation>{0}: {1} vrstic, napoveduje {2}.</translation>
    </message>
</context>
<context>
    <name>Tape</name>
    <message>
        <source>breakpoint</source>
        <translation>prekinitvena točka</translation>
    </message>
    <message>
        <source>done</source>
        <translation>izvedeno</translation>
    </message>
    <message>
        <source>carried out last</source>
        <translation>izvedeno nazadnje</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>še pride</translation>
    </message>
    <message>
        <source>Loss above…</source>
        <translation>Izguba nad …</translation>
    </message>
    <message>
        <source>Stops where the loss of a batch is larger than a number.</source>
        <translation>Ustavi se, kjer je izguba svežnja večja od števila.</translation>
    </message>
    <message>
        <source>All gradients below…</source>
        <translation>Vsi gradienti pod …</translation>
    </message>
    <message>
        <source>Stops where the largest |∂L/∂w| of all weights is smaller than a number.</source>
        <translation>Ustavi se, kjer je največji |∂L/∂w| vseh uteži manjši od števila.</translation>
    </message>
    <message>
        <source>Gradients of {0} below…</source>
        <translation>Gradienti plasti {0} pod …</translation>
    </message>
    <message>
        <source>Stops where the largest |∂L/∂w| of this layer is smaller than a number.</source>
        <translation>Ustavi se, kjer je največji |∂L/∂w| te plasti manjši od števila.</translation>
    </message>
    <message>
        <source>Not a number (NaN)</source>
        <translation>Ni število (NaN)</translation>
    </message>
    <message>
        <source>Stops where a loss or an activation is not a number any more.</source>
        <translation>Ustavi se, kjer izguba ali aktivacija ni več število.</translation>
    </message>
    <message>
        <source>Select a neuron first: the run stops where it is above a number.</source>
        <translation>Najprej izberite nevron: učenje se ustavi, kjer je nad številom.</translation>
    </message>
    <message>
        <source>This neuron above…</source>
        <translation>Ta nevron nad …</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>{0} above…</source>
        <translation>{0} nad …</translation>
    </message>
    <message>
        <source>Stops where this neuron's activation is above a number for any example.</source>
        <translation>Ustavi se, kjer je aktivacija tega nevrona pri katerem koli primeru nad številom.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>vsi</translation>
    </message>
    <message>
        <source>any operation of {0}</source>
        <translation>vsaka operacija plasti {0}</translation>
    </message>
    <message>
        <source>loss of the batch above</source>
        <translation>izguba svežnja nad</translation>
    </message>
    <message>
        <source>{0} above</source>
        <translation>{0} nad</translation>
    </message>
    <message>
        <source>largest |∂L/∂w| of {0} below</source>
        <translation>največji |∂L/∂w| plasti {0} pod</translation>
    </message>
    <message>
        <source>a number that is none (NaN)</source>
        <translation>število, ki to ni (NaN)</translation>
    </message>
    <message>
        <source>largest |∂L/∂w| below</source>
        <translation>največji |∂L/∂w| pod</translation>
    </message>
    <message>
        <source>Stopped at the breakpoint on operation {1}.</source>
        <translation>Ustavljeno na prekinitveni točki pri operaciji {1}.</translation>
    </message>
    <message>
        <source>Stopped because this is an operation of {0}.</source>
        <translation>Ustavljeno, ker je to operacija plasti {0}.</translation>
    </message>
    <message>
        <source>Stopped because the loss of the batch{3} is above {2}.</source>
        <translation>Ustavljeno, ker je izguba svežnja{3} nad {2}.</translation>
    </message>
    <message>
        <source>Stopped because {0} is above {2} for an example of the batch.</source>
        <translation>Ustavljeno, ker je {0} pri enem od primerov svežnja nad {2}.</translation>
    </message>
    <message>
        <source>Stopped because the largest |∂L/∂w| of {0} is below {2}.</source>
        <translation>Ustavljeno, ker je največji |∂L/∂w| plasti {0} pod {2}.</translation>
    </message>
    <message>
        <source>Stopped because a loss or an activation is not a number.</source>
        <translation>Ustavljeno, ker izguba ali aktivacija ni število.</translation>
    </message>
    <message>
        <source>Stopped because the largest |∂L/∂w| is below {2}.</source>
        <translation>Ustavljeno, ker je največji |∂L/∂w| pod {2}.</translation>
    </message>
    <message>
        <source>data</source>
        <translation>podatki</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>naprej</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>izguba</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>nazaj</translation>
    </message>
    <message>
        <source>update</source>
        <translation>popravek</translation>
    </message>
</context>
<context>
    <name>TapeView</name>
    <message>
        <source>Tape</source>
        <translation>Trak</translation>
    </message>
    <message>
        <source>Operations of one update</source>
        <translation>Operacije enega popravka</translation>
    </message>
    <message>
        <source>Lists the breakpoints: where the run stops by itself.</source>
        <translation>Našteje prekinitvene točke: kje se učenje samo ustavi.</translation>
    </message>
    <message>
        <source>operation {0} of {1}</source>
        <translation>operacija {0} od {1}</translation>
    </message>
    <message>
        <source>{0} operations per update</source>
        <translation>operacij na popravek: {0}</translation>
    </message>
    <message>
        <source>{0} operations</source>
        <translation>operacij: {0}</translation>
    </message>
    <message>
        <source>click to run there</source>
        <translation>klik izvede do tja</translation>
    </message>
    <message>
        <source>right-click for a breakpoint</source>
        <translation>desni klik za prekinitveno točko</translation>
    </message>
    <message>
        <source>A breakpoint went with what it stood on.</source>
        <translation>Prekinitvena točka je izginila s tem, na čemer je stala.</translation>
    </message>
    <message>
        <source>{0} breakpoints went with what they stood on.</source>
        <translation>Prekinitvene točke ({0}) so izginile s tem, na čemer so stale.</translation>
    </message>
    <message>
        <source>breakpoints</source>
        <translation>prekinitve</translation>
    </message>
    <message>
        <source>Breakpoints: {0}</source>
        <translation>Prekinitvene točke: {0}</translation>
    </message>
</context>
<context>
    <name>TermRow</name>
    <message>
        <source>The activation of {0}, times the weight.</source>
        <translation>Aktivacija {0}, krat utež.</translation>
    </message>
    <message>
        <source>weight from {0}</source>
        <translation>utež iz {0}</translation>
    </message>
</context>
<context>
    <name>TileSwitch</name>
    <message>
        <source>Plane</source>
        <translation>Ravnina</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Vrednost</translation>
    </message>
    <message>
        <source>Each tile shows the neuron's answer for every point of the plane.</source>
        <translation>Vsaka ploščica kaže odgovor nevrona za vsako točko ravnine.</translation>
    </message>
    <message>
        <source>Each tile shows the neuron's value for the example at hand.</source>
        <translation>Vsaka ploščica kaže vrednost nevrona pri izbranem primeru.</translation>
    </message>
    <message>
        <source>Tiles: {name}</source>
        <translation>Ploščice: {name}</translation>
    </message>
</context>
<context>
    <name>TimeKeeping</name>
    <message>
        <source>Press or drag to see any step of the run; edits stay as they are.</source>
        <translation>Pritisk ali vlečenje pokaže katerikoli korak teka; urejanje ostane, kakršno je.</translation>
    </message>
</context>
<context>
    <name>TimeMachine</name>
    <message>
        <source>Go to step</source>
        <translation>Pojdi na korak</translation>
    </message>
    <message>
        <source>Step of this run, from 0 to {0}:</source>
        <translation>Korak tega teka, od 0 do {0}:</translation>
    </message>
</context>
<context>
    <name>UnitCurve</name>
    <message>
        <source>The sum z, the activation a there, and the slope of the curve there.</source>
        <translation>Vsota z, aktivacija a na tem mestu in naklon krivulje tam.</translation>
    </message>
    <message>
        <source>z from {0} to {1} at {2} positions</source>
        <translation>z od {0} do {1} na {2} mestih</translation>
    </message>
</context>
<context>
    <name>WeightSheet</name>
    <message>
        <source>Weights then and now</source>
        <translation>Uteži takrat in zdaj</translation>
    </message>
</context>
<context>
    <name>WeightsView</name>
    <message>
        <source>matrix</source>
        <translation>matrika</translation>
    </message>
    <message>
        <source>The weights as squares: full is positive, hollow is negative.</source>
        <translation>Uteži kot kvadratki: poln je pozitiven, prazen negativen.</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>raztros</translation>
    </message>
    <message>
        <source>How many weights and activations lie where.</source>
        <translation>Koliko uteži in aktivacij leži kje.</translation>
    </message>
    <message>
        <source>multiply out</source>
        <translation>zmnoži</translation>
    </message>
    <message>
        <source>Linear layers in a row are a single matrix: this one.</source>
        <translation>Zaporedne linearne plasti so ena sama matrika: ta.</translation>
    </message>
    <message>
        <source>prune</source>
        <translation>obreži</translation>
    </message>
    <message>
        <source>How much could be cut without losing accuracy.</source>
        <translation>Koliko bi lahko prerezali, ne da bi izgubili točnost.</translation>
    </message>
    <message>
        <source>The layer whose weights are shown.</source>
        <translation>Plast, katere uteži so prikazane.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Plast</translation>
    </message>
    <message>
        <source>Weights as a Hinton diagram</source>
        <translation>Uteži kot Hintonov diagram</translation>
    </message>
    <message>
        <source>Linear layers as one matrix</source>
        <translation>Linearne plasti kot ena matrika</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Uteži</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivacije</translation>
    </message>
    <message>
        <source>No layer has weights yet.</source>
        <translation>Nobena plast še nima uteži.</translation>
    </message>
    <message>
        <source>Gradients as a Hinton diagram</source>
        <translation>Gradienti kot Hintonov diagram</translation>
    </message>
    <message>
        <source>a row for each neuron, a column for each input</source>
        <translation>vrstica za vsak nevron, stolpec za vsak vhod</translation>
    </message>
    <message>
        <source>a row for each unit, a column for each of its numbers</source>
        <translation>vrstica za vsako enoto, stolpec za vsako njeno število</translation>
    </message>
    <message>
        <source>the larger the square, the larger the weight</source>
        <translation>večji kvadrat pomeni večjo utež</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienti</translation>
    </message>
    <message>
        <source>Waiting for the first numbers.</source>
        <translation>Čaka na prve številke.</translation>
    </message>
    <message>
        <source>This kind of layer is no single matrix.</source>
        <translation>Takšna plast ni ena sama matrika.</translation>
    </message>
    <message>
        <source>no linear layer stands in front of this one</source>
        <translation>pred to plastjo ni linearne plasti</translation>
    </message>
    <message>
        <source>{0} layers together are this one matrix</source>
        <translation>{0} plasti skupaj je ta ena matrika</translation>
    </message>
    <message>
        <source>No batch has led here yet: press Batch or Operation.</source>
        <translation>Do sem še ni pripeljal noben sveženj: pritisnite Sveženj ali Operacija.</translation>
    </message>
    <message>
        <source>Nothing is learned here, so no gradient is computed.</source>
        <translation>Tu se nič ne uči, zato se gradient ne računa.</translation>
    </message>
    <message>
        <source>Not computed yet in this batch.</source>
        <translation>V tem svežnju še ni izračunano.</translation>
    </message>
    <message>
        <source>in the middle of update {0}: some may have moved, others not yet</source>
        <translation>sredi posodobitve {0}: nekatere so se morda že premaknile, druge še ne</translation>
    </message>
    <message>
        <source>∂L/∂w of this batch, from before the update</source>
        <translation>∂L/∂w tega svežnja, od pred posodobitvijo</translation>
    </message>
    <message>
        <source>∂L/∂w of the batch in progress</source>
        <translation>∂L/∂w svežnja v teku</translation>
    </message>
    <message>
        <source>∂L/∂w of the last batch, at the weights of step {0}</source>
        <translation>∂L/∂w zadnjega svežnja, pri utežeh koraka {0}</translation>
    </message>
    <message>
        <source>∂L/∂w of this batch and activations, from before the update</source>
        <translation>∂L/∂w tega svežnja in aktivacije, od pred posodobitvijo</translation>
    </message>
    <message>
        <source>weights in the middle of the update, activations from before it</source>
        <translation>uteži sredi posodobitve, aktivacije od pred njo</translation>
    </message>
    <message>
        <source>activations over the training examples</source>
        <translation>aktivacije na učnih primerih</translation>
    </message>
    <message>
        <source>{0} of {1} always 0</source>
        <translation>{0} od {1} vedno 0</translation>
    </message>
</context>
<context>
    <name>WhatIfView</name>
    <message>
        <source>As it was</source>
        <translation>Kot je bilo</translation>
    </message>
    <message>
        <source>Takes the numbers of the example again.</source>
        <translation>Spet vzame številke primera.</translation>
    </message>
    <message>
        <source>Take the example's own numbers</source>
        <translation>Vzemi številke samega primera</translation>
    </message>
    <message>
        <source>output</source>
        <translation>izhod</translation>
    </message>
    <message>
        <source>{0} more numbers stay as they are.</source>
        <translation>Še {0} števil ostane, kakršna so.</translation>
    </message>
    <message>
        <source>Nothing is trained on this; the example itself stays as it is.</source>
        <translation>Na tem se nič ne uči; sam primer ostane, kakršen je.</translation>
    </message>
    <message>
        <source>Changes this number of the example, to see what the network would say.</source>
        <translation>Spremeni to število v primeru, da se vidi, kaj bi rekla mreža.</translation>
    </message>
    <message>
        <source>There are no examples yet.</source>
        <translation>Primerov še ni.</translation>
    </message>
    <message>
        <source>training example {0}</source>
        <translation>učni primer {0}</translation>
    </message>
    <message>
        <source>test example {0}</source>
        <translation>testni primer {0}</translation>
    </message>
    <message>
        <source>, changed</source>
        <translation>, spremenjen</translation>
    </message>
    <message>
        <source>, as it is</source>
        <translation>, kakršen je</translation>
    </message>
</context>
<context>
    <name>WireCard</name>
    <message>
        <source>weight</source>
        <translation>utež</translation>
    </message>
    <message>
        <source>This weight is not part of the run yet.</source>
        <translation>Ta utež še ni del teka.</translation>
    </message>
    <message>
        <source>The wire is cut: nothing passes through it, and training leaves it at 0.</source>
        <translation>Povezava je prerezana: nič ne gre skoznjo in učenje jo pusti pri 0.</translation>
    </message>
    <message>
        <source>How the loss blames this weight is no product of three numbers.</source>
        <translation>Kako izguba krivi to utež, ni zmnožek treh števil.</translation>
    </message>
    <message>
        <source>No gradient yet: the backward pass has not been here.</source>
        <translation>Gradienta še ni: prehod nazaj še ni prišel do sem.</translation>
    </message>
    <message>
        <source>The network computes ∂L/∂z at once; the factors are worked out apart.</source>
        <translation>Mreža ∂L/∂z izračuna naenkrat; faktorji so izračunani posebej.</translation>
    </message>
    <message>
        <source>Σ ∂L/∂z · ∂z/{0} over the positions</source>
        <translation>Σ ∂L/∂z · ∂z/{0} prek mest</translation>
    </message>
    <message>
        <source>answer minus target</source>
        <translation>odgovor minus cilj</translation>
    </message>
    <message>
        <source>blame</source>
        <translation>krivda</translation>
    </message>
    <message>
        <source>product</source>
        <translation>produkt</translation>
    </message>
    <message>
        <source>blame from the loss</source>
        <translation>krivda iz izgube</translation>
    </message>
    <message>
        <source>blame from {0}</source>
        <translation>krivda iz {0}</translation>
    </message>
    <message>
        <source>a bias always counts once</source>
        <translation>pristranskost vedno šteje enkrat</translation>
    </message>
    <message>
        <source>activation of {0}</source>
        <translation>aktivacija {0}</translation>
    </message>
    <message>
        <source>this example alone: </source>
        <translation>samo ta primer: </translation>
    </message>
    <message>
        <source>next: </source>
        <translation>naslednji: </translation>
    </message>
    <message>
        <source>What SGD would do after this example alone; a batch takes the mean.</source>
        <translation>Kaj bi SGD naredil po tem samem primeru; sveženj vzame povprečje.</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>File</source>
        <translation>Datoteka</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Uredi</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Pogled</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Učenje</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Čas</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Pomoč</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Razveljavi</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Uveljavi</translation>
    </message>
    <message>
        <source>Takes back the last change; time and training stay.</source>
        <translation>Razveljavi zadnjo spremembo; čas in učenje ostaneta.</translation>
    </message>
    <message>
        <source>Makes the change again that was taken back last.</source>
        <translation>Znova naredi spremembo, ki je bila zadnja razveljavljena.</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Izreži</translation>
    </message>
    <message>
        <source>Takes the selected layers out and keeps them for pasting.</source>
        <translation>Izbrane plasti vzame ven in jih shrani za lepljenje.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiraj</translation>
    </message>
    <message>
        <source>Keeps the selected layers for pasting, here or elsewhere.</source>
        <translation>Izbrane plasti shrani za lepljenje, tu ali drugje.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Prilepi</translation>
    </message>
    <message>
        <source>Puts copied layers, or layers written as text, on the canvas.</source>
        <translation>Na platno postavi kopirane plasti ali plasti, zapisane kot besedilo.</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Podvoji</translation>
    </message>
    <message>
        <source>Puts a copy of the selected layers beside them.</source>
        <translation>Kopijo izbranih plasti postavi poleg njih.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Izbriši</translation>
    </message>
    <message>
        <source>Removes what is selected and joins its neighbours again.</source>
        <translation>Odstrani izbrano in spet poveže sosede.</translation>
    </message>
    <message>
        <source>Select all layers</source>
        <translation>Izberi vse plasti</translation>
    </message>
    <message>
        <source>Selects every layer, to change them together.</source>
        <translation>Izbere vse plasti, da jih spremenite skupaj.</translation>
    </message>
    <message>
        <source>Rename the layer</source>
        <translation>Preimenuj plast</translation>
    </message>
    <message>
        <source>Gives the selected layer another name.</source>
        <translation>Izbrani plasti da drugo ime.</translation>
    </message>
    <message>
        <source>Connect from here</source>
        <translation>Poveži od tu</translation>
    </message>
    <message>
        <source>Draws a connection: arrows choose the layer, Enter connects.</source>
        <translation>Nariše povezavo: puščice izberejo plast, Enter poveže.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Zamrzni</translation>
    </message>
    <message>
        <source>Keeps the selected weights still while the others learn.</source>
        <translation>Izbrane uteži mirujejo, ostale pa se učijo.</translation>
    </message>
    <message>
        <source>Clamp the neuron</source>
        <translation>Vpni nevron</translation>
    </message>
    <message>
        <source>Holds the neuron at its present value for every example.</source>
        <translation>Nevron zadrži pri sedanji vrednosti za vsak primer.</translation>
    </message>
    <message>
        <source>Cut the wire</source>
        <translation>Prereži povezavo</translation>
    </message>
    <message>
        <source>Lets the selected weight count as 0 until it is mended.</source>
        <translation>Izbrana utež šteje kot 0, dokler je ne popravimo.</translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation>Nove naključne uteži</translation>
    </message>
    <message>
        <source>Draws the selected weights anew, as at the start of a run.</source>
        <translation>Izbrane uteži izžreba znova, kot na začetku teka.</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>Pospravi</translation>
    </message>
    <message>
        <source>Puts every card back in its place in the row.</source>
        <translation>Vsako kartico postavi nazaj na njeno mesto v vrsti.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <source>Starts an empty network: data, output, and nothing between.</source>
        <translation>Začne prazno mrežo: podatki, izhod in nič vmes.</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Novo okno</translation>
    </message>
    <message>
        <source>Opens a second window with a network of its own.</source>
        <translation>Odpre drugo okno s svojo mrežo.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Odpri…</translation>
    </message>
    <message>
        <source>Opens a saved network and goes on where its training stopped.</source>
        <translation>Odpre shranjeno mrežo in nadaljuje, kjer se je učenje ustavilo.</translation>
    </message>
    <message>
        <source>Open a table…</source>
        <translation>Odpri tabelo…</translation>
    </message>
    <message>
        <source>Takes the rows of a CSV file as data: columns of numbers, one to predict.</source>
        <translation>Vrstice datoteke CSV vzame za podatke: stolpce števil in enega za napoved.</translation>
    </message>
    <message>
        <source>Columns of the table…</source>
        <translation>Stolpci tabele…</translation>
    </message>
    <message>
        <source>Chooses another column to predict, and other features.</source>
        <translation>Izbere drug stolpec za napoved in druge značilke.</translation>
    </message>
    <message>
        <source>Examples…</source>
        <translation>Primeri…</translation>
    </message>
    <message>
        <source>Shows the examples that come with the program.</source>
        <translation>Pokaže primere, ki so priloženi programu.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Shrani</translation>
    </message>
    <message>
        <source>Saves the network and its training, to go on to the bit.</source>
        <translation>Mrežo in njeno učenje shrani tako, da se nadaljuje do bita enako.</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Shrani kot…</translation>
    </message>
    <message>
        <source>Saves the network and its training under another name.</source>
        <translation>Mrežo in njeno učenje shrani pod drugim imenom.</translation>
    </message>
    <message>
        <source>Export trained weights…</source>
        <translation>Izvozi naučene uteži…</translation>
    </message>
    <message>
        <source>Writes the weights for other programs, reads them back and compares.</source>
        <translation>Uteži zapiše za druge programe, jih prebere nazaj in primerja.</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Zapri okno</translation>
    </message>
    <message>
        <source>Closes this window, after asking about unsaved changes.</source>
        <translation>Zapre to okno; prej vpraša o neshranjenih spremembah.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Končaj</translation>
    </message>
    <message>
        <source>Closes every window, after asking about unsaved changes.</source>
        <translation>Zapre vsa okna; prej vpraša o neshranjenih spremembah.</translation>
    </message>
    <message>
        <source>Explain this</source>
        <translation>Razloži to</translation>
    </message>
    <message>
        <source>Says what the control in focus, or the selected layer or neuron, is.</source>
        <translation>Pove, kaj je izbrani gumb ali izbrana plast ali nevron.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tipke</translation>
    </message>
    <message>
        <source>Lists every key.</source>
        <translation>Našteje vse tipke.</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Slovarček</translation>
    </message>
    <message>
        <source>Lists layers, activations, losses, optimizers and data with their formulas.</source>
        <translation>Našteje plasti, aktivacije, izgube, optimizatorje in podatke z njihovimi formulami.</translation>
    </message>
    <message>
        <source>Show the hints again</source>
        <translation>Znova pokaži namige</translation>
    </message>
    <message>
        <source>Shows the three hints of the first start once more.</source>
        <translation>Še enkrat pokaže tri namige prvega zagona.</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Pokaži dnevnik</translation>
    </message>
    <message>
        <source>Opens the file in which errors are written down.</source>
        <translation>Odpre datoteko, v katero se zapisujejo napake.</translation>
    </message>
    <message>
        <source>About Playground</source>
        <translation>O programu Playground</translation>
    </message>
    <message>
        <source>Shows version and licences.</source>
        <translation>Pokaže različico in licence.</translation>
    </message>
    <message>
        <source>Add a layer: searchable menu at the pointer</source>
        <translation>Dodaj plast: meni z iskanjem ob kazalcu</translation>
    </message>
    <message>
        <source>Connect from the selected layer: arrows, then Enter</source>
        <translation>Poveži od izbrane plasti: puščice, nato Enter</translation>
    </message>
    <message>
        <source>More or fewer neurons in the selected layers</source>
        <translation>Več ali manj nevronov v izbranih plasteh</translation>
    </message>
    <message>
        <source>Move the selection between neurons and layers</source>
        <translation>Premikaj izbor med nevroni in plastmi</translation>
    </message>
    <message>
        <source>Move the selected layer along the row</source>
        <translation>Premakni izbrano plast vzdolž vrste</translation>
    </message>
    <message>
        <source>Edit the selected value</source>
        <translation>Uredi izbrano vrednost</translation>
    </message>
    <message>
        <source>While editing: change it (Shift ×10, Ctrl ÷10)</source>
        <translation>Med urejanjem: spremeni jo (Shift ×10, Ctrl ÷10)</translation>
    </message>
    <message>
        <source>On a wire: change its weight; on several layers: neurons</source>
        <translation>Na povezavi: spremeni njeno utež; na več plasteh: nevrone</translation>
    </message>
    <message>
        <source>Add a layer to the selection, or take it out</source>
        <translation>Dodaj plast k izboru ali jo vzemi iz njega</translation>
    </message>
    <message>
        <source>Select the layers inside a rubber band</source>
        <translation>Izberi plasti v okvirju</translation>
    </message>
    <message>
        <source>Open the menu of what is selected</source>
        <translation>Odpri meni izbranega</translation>
    </message>
    <message>
        <source>Cancel the drag, restore the value</source>
        <translation>Prekliče vlečenje, povrne vrednost</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Povečava ob kazalcu</translation>
    </message>
    <message>
        <source>Pan, as does a drag on empty canvas</source>
        <translation>Premik pogleda, tako kot vlečenje po praznem platnu</translation>
    </message>
    <message>
        <source>A step back or forth (Shift ×10, Ctrl ×100)</source>
        <translation>Korak nazaj ali naprej (Shift ×10, Ctrl ×100)</translation>
    </message>
    <message>
        <source>The first step, or the newest</source>
        <translation>Prvi ali najnovejši korak</translation>
    </message>
    <message>
        <source>Where this pass over the data began, or the next</source>
        <translation>Začetek tega ali naslednjega prehoda čez podatke</translation>
    </message>
    <message>
        <source>Any step of the run</source>
        <translation>Katerikoli korak teka</translation>
    </message>
    <message>
        <source>Give up a jump that takes long</source>
        <translation>Opusti skok, ki dolgo traja</translation>
    </message>
    <message>
        <source>Run to operation…</source>
        <translation>Izvedi do operacije …</translation>
    </message>
    <message>
        <source>Chooses an operation on the tape: arrows, then Enter.</source>
        <translation>Izbere operacijo na traku: puščice, nato Enter.</translation>
    </message>
    <message>
        <source>Toggle breakpoint</source>
        <translation>Preklopi prekinitveno točko</translation>
    </message>
    <message>
        <source>Stops at the operation marked on the tape, or no longer.</source>
        <translation>Ustavi se pri operaciji, označeni na traku, ali pa nič več.</translation>
    </message>
    <message>
        <source>Breakpoints…</source>
        <translation>Prekinitvene točke …</translation>
    </message>
    <message>
        <source>Lists where the run stops by itself, to change or add.</source>
        <translation>Našteje, kje se učenje samo ustavi, za spreminjanje in dodajanje.</translation>
    </message>
    <message>
        <source>Clear breakpoints</source>
        <translation>Odstrani prekinitvene točke</translation>
    </message>
    <message>
        <source>Takes every breakpoint away.</source>
        <translation>Odstrani vse prekinitvene točke.</translation>
    </message>
    <message>
        <source>Copy the arithmetic</source>
        <translation>Kopiraj račun</translation>
    </message>
    <message>
        <source>Copies the operation's formula and numbers as text.</source>
        <translation>Kopira formulo in števila operacije kot besedilo.</translation>
    </message>
    <message>
        <source>Copy the arithmetic as LaTeX</source>
        <translation>Kopiraj račun kot LaTeX</translation>
    </message>
    <message>
        <source>Copies the operation's formula and numbers as LaTeX.</source>
        <translation>Kopira formulo in števila operacije kot LaTeX.</translation>
    </message>
    <message>
        <source>Check my gradients</source>
        <translation>Preveri gradiente</translation>
    </message>
    <message>
        <source>Compares gradients with what moving the weights does.</source>
        <translation>Primerja gradiente s tem, kar naredi premik uteži.</translation>
    </message>
    <message>
        <source>Back by an operation</source>
        <translation>Nazaj za operacijo</translation>
    </message>
    <message>
        <source>Shows the run before its last single operation.</source>
        <translation>Pokaže učenje pred zadnjo posamezno operacijo.</translation>
    </message>
    <message>
        <source>Back by an example</source>
        <translation>Nazaj za primer</translation>
    </message>
    <message>
        <source>Shows the example of the batch before this one.</source>
        <translation>Pokaže primer iz svežnja pred tem.</translation>
    </message>
    <message>
        <source>Back by a batch</source>
        <translation>Nazaj za sveženj</translation>
    </message>
    <message>
        <source>Shows the run before its last update.</source>
        <translation>Pokaže učenje pred zadnjim popravkom uteži.</translation>
    </message>
    <message>
        <source>Back by an epoch</source>
        <translation>Nazaj za prehod</translation>
    </message>
    <message>
        <source>Shows the run where this pass over the data began.</source>
        <translation>Pokaže učenje na začetku tega prehoda čez podatke.</translation>
    </message>
    <message>
        <source>Go to step…</source>
        <translation>Pojdi na korak …</translation>
    </message>
    <message>
        <source>Shows any step that this run has been at.</source>
        <translation>Pokaže katerikoli korak, na katerem je ta tek že bil.</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Nazaj na zdaj</translation>
    </message>
    <message>
        <source>Shows the newest step again; undo is for edits, not for time.</source>
        <translation>Spet pokaže najnovejši korak; razveljavitev je za urejanje, ne za čas.</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>Nadaljuj od tu</translation>
    </message>
    <message>
        <source>Goes on from this step as a new run; what came later stays as its own.</source>
        <translation>Od tega koraka gre naprej kot nov tek; kar je prišlo pozneje, ostane kot svoj.</translation>
    </message>
    <message>
        <source>Compare with now</source>
        <translation>Primerjaj z zdaj</translation>
    </message>
    <message>
        <source>Shows this step beside the newest one: output and weights.</source>
        <translation>Pokaže ta korak ob najnovejšem: izhod in uteži.</translation>
    </message>
    <message>
        <source>Name this run…</source>
        <translation>Poimenuj ta tek …</translation>
    </message>
    <message>
        <source>Gives the run a name that stands at the end of its curve.</source>
        <translation>Da teku ime, ki stoji na koncu njegove krivulje.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Premor</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Zaženi</translation>
    </message>
    <message>
        <source>Stop at…</source>
        <translation>Ustavi pri…</translation>
    </message>
    <message>
        <source>Stop at {0}…</source>
        <translation>Ustavi pri {0}…</translation>
    </message>
    <message>
        <source>Starts training at the chosen speed, or pauses it.</source>
        <translation>Začne učenje z izbranim tempom ali ga ustavi.</translation>
    </message>
    <message>
        <source>Trains until a step, an epoch, a loss or an accuracy.</source>
        <translation>Uči do koraka, epohe, izgube ali točnosti.</translation>
    </message>
    <message>
        <source>Do not stop by itself</source>
        <translation>Ne ustavi se samo</translation>
    </message>
    <message>
        <source>Takes away where training was to stop.</source>
        <translation>Odstrani mesto, kjer bi se učenje ustavilo.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Korak</translation>
    </message>
    <message>
        <source>Steps once more by the unit that was stepped last.</source>
        <translation>Naredi še en korak v enoti, ki je bila zadnja.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Nazaj</translation>
    </message>
    <message>
        <source>Goes back in time by the unit that was stepped last.</source>
        <translation>Gre v času nazaj za enoto, po kateri je šel zadnji korak.</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operacija</translation>
    </message>
    <message>
        <source>Computes the next single operation and pauses.</source>
        <translation>Izračuna naslednjo posamezno operacijo in se ustavi.</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Primer</translation>
    </message>
    <message>
        <source>Shows the next example of the batch and pauses.</source>
        <translation>Pokaže naslednji primer svežnja in se ustavi.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Sveženj</translation>
    </message>
    <message>
        <source>Trains to the end of the next update and pauses.</source>
        <translation>Uči do konca naslednjega popravka in se ustavi.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoha</translation>
    </message>
    <message>
        <source>Trains to the end of the pass over the data and pauses.</source>
        <translation>Uči do konca prehoda čez podatke in se ustavi.</translation>
    </message>
    <message>
        <source>Several steps…</source>
        <translation>Več korakov…</translation>
    </message>
    <message>
        <source>Trains exactly as many steps as you say, then pauses.</source>
        <translation>Uči natanko toliko korakov, kot rečete, nato se ustavi.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Ponastavi</translation>
    </message>
    <message>
        <source>Goes back to step 0 with the identical initial weights.</source>
        <translation>Vrne se na korak 0 z natanko istimi začetnimi utežmi.</translation>
    </message>
    <message>
        <source>New initial weights</source>
        <translation>Nove začetne uteži</translation>
    </message>
    <message>
        <source>Takes the next seed and starts again with other weights.</source>
        <translation>Vzame naslednje seme in začne znova z drugimi utežmi.</translation>
    </message>
    <message>
        <source>Go back to the last good weights</source>
        <translation>Nazaj na zadnje dobre uteži</translation>
    </message>
    <message>
        <source>Takes the weights from before the first broken number.</source>
        <translation>Vzame uteži izpred prvega pokvarjenega števila.</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Počasneje</translation>
    </message>
    <message>
        <source>Trains fewer steps a second.</source>
        <translation>Uči manj korakov na sekundo.</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Hitreje</translation>
    </message>
    <message>
        <source>Trains more steps a second.</source>
        <translation>Uči več korakov na sekundo.</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>Počasni posnetek</translation>
    </message>
    <message>
        <source>Plays operation by operation, or at the pace before.</source>
        <translation>Predvaja operacijo za operacijo ali spet s prejšnjo hitrostjo.</translation>
    </message>
    <message>
        <source>Flat out</source>
        <translation>Na vso moč</translation>
    </message>
    <message>
        <source>Trains as fast as the machine can, or at the pace before.</source>
        <translation>Uči z vso močjo računalnika ali s prejšnjim tempom.</translation>
    </message>
    <message>
        <source>Be the optimizer…</source>
        <translation>Bodite optimizator …</translation>
    </message>
    <message>
        <source>A game: find the way down a small loss by hand, against an optimizer.</source>
        <translation>Igra: na roko poiščite pot navzdol po majhni izgubi, v tekmi z optimizatorjem.</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Svetle barve</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Temne barve</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Prilagodi</translation>
    </message>
    <message>
        <source>Zooms so that the whole network can be seen.</source>
        <translation>Poveča tako, da se vidi cela mreža.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Povečaj</translation>
    </message>
    <message>
        <source>Shows the network larger.</source>
        <translation>Mrežo pokaže večjo.</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Pomanjšaj</translation>
    </message>
    <message>
        <source>Shows the network smaller.</source>
        <translation>Mrežo pokaže manjšo.</translation>
    </message>
    <message>
        <source>Tiles show the example</source>
        <translation>Ploščice kažejo primer</translation>
    </message>
    <message>
        <source>Shows each neuron's value for one example, or its whole plane.</source>
        <translation>Pokaže vrednost vsakega nevrona pri enem primeru ali njegovo celo ravnino.</translation>
    </message>
    <message>
        <source>Signs only</source>
        <translation>Samo predznaki</translation>
    </message>
    <message>
        <source>Shows only whether neurons answer positive or negative.</source>
        <translation>Pokaže samo, ali nevroni odgovorijo pozitivno ali negativno.</translation>
    </message>
    <message>
        <source>Changes between dark and light colours.</source>
        <translation>Zamenja temne in svetle barve.</translation>
    </message>
    <message>
        <source>Larger interface</source>
        <translation>Večji vmesnik</translation>
    </message>
    <message>
        <source>Makes words, numbers and buttons larger, for a projector.</source>
        <translation>Poveča besede, številke in gumbe, za projektor.</translation>
    </message>
    <message>
        <source>Smaller interface</source>
        <translation>Manjši vmesnik</translation>
    </message>
    <message>
        <source>Makes words, numbers and buttons smaller.</source>
        <translation>Pomanjša besede, številke in gumbe.</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>Običajna velikost</translation>
    </message>
    <message>
        <source>Gives words, numbers and buttons their usual size again.</source>
        <translation>Besedam, številkam in gumbom vrne običajno velikost.</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Celozaslonsko</translation>
    </message>
    <message>
        <source>Gives the window the whole screen, or a frame again.</source>
        <translation>Oknu da cel zaslon ali spet okvir.</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Ponastavi razporeditev</translation>
    </message>
    <message>
        <source>Shows every part of the window at its usual place.</source>
        <translation>Pokaže vse dele okna na njihovih običajnih mestih.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Nastavitve…</translation>
    </message>
    <message>
        <source>Colours, size, pace, safety and language, applied at once.</source>
        <translation>Barve, velikost, tempo, varnost in jezik; velja takoj.</translation>
    </message>
    <message>
        <source>Why does it not learn?</source>
        <translation>Zakaj se ne uči?</translation>
    </message>
    <message>
        <source>Shows what was found in the run, and what would help.</source>
        <translation>Pokaže, kaj je bilo najdeno v teku in kaj bi pomagalo.</translation>
    </message>
    <message>
        <source>Find in the network…</source>
        <translation>Najdi v mreži…</translation>
    </message>
    <message>
        <source>Finds layers, neurons and weights by name or value.</source>
        <translation>Najde plasti, nevrone in uteži po imenu ali vrednosti.</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Najdi ukaz…</translation>
    </message>
    <message>
        <source>Lists every command; type to filter, Enter runs it.</source>
        <translation>Našteje vse ukaze; tipkajte za izbiro, Enter izvede.</translation>
    </message>
</context>
<context>
    <name>catalog</name>
    <message>
        <source>Latent</source>
        <translation>Latentni vhod</translation>
    </message>
    <message>
        <source>A column of the table.</source>
        <translation>Stolpec tabele.</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linearna</translation>
    </message>
    <message>
        <source>Passes the sum on unchanged, so stacked linear layers can do no more than a single one.</source>
        <translation>Vsoto prepusti nespremenjeno, zato zaporedne linearne plasti ne zmorejo več kot ena sama.</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Keeps positive sums and turns negative ones into 0, which is fast and makes bent lines.</source>
        <translation>Pozitivne vsote ohrani, negativne spremeni v 0; to je hitro in dela lomljene črte.</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Puščajoči ReLU</translation>
    </message>
    <message>
        <source>Like ReLU, but negative sums still pass with a hundredth of their size, so no unit goes silent for good.</source>
        <translation>Kot ReLU, le da negativne vsote vseeno prepusti s stotino velikosti, zato nobena enota ne utihne za vedno.</translation>
    </message>
    <message>
        <source>ReLU6</source>
        <translation>ReLU6</translation>
    </message>
    <message>
        <source>A ReLU that stops at 6, so that numbers stay small enough for small devices.</source>
        <translation>ReLU, ki se ustavi pri 6, da števila ostanejo dovolj majhna za majhne naprave.</translation>
    </message>
    <message>
        <source>Clipped ReLU</source>
        <translation>Odrezani ReLU</translation>
    </message>
    <message>
        <source>A ReLU that stops at 1, so that every answer lies between 0 and 1 without an exponential.</source>
        <translation>ReLU, ki se ustavi pri 1, da je vsak odgovor brez eksponentne funkcije med 0 in 1.</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Keeps positive sums and bends negative ones smoothly towards −1.</source>
        <translation>Pozitivne vsote ohrani, negativne pa gladko ukrivi proti −1.</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>A smooth ReLU that lets a little of small negative sums through, used in most language models.</source>
        <translation>Gladek ReLU, ki prepusti malo majhnih negativnih vsot; uporablja ga večina jezikovnih modelov.</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>The sum times its own sigmoid: a smooth ReLU with a shallow dip below 0 (also called swish).</source>
        <translation>Vsota krat njena sigmoida: gladek ReLU s plitvo kotanjo pod 0 (imenovan tudi swish).</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>A rounded ReLU that is always above 0, so it suits answers that must be positive.</source>
        <translation>Zaobljen ReLU, ki je vedno nad 0, zato je primeren za odgovore, ki morajo biti pozitivni.</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Squeezes the sum smoothly into the range from −1 to 1.</source>
        <translation>Vsoto gladko stisne v območje od −1 do 1.</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoida</translation>
    </message>
    <message>
        <source>Squeezes the sum smoothly into the range from 0 to 1, so it can be read as a probability.</source>
        <translation>Vsoto gladko stisne v območje od 0 do 1, zato jo lahko beremo kot verjetnost.</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>Sinus</translation>
    </message>
    <message>
        <source>Rises and falls with the sum again and again, which suits patterns that repeat.</source>
        <translation>Z vsoto se znova in znova dviga in spušča, kar ustreza ponavljajočim se vzorcem.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Korak</translation>
    </message>
    <message>
        <source>Answers 1 for positive sums and 0 otherwise, as the first perceptron did; only the perceptron rule can train it.</source>
        <translation>Pri pozitivnih vsotah odgovori 1, sicer 0, kot prvi perceptron; naučimo jo lahko samo s pravilom perceptrona.</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Turns the sums of all units into probabilities that add up to 1, one for each class.</source>
        <translation>Vsote vseh enot spremeni v verjetnosti, ki se seštejejo v 1, po eno za vsak razred.</translation>
    </message>
    <message>
        <source>An input that draws numbers of a bell curve, as the maker of a GAN starts from.</source>
        <translation>Vhod, ki žreba števila z zvonasto krivuljo, iz kakršnih začne ustvarjalec pri GAN.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Izhod</translation>
    </message>
    <message>
        <source>The last dense layer, whose values are the network's answer and are compared with the target.</source>
        <translation>Zadnja gosta plast; njene vrednosti so odgovor mreže in se primerjajo s ciljem.</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Enote</translation>
    </message>
    <message>
        <source>How many values the answer has.</source>
        <translation>Koliko vrednosti ima odgovor.</translation>
    </message>
    <message>
        <source>units</source>
        <translation>enote</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivacija</translation>
    </message>
    <message>
        <source>The function that turns the last sums into the answer.</source>
        <translation>Funkcija, ki zadnje vsote spremeni v odgovor.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Izguba</translation>
    </message>
    <message>
        <source>The number that training makes small.</source>
        <translation>Število, ki ga učenje zmanjšuje.</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Primerjava z</translation>
    </message>
    <message>
        <source>The label of the example, the input itself, what comes next in a sequence, or one answer for all examples: real or fake.</source>
        <translation>Oznaka primera, vhod sam, kar v zaporedju sledi, ali en odgovor za vse primere: pravi ali ponarejen.</translation>
    </message>
    <message>
        <source>Weight of the loss</source>
        <translation>Teža izgube</translation>
    </message>
    <message>
        <source>How much the loss of this output counts beside those of other outputs.</source>
        <translation>Koliko šteje izguba tega izhoda poleg izgub drugih izhodov.</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>Začetne uteži</translation>
    </message>
    <message>
        <source>How the weights are drawn at step 0.</source>
        <translation>Kako se uteži izžrebajo pri koraku 0.</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Pristranskost</translation>
    </message>
    <message>
        <source>Whether each unit adds a number of its own to its sum; without it all sums start at 0.</source>
        <translation>Ali vsaka enota svoji vsoti prišteje še svoje število; brez njega vse vsote začnejo pri 0.</translation>
    </message>
    <message>
        <source>Glorot</source>
        <translation>Glorot</translation>
    </message>
    <message>
        <source>Random weights sized by the units before and behind, a good start for tanh and sigmoid.</source>
        <translation>Naključne uteži, merjene po enotah pred plastjo in za njo; dober začetek za tanh in sigmoido.</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>Random weights sized by the incoming units, a good start for ReLU.</source>
        <translation>Naključne uteži, merjene po vhodnih enotah; dober začetek za ReLU.</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>Enakomerna</translation>
    </message>
    <message>
        <source>Random weights between −0.5 and 0.5, whatever the size of the layer.</source>
        <translation>Naključne uteži med −0.5 in 0.5, ne glede na velikost plasti.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normalna</translation>
    </message>
    <message>
        <source>Random weights of a bell curve with deviation 0.5, whatever the size of the layer.</source>
        <translation>Naključne uteži iz zvonaste krivulje z odklonom 0.5, ne glede na velikost plasti.</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Ničle</translation>
    </message>
    <message>
        <source>All weights start at 0, so the units of a layer are alike and stay alike.</source>
        <translation>Vse uteži začnejo pri 0, zato so enote v plasti enake in enake ostanejo.</translation>
    </message>
    <message>
        <source>All equal</source>
        <translation>Vse enake</translation>
    </message>
    <message>
        <source>All weights start at one equal value, which shows why a random start is needed.</source>
        <translation>Vse uteži začnejo z isto vrednostjo, kar pokaže, zakaj je potreben naključen začetek.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Vhod</translation>
    </message>
    <message>
        <source>Where the examples enter: one unit for each feature of the data.</source>
        <translation>Kjer vstopijo primeri: ena enota za vsako značilko podatkov.</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Gosta</translation>
    </message>
    <message>
        <source>Every unit takes a weighted sum of all incoming values, adds its bias, and applies the activation.</source>
        <translation>Vsaka enota vzame uteženo vsoto vseh vhodnih vrednosti, prišteje svojo pristranskost in uporabi aktivacijo.</translation>
    </message>
    <message>
        <source>How many neurons the layer has.</source>
        <translation>Koliko nevronov ima plast.</translation>
    </message>
    <message>
        <source>The function that each unit applies to its sum.</source>
        <translation>Funkcija, ki jo vsaka enota uporabi na svoji vsoti.</translation>
    </message>
    <message>
        <source>Applies a function to every incoming value and has no weights of its own.</source>
        <translation>Na vsaki vhodni vrednosti uporabi funkcijo in nima svojih uteži.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Izpuščanje</translation>
    </message>
    <message>
        <source>Sets random values to 0 while training, so that no unit relies on a single other one.</source>
        <translation>Med učenjem naključne vrednosti postavi na 0, da se nobena enota ne zanaša na eno samo drugo.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Hitrost</translation>
    </message>
    <message>
        <source>The share of values that is set to 0 while training.</source>
        <translation>Delež vrednosti, ki je med učenjem postavljen na 0.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Šum</translation>
    </message>
    <message>
        <source>Adds small random numbers while training, so that nothing is learned by heart to the digit.</source>
        <translation>Med učenjem prišteva majhna naključna števila, da se nič ne nauči na pamet do zadnje številke.</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Odklon</translation>
    </message>
    <message>
        <source>Standard deviation of the noise.</source>
        <translation>Standardni odklon šuma.</translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation>Norma svežnja</translation>
    </message>
    <message>
        <source>Moves and scales every unit to mean 0 and variance 1 over the batch, which steadies learning.</source>
        <translation>Vsako enoto premakne in raztegne tako, da ima v svežnju povprečje 0 in varianco 1; učenje je zato mirnejše.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Zagon</translation>
    </message>
    <message>
        <source>How far the running means move towards those of each batch.</source>
        <translation>Koliko se tekoča povprečja premaknejo k povprečjem vsakega svežnja.</translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation>Norma plasti</translation>
    </message>
    <message>
        <source>Moves and scales the units of each example to mean 0 and variance 1, whatever the batch.</source>
        <translation>Enote vsakega primera premakne in raztegne tako, da imajo povprečje 0 in varianco 1, ne glede na sveženj.</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normiranje</translation>
    </message>
    <message>
        <source>Scales the units together to a length of 1, so that only their direction counts.</source>
        <translation>Enote skupaj skrči ali raztegne na dolžino 1, da šteje samo njihova smer.</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinusni</translation>
    </message>
    <message>
        <source>Compares what arrives with a prototype of each unit: 1 where both point the same way.</source>
        <translation>Kar pride, primerja s prototipom vsake enote: 1, kjer oba kažeta v isto smer.</translation>
    </message>
    <message>
        <source>Softmax over</source>
        <translation>Softmax vzdolž</translation>
    </message>
    <message>
        <source>Turns values into shares that add up to 1, over the units or over the positions.</source>
        <translation>Vrednosti spremeni v deleže, ki se seštejejo v 1, po enotah ali po mestih.</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Vzdolž</translation>
    </message>
    <message>
        <source>Whether the values of all units or those of all positions add up to 1.</source>
        <translation>Ali se v 1 seštejejo vrednosti vseh enot ali vrednosti vseh mest.</translation>
    </message>
    <message>
        <source>all units</source>
        <translation>vse enote</translation>
    </message>
    <message>
        <source>all positions</source>
        <translation>vsa mesta</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Značilke</translation>
    </message>
    <message>
        <source>Takes some features of the data alone, so that branches can begin with different ones.</source>
        <translation>Vzame le nekatere značilke podatkov, da se lahko veje začnejo z različnimi.</translation>
    </message>
    <message>
        <source>Which features of the data it takes; without any it takes all of them.</source>
        <translation>Katere značilke podatkov vzame; brez izbire vzame vse.</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Konvolucija</translation>
    </message>
    <message>
        <source>Slides one small window of weights over the picture, so that a pattern is found wherever it is.</source>
        <translation>Po sliki drsi majhno okno uteži, zato vzorec najde, kjer koli je.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanali</translation>
    </message>
    <message>
        <source>How many pictures the layer makes, each with a window of its own.</source>
        <translation>Koliko slik naredi plast, vsako s svojim oknom.</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>kanalov</translation>
    </message>
    <message>
        <source>Window height</source>
        <translation>Višina okna</translation>
    </message>
    <message>
        <source>How many rows a window sees.</source>
        <translation>Koliko vrstic vidi okno.</translation>
    </message>
    <message>
        <source>Window width</source>
        <translation>Širina okna</translation>
    </message>
    <message>
        <source>How many columns a window sees.</source>
        <translation>Koliko stolpcev vidi okno.</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Premik</translation>
    </message>
    <message>
        <source>How far the window moves from place to place.</source>
        <translation>Za koliko se okno premakne od mesta do mesta.</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Obroba</translation>
    </message>
    <message>
        <source>Whether zeros around the picture let the window reach its edge (same) or not (valid).</source>
        <translation>Ali ničle okoli slike oknu omogočijo, da seže do roba (same), ali ne (valid).</translation>
    </message>
    <message>
        <source>zeros around (same)</source>
        <translation>ničle okrog (same)</translation>
    </message>
    <message>
        <source>none (valid)</source>
        <translation>brez (valid)</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Skupine</translation>
    </message>
    <message>
        <source>In how many groups the channels are divided; each channel sees those of its group alone.</source>
        <translation>Na koliko skupin so razdeljeni kanali; vsak kanal vidi samo kanale svoje skupine.</translation>
    </message>
    <message>
        <source>Transposed conv</source>
        <translation>Obrnjena konv.</translation>
    </message>
    <message>
        <source>Every value paints a window onto a larger picture, which is the way back of a convolution.</source>
        <translation>Vsaka vrednost na večjo sliko nariše okno; to je pot konvolucije nazaj.</translation>
    </message>
    <message>
        <source>How many times larger the picture becomes.</source>
        <translation>Kolikokrat večja postane slika.</translation>
    </message>
    <message>
        <source>Upsample</source>
        <translation>Povečava</translation>
    </message>
    <message>
        <source>Makes a picture larger by repeating every value.</source>
        <translation>Sliko poveča tako, da vsako vrednost ponovi.</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Max pool</source>
        <translation>Maksimum okna</translation>
    </message>
    <message>
        <source>Keeps the largest value of every window, so that a pattern may lie a little elsewhere.</source>
        <translation>Od vsakega okna obdrži največjo vrednost, zato je vzorec lahko tudi malo drugje.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Okno</translation>
    </message>
    <message>
        <source>Height and width of the window.</source>
        <translation>Višina in širina okna.</translation>
    </message>
    <message>
        <source>How far the window moves; without a number it moves by its own size.</source>
        <translation>Za koliko se okno premakne; brez števila se premakne za svojo velikost.</translation>
    </message>
    <message>
        <source>Average pool</source>
        <translation>Povprečje okna</translation>
    </message>
    <message>
        <source>Takes the mean of every window, which makes the picture smaller and smoother.</source>
        <translation>Vzame povprečje vsakega okna, zato je slika manjša in bolj gladka.</translation>
    </message>
    <message>
        <source>Global average</source>
        <translation>Povprečje mest</translation>
    </message>
    <message>
        <source>Takes the mean of every channel over all places, so that only what was found remains.</source>
        <translation>Vzame povprečje vsakega kanala po vseh mestih, da ostane samo to, kaj je bilo najdeno.</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Sploščitev</translation>
    </message>
    <message>
        <source>Puts all values of a picture or a sequence into one row, so that dense layers can follow.</source>
        <translation>Vse vrednosti slike ali zaporedja postavi v eno vrsto, da lahko sledijo goste plasti.</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>Preoblikovanje</translation>
    </message>
    <message>
        <source>Reads a row of values as a picture, row by row and channel by channel.</source>
        <translation>Vrsto vrednosti prebere kot sliko, vrstico za vrstico in kanal za kanalom.</translation>
    </message>
    <message>
        <source>How many pictures lie on each other.</source>
        <translation>Koliko slik leži druga na drugi.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Višina</translation>
    </message>
    <message>
        <source>How many rows the picture has.</source>
        <translation>Koliko vrstic ima slika.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Širina</translation>
    </message>
    <message>
        <source>How many columns the picture has.</source>
        <translation>Koliko stolpcev ima slika.</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Vložitev</translation>
    </message>
    <message>
        <source>Gives every token a row of learned numbers, so that similar tokens can come to lie close.</source>
        <translation>Vsakemu znaku da vrsto naučenih števil, da se lahko podobni znaki znajdejo blizu.</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Mesto</translation>
    </message>
    <message>
        <source>Adds to every place of a sequence what tells it from the others, as attention sees no order.</source>
        <translation>Vsakemu mestu zaporedja prišteje, kar ga loči od drugih, ker pozornost ne vidi vrstnega reda.</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Mesta</translation>
    </message>
    <message>
        <source>Whether what is added to a position is learned or made of waves.</source>
        <translation>Ali se to, kar se prišteje mestu, nauči ali je sestavljeno iz valov.</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>naučena</translation>
    </message>
    <message>
        <source>waves</source>
        <translation>valovi</translation>
    </message>
    <message>
        <source>RNN</source>
        <translation>RNN</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and mixes every step with what it remembers.</source>
        <translation>Zaporedje bere korak za korakom in vsak korak meša s tem, česar se spominja.</translation>
    </message>
    <message>
        <source>Whole sequence</source>
        <translation>Celo zaporedje</translation>
    </message>
    <message>
        <source>Whether it puts out what it remembers at every position, or only at the last one.</source>
        <translation>Ali odda, česar se spominja, na vsakem mestu ali samo na zadnjem.</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>A recurrent layer with cells that gates fill, keep and show, so that it remembers for long.</source>
        <translation>Povratna plast s celicami, ki jih vrata polnijo, ohranjajo in kažejo, zato si zapomni za dolgo.</translation>
    </message>
    <message>
        <source>Forget bias</source>
        <translation>Pristranskost pozabe</translation>
    </message>
    <message>
        <source>Where the bias of the forget gate starts; above 0, cells remember from the first step on.</source>
        <translation>Kje se začne pristranskost vrat pozabe; nad 0 si celice zapomnijo že od prvega koraka.</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>A recurrent layer with two gates that say how much of the past to use and to keep.</source>
        <translation>Povratna plast z dvojimi vrati, ki povesta, koliko preteklosti uporabiti in koliko ohraniti.</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Zadnji korak</translation>
    </message>
    <message>
        <source>Keeps only the last position of every sequence.</source>
        <translation>Od vsakega zaporedja obdrži samo zadnje mesto.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Pozornost</translation>
    </message>
    <message>
        <source>Lets every position look at all others and take from those that fit what it asks for.</source>
        <translation>Vsako mesto pogleda vsa druga in vzame od tistih, ki ustrezajo temu, kar išče.</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Glave</translation>
    </message>
    <message>
        <source>In how many parts the units look around separately.</source>
        <translation>V koliko delih se enote ločeno razgledajo.</translation>
    </message>
    <message>
        <source>Causal</source>
        <translation>Vzročna</translation>
    </message>
    <message>
        <source>Whether a position sees only itself and what came before it.</source>
        <translation>Ali mesto vidi samo sebe in to, kar je bilo pred njim.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Seštevanje</translation>
    </message>
    <message>
        <source>Joins branches of equal width by adding them unit by unit, as residual networks do.</source>
        <translation>Enako široke veje sešteje enoto za enoto, kot v rezidualnih mrežah.</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>Množenje</translation>
    </message>
    <message>
        <source>Joins branches of equal width by multiplying them unit by unit, as gates do.</source>
        <translation>Enako široke veje zmnoži enoto za enoto, kot delajo vrata.</translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation>Stik</translation>
    </message>
    <message>
        <source>Joins branches by putting their units side by side.</source>
        <translation>Veje stakne tako, da njihove enote postavi drugo ob drugo.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Pojemanje uteži</translation>
    </message>
    <message>
        <source>How strongly training pulls the weights of this layer towards 0, in place of L1, L2 and weight decay of all; biases stay.</source>
        <translation>Kako močno učenje vleče uteži te plasti proti 0 namesto L1, L2 in pojemanja uteži vseh; pristranskosti ostanejo.</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Povprečna kvadratna napaka</translation>
    </message>
    <message>
        <source>The mean of the squared differences between output and target.</source>
        <translation>Povprečje kvadratov razlik med izhodom in ciljem.</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>Povprečna absolutna napaka</translation>
    </message>
    <message>
        <source>The mean size of the differences between output and target, so single outliers count little.</source>
        <translation>Povprečna velikost razlik med izhodom in ciljem, zato posamezni osamelci štejejo malo.</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Squares differences smaller than 1 and takes larger ones as they are: smooth near the goal, calm about outliers.</source>
        <translation>Razlike, manjše od 1, kvadrira, večje vzame, kakršne so: gladko blizu cilja, mirno ob osamelcih.</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>Binarna križna entropija</translation>
    </message>
    <message>
        <source>Measures how surprising the true answers are, given the probability of yes that the network states.</source>
        <translation>Meri, kako presenetljivi so pravi odgovori glede na verjetnost za da, ki jo navede mreža.</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Križna entropija</translation>
    </message>
    <message>
        <source>Measures how surprising the true class is, given the probabilities that the network states.</source>
        <translation>Meri, kako presenetljiv je pravi razred glede na verjetnosti, ki jih navede mreža.</translation>
    </message>
    <message>
        <source>Cross-entropy at every position</source>
        <translation>Križna entropija na vsakem mestu</translation>
    </message>
    <message>
        <source>Measures at every position how surprising the true token is; positions behind the end of a sequence do not count.</source>
        <translation>Na vsakem mestu izmeri, kako presenetljiv je pravi znak; mesta za koncem zaporedja ne štejejo.</translation>
    </message>
    <message>
        <source>Hinge</source>
        <translation>Zgib</translation>
    </message>
    <message>
        <source>Asks for the right side with a margin of 1 and is satisfied beyond it, as support vector machines do.</source>
        <translation>Zahteva pravo stran z robom 1 in je onkraj njega zadovoljna, kot metoda podpornih vektorjev.</translation>
    </message>
    <message>
        <source>Perceptron rule</source>
        <translation>Pravilo perceptrona</translation>
    </message>
    <message>
        <source>Only wrong answers count, by how far their sum is on the wrong side; it goes with a step output.</source>
        <translation>Štejejo samo napačni odgovori, in sicer kako daleč na napačni strani je njihova vsota; spada k stopničastemu izhodu.</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Moves every weight a small step down its slope, with the same rate for all (stochastic gradient descent).</source>
        <translation>Vsako utež premakne za majhen korak navzdol po njenem naklonu, vse z isto hitrostjo (stohastični gradientni spust).</translation>
    </message>
    <message>
        <source>Gathers speed along directions that stay the same, like a ball that rolls downhill.</source>
        <translation>Nabira hitrost v smereh, ki ostajajo enake, kot žoga, ki se kotali po klancu.</translation>
    </message>
    <message>
        <source>Momentum β</source>
        <translation>Zagon β</translation>
    </message>
    <message>
        <source>How much of the last step's speed is kept: 0 forgets it, 0.9 rolls on like a ball.</source>
        <translation>Koliko hitrosti zadnjega koraka ostane: 0 jo pozabi, 0.9 se kotali naprej kot žoga.</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Momentum that looks one step ahead and so brakes earlier before it overshoots.</source>
        <translation>Zagon, ki pogleda korak naprej in zato prej zavira, preden gre predaleč.</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>Divides each step by the recent size of that weight's gradient, so steep and flat directions move alike.</source>
        <translation>Vsak korak deli z nedavno velikostjo gradienta te uteži, zato se strme in položne smeri premikajo enako.</translation>
    </message>
    <message>
        <source>Decay ρ</source>
        <translation>Pojemanje ρ</translation>
    </message>
    <message>
        <source>How much of the running mean of squared gradients is kept: larger remembers longer.</source>
        <translation>Koliko tekočega povprečja kvadratov gradienta ostane: večje si zapomni dlje.</translation>
    </message>
    <message>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>Divides each step by all gradients that weight has seen, so its steps become smaller and smaller.</source>
        <translation>Vsak korak deli z vsemi gradienti, ki jih je utež videla, zato so koraki vse manjši.</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Gives every weight its own step size from running means of its gradient and of its squared gradient.</source>
        <translation>Vsaki uteži da svojo velikost koraka iz tekočih povprečij njenega gradienta in njegovega kvadrata.</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adam that also shrinks the weights a little at every step, apart from their gradient.</source>
        <translation>Adam, ki ob vsakem koraku še malo skrči uteži, ločeno od njihovega gradienta.</translation>
    </message>
    <message>
        <source>Weight decay λ</source>
        <translation>Pojemanje uteži λ</translation>
    </message>
    <message>
        <source>How strongly every step shrinks the weights, apart from the gradient; biases stay.</source>
        <translation>Kako močno vsak korak skrči uteži, ločeno od gradienta; pristranskosti ostanejo.</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Stalna</translation>
    </message>
    <message>
        <source>The learning rate stays as it is.</source>
        <translation>Učna hitrost ostane, kakršna je.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Stopnice</translation>
    </message>
    <message>
        <source>The learning rate drops by the factor after every period.</source>
        <translation>Učna hitrost po vsaki periodi pade za faktor.</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Perioda</translation>
    </message>
    <message>
        <source>How many steps the schedule takes for one drop, for its descent or for its rise.</source>
        <translation>Koliko korakov traja en padec, spust ali vzpon razporeda.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>koraki</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied with at each drop, or at the end of the descent.</source>
        <translation>S čim se učna hitrost množi ob vsakem padcu ali na koncu spusta.</translation>
    </message>
    <message>
        <source>The learning rate falls along half a cosine to its share of the start, then stays there.</source>
        <translation>Učna hitrost pada po polovici kosinusa do svojega deleža in nato tam ostane.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Ogrevanje</translation>
    </message>
    <message>
        <source>The learning rate rises in a straight line to its full value and then stays there.</source>
        <translation>Učna hitrost v ravni črti naraste do polne vrednosti in nato tam ostane.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Učna hitrost</translation>
    </message>
    <message>
        <source>How large a step the weights take against their gradient: too small is slow, too large jumps past the goal.</source>
        <translation>Kako velik korak naredijo uteži proti svojemu gradientu: premajhen je počasen, prevelik skoči čez cilj.</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimizator</translation>
    </message>
    <message>
        <source>The rule that turns gradients into new weights.</source>
        <translation>Pravilo, ki gradiente spremeni v nove uteži.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Velikost svežnja</translation>
    </message>
    <message>
        <source>How many examples share one update of the weights.</source>
        <translation>Koliko primerov si deli en popravek uteži.</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>primeri</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>How strongly large weights are pulled towards 0, which keeps the answer smooth.</source>
        <translation>Kako močno velike uteži vleče proti 0, da odgovor ostane gladek.</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>How strongly all weights are pulled towards 0 with equal force, so that useless ones end at 0.</source>
        <translation>Kako močno vse uteži z enako silo vleče proti 0, tako da nekoristne končajo pri 0.</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>Omejitev gradienta</translation>
    </message>
    <message>
        <source>The longest that the gradient of all weights together may be; a longer one is shortened to it.</source>
        <translation>Največja dolžina gradienta vseh uteži skupaj; daljši se skrajša nanjo.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Razpored</translation>
    </message>
    <message>
        <source>How the learning rate changes over the steps.</source>
        <translation>Kako se učna hitrost spreminja po korakih.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
    <message>
        <source>The number behind all chance in training: the same seed gives the same run.</source>
        <translation>Število za vsem naključjem v učenju: isto seme da isti tek.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Premica</translation>
    </message>
    <message>
        <source>Points scattered around a straight line.</source>
        <translation>Točke, raztresene okrog premice.</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>krivulje</translation>
    </message>
    <message>
        <source>The one number that the network sees.</source>
        <translation>Edino število, ki ga mreža vidi.</translation>
    </message>
    <message>
        <source>Wave</source>
        <translation>Val</translation>
    </message>
    <message>
        <source>The curve y = sin x.</source>
        <translation>Krivulja y = sin x.</translation>
    </message>
    <message>
        <source>Stairs</source>
        <translation>Stopnice</translation>
    </message>
    <message>
        <source>Four level steps with sharp edges.</source>
        <translation>Štiri ravne stopnice z ostrimi robovi.</translation>
    </message>
    <message>
        <source>Cubic</source>
        <translation>Kubična</translation>
    </message>
    <message>
        <source>A curve of the third degree, a little scattered.</source>
        <translation>Krivulja tretje stopnje, malo raztresena.</translation>
    </message>
    <message>
        <source>XOR, four points</source>
        <translation>XOR, štiri točke</translation>
    </message>
    <message>
        <source>Exclusive or: blue where exactly one coordinate is +1.</source>
        <translation>Izključni ali: modra, kjer je natanko ena koordinata +1.</translation>
    </message>
    <message>
        <source>plane</source>
        <translation>ravnina</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>oranžna</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>modra</translation>
    </message>
    <message>
        <source>4 points</source>
        <translation>4 točke</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>Four squares; opposite corners belong together.</source>
        <translation>Štirje kvadrati; nasprotna kota spadata skupaj.</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>Krog</translation>
    </message>
    <message>
        <source>A blue disc inside an orange ring.</source>
        <translation>Moder krog v oranžnem obroču.</translation>
    </message>
    <message>
        <source>Two clouds</source>
        <translation>Dva oblaka</translation>
    </message>
    <message>
        <source>One cloud for each class; a straight line divides them.</source>
        <translation>En oblak za vsak razred; loči ju premica.</translation>
    </message>
    <message>
        <source>Clouds</source>
        <translation>Oblaka</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>Spirala</translation>
    </message>
    <message>
        <source>Two arms wound around each other, 1.75 turns each.</source>
        <translation>Roki, oviti druga okrog druge, vsaka 1,75 zavoja.</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>Dve luni</translation>
    </message>
    <message>
        <source>Two half rings that reach into each other.</source>
        <translation>Polobroča, ki segata drug v drugega.</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>Luni</translation>
    </message>
    <message>
        <source>Three clouds</source>
        <translation>Trije oblaki</translation>
    </message>
    <message>
        <source>A cloud for each of three classes.</source>
        <translation>Oblak za vsakega od treh razredov.</translation>
    </message>
    <message>
        <source>green</source>
        <translation>zelena</translation>
    </message>
    <message>
        <source>3 clouds</source>
        <translation>3 oblaki</translation>
    </message>
    <message>
        <source>Four clouds</source>
        <translation>Štirje oblaki</translation>
    </message>
    <message>
        <source>A cloud for each of four classes.</source>
        <translation>Oblak za vsakega od štirih razredov.</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>vijolična</translation>
    </message>
    <message>
        <source>4 clouds</source>
        <translation>4 oblaki</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>Poševnina</translation>
    </message>
    <message>
        <source>A number to predict: it rises evenly from one corner.</source>
        <translation>Napoved števila: enakomerno narašča od enega kota do drugega.</translation>
    </message>
    <message>
        <source>Hills</source>
        <translation>Hribi</translation>
    </message>
    <message>
        <source>A number to predict: three hills and three hollows.</source>
        <translation>Napoved števila: trije hribi in tri kotanje.</translation>
    </message>
    <message>
        <source>Narrow valley</source>
        <translation>Ozka dolina</translation>
    </message>
    <message>
        <source>Its loss is gentle one way and steep the other.</source>
        <translation>Njena izguba je v eno smer položna in v drugo strma.</translation>
    </message>
    <message>
        <source>Valley</source>
        <translation>Dolina</translation>
    </message>
    <message>
        <source>Flu</source>
        <translation>Gripa</translation>
    </message>
    <message>
        <source>Symptoms that speak for the flu, or against it.</source>
        <translation>Simptomi, ki govorijo za gripo ali proti njej.</translation>
    </message>
    <message>
        <source>patients</source>
        <translation>bolniki</translation>
    </message>
    <message>
        <source>well</source>
        <translation>zdrav</translation>
    </message>
    <message>
        <source>flu</source>
        <translation>gripa</translation>
    </message>
    <message>
        <source>fever</source>
        <translation>vročina</translation>
    </message>
    <message>
        <source>1 where the patient has it: fever.</source>
        <translation>1, če ima bolnik vročino.</translation>
    </message>
    <message>
        <source>aching limbs</source>
        <translation>boleči udje</translation>
    </message>
    <message>
        <source>1 where the patient has it: aching limbs.</source>
        <translation>1, če ima bolnik bolečine v udih.</translation>
    </message>
    <message>
        <source>cough</source>
        <translation>kašelj</translation>
    </message>
    <message>
        <source>1 where the patient has it: cough.</source>
        <translation>1, če bolnik kašlja.</translation>
    </message>
    <message>
        <source>itchy eyes</source>
        <translation>srbeče oči</translation>
    </message>
    <message>
        <source>1 where the patient has it: itchy eyes.</source>
        <translation>1, če bolnika srbijo oči.</translation>
    </message>
    <message>
        <source>sneezing</source>
        <translation>kihanje</translation>
    </message>
    <message>
        <source>1 where the patient has it: sneezing.</source>
        <translation>1, če bolnik kiha.</translation>
    </message>
    <message>
        <source>Sick or well</source>
        <translation>Bolan ali zdrav</translation>
    </message>
    <message>
        <source>Three diseases make you sick; they share symptoms.</source>
        <translation>Bolni ste zaradi treh bolezni, ki si delijo simptome.</translation>
    </message>
    <message>
        <source>sick</source>
        <translation>bolan</translation>
    </message>
    <message>
        <source>Sick</source>
        <translation>Bolan?</translation>
    </message>
    <message>
        <source>rash</source>
        <translation>izpuščaj</translation>
    </message>
    <message>
        <source>1 where the patient has it: rash.</source>
        <translation>1, če ima bolnik izpuščaj.</translation>
    </message>
    <message>
        <source>headache</source>
        <translation>glavobol</translation>
    </message>
    <message>
        <source>1 where the patient has it: headache.</source>
        <translation>1, če bolnika boli glava.</translation>
    </message>
    <message>
        <source>nausea</source>
        <translation>slabost</translation>
    </message>
    <message>
        <source>1 where the patient has it: nausea.</source>
        <translation>1, če je bolniku slabo.</translation>
    </message>
    <message>
        <source>sore throat</source>
        <translation>boleče grlo</translation>
    </message>
    <message>
        <source>1 where the patient has it: sore throat.</source>
        <translation>1, če bolnika boli grlo.</translation>
    </message>
    <message>
        <source>fatigue</source>
        <translation>utrujenost</translation>
    </message>
    <message>
        <source>1 where the patient has it: fatigue.</source>
        <translation>1, če je bolnik utrujen.</translation>
    </message>
    <message>
        <source>stiff neck</source>
        <translation>trd vrat</translation>
    </message>
    <message>
        <source>1 where the patient has it: stiff neck.</source>
        <translation>1, če ima bolnik trd vrat.</translation>
    </message>
    <message>
        <source>Separate diseases</source>
        <translation>Ločene bolezni</translation>
    </message>
    <message>
        <source>Sick or well again, but no two diseases share a symptom.</source>
        <translation>Spet bolan ali zdrav, le da si nobeni bolezni ne delita simptoma.</translation>
    </message>
    <message>
        <source>Separate</source>
        <translation>Ločene</translation>
    </message>
    <message>
        <source>Dwarves</source>
        <translation>Škratje</translation>
    </message>
    <message>
        <source>What a dwarf carries tells its profession.</source>
        <translation>Kar škrat nosi, izda njegov poklic.</translation>
    </message>
    <message>
        <source>cook</source>
        <translation>kuhar</translation>
    </message>
    <message>
        <source>gardener</source>
        <translation>vrtnar</translation>
    </message>
    <message>
        <source>watchman</source>
        <translation>stražar</translation>
    </message>
    <message>
        <source>miner</source>
        <translation>rudar</translation>
    </message>
    <message>
        <source>shovel</source>
        <translation>lopata</translation>
    </message>
    <message>
        <source>1 where the dwarf carries a shovel.</source>
        <translation>1, če škrat nosi lopato.</translation>
    </message>
    <message>
        <source>lantern</source>
        <translation>svetilka</translation>
    </message>
    <message>
        <source>1 where the dwarf carries a lantern.</source>
        <translation>1, če škrat nosi svetilko.</translation>
    </message>
    <message>
        <source>hat to the right</source>
        <translation>kapa v desno</translation>
    </message>
    <message>
        <source>1 where the hat points right, 0 where it points left.</source>
        <translation>1, če kapa kaže v desno, 0, če v levo.</translation>
    </message>
    <message>
        <source>pointed shoes</source>
        <translation>koničasti čevlji</translation>
    </message>
    <message>
        <source>1 where the shoes are pointed.</source>
        <translation>1, če so čevlji koničasti.</translation>
    </message>
    <message>
        <source>belt</source>
        <translation>pas</translation>
    </message>
    <message>
        <source>1 where the dwarf wears a belt.</source>
        <translation>1, če ima škrat pas.</translation>
    </message>
    <message>
        <source>long beard</source>
        <translation>dolga brada</translation>
    </message>
    <message>
        <source>1 where the beard is long.</source>
        <translation>1, če je brada dolga.</translation>
    </message>
    <message>
        <source>Handwritten digits</source>
        <translation>Ročno napisane števke</translation>
    </message>
    <message>
        <source>1,797 digits written by people, 8×8 pixels each.</source>
        <translation>1797 števk, ki so jih napisali ljudje, vsaka iz 8×8 slikovnih točk.</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>slike</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Števke</translation>
    </message>
    <message>
        <source>First symbol</source>
        <translation>Prvi znak</translation>
    </message>
    <message>
        <source>The class is the first symbol; what follows says nothing, so it has to be kept.</source>
        <translation>Razred je prvi znak; kar sledi, ne pove ničesar, zato si ga je treba zapomniti.</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>zaporedja</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Spomin</translation>
    </message>
    <message>
        <source>token</source>
        <translation>znak</translation>
    </message>
    <message>
        <source>The symbol at each position, as its place in the vocabulary.</source>
        <translation>Znak na vsakem mestu, zapisan kot njegovo mesto v slovarju.</translation>
    </message>
    <message>
        <source>Brackets</source>
        <translation>Oklepaji</translation>
    </message>
    <message>
        <source>Does every bracket that opens close again? The depth has to be counted.</source>
        <translation>Ali se vsak odprti oklepaj spet zapre? Globino je treba šteti.</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>napačno</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>uravnoteženo</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>Valovi</translation>
    </message>
    <message>
        <source>Sine, square or saw, wherever it begins and however fast it swings.</source>
        <translation>Sinus, kvadrat ali žaga, kjer koli se začne in kakor koli hitro niha.</translation>
    </message>
    <message>
        <source>sine</source>
        <translation>sinus</translation>
    </message>
    <message>
        <source>square</source>
        <translation>kvadrat</translation>
    </message>
    <message>
        <source>saw</source>
        <translation>žaga</translation>
    </message>
    <message>
        <source>height</source>
        <translation>višina</translation>
    </message>
    <message>
        <source>How high the wave is at each position.</source>
        <translation>Kako visok je val na vsakem mestu.</translation>
    </message>
    <message>
        <source>Next letter</source>
        <translation>Nova črka</translation>
    </message>
    <message>
        <source>At every letter of a small text the network says which one follows.</source>
        <translation>Pri vsaki črki kratkega besedila mreža pove, katera ji sledi.</translation>
    </message>
    <message>
        <source>Your own points</source>
        <translation>Vaše točke</translation>
    </message>
    <message>
        <source>Points that you set on the map, of two to four classes.</source>
        <translation>Točke, ki jih postavite na zemljevid, iz dveh do štirih razredov.</translation>
    </message>
    <message>
        <source>own</source>
        <translation>vaši</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Vaši</translation>
    </message>
    <message>
        <source>Above a curve</source>
        <translation>Nad krivuljo</translation>
    </message>
    <message>
        <source>Blue above the curve y = f(x), orange below; you type f.</source>
        <translation>Modro nad krivuljo y = f(x), oranžno pod njo; f vpišete sami.</translation>
    </message>
    <message>
        <source>Above f(x)</source>
        <translation>Nad f(x)</translation>
    </message>
    <message>
        <source>Table from a file</source>
        <translation>Tabela iz datoteke</translation>
    </message>
    <message>
        <source>A CSV file: columns of numbers, and one to predict.</source>
        <translation>Datoteka CSV: stolpci števil in eden za napoved.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>Two dimensions</source>
        <translation>Dve razsežnosti</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Krivulje</translation>
    </message>
    <message>
        <source>Patients and dwarves</source>
        <translation>Bolniki in škratje</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Slike</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Zaporedja</translation>
    </message>
    <message>
        <source>How far right the point lies.</source>
        <translation>Kako daleč na desni leži točka.</translation>
    </message>
    <message>
        <source>How far up the point lies.</source>
        <translation>Kako visoko leži točka.</translation>
    </message>
    <message>
        <source>x²</source>
        <translation>x²</translation>
    </message>
    <message>
        <source>Distance from the vertical axis, squared.</source>
        <translation>Razdalja od navpične osi na kvadrat.</translation>
    </message>
    <message>
        <source>y²</source>
        <translation>y²</translation>
    </message>
    <message>
        <source>Distance from the horizontal axis, squared.</source>
        <translation>Razdalja od vodoravne osi na kvadrat.</translation>
    </message>
    <message>
        <source>xy</source>
        <translation>xy</translation>
    </message>
    <message>
        <source>Positive where x and y have the same sign.</source>
        <translation>Pozitivno, kjer imata x in y enak predznak.</translation>
    </message>
    <message>
        <source>sin x</source>
        <translation>sin x</translation>
    </message>
    <message>
        <source>A wave from left to right.</source>
        <translation>Val od leve proti desni.</translation>
    </message>
    <message>
        <source>sin y</source>
        <translation>sin y</translation>
    </message>
    <message>
        <source>A wave from bottom to top.</source>
        <translation>Val od spodaj navzgor.</translation>
    </message>
    <message>
        <source>Hidden pair</source>
        <translation>Skriti par</translation>
    </message>
    <message>
        <source>Two small tanh layers, enough for most problems on the plane.</source>
        <translation>Dve majhni plasti tanh, dovolj za večino nalog na ravnini.</translation>
    </message>
    <message>
        <source>Deep ReLU stack</source>
        <translation>Globok sklad ReLU</translation>
    </message>
    <message>
        <source>Four ReLU layers with a start that suits them, which fold the plane again and again.</source>
        <translation>Štiri plasti ReLU z ustreznim začetkom, ki ravnino znova in znova prepognejo.</translation>
    </message>
    <message>
        <source>Residual block</source>
        <translation>Rezidualni blok</translation>
    </message>
    <message>
        <source>Two layers work out a change that is added to what came in, so blame also passes unchanged.</source>
        <translation>Dve plasti izdelata spremembo, ki se prišteje temu, kar je prišlo, zato gre krivda tudi naravnost skozi.</translation>
    </message>
    <message>
        <source>Wide and deep</source>
        <translation>Široka in globoka</translation>
    </message>
    <message>
        <source>A deep branch learns combinations while the inputs also go straight to the end.</source>
        <translation>Globoka veja se uči kombinacij, vhodi pa gredo tudi naravnost na konec.</translation>
    </message>
    <message>
        <source>Dropout block</source>
        <translation>Blok z izpuščanjem</translation>
    </message>
    <message>
        <source>Two wide layers whose values are dropped at random while training, against learning by heart.</source>
        <translation>Dve široki plasti, katerih vrednosti se med učenjem naključno izpuščajo, proti učenju na pamet.</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>Ozko grlo</translation>
    </message>
    <message>
        <source>A narrow layer of two units, so that everything known must pass a plane that can be drawn.</source>
        <translation>Ozka plast dveh enot, tako da mora vse znanje skozi ravnino, ki jo lahko narišemo.</translation>
    </message>
    <message>
        <source>Linear stack</source>
        <translation>Linearni sklad</translation>
    </message>
    <message>
        <source>Three layers without activation, which together can do no more than a single one.</source>
        <translation>Tri plasti brez aktivacije, ki skupaj ne zmorejo več kot ena sama.</translation>
    </message>
    <message>
        <source>Two views</source>
        <translation>Dva pogleda</translation>
    </message>
    <message>
        <source>Two branches see the same inputs through different activations and put their findings side by side.</source>
        <translation>Veji vidita iste vhode skozi različni aktivaciji in ugotovitve postavita drugo ob drugo.</translation>
    </message>
    <message>
        <source>Picture block</source>
        <translation>Slikovni blok</translation>
    </message>
    <message>
        <source>Two convolutions look for patterns, pooling halves the picture, and a row of values leaves.</source>
        <translation>Dve konvoluciji iščeta vzorce, združevanje sliko razpolovi, odide pa vrsta vrednosti.</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Bralec</translation>
    </message>
    <message>
        <source>Every token gets a row of learned numbers, and an LSTM remembers what it reads.</source>
        <translation>Vsak znak dobi vrsto naučenih števil, LSTM pa si zapomni, kar prebere.</translation>
    </message>
    <message>
        <source>Transformer block</source>
        <translation>Blok transformerja</translation>
    </message>
    <message>
        <source>Every position looks at the others and thinks for itself, each time adding to what was there.</source>
        <translation>Vsako mesto pogleda druga in premisli zase, obakrat pa le prišteje k temu, kar je že bilo.</translation>
    </message>
    <message>
        <source>Read the digits on bank cheques.</source>
        <translation>Brala je števke na bančnih čekih.</translation>
    </message>
    <message>
        <source>Won the ImageNet contest and began the present age; nearly all its weights are dense.</source>
        <translation>Zmagala je na tekmovanju ImageNet in začela sedanjo dobo; skoraj vse njene uteži so goste.</translation>
    </message>
    <message>
        <source>The same small convolution again and again.</source>
        <translation>Ista majhna konvolucija znova in znova.</translation>
    </message>
    <message>
        <source>Reads a sentence in both directions.</source>
        <translation>Stavek bere v obe smeri.</translation>
    </message>
    <message>
        <source>Continues a text word by word.</source>
        <translation>Besedilo nadaljuje besedo za besedo.</translation>
    </message>
    <message>
        <source>The same plan, a hundred times larger.</source>
        <translation>Isti načrt, stokrat večji.</translation>
    </message>
    <message>
        <source>Passes the sum on unchanged.</source>
        <translation>Vsoto poda naprej nespremenjeno.</translation>
    </message>
    <message>
        <source>The derivative of a = z is 1.</source>
        <translation>Odvod a = z je 1.</translation>
    </message>
    <message>
        <source>Keeps what is positive, silences the rest.</source>
        <translation>Pozitivno ohrani, ostalo utiša.</translation>
    </message>
    <message>
        <source>Blame passes only where z &gt; 0.</source>
        <translation>Krivda gre skozi samo, kjer je z &gt; 0.</translation>
    </message>
    <message>
        <source>Squashes the sum between −1 and 1.</source>
        <translation>Vsoto stisne med −1 in 1.</translation>
    </message>
    <message>
        <source>Blame shrinks where tanh is flat.</source>
        <translation>Krivda se skrči, kjer je tanh položen.</translation>
    </message>
    <message>
        <source>Squashes the sum between 0 and 1.</source>
        <translation>Vsoto stisne med 0 in 1.</translation>
    </message>
    <message>
        <source>Blame shrinks where σ is flat.</source>
        <translation>Krivda se skrči, kjer je σ položena.</translation>
    </message>
    <message>
        <source>Keeps what is positive, lets a hundredth of the rest through.</source>
        <translation>Pozitivno ohrani, od ostalega prepusti stotino.</translation>
    </message>
    <message>
        <source>Blame passes where z &gt; 0, and a hundredth of it elsewhere.</source>
        <translation>Krivda gre skozi, kjer je z &gt; 0, drugod pa stotina.</translation>
    </message>
    <message>
        <source>Keeps what lies between 0 and 6.</source>
        <translation>Ohrani, kar je med 0 in 6.</translation>
    </message>
    <message>
        <source>Blame passes only between 0 and 6.</source>
        <translation>Krivda gre skozi samo med 0 in 6.</translation>
    </message>
    <message>
        <source>Keeps what lies between 0 and 1.</source>
        <translation>Ohrani, kar je med 0 in 1.</translation>
    </message>
    <message>
        <source>Blame passes only between 0 and 1.</source>
        <translation>Krivda gre skozi samo med 0 in 1.</translation>
    </message>
    <message>
        <source>Keeps what is positive, bends the rest towards −1.</source>
        <translation>Pozitivno ohrani, ostalo ukrivi proti −1.</translation>
    </message>
    <message>
        <source>Blame passes where z &gt; 0, and fades the further below 0 z lies.</source>
        <translation>Krivda gre skozi, kjer je z &gt; 0, in zbledi, čim dlje pod 0 leži z.</translation>
    </message>
    <message>
        <source>A ReLU with a soft corner (the tanh form).</source>
        <translation>ReLU z mehkim vogalom (oblika s tanh).</translation>
    </message>
    <message>
        <source>Blame times the slope of the curve at z.</source>
        <translation>Krivda krat naklon krivulje v z.</translation>
    </message>
    <message>
        <source>The sum, times how far σ lets it through.</source>
        <translation>Vsota, krat kolikor jo σ prepusti.</translation>
    </message>
    <message>
        <source>Blame times the slope of z·σ(z).</source>
        <translation>Krivda krat naklon z·σ(z).</translation>
    </message>
    <message>
        <source>A ReLU without a corner.</source>
        <translation>ReLU brez vogala.</translation>
    </message>
    <message>
        <source>The slope of ln(1 + e^z) is σ(z).</source>
        <translation>Naklon ln(1 + e^z) je σ(z).</translation>
    </message>
    <message>
        <source>Turns the sum into a wave.</source>
        <translation>Vsoto spremeni v val.</translation>
    </message>
    <message>
        <source>The slope of sin z is cos z.</source>
        <translation>Naklon sin z je cos z.</translation>
    </message>
    <message>
        <source>Fires or does not: 1 where z &gt; 0, else 0.</source>
        <translation>Sproži se ali ne: 1, kjer je z &gt; 0, sicer 0.</translation>
    </message>
    <message>
        <source>A step is flat everywhere: no blame passes.</source>
        <translation>Stopnica je povsod ravna: krivda ne pride skozi.</translation>
    </message>
    <message>
        <source>Turns the sums into probabilities that add up to 1.</source>
        <translation>Vsote spremeni v verjetnosti, ki se seštejejo v 1.</translation>
    </message>
    <message>
        <source>Each probability's blame, less the share that the others carry.</source>
        <translation>Krivda vsake verjetnosti, brez deleža, ki ga nosijo druge.</translation>
    </message>
    <message>
        <source>Shares that add up to 1 over an example's positions, for every unit; 0 beyond its length.</source>
        <translation>Deleži, ki se pri vsaki enoti po mestih primera seštejejo v 1; za njegovo dolžino so 0.</translation>
    </message>
    <message>
        <source>Each position's blame, less the share that the others carry.</source>
        <translation>Krivda vsakega mesta, brez deleža, ki ga nosijo druga.</translation>
    </message>
    <message>
        <source>Every position asks all others: the better its query fits their key, the more of their value it takes.</source>
        <translation>Vsako mesto vpraša vsa druga: bolj ko se njegova poizvedba ujema z njihovim ključem, več njihove vrednosti vzame.</translation>
    </message>
    <message>
        <source>Blame goes to the values that were taken, and to the queries and keys that chose them.</source>
        <translation>Krivda gre vrednostim, ki so bile vzete, ter poizvedbam in ključem, ki so jih izbrali.</translation>
    </message>
    <message>
        <source>Every filter slides over the picture: at each place its weights times what lies below.</source>
        <translation>Vsak filter drsi po sliki: na vsakem mestu svoje uteži pomnoži s tem, kar leži pod njimi.</translation>
    </message>
    <message>
        <source>Blame of every weight of a filter, added up over all places where it was used.</source>
        <translation>Krivda vsake uteži filtra, sešteta po vseh mestih, kjer je bila uporabljena.</translation>
    </message>
    <message>
        <source>Blame passed back to every pixel from all windows that saw it.</source>
        <translation>Krivda, ki se vrne vsaki točki slike od vseh oken, ki so jo videla.</translation>
    </message>
    <message>
        <source>Every number paints its filter into a larger picture; where they overlap, they add up.</source>
        <translation>Vsako število na večjo sliko nariše svoj filter; kjer se prekrivajo, se seštejejo.</translation>
    </message>
    <message>
        <source>Blame of every weight of a filter, added up over all places where it painted.</source>
        <translation>Krivda vsake uteži filtra, sešteta po vseh mestih, kjer je risala.</translation>
    </message>
    <message>
        <source>Blame of every number: the filter times the blame of all that it painted.</source>
        <translation>Krivda vsakega števila: filter, pomnožen s krivdo vsega, kar je narisal.</translation>
    </message>
    <message>
        <source>Makes a picture k times as high and wide: every pixel becomes k × k equal ones.</source>
        <translation>Sliko naredi k-krat višjo in širšo: iz vsake točke nastane k × k enakih.</translation>
    </message>
    <message>
        <source>Every pixel gets the blame of all that were made of it.</source>
        <translation>Vsaka točka dobi krivdo vseh, ki so nastale iz nje.</translation>
    </message>
    <message>
        <source>L2 regularisation pulls every weight towards 0.</source>
        <translation>Regularizacija L2 vsako utež vleče proti 0.</translation>
    </message>
    <message>
        <source>L1 regularisation pulls every weight towards 0, small ones as hard as large ones.</source>
        <translation>Regularizacija L1 vsako utež vleče proti 0, majhne enako močno kot velike.</translation>
    </message>
    <message>
        <source>Pulls every weight of a layer towards 0 as strongly as the layer says.</source>
        <translation>Vsako utež plasti potegne proti 0 tako močno, kot pravi plast.</translation>
    </message>
    <message>
        <source>How long the gradient of all parameters together is.</source>
        <translation>Kako dolg je gradient vseh parametrov skupaj.</translation>
    </message>
    <message>
        <source>Shortens a gradient that is too long, and keeps its direction.</source>
        <translation>Predolg gradient skrajša in ohrani njegovo smer.</translation>
    </message>
    <message>
        <source>Frozen and cut weights take no blame.</source>
        <translation>Zamrznjene in prerezane uteži ne prevzamejo krivde.</translation>
    </message>
    <message>
        <source>Stops before the update if the loss or a gradient is not a finite number.</source>
        <translation>Pred popravkom se ustavi, če izguba ali kak gradient ni končno število.</translation>
    </message>
    <message>
        <source>Stops after the update if a parameter is not a finite number.</source>
        <translation>Po popravku se ustavi, če kak parameter ni končno število.</translation>
    </message>
    <message>
        <source>Copies inputs or targets of this batch, one example per lane.</source>
        <translation>Prekopira vhode ali cilje tega svežnja, po en primer na stezo.</translation>
    </message>
    <message>
        <source>Weighted sums: every input times its weight, plus the bias.</source>
        <translation>Utežene vsote: vsak vhod krat njegova utež, plus pristranskost.</translation>
    </message>
    <message>
        <source>Blame of every weight: what came in times the blame of the neuron it leads to.</source>
        <translation>Krivda vsake uteži: kar je prišlo noter, krat krivda nevrona, v katerega vodi.</translation>
    </message>
    <message>
        <source>Blame passed back through the weights to the layer before.</source>
        <translation>Krivda, podana nazaj skozi uteži plasti pred to.</translation>
    </message>
    <message>
        <source>Passes values on unchanged.</source>
        <translation>Vrednosti poda naprej nespremenjene.</translation>
    </message>
    <message>
        <source>Adds one array to another, number by number.</source>
        <translation>Eno polje prišteje drugemu, število za številom.</translation>
    </message>
    <message>
        <source>Multiplies two arrays, number by number: one is the gate of the other.</source>
        <translation>Zmnoži dve tabeli, število za številom: ena so vrata drugi.</translation>
    </message>
    <message>
        <source>Each factor's blame is multiplied by the other factor.</source>
        <translation>Krivda vsakega faktorja se pomnoži z drugim faktorjem.</translation>
    </message>
    <message>
        <source>Sets every number to the same value.</source>
        <translation>Vsa števila postavi na isto vrednost.</translation>
    </message>
    <message>
        <source>Silences units at random, another choice for every example and step.</source>
        <translation>Naključno utiša enote, vsak primer in korak druge.</translation>
    </message>
    <message>
        <source>Blame passes only through units that were not silenced.</source>
        <translation>Krivda gre samo skozi enote, ki niso bile utišane.</translation>
    </message>
    <message>
        <source>Mean of the squared differences over outputs and examples.</source>
        <translation>Povprečje kvadratov razlik, čez izhode in primere.</translation>
    </message>
    <message>
        <source>Binary cross-entropy, computed on the sum z so that it never overflows.</source>
        <translation>Binarna križna entropija, izračunana na vsoti z, da nikoli ne preseže obsega števil.</translation>
    </message>
    <message>
        <source>Cross-entropy: minus the logarithm of the probability given to the right class.</source>
        <translation>Križna entropija: minus logaritem verjetnosti, dane pravemu razredu.</translation>
    </message>
    <message>
        <source>Mean of the differences without their sign, over outputs and examples.</source>
        <translation>Povprečje razlik brez predznaka, čez izhode in primere.</translation>
    </message>
    <message>
        <source>Squared for small differences, straight for large ones, so that outliers pull less.</source>
        <translation>Za majhne razlike kvadrat, za velike premica, zato osamelci vlečejo manj.</translation>
    </message>
    <message>
        <source>Nothing for an output beyond its target −1 or +1, else how far it falls short.</source>
        <translation>Nič za izhod onkraj cilja −1 ali +1, sicer koliko mu manjka.</translation>
    </message>
    <message>
        <source>Nothing where the step came out right, else how far the sum z lies on the wrong side.</source>
        <translation>Nič, kjer je stopnica pravilna, sicer kako daleč na napačni strani je vsota z.</translation>
    </message>
    <message>
        <source>Positions behind the end of a sequence become 0: they say nothing.</source>
        <translation>Mesta za koncem zaporedja postanejo 0: ničesar ne povejo.</translation>
    </message>
    <message>
        <source>No blame for positions behind the end of a sequence.</source>
        <translation>Mesta za koncem zaporedja nimajo krivde.</translation>
    </message>
    <message>
        <source>Gives every unit mean 0 and spread 1 over the batch, then a gain and a shift to learn.</source>
        <translation>Vsaki enoti da v svežnju povprečje 0 in razpršenost 1, nato še ojačenje in premik, ki se ju nauči.</translation>
    </message>
    <message>
        <source>Blame less what would only shift or stretch the whole batch: the norm undoes that.</source>
        <translation>Krivda brez tistega, kar bi samo premaknilo ali raztegnilo ves sveženj: to norma izniči.</translation>
    </message>
    <message>
        <source>Batch normalisation with the mean and the spread that training has seen so far.</source>
        <translation>Norma svežnja s povprečjem in razpršenostjo, ki ju je učenje doslej videlo.</translation>
    </message>
    <message>
        <source>Blame times the gain over the spread that training has seen.</source>
        <translation>Krivda, pomnožena z ojačenjem in deljena z razpršenostjo, ki jo je učenje videlo.</translation>
    </message>
    <message>
        <source>Gives the units of every position mean 0 and spread 1, then a gain and a shift to learn.</source>
        <translation>Enotam na vsakem mestu da povprečje 0 in razpršenost 1, nato še ojačenje in premik, ki se ju nauči.</translation>
    </message>
    <message>
        <source>Blame less what would only shift or stretch all units together: the norm undoes that.</source>
        <translation>Krivda brez tistega, kar bi samo premaknilo ali raztegnilo vse enote skupaj: to norma izniči.</translation>
    </message>
    <message>
        <source>Moves every number a little at random, another way for every example and step.</source>
        <translation>Vsako število naključno malo premakne, pri vsakem primeru in koraku drugače.</translation>
    </message>
    <message>
        <source>Keeps the direction of the units at every position and makes its length 1.</source>
        <translation>Na vsakem mestu obdrži smer enot, njeno dolžino pa postavi na 1.</translation>
    </message>
    <message>
        <source>Only blame across the direction passes: along it nothing but the length would change.</source>
        <translation>Skozi gre samo krivda prečno na smer: vzdolž nje bi se spremenila samo dolžina.</translation>
    </message>
    <message>
        <source>The cosine between the input and every unit's weights: 1 where they point the same way.</source>
        <translation>Kosinus med vhodom in utežmi vsake enote: 1, kjer kažejo v isto smer.</translation>
    </message>
    <message>
        <source>Blame of every weight; along the weights themselves none is left, only turning helps.</source>
        <translation>Krivda vsake uteži; vzdolž samih uteži je ni, pomaga samo obračanje.</translation>
    </message>
    <message>
        <source>Blame passed back through the weights; along the input itself none is left.</source>
        <translation>Krivda, ki se vrne skozi uteži; vzdolž samega vhoda je ni.</translation>
    </message>
    <message>
        <source>Sets the learning rate of this phase of the training, as its own schedule has it now.</source>
        <translation>Nastavi učno hitrost tega dela koraka, kot jo zdaj določa njegov lastni razpored.</translation>
    </message>
    <message>
        <source>Sets the learning rate back to that with which the step began.</source>
        <translation>Učno hitrost nastavi nazaj na tisto, s katero se je korak začel.</translation>
    </message>
    <message>
        <source>Moves every parameter a little against its gradient.</source>
        <translation>Vsak parameter malo premakne proti njegovemu gradientu.</translation>
    </message>
    <message>
        <source>Moves every parameter by its averaged gradient over its averaged size.</source>
        <translation>Vsak parameter premakne za povprečni gradient, deljen z njegovo povprečno velikostjo.</translation>
    </message>
    <message>
        <source>Moves every parameter like a ball that rolls downhill and keeps its speed.</source>
        <translation>Vsak parameter premakne kot žogo, ki se kotali po klancu in ohranja hitrost.</translation>
    </message>
    <message>
        <source>Momentum that looks ahead to where its speed will carry it.</source>
        <translation>Zagon, ki pogleda naprej, kam ga bo ponesla hitrost.</translation>
    </message>
    <message>
        <source>Moves every parameter by its gradient over the gradient's usual size.</source>
        <translation>Vsak parameter premakne za gradient, deljen z njegovo običajno velikostjo.</translation>
    </message>
    <message>
        <source>Moves a parameter the less, the more its gradients have added up to.</source>
        <translation>Parameter premakne tem manj, čim več gradientov se mu je nabralo.</translation>
    </message>
    <message>
        <source>Adam, with every weight pulled a little towards 0 at each step.</source>
        <translation>Adam, pri katerem vsak korak vsako utež še malo povleče proti 0.</translation>
    </message>
    <message>
        <source>Moves what is remembered of all batches a little towards this one.</source>
        <translation>To, kar si zapomni od vseh svežnjev, malo premakne k temu.</translation>
    </message>
    <message>
        <source>Remembers the frozen and cut weights before the update.</source>
        <translation>Pred popravkom si zapomni zamrznjene in prerezane uteži.</translation>
    </message>
    <message>
        <source>Puts the frozen and cut weights back as they were.</source>
        <translation>Zamrznjene in prerezane uteži postavi nazaj, kot so bile.</translation>
    </message>
    <message>
        <source>Keeps the largest number of every window: what was found, not exactly where.</source>
        <translation>Od vsakega okna obdrži največje število: kaj je bilo najdeno, ne pa natanko kje.</translation>
    </message>
    <message>
        <source>Blame goes to the place that was the largest (the first of several), to no other.</source>
        <translation>Krivda gre mestu, ki je bilo največje (prvemu od več), nobenemu drugemu.</translation>
    </message>
    <message>
        <source>Puts the mean in place of every window; padding does not count.</source>
        <translation>Na mesto vsakega okna postavi povprečje; obroba ne šteje.</translation>
    </message>
    <message>
        <source>Every place of a window gets an equal share of its blame.</source>
        <translation>Vsako mesto okna dobi enak delež njegove krivde.</translation>
    </message>
    <message>
        <source>One number for every unit: the mean of all its positions, as far as the example goes.</source>
        <translation>Eno število za vsako enoto: povprečje vseh njenih mest, do koder seže primer.</translation>
    </message>
    <message>
        <source>Every position gets an equal share of the blame; none beyond the example's length.</source>
        <translation>Vsako mesto dobi enak delež krivde; za dolžino primera je ni.</translation>
    </message>
    <message>
        <source>Looks up every token in a table that is learned: one row of numbers for each.</source>
        <translation>Vsak znak poišče v tabeli, ki se je uči: za vsakega je v njej ena vrsta števil.</translation>
    </message>
    <message>
        <source>Every row of the table takes the blame of all places where its token stood.</source>
        <translation>Vsaka vrsta tabele prevzame krivdo vseh mest, na katerih je stal njen znak.</translation>
    </message>
    <message>
        <source>Adds to every step numbers that tell where in the sequence it stands.</source>
        <translation>Vsakemu koraku prišteje števila, ki povedo, kje v zaporedju stoji.</translation>
    </message>
    <message>
        <source>The number of a place takes the blame of that place in all examples.</source>
        <translation>Število mesta prevzame krivdo tega mesta v vseh primerih.</translation>
    </message>
    <message>
        <source>Keeps the last step of every sequence: what it remembers of all before.</source>
        <translation>Od vsakega zaporedja obdrži zadnji korak: česar se spominja od vsega prej.</translation>
    </message>
    <message>
        <source>All blame goes to the last step; it passes it on to the steps before.</source>
        <translation>Vsa krivda gre zadnjemu koraku; ta jo poda naprej korakom pred seboj.</translation>
    </message>
    <message>
        <source>Every step mixes its input with what the step before remembered.</source>
        <translation>Vsak korak meša svoj vhod s tem, kar si je zapomnil korak pred njim.</translation>
    </message>
    <message>
        <source>Blame goes back through time, last step first.</source>
        <translation>Krivda gre nazaj skozi čas, od zadnjega koraka naprej.</translation>
    </message>
    <message>
        <source>Gates decide what the cell forgets, what it takes in and what it shows.</source>
        <translation>Vrata odločajo, kaj celica pozabi, kaj sprejme in kaj pokaže.</translation>
    </message>
    <message>
        <source>Blame goes back through time; the cell carries it past many steps where f is near 1.</source>
        <translation>Krivda gre nazaj skozi čas; celica jo ponese mimo mnogih korakov, kjer je f blizu 1.</translation>
    </message>
    <message>
        <source>One gate mixes old and new, the other decides how much of the old the new one sees.</source>
        <translation>Ena vrata mešajo staro in novo, druga odločajo, koliko starega vidi novo.</translation>
    </message>
    <message>
        <source>Blame goes back through time; where z is near 1 it passes by unchanged.</source>
        <translation>Krivda gre nazaj skozi čas; kjer je z blizu 1, gre mimo nespremenjena.</translation>
    </message>
    <message>
        <source>Every step blames a recurrent weight for what came through it from the step before.</source>
        <translation>Vsak korak krivi povratno utež za to, kar je skoznjo prišlo iz koraka pred njim.</translation>
    </message>
    <message>
        <source>A bias takes the blame of all steps of all examples.</source>
        <translation>Pristranskost prevzame krivdo vseh korakov vseh primerov.</translation>
    </message>
    <message>
        <source>Weighted sums with the weights of another layer, turned over.</source>
        <translation>Utežene vsote z utežmi druge plasti, obrnjenimi.</translation>
    </message>
    <message>
        <source>Blame of the shared weights: this layer's share is added to that of the other one.</source>
        <translation>Krivda skupnih uteži: delež te plasti se prišteje deležu druge.</translation>
    </message>
    <message>
        <source>Blame passed back through the shared weights.</source>
        <translation>Krivda, ki se vrne skozi skupne uteži.</translation>
    </message>
    <message>
        <source>Cross-entropy at every position: how much of its guess went to the token that is right.</source>
        <translation>Križna entropija na vsakem mestu: kolikšen del ugiba je dobil pravi znak.</translation>
    </message>
    <message>
        <source>Mean of the squared differences; positions behind the end of a sequence do not count.</source>
        <translation>Povprečje kvadratov razlik; mesta za koncem zaporedja ne štejejo.</translation>
    </message>
    <message>
        <source>Mean of the differences without their sign; positions behind the end do not count.</source>
        <translation>Povprečje razlik brez predznaka; mesta za koncem zaporedja ne štejejo.</translation>
    </message>
    <message>
        <source>Squared for small differences, straight for large ones, up to the end of each sequence.</source>
        <translation>Majhne razlike na kvadrat, velike premo, do konca vsakega zaporedja.</translation>
    </message>
    <message>
        <source>Binary cross-entropy up to the end of each sequence.</source>
        <translation>Dvojiška križna entropija do konca vsakega zaporedja.</translation>
    </message>
    <message>
        <source>safetensors</source>
        <translation>safetensors</translation>
    </message>
    <message>
        <source>Named tensors that PyTorch, JAX and others open.</source>
        <translation>Imenovani tenzorji, ki jih odprejo PyTorch, JAX in drugi.</translation>
    </message>
    <message>
        <source>NumPy archive</source>
        <translation>Arhiv NumPy</translation>
    </message>
    <message>
        <source>Named arrays for numpy.load.</source>
        <translation>Imenovana polja za numpy.load.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Text that every language reads.</source>
        <translation>Besedilo, ki ga bere vsak jezik.</translation>
    </message>
    <message>
        <source>Python script</source>
        <translation>Skript v Pythonu</translation>
    </message>
    <message>
        <source>The whole network as a script that needs only NumPy.</source>
        <translation>Cela mreža kot skript, ki potrebuje samo NumPy.</translation>
    </message>
    <message>
        <source>Something stood here before: what is used twice gets its blame in two parts, and they add up.</source>
        <translation>Tu je že nekaj stalo: kar je uporabljeno dvakrat, dobi svojo krivdo v dveh delih, ki se seštejeta.</translation>
    </message>
    <message>
        <source>Added to what was there</source>
        <translation>Prišteto k temu, kar je že bilo</translation>
    </message>
    <message>
        <source>what the update has made of it</source>
        <translation>kar je iz nje naredila posodobitev</translation>
    </message>
    <message>
        <source>This unit lives in this example and step; it is made larger for those that are silenced.</source>
        <translation>Ta enota v tem primeru in koraku živi; povečana je za tiste, ki molčijo.</translation>
    </message>
    <message>
        <source>Between two updates: this example sent through alone, with the parameters as they are.</source>
        <translation>Med dvema posodobitvama: ta primer, poslan skozi sam, s parametri, kakršni so.</translation>
    </message>
    <message>
        <source>Attention: scores, shares, a mix of values</source>
        <translation>Pozornost: ocene, deleži, mešanica vrednosti</translation>
    </message>
    <message>
        <source>Shown at row {0}, column {1}. Products in the sum: {2}; what lies outside of the picture counts as 0.</source>
        <translation>Prikazano v vrstici {0}, stolpcu {1}. Produktov v vsoti: {2}; kar leži zunaj slike, šteje kot 0.</translation>
    </message>
    <message>
        <source>Shown at step {0} of {1}.</source>
        <translation>Prikazano pri koraku {0} od {1}.</translation>
    </message>
    <message>
        <source>blame of the sum</source>
        <translation>krivda vsote</translation>
    </message>
    <message>
        <source>Back through time: blame of one step</source>
        <translation>Nazaj skozi čas: krivda enega koraka</translation>
    </message>
    <message>
        <source>loss of the batch: the mean over {0} examples</source>
        <translation>izguba svežnja: povprečje čez primere, ki jih je {0}</translation>
    </message>
    <message>
        <source>Gradient of a bias</source>
        <translation>Gradient pristranskosti</translation>
    </message>
    <message>
        <source>Blame passed back</source>
        <translation>Krivda, poslana nazaj</translation>
    </message>
    <message>
        <source>blame of the sum at step {0}</source>
        <translation>krivda vsote pri koraku {0}</translation>
    </message>
    <message>
        <source>blame of the activation</source>
        <translation>krivda aktivacije</translation>
    </message>
    <message>
        <source>blame of the cell, worked out here from the last step on</source>
        <translation>krivda celice, izračunana tukaj od zadnjega koraka naprej</translation>
    </message>
    <message>
        <source>blame of the right answer's probability</source>
        <translation>krivda verjetnosti pravega odgovora</translation>
    </message>
    <message>
        <source>blame of the state: from above, and from the step behind</source>
        <translation>krivda stanja: od zgoraj in od koraka zadaj</translation>
    </message>
    <message>
        <source>blame of the sum: the two factors multiplied</source>
        <translation>krivda vsote: produkt obeh faktorjev</translation>
    </message>
    <message>
        <source>what is new</source>
        <translation>kar je novo</translation>
    </message>
    <message>
        <source>what all of them carry together</source>
        <translation>kar nosijo vsi skupaj</translation>
    </message>
    <message>
        <source>One step of a recurrent cell</source>
        <translation>En korak povratne celice</translation>
    </message>
    <message>
        <source>Passed on unchanged</source>
        <translation>Poslano naprej nespremenjeno</translation>
    </message>
    <message>
        <source>averaged from 0 on, so it is made larger at first: t = {0}</source>
        <translation>povprečeno od 0 naprej, zato je na začetku povečano: t = {0}</translation>
    </message>
    <message>
        <source>Cosine between weights and input</source>
        <translation>Kosinus med utežmi in vhodom</translation>
    </message>
    <message>
        <source>Blame at the sum: chain rule through the activation</source>
        <translation>Krivda pri vsoti: verižno pravilo skozi aktivacijo</translation>
    </message>
    <message>
        <source>drawn from a normal distribution: two shares of 1 make a number</source>
        <translation>izžrebano iz normalne porazdelitve: iz dveh deležev enice nastane število</translation>
    </message>
    <message>
        <source>The factors are those at row {0}, column {1}. Places where the weight is used: {2}.</source>
        <translation>Faktorji so tisti v vrstici {0}, stolpcu {1}. Mest, kjer je utež uporabljena: {2}.</translation>
    </message>
    <message>
        <source>Example {0} of {1} in the batch, in the order of this pass.</source>
        <translation>Primer {0} od {1} v svežnju, po vrstnem redu tega prehoda.</translation>
    </message>
    <message>
        <source>The batch fetches its examples</source>
        <translation>Sveženj si vzame svoje primere</translation>
    </message>
    <message>
        <source>Set to one value</source>
        <translation>Nastavljeno na eno vrednost</translation>
    </message>
    <message>
        <source>what the loss says</source>
        <translation>kar pravi izguba</translation>
    </message>
    <message>
        <source>forget gate: how much of the cell stays</source>
        <translation>vrata pozabljanja: koliko celice ostane</translation>
    </message>
    <message>
        <source>input gate: how much of what is new is taken in</source>
        <translation>vhodna vrata: koliko novega je sprejeto</translation>
    </message>
    <message>
        <source>output gate: how much of the cell is shown</source>
        <translation>izhodna vrata: koliko celice se pokaže</translation>
    </message>
    <message>
        <source>reset gate: how much of the old the new one sees</source>
        <translation>vrata ponastavitve: koliko starega vidi novo</translation>
    </message>
    <message>
        <source>update gate: how much of the old stays</source>
        <translation>vrata posodobitve: koliko starega ostane</translation>
    </message>
    <message>
        <source>What stood here before this operation has not been kept, so it cannot be worked out again.</source>
        <translation>Kar je tu stalo pred to operacijo, ni shranjeno, zato se ne da znova izračunati.</translation>
    </message>
    <message>
        <source>gradient of the batch</source>
        <translation>gradient svežnja</translation>
    </message>
    <message>
        <source>Guard: is everything still a number?</source>
        <translation>Straža: so vse še števila?</translation>
    </message>
    <message>
        <source>This weight is frozen or cut: training may not move it.</source>
        <translation>Ta utež je zamrznjena ali prerezana: učenje je ne sme premakniti.</translation>
    </message>
    <message>
        <source>Weights that training may not move</source>
        <translation>Uteži, ki jih učenje ne sme premakniti</translation>
    </message>
    <message>
        <source>Outside of training, mean and variance are those that training has kept.</source>
        <translation>Zunaj učenja sta povprečje in varianca tista, ki ju je shranilo učenje.</translation>
    </message>
    <message>
        <source>the largest of {0} numbers</source>
        <translation>največje od števil, ki jih je {0}</translation>
    </message>
    <message>
        <source>The last step of this example is step {0}.</source>
        <translation>Zadnji korak tega primera je korak {0}.</translation>
    </message>
    <message>
        <source>At position {0} stands token {1}: its row of the table is read.</source>
        <translation>Na mestu {0} stoji žeton {1}: prebrana je njegova vrstica tabele.</translation>
    </message>
    <message>
        <source>Looked up in a table</source>
        <translation>Poiskano v tabeli</translation>
    </message>
    <message>
        <source>Loss, and the blame it starts with</source>
        <translation>Izguba in krivda, ki se z njo začne</translation>
    </message>
    <message>
        <source>loss of the batch</source>
        <translation>izguba svežnja</translation>
    </message>
    <message>
        <source>what is lost at this position</source>
        <translation>kar je izgubljeno na tem mestu</translation>
    </message>
    <message>
        <source>Only positions that count pass</source>
        <translation>Naprej gredo le mesta, ki štejejo</translation>
    </message>
    <message>
        <source>The loss is the mean over {0} examples, so the blame of each is divided by {0} from the start.</source>
        <translation>Izguba je povprečje čez primere, ki jih je {0}, zato je krivda vsakega od začetka deljena z {0}.</translation>
    </message>
    <message>
        <source>The loss is the mean over the {0} positions that count, so every blame is divided by {0} from the start.</source>
        <translation>Izguba je povprečje čez mesta, ki štejejo in jih je {0}, zato je vsaka krivda od začetka deljena z {0}.</translation>
    </message>
    <message>
        <source>Length of the gradient</source>
        <translation>Dolžina gradienta</translation>
    </message>
    <message>
        <source>Two branches multiplied</source>
        <translation>Produkt dveh vej</translation>
    </message>
    <message>
        <source>Brought to a common size</source>
        <translation>Na skupno velikost</translation>
    </message>
    <message>
        <source>No operation has been carried out that concerns what is selected.</source>
        <translation>Nobena izvedena operacija se ne tiče izbranega.</translation>
    </message>
    <message>
        <source>This operation does not concern what is selected.</source>
        <translation>Ta operacija se ne tiče izbranega.</translation>
    </message>
    <message>
        <source>This weight is free. Weights that are held: {0}.</source>
        <translation>Ta utež je prosta. Uteži, ki so držane: {0}.</translation>
    </message>
    <message>
        <source>what the cell remembers</source>
        <translation>kar si celica zapomni</translation>
    </message>
    <message>
        <source>what the state says to the new one</source>
        <translation>kar stanje pove novemu</translation>
    </message>
    <message>
        <source>Shown at position {0} of {1}.</source>
        <translation>Prikazano na mestu {0} od {1}.</translation>
    </message>
    <message>
        <source>sum over the batch of {0}</source>
        <translation>vsota čez sveženj, primerov: {0}</translation>
    </message>
    <message>
        <source>over {0} numbers of the batch</source>
        <translation>čez števila svežnja, ki jih je {0}</translation>
    </message>
    <message>
        <source>over {0} units</source>
        <translation>čez enote, ki jih je {0}</translation>
    </message>
    <message>
        <source>what goes through this weight</source>
        <translation>kar gre skozi to utež</translation>
    </message>
    <message>
        <source>This position lies behind the end of the sequence: it does not count, and gets 0.</source>
        <translation>To mesto leži za koncem zaporedja: ne šteje in dobi 0.</translation>
    </message>
    <message>
        <source>The perceptron rule takes δ = a − y in place of a slope: a step is flat everywhere and would pass nothing.</source>
        <translation>Perceptronsko pravilo vzame δ = a − y namesto naklona: stopnica je povsod ravna in ne bi prepustila ničesar.</translation>
    </message>
    <message>
        <source>One number for a window</source>
        <translation>Eno število za okno</translation>
    </message>
    <message>
        <source>Pre-activation: the weighted sum</source>
        <translation>Predaktivacija: utežena vsota</translation>
    </message>
    <message>
        <source>what the output gives to the right answer</source>
        <translation>kar izhod da pravemu odgovoru</translation>
    </message>
    <message>
        <source>the two factors multiplied</source>
        <translation>produkt obeh faktorjev</translation>
    </message>
    <message>
        <source>Pull towards 0, added to the gradient</source>
        <translation>Vlek proti 0, prištet gradientu</translation>
    </message>
    <message>
        <source>Shown for the query at position {0}, in head {1} of {2}.</source>
        <translation>Prikazano za poizvedbo na mestu {0}, v glavi {1} od {2}.</translation>
    </message>
    <message>
        <source>Learning rate of this phase</source>
        <translation>Hitrost učenja te faze</translation>
    </message>
    <message>
        <source>Running statistics of the batches</source>
        <translation>Tekoče statistike svežnjev</translation>
    </message>
    <message>
        <source>The largest {0} terms are written out; the others are added up in one number, marked ⋯.</source>
        <translation>Največji členi, ki jih je {0}, so izpisani; ostali so sešteti v eno število z oznako ⋯.</translation>
    </message>
    <message>
        <source>as the schedule has it at this update</source>
        <translation>kakor jo ima razpored pri tej posodobitvi</translation>
    </message>
    <message>
        <source>how well the query fits the key at position {0}, the best of all</source>
        <translation>kako dobro se poizvedba ujema s ključem na mestu {0}, najboljšim od vseh</translation>
    </message>
    <message>
        <source>share of the value at position {0}</source>
        <translation>delež vrednosti na mestu {0}</translation>
    </message>
    <message>
        <source>what would only shift them all</source>
        <translation>kar bi vse le premaknilo</translation>
    </message>
    <message>
        <source>The gradient is longer than the limit: all of it is shortened, its direction is kept.</source>
        <translation>Gradient je daljši od meje: skrajšan je ves, smer ostane.</translation>
    </message>
    <message>
        <source>The gradient is no longer than the limit: nothing changes.</source>
        <translation>Gradient ni daljši od meje: nič se ne spremeni.</translation>
    </message>
    <message>
        <source>This unit is silenced in this example and step.</source>
        <translation>Ta enota v tem primeru in koraku molči.</translation>
    </message>
    <message>
        <source>slope of the activation at z</source>
        <translation>naklon aktivacije pri z</translation>
    </message>
    <message>
        <source>a bias goes into the sum as it is</source>
        <translation>pristranskost gre v vsoto taka, kot je</translation>
    </message>
    <message>
        <source>how that probability moves with this z</source>
        <translation>kako se ta verjetnost giblje s tem z</translation>
    </message>
    <message>
        <source>what came in through this weight</source>
        <translation>kar je prišlo skozi to utež</translation>
    </message>
    <message>
        <source>how many spreads away from the mean</source>
        <translation>za koliko razpršenosti je oddaljeno od povprečja</translation>
    </message>
    <message>
        <source>squares of {0} numbers, added up</source>
        <translation>kvadrati števil, ki jih je {0}, sešteti</translation>
    </message>
    <message>
        <source>what the state was at step {0}</source>
        <translation>stanje pri koraku {0}</translation>
    </message>
    <message>
        <source>what would only stretch them all</source>
        <translation>kar bi vse le raztegnilo</translation>
    </message>
    <message>
        <source>of what is selected</source>
        <translation>izbranega</translation>
    </message>
    <message>
        <source>this example's loss</source>
        <translation>izguba tega primera</translation>
    </message>
    <message>
        <source>this example's share</source>
        <translation>delež tega primera</translation>
    </message>
    <message>
        <source>Sigmoid and cross-entropy are computed together: from L straight to δ = a − y. The two factors are worked out here apart, in float64; their product is the same.</source>
        <translation>Sigmoida in križna entropija se računata skupaj: od L naravnost k δ = a − y. Faktorja sta tu izračunana posebej, v float64; njun produkt je isti.</translation>
    </message>
    <message>
        <source>Softmax and cross-entropy are computed together: from L straight to δ = a − y. The factors are worked out here apart, in float64; their product is the same.</source>
        <translation>Softmax in križna entropija se računata skupaj: od L naravnost k δ = a − y. Faktorja sta tu izračunana posebej, v float64; njun produkt je isti.</translation>
    </message>
    <message>
        <source>Token {0} does not stand in this example; another row of the table is read.</source>
        <translation>Žetona {0} v tem primeru ni; prebrana je druga vrstica tabele.</translation>
    </message>
    <message>
        <source>Token {0} stands here: positions of this example {1}, of the batch {2}.</source>
        <translation>Tu stoji žeton {0}: mest tega primera {1}, svežnja {2}.</translation>
    </message>
    <message>
        <source>The largest z is taken off every z first: the shares stay the same, and no power overflows.</source>
        <translation>Od vsakega z je najprej odštet največji z: deleži ostanejo isti, nobena potenca ne postane prevelika.</translation>
    </message>
    <message>
        <source>for the key at position {0}</source>
        <translation>za ključ na mestu {0}</translation>
    </message>
    <message>
        <source>Update: old value, new value</source>
        <translation>Posodobitev: stara vrednost, nova vrednost</translation>
    </message>
    <message>
        <source>Gradient of a weight: chain rule</source>
        <translation>Gradient uteži: verižno pravilo</translation>
    </message>
    <message>
        <source>loss of the batch: the mean over the {0} positions that count</source>
        <translation>izguba svežnja: povprečje čez mesta, ki štejejo; teh je {0}</translation>
    </message>
    <message>
        <source>With softmax every activation depends on every sum, so ∂L/∂z has no single factor ∂a/∂z.</source>
        <translation>Pri softmaxu je vsaka aktivacija odvisna od vseh vsot, zato ∂L/∂z nima enega samega faktorja ∂a/∂z.</translation>
    </message>
    <message>
        <source>The largest of {2} places is the one at row {0}, column {1}.</source>
        <translation>Največje od mest, ki jih je {2}, je tisto v vrstici {0}, stolpcu {1}.</translation>
    </message>
    <message>
        <source>Windows that have this place: {1}. It is the largest in {0} of them.</source>
        <translation>Oken, ki imajo to mesto: {1}. Največje je v toliko od njih: {0}.</translation>
    </message>
    <message>
        <source>Numbers overflowed</source>
        <translation>Prevelika števila</translation>
    </message>
    <message>
        <source>A loss, a gradient or a weight became too large to be written down, or is no number at all, and the run stopped itself.</source>
        <translation>Izguba, gradient ali utež je postala prevelika za zapis ali sploh ni število, zato se je tek ustavil sam.</translation>
    </message>
    <message>
        <source>Loss runs away</source>
        <translation>Izguba beži</translation>
    </message>
    <message>
        <source>The loss grows to twice that of no knowledge at all: every step lands higher up than the one before.</source>
        <translation>Izguba naraste na dvakratnik tiste brez vsakega znanja: vsak korak pristane više od prejšnjega.</translation>
    </message>
    <message>
        <source>Equal units</source>
        <translation>Enake enote</translation>
    </message>
    <message>
        <source>Units with the same weights get the same gradient and stay alike for ever; told where a layer has half as many different units, or fewer.</source>
        <translation>Enote z enakimi utežmi dobijo enak gradient in ostanejo enake; pove se, kjer je v plasti različnih enot pol manj ali še manj.</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>Mrtve enote</translation>
    </message>
    <message>
        <source>A ReLU that is 0 for every training example passes no gradient, so its weights never move again; told from 40% of a layer's units on while the loss hardly falls.</source>
        <translation>ReLU, ki je 0 za vsak učni primer, ne prepušča gradienta, zato se njegove uteži nikoli več ne premaknejo; pove se od 40% enot plasti naprej, če izguba komaj pada.</translation>
    </message>
    <message>
        <source>Inputs not scaled</source>
        <translation>Neurejeni vhodi</translation>
    </message>
    <message>
        <source>Inputs of very different size need different learning rates, and there is only one; told where one spreads by more than 10, ten times as much as another one, or far from 0.</source>
        <translation>Zelo različno veliki vhodi potrebujejo različne učne hitrosti, a je le ena; pove se, kjer se kateri razteza za več kot 10, desetkrat bolj kot drug ali daleč od 0.</translation>
    </message>
    <message>
        <source>Saturated units</source>
        <translation>Nasičene enote</translation>
    </message>
    <message>
        <source>Sigmoids and tanhs at an end of their curve have hardly any slope, so hardly any gradient passes; told from 75% of a layer's activations on while the loss hardly falls.</source>
        <translation>Sigmoide in tanh na koncu krivulje nimajo skoraj nobenega naklona, zato gradient skoraj ne preide; pove se od 75% aktivacij plasti naprej, če izguba komaj pada.</translation>
    </message>
    <message>
        <source>Gradient vanishes</source>
        <translation>Gradient usiha</translation>
    </message>
    <message>
        <source>Every layer on the way back takes a part of the gradient away, until the first ones learn nothing; told where a thousandth of that in the last hidden layer is left in the first.</source>
        <translation>Vsaka plast na poti nazaj vzame del gradienta, dokler se prve ne učijo več; pove se, kjer v prvi skriti plasti ostane tisočina tistega v zadnji.</translation>
    </message>
    <message>
        <source>Gradient explodes</source>
        <translation>Gradient eksplodira</translation>
    </message>
    <message>
        <source>Weights that are too large make the gradient grow on its way back; told where it is a thousand times larger in the first hidden layer than in the last.</source>
        <translation>Zaradi prevelikih uteži gradient na poti nazaj raste; pove se, kjer je v prvi skriti plasti tisočkrat večji kot v zadnji.</translation>
    </message>
    <message>
        <source>Output does not fit</source>
        <translation>Izhod se ne prilega</translation>
    </message>
    <message>
        <source>The output cannot give 5% of the answers, or its loss hardly blames the network where it is sure and wrong on 10% of the examples.</source>
        <translation>Izhod ne more dati 5% odgovorov ali pa njegova izguba mreže skoraj ne krivi, kjer je pri 10% primerov prepričana in se moti.</translation>
    </message>
    <message>
        <source>Rate too high</source>
        <translation>Previsoka hitrost</translation>
    </message>
    <message>
        <source>Steps are longer than the valley is wide, so that the loss jumps; told where it rises at 35% of the points of the curve, changes by 15% from one to the next and comes no nearer.</source>
        <translation>Koraki so daljši, kot je dolina široka, zato izguba skače; pove se, kjer zraste pri 35% točk krivulje, se od točke do točke spremeni za 15% in se ne približa.</translation>
    </message>
    <message>
        <source>Class overlooked</source>
        <translation>Spregledan razred</translation>
    </message>
    <message>
        <source>A rare class that the network hardly ever answers; told where less than 20% of its examples are found, which accuracy hides.</source>
        <translation>Redek razred, s katerim mreža skoraj nikoli ne odgovori; pove se, kjer najde manj kot 20% njegovih primerov, kar točnost skrije.</translation>
    </message>
    <message>
        <source>Rate too low</source>
        <translation>Prenizka hitrost</translation>
    </message>
    <message>
        <source>Steps are so short beside the weights that the loss hardly falls, although it slopes.</source>
        <translation>Koraki so ob utežeh tako kratki, da izguba komaj pada, čeprav ima naklon.</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>Ravnina</translation>
    </message>
    <message>
        <source>The loss changes by less than 1% over 200 steps, at a place where less than 25% of it is learned.</source>
        <translation>Izguba se v 200 korakih spremeni za manj kot 1%, kjer je naučenega manj kot 25%.</translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>Preprileganje</translation>
    </message>
    <message>
        <source>Training examples get better and unseen ones worse: the network learns by heart; told where the test loss is 30% above its least.</source>
        <translation>Učni primeri so vse boljši, nevideni vse slabši: mreža se uči na pamet; pove se, kjer je testna izguba 30% nad svojo najmanjšo.</translation>
    </message>
    <message>
        <source>Too little data</source>
        <translation>Premalo podatkov</translation>
    </message>
    <message>
        <source>With fewer examples than weights there are many ways to get them right; told where the loss of unseen examples is more than twice as large.</source>
        <translation>Če je primerov manj kot uteži, je veliko načinov, da so pravilni; pove se, kjer je izguba nevidenih primerov več kot dvakrat večja.</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>vijolična</translation>
    </message>
    <message>
        <source>brown</source>
        <translation>rjava</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>siva</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>rumena</translation>
    </message>
    <message>
        <source>white</source>
        <translation>bela</translation>
    </message>
    <message>
        <source>red</source>
        <translation>rdeča</translation>
    </message>
    <message>
        <source>black</source>
        <translation>črna</translation>
    </message>
    <message>
        <source>Two arms wound around each other: watch 14 neurons untangle them.</source>
        <translation>Roki, oviti druga okrog druge: glejte, kako ju razplete 14 nevronov.</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Prvi koraki</translation>
    </message>
    <message>
        <source>One neuron draws a line</source>
        <translation>En nevron nariše premico</translation>
    </message>
    <message>
        <source>Two clouds and a single neuron: its weights turn the line, its bias moves it.</source>
        <translation>Dva oblaka in en sam nevron: njegove uteži premico obračajo, pristranskost jo premika.</translation>
    </message>
    <message>
        <source>One neuron finds a trend</source>
        <translation>En nevron najde trend</translation>
    </message>
    <message>
        <source>The straight line that lies closest to scattered points, found step by step.</source>
        <translation>Premica, ki je raztresenim točkam najbližja, najdena korak za korakom.</translation>
    </message>
    <message>
        <source>XOR: four points</source>
        <translation>XOR: štiri točke</translation>
    </message>
    <message>
        <source>No straight line divides these four points; one hidden layer does.</source>
        <translation>Nobena premica ne loči teh štirih točk; ena skrita plast jih.</translation>
    </message>
    <message>
        <source>XOR: one neuron cannot</source>
        <translation>XOR: en nevron ne zmore</translation>
    </message>
    <message>
        <source>However long it trains, a single neuron never gets more than three of four right.</source>
        <translation>Naj se uči še tako dolgo, en sam nevron nima nikoli pravilnih več kot treh od štirih.</translation>
    </message>
    <message>
        <source>A few bent lines close around the blue disc.</source>
        <translation>Nekaj ukrivljenih črt se sklene okrog modrega kroga.</translation>
    </message>
    <message>
        <source>Shapes of the answer</source>
        <translation>Oblike odgovora</translation>
    </message>
    <message>
        <source>Circle with squares</source>
        <translation>Krog s kvadrati</translation>
    </message>
    <message>
        <source>Give one neuron x² and y², and it draws a circle by itself.</source>
        <translation>Dajte enemu nevronu x² in y², pa sam nariše krog.</translation>
    </message>
    <message>
        <source>Six neurons bend a line around two half rings.</source>
        <translation>Šest nevronov ukrivi črto okrog dveh polobročev.</translation>
    </message>
    <message>
        <source>Four classes</source>
        <translation>Štirje razredi</translation>
    </message>
    <message>
        <source>Softmax shares the plane among four clouds: the probabilities add up to 1.</source>
        <translation>Softmax ravnino razdeli med štiri oblake: verjetnosti se seštejejo v 1.</translation>
    </message>
    <message>
        <source>Hills and hollows</source>
        <translation>Hribi in kotanje</translation>
    </message>
    <message>
        <source>Not a class but a number: the network models a landscape.</source>
        <translation>Ne razred, ampak število: mreža posnema pokrajino.</translation>
    </message>
    <message>
        <source>Sine wave</source>
        <translation>Sinusni val</translation>
    </message>
    <message>
        <source>Neurons add up their bends until they follow the curve.</source>
        <translation>Nevroni seštevajo svoje krivine, dokler ne sledijo krivulji.</translation>
    </message>
    <message>
        <source>Every step of the stairs is made by a neuron that switches there.</source>
        <translation>Vsako stopnico naredi nevron, ki tam preklopi.</translation>
    </message>
    <message>
        <source>The flu doctor</source>
        <translation>Zdravnik za gripo</translation>
    </message>
    <message>
        <source>Five weights, one for each symptom: what speaks for the flu, what against it?</source>
        <translation>Pet uteži, po ena za vsak simptom: kaj govori za gripo in kaj proti njej?</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Bolniki</translation>
    </message>
    <message>
        <source>Three diseases</source>
        <translation>Tri bolezni</translation>
    </message>
    <message>
        <source>One neuron is not enough: six specialists and a chief find everybody who is sick.</source>
        <translation>En nevron ni dovolj: šest specialistov in predstojnik najdejo vse bolne.</translation>
    </message>
    <message>
        <source>Forty dwarves are enough to tell professions by what they carry.</source>
        <translation>Štirideset škratov zadošča, da poklice spoznamo po tem, kar nosijo.</translation>
    </message>
    <message>
        <source>1,797 real digits of 8×8 pixels, ten classes, one hidden layer.</source>
        <translation>1797 pravih števk iz 8×8 slikovnih točk, deset razredov, ena skrita plast.</translation>
    </message>
    <message>
        <source>A learning rate of 0.039 bounces down between the walls; at 0.041 it flies out.</source>
        <translation>Učna hitrost 0.039 se med stenama odbija navzdol; 0.041 odleti ven.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Učenje</translation>
    </message>
    <message>
        <source>Momentum in the valley</source>
        <translation>Zagon v dolini</translation>
    </message>
    <message>
        <source>The same valley at half the rate: what keeps rolling arrives sooner.</source>
        <translation>Ista dolina s polovično hitrostjo: kar se kotali naprej, pride prej.</translation>
    </message>
    <message>
        <source>All weights equal</source>
        <translation>Vse uteži enake</translation>
    </message>
    <message>
        <source>Neurons that start alike stay alike: no work is divided.</source>
        <translation>Nevroni, ki začnejo enako, ostanejo enaki: dela si ne razdelijo.</translation>
    </message>
    <message>
        <source>Learning by heart</source>
        <translation>Učenje na pamet</translation>
    </message>
    <message>
        <source>Forty noisy points: all of them right in the end, and ever more of the others wrong.</source>
        <translation>Štirideset raztresenih točk: na koncu so vse pravilne, od ostalih pa vedno več napačnih.</translation>
    </message>
    <message>
        <source>The same forty points: neurons that are missing by turns learn less by heart.</source>
        <translation>Istih štirideset točk: nevroni, ki izmenično manjkajo, se manj učijo na pamet.</translation>
    </message>
    <message>
        <source>Deep but linear</source>
        <translation>Globoka, a linearna</translation>
    </message>
    <message>
        <source>Three layers without bends are still one straight line.</source>
        <translation>Tri plasti brez krivin so še vedno ena premica.</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Zgradba</translation>
    </message>
    <message>
        <source>Spiral the hard way</source>
        <translation>Spirala po težji poti</translation>
    </message>
    <message>
        <source>The same spiral from x and y alone: depth has to make its own waves.</source>
        <translation>Ista spirala samo iz x in y: globina si mora valove narediti sama.</translation>
    </message>
    <message>
        <source>Deep and stuck</source>
        <translation>Globoka in obtičala</translation>
    </message>
    <message>
        <source>Seven layers of sigmoids: the blame fades away before it reaches the first.</source>
        <translation>Sedem plasti sigmoid: krivda zbledi, preden doseže prvo.</translation>
    </message>
    <message>
        <source>Deep with bridges</source>
        <translation>Globoka z mostovi</translation>
    </message>
    <message>
        <source>The same seven layers; bridges that add carry the blame to the first.</source>
        <translation>Istih sedem plasti; mostovi, ki seštevajo, prenesejo krivdo do prve.</translation>
    </message>
</context>
<context>
    <name>explaining</name>
    <message>
        <source>How it works</source>
        <translation>Kako deluje</translation>
    </message>
    <message>
        <source>Data enter on the left, every layer changes them, the output answers.</source>
        <translation>Podatki vstopijo na levi, vsaka plast jih spremeni, izhod odgovori.</translation>
    </message>
    <message>
        <source>Training compares the answer with the truth and moves every weight a little.</source>
        <translation>Učenje primerja odgovor z resnico in malo premakne vsako utež.</translation>
    </message>
    <message>
        <source>Select a layer or a neuron and press F1 to read about it.</source>
        <translation>Izberite plast ali nevron in pritisnite F1, da preberete o njem.</translation>
    </message>
    <message>
        <source>A weight says how much the value behind it counts; training moves it.</source>
        <translation>Utež pove, koliko šteje vrednost za njo; učenje jo premika.</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>nevron</translation>
    </message>
    <message>
        <source>It is not connected to the data yet, so there is nothing to compute.</source>
        <translation>Še ni povezana s podatki, zato ni česa računati.</translation>
    </message>
    <message>
        <source>About this</source>
        <translation>O tem</translation>
    </message>
</context>
<context>
    <name>game</name>
    <message>
        <source>narrow valley</source>
        <translation>ozka dolina</translation>
    </message>
    <message>
        <source>One linear neuron: steep across, nearly flat along the bottom.</source>
        <translation>En linearen nevron: počez strmo, po dnu skoraj ravno.</translation>
    </message>
    <message>
        <source>one neuron</source>
        <translation>en nevron</translation>
    </message>
    <message>
        <source>A neuron with a weight and a bias: plains where there is hardly any slope.</source>
        <translation>Nevron z utežjo in pristranskostjo: ravnine skoraj brez naklona.</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>sedlo</translation>
    </message>
    <message>
        <source>Two neurons in a row: two equal valleys, and a saddle between them.</source>
        <translation>Dva nevrona zapored: enaki dolini in med njima sedlo.</translation>
    </message>
    <message>
        <source>gradient descent</source>
        <translation>gradientni spust</translation>
    </message>
    <message>
        <source>Goes down the slope where it stands: w ← w − rate · ∂L/∂w.</source>
        <translation>Gre po naklonu navzdol tam, kjer stoji: w ← w − hitrost · ∂L/∂w.</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>zagon</translation>
    </message>
    <message>
        <source>Rolls like a ball and keeps part of its speed.</source>
        <translation>Kotali se kot žoga in ohrani del hitrosti.</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Gives every weight a step of its own size.</source>
        <translation>Vsaki uteži da korak njene velikosti.</translation>
    </message>
    <message>
        <source>map</source>
        <translation>zemljevid</translation>
    </message>
    <message>
        <source>You see the whole map of the loss.</source>
        <translation>Vidite ves zemljevid izgube.</translation>
    </message>
    <message>
        <source>blindfolded</source>
        <translation>z zavezanimi očmi</translation>
    </message>
    <message>
        <source>You know only the loss and the slope where you stand.</source>
        <translation>Poznate samo izgubo in naklon tam, kjer stojite.</translation>
    </message>
    <message>
        <source>You feel only the loss and the slope where you stand, as it does.</source>
        <translation>Čutite samo izgubo in naklon tam, kjer stojite, tako kot tekmec.</translation>
    </message>
    <message>
        <source>You see the whole map; it feels only the slope where it stands.</source>
        <translation>Vidite ves zemljevid; tekmec čuti samo naklon tam, kjer stoji.</translation>
    </message>
    <message>
        <source>Click within the ring to move. {0} moves too, from the same start. {1}</source>
        <translation>Kliknite znotraj obroča, da se premaknete. {0}: premika se tudi tekmec, z istega začetka. {1}</translation>
    </message>
    <message>
        <source>Nobody has moved.</source>
        <translation>Nihče se ni premaknil.</translation>
    </message>
    <message>
        <source>A draw after {0} moves: {1} against {2}.</source>
        <translation>Neodločeno po potezah ({0}): {1} proti {2}.</translation>
    </message>
    <message>
        <source>You are lower after {0} moves: {1} against {2} of {3}.</source>
        <translation>Po potezah ({0}) ste niže vi: {1}; {3}: {2}.</translation>
    </message>
    <message>
        <source>{3} is lower after {0} moves: you reached {1}, it reached {2}.</source>
        <translation>Po potezah ({0}) je niže tekmec ({3}): vi {1}, on {2}.</translation>
    </message>
</context>
<context>
    <name>glossary</name>
    <message>
        <source>Layers</source>
        <translation>Plasti</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivacije</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Izgube</translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation>Optimizatorji</translation>
    </message>
    <message>
        <source>Schedules of the learning rate</source>
        <translation>Razporedi učne hitrosti</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>Začetne uteži</translation>
    </message>
    <message>
        <source>Settings of training</source>
        <translation>Nastavitve učenja</translation>
    </message>
    <message>
        <source>Why a network does not learn</source>
        <translation>Zakaj se mreža ne uči</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Podatki</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Značilke</translation>
    </message>
</context>
<context>
    <name>landscape</name>
    <message>
        <source>The run has not moved yet. Train a little, or choose two weights.</source>
        <translation>Tek se še ni premaknil. Malo učite ali izberite dve uteži.</translation>
    </message>
    <message>
        <source>A map needs two different weights. Select another wire.</source>
        <translation>Zemljevid potrebuje dve različni uteži. Izberite drugo povezavo.</translation>
    </message>
    <message>
        <source>One of these weights is not part of the run. Select another wire.</source>
        <translation>Ena od teh uteži ni del teka. Izberite drugo povezavo.</translation>
    </message>
    <message>
        <source>One of these weights is cut and counts as 0. Select another wire.</source>
        <translation>Ena od teh uteži je prerezana in šteje kot 0. Izberite drugo povezavo.</translation>
    </message>
    <message>
        <source>A weight is not a number. Go back to the last good weights.</source>
        <translation>Neka utež ni število. Vrnite se k zadnjim dobrim utežem.</translation>
    </message>
    <message>
        <source>main direction {0}: {1}</source>
        <translation>glavna smer {0}: {1}</translation>
    </message>
    <message>
        <source>a direction beside the path</source>
        <translation>smer prečno na pot</translation>
    </message>
    <message>
        <source>{0} of {1} training examples</source>
        <translation>{0} od {1} učnih primerov</translation>
    </message>
    <message>
        <source>all {0} training examples</source>
        <translation>vsi učni primeri ({0})</translation>
    </message>
    <message>
        <source>white point: loss {0} after step {1}, over {2}</source>
        <translation>bela točka: izguba {0} po koraku {1}; {2}</translation>
    </message>
    <message>
        <source>loss {0} at {1} · a click starts from there</source>
        <translation>izguba {0} v {1} · klik začne od tam</translation>
    </message>
    <message>
        <source>Both weights were set to the point on the map, where the loss is {0}.</source>
        <translation>Obe uteži sta postavljeni na točko zemljevida, kjer je izguba {0}.</translation>
    </message>
    <message>
        <source>All {0} weights were set to the point on the map, where the loss is {1}.</source>
        <translation>Vse uteži ({0}) so postavljene na točko zemljevida, kjer je izguba {1}.</translation>
    </message>
    <message>
        <source>Undo takes it back.</source>
        <translation>Razveljavitev to vrne.</translation>
    </message>
    <message>
        <source>This map moves {0} weights, too many to be set by hand. Choose two weights.</source>
        <translation>Ta zemljevid premika {0} uteži, kar je za postavljanje na roko preveč. Izberite dve uteži.</translation>
    </message>
    <message>
        <source>There the loss is not a number, so nothing could be learned from it.</source>
        <translation>Tam izguba ni število, zato se od tam ni mogoče učiti.</translation>
    </message>
    <message>
        <source>Start from a point of the map</source>
        <translation>Začetek s točke zemljevida</translation>
    </message>
</context>
<context>
    <name>pairs</name>
    <message>
        <source>Blue and orange</source>
        <translation>Modra in oranžna</translation>
    </message>
    <message>
        <source>The usual pair, safe for colour-blind eyes.</source>
        <translation>Običajni par, varen za barvno slepe oči.</translation>
    </message>
    <message>
        <source>Purple and green</source>
        <translation>Vijolična in zelena</translation>
    </message>
    <message>
        <source>Safe for colour-blind eyes, and calm on a projector.</source>
        <translation>Varen za barvno slepe oči in umirjen na projektorju.</translation>
    </message>
    <message>
        <source>Blue and yellow</source>
        <translation>Modra in rumena</translation>
    </message>
    <message>
        <source>Far apart in hue and in brightness.</source>
        <translation>Daleč narazen v odtenku in v svetlosti.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Visok kontrast</translation>
    </message>
    <message>
        <source>Differs in brightness, for eyes that see no hues.</source>
        <translation>Razlikuje se v svetlosti, za oči, ki ne ločijo odtenkov.</translation>
    </message>
</context>
<context>
    <name>prompts</name>
    <message>
        <source>Unsaved changes</source>
        <translation>Neshranjene spremembe</translation>
    </message>
    <message>
        <source>{0} has changes that are not saved.</source>
        <translation>{0} ima spremembe, ki niso shranjene.</translation>
    </message>
    <message>
        <source>Discarding loses the changes and what was learned since.</source>
        <translation>Če jih zavržete, izgubite spremembe in vse, kar se je mreža medtem naučila.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Odpri</translation>
    </message>
    <message>
        <source>Playground networks</source>
        <translation>Mreže programa Playground</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Vse datoteke</translation>
    </message>
    <message>
        <source>Open a table</source>
        <translation>Odpri tabelo</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabele</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Shrani kot</translation>
    </message>
    <message>
        <source>Export trained weights</source>
        <translation>Izvoz naučenih uteži</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Obnovi</translation>
    </message>
    <message>
        <source>The last session ended without saving {0} ({1}).</source>
        <translation>Zadnja seja se je končala, ne da bi shranila {0} ({1}).</translation>
    </message>
    <message>
        <source>Its network and its training can be recovered.</source>
        <translation>Njeno mrežo in njeno učenje lahko obnovite.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Zavrzi</translation>
    </message>
    <message>
        <source>Several steps</source>
        <translation>Več korakov</translation>
    </message>
    <message>
        <source>Steps to train:</source>
        <translation>Korakov učenja:</translation>
    </message>
</context>
<context>
    <name>rate</name>
    <message>
        <source>going there</source>
        <translation>na poti tja</translation>
    </message>
    <message>
        <source>slow motion</source>
        <translation>počasi</translation>
    </message>
    <message>
        <source>running</source>
        <translation>teče</translation>
    </message>
    <message>
        <source>{0} steps/s</source>
        <translation>{0} korakov/s</translation>
    </message>
    <message>
        <source>paused in {0}</source>
        <translation>premor: {0}</translation>
    </message>
    <message>
        <source>paused in the past</source>
        <translation>ustavljeno v preteklosti</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>v premoru</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>priprava</translation>
    </message>
    <message>
        <source>cannot start</source>
        <translation>ne more začeti</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>ustavljeno</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>spodletelo</translation>
    </message>
    <message>
        <source>data</source>
        <translation>podatki</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>naprej</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>izguba</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>nazaj</translation>
    </message>
    <message>
        <source>update</source>
        <translation>popravek</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>none</source>
        <translation>nič</translation>
    </message>
    <message>
        <source>“{0}” is not a number. Type one such as {1}.</source>
        <translation>»{0}« ni število. Vpišite na primer {1}.</translation>
    </message>
    <message>
        <source>It must be a whole number.</source>
        <translation>Biti mora celo število.</translation>
    </message>
    <message>
        <source>It must be greater than 0 and at most {1}.</source>
        <translation>Biti mora več kot 0 in največ {1}.</translation>
    </message>
    <message>
        <source>It must lie between {0} and {1}.</source>
        <translation>Biti mora med {0} in {1}.</translation>
    </message>
</context>
<context>
    <name>time</name>
    <message>
        <source>Go on with another line of the run</source>
        <translation>Nadaljuj po drugem poteku učenja</translation>
    </message>
</context>
<context>
    <name>weights</name>
    <message>
        <source>New random weights</source>
        <translation>Nove naključne uteži</translation>
    </message>
    <message>
        <source>Weight {0}</source>
        <translation>Utež {0}</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>{0} would put out {1} values, more than there is room for: at most {2}, at {3} places. Make it smaller.</source>
        <translation>{0} bi oddala {1} vrednosti, več, kot je prostora: največ {2} na {3} mestih. Zmanjšajte jo.</translation>
    </message>
    <message>
        <source>{0} cannot work like this. {1}</source>
        <translation>{0} tako ne more delovati. {1}</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Odstrani jo</translation>
    </message>
    <message>
        <source>Use {0} units</source>
        <translation>Uporabi {0} enot</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>Uporabi {0}</translation>
    </message>
    <message>
        <source>Use that of all layers</source>
        <translation>Uporabi tisto vseh plasti</translation>
    </message>
    <message>
        <source>The branches of {0} differ in height, width or length: {1}. Make them alike, or put each of them into a row.</source>
        <translation>Veje plasti {0} se razlikujejo po višini, širini ali dolžini: {1}. Poenotite jih ali vsako postavite v vrsto.</translation>
    </message>
    <message>
        <source>Insert dense {0}</source>
        <translation>Vstavi gosto {0}</translation>
    </message>
    <message>
        <source>{0} joins branches and has only one input. Draw a second connection into it, or remove it.</source>
        <translation>{0} stakne veje in ima samo en vhod. Narišite še eno povezavo vanjo ali jo odstranite.</translation>
    </message>
    <message>
        <source>Insert flatten</source>
        <translation>Vstavi sploščitev</translation>
    </message>
    <message>
        <source>{0} needs branches of equal width: {1}. Make them equal, or put them side by side.</source>
        <translation>{0} potrebuje enako široke veje: {1}. Izenačite jih ali jih postavite drugo ob drugo.</translation>
    </message>
    <message>
        <source>Insert convolution 1x1</source>
        <translation>Vstavi konvolucijo 1x1</translation>
    </message>
    <message>
        <source>{0} would be {1} units wide; at most {2} work here. Join fewer branches.</source>
        <translation>{0} bi bila široka {1} enot; tu jih je lahko največ {2}. Staknite manj vej.</translation>
    </message>
    <message>
        <source>{0} leads into {1}, but no way leads from the input to {2}. Connect it, or cut it off.</source>
        <translation>{0} vodi v {1}, a od vhoda do {2} ne vodi nobena pot. Povežite jo ali jo odrežite.</translation>
    </message>
    <message>
        <source>Use concatenate</source>
        <translation>Uporabi stik</translation>
    </message>
    <message>
        <source>Leave the last ones out</source>
        <translation>Zadnje izpusti</translation>
    </message>
    <message>
        <source>Cut it off</source>
        <translation>Odreži jo</translation>
    </message>
    <message>
        <source>A picture of {0} × {1} arrives at {2}, which takes one row of values. Insert flatten in front of it.</source>
        <translation>Slika {0} × {1} pride do plasti {2}, ki sprejme eno vrsto vrednosti. Prednjo vstavite sploščitev.</translation>
    </message>
    <message>
        <source>The input takes no connection. Cut what leads into it.</source>
        <translation>Vhod ne sprejme povezav. Prerežite, kar vodi vanj.</translation>
    </message>
    <message>
        <source>There is no source “{0}”. Take the data.</source>
        <translation>Vira »{0}« ni. Vzemite podatke.</translation>
    </message>
    <message>
        <source>No input feature is chosen. Choose at least one, for example x.</source>
        <translation>Izbrana ni nobena vhodna značilka. Izberite vsaj eno, na primer x.</translation>
    </message>
    <message>
        <source>{0} takes features of the data, and units of {1} arrive. Connect it to the input, or remove it.</source>
        <translation>{0} vzame značilke podatkov, prihajajo pa enote sloja {1}. Poveži ga z vhodom ali ga odstrani.</translation>
    </message>
    <message>
        <source>{0} must draw from 1 to {1} numbers, each with a name of its own.</source>
        <translation>{0} mora žrebati od 1 do {1} števil, vsako s svojim imenom.</translation>
    </message>
    <message>
        <source>Insert global average</source>
        <translation>Vstavi povprečje po mestih</translation>
    </message>
    <message>
        <source>{0} {1}. Choose a number from 1 to {2}.</source>
        <translation>{0} {1}. Izberite število od 1 do {2}.</translation>
    </message>
    <message>
        <source>The rate of {0} must be a number from 0 to {1}: the share of values that is set to 0.</source>
        <translation>Delež plasti {0} mora biti število od 0 do {1}: delež vrednosti, ki postanejo 0.</translation>
    </message>
    <message>
        <source>There is no activation “{0}”. {1}</source>
        <translation>Aktivacije »{0}« ni. {1}</translation>
    </message>
    <message>
        <source>Nothing in front of {0} could learn: the derivative of a step is 0, so no blame passes. Use a smooth activation, and step only in the output.</source>
        <translation>Pred plastjo {0} se ne bi moglo nič naučiti: odvod stopnice je 0, zato krivda ne pride skozi. Uporabite gladko aktivacijo, stopnico pa samo na izhodu.</translation>
    </message>
    <message>
        <source>There is no start “{0}”. {1}</source>
        <translation>Začetka »{0}« ni. {1}</translation>
    </message>
    <message>
        <source>Cut it</source>
        <translation>Prereži</translation>
    </message>
    <message>
        <source>Take the data</source>
        <translation>Vzemi podatke</translation>
    </message>
    <message>
        <source>{0} takes the feature “{1}”, which the data do not offer. Switch it on in the data, or leave it out.</source>
        <translation>{0} vzame značilko »{1}«, ki je podatki ne ponujajo. Vklopi jo v podatkih ali jo izpusti.</translation>
    </message>
    <message>
        <source>Draw {0}</source>
        <translation>Žrebaj {0}</translation>
    </message>
    <message>
        <source>Two units of {0} carry the same id, so their weights cannot be told apart. Number them anew.</source>
        <translation>Dve enoti plasti {0} imata isto oznako, zato njunih uteži ni mogoče ločiti. Oštevilčite jih znova.</translation>
    </message>
    <message>
        <source>Use tanh</source>
        <translation>Uporabi tanh</translation>
    </message>
    <message>
        <source>Use sigmoid</source>
        <translation>Uporabi sigmoid</translation>
    </message>
    <message>
        <source>Number them</source>
        <translation>Oštevilči jih</translation>
    </message>
    <message>
        <source>{0} divides 1 among positions, and a row without positions arrives. Let the units share it.</source>
        <translation>{0} razdeli 1 med mesta, pride pa vrsta brez mest. Naj si jo razdelijo enote.</translation>
    </message>
    <message>
        <source>Use units</source>
        <translation>Uporabi enote</translation>
    </message>
    <message>
        <source>{0} compares the examples of a batch, and a batch has only one: whatever arrives, the same comes out, and nothing in front of it learns. Train with larger batches.</source>
        <translation>{0} primerja primere v svežnju, sveženj pa ima le enega: karkoli pride, pride ven isto, in nič pred njo se ne uči. Učite z večjimi svežnji.</translation>
    </message>
    <message>
        <source>Use batches of {0}</source>
        <translation>Uporabi svežnje po {0}</translation>
    </message>
    <message>
        <source>{0} says what comes next at every position, and no sequence arrives. Keep the positions in front of it.</source>
        <translation>{0} na vsakem mestu pove, kaj sledi, zaporedje pa ne pride. Mesta pred njo ohranite.</translation>
    </message>
    <message>
        <source>A picture arrives at {0}, which gives one answer. Bring all places together in front of it.</source>
        <translation>Slika pride do plasti {0}, ki da en odgovor. Pred njo združite vsa mesta slike.</translation>
    </message>
    <message>
        <source>A sequence arrives at {0}, which gives one answer. Bring all positions together in front of it.</source>
        <translation>Zaporedje pride do plasti {0}, ki da en odgovor. Pred njo združite vsa mesta zaporedja.</translation>
    </message>
    <message>
        <source>Use dense {0} {1}</source>
        <translation>Uporabi gosto {0} {1}</translation>
    </message>
    <message>
        <source>Nothing can follow the output. Cut what leads away from it.</source>
        <translation>Za izhodom ne more slediti nič. Prerežite, kar vodi iz njega.</translation>
    </message>
    <message>
        <source>There is no target “{0}”. {1}</source>
        <translation>Cilja “{0}” ni. {1}</translation>
    </message>
    <message>
        <source>The loss of {0} must count with a weight above 0, at most {1}.</source>
        <translation>Izguba sloja {0} mora šteti z utežjo nad 0, največ {1}.</translation>
    </message>
    <message>
        <source>{0} is to give back tokens, which are no amounts. Compare it with the label.</source>
        <translation>{0} naj bi vrnila znake, ki niso količine. Primerjajte jo z oznako.</translation>
    </message>
    <message>
        <source>{0} foretells what comes next in a sequence, and these data have none. Compare it with the label.</source>
        <translation>{0} napoveduje, kaj v zaporedju sledi, ti podatki pa ga nimajo. Primerjajte z oznako.</translation>
    </message>
    <message>
        <source>There is no loss “{0}”. {1}</source>
        <translation>Izgube »{0}« ni. {1}</translation>
    </message>
    <message>
        <source>Use the label</source>
        <translation>Uporabi oznako</translation>
    </message>
    <message>
        <source>Use 1</source>
        <translation>Uporabi 1</translation>
    </message>
    <message>
        <source>{0} is compared with inputs that are not all between 0 and 1, which this loss needs. Choose another loss.</source>
        <translation>{0} se primerja z vhodi, ki niso vsi med 0 in 1, kar ta izguba potrebuje. Izberite drugo izgubo.</translation>
    </message>
    <message>
        <source>Put out the whole sequence</source>
        <translation>Oddaj celo zaporedje</translation>
    </message>
    <message>
        <source>Insert last step</source>
        <translation>Vstavi zadnji korak</translation>
    </message>
    <message>
        <source>Use {0} with this loss</source>
        <translation>Uporabi {0} s to izgubo</translation>
    </message>
    <message>
        <source>Use mean squared error</source>
        <translation>Uporabi srednjo kvadratno napako</translation>
    </message>
    <message>
        <source>{0} works on pictures, and a sequence arrives. Put a picture in front of it, or use another layer.</source>
        <translation>{0} deluje na slikah, pride pa zaporedje. Prednjo postavite sliko ali uporabite drugo plast.</translation>
    </message>
    <message>
        <source>{0} works on pictures, and a row of {1} values arrives. Put a picture in front of it, or use another layer.</source>
        <translation>{0} deluje na slikah, pride pa vrsta vrednosti ({1}). Prednjo postavite sliko ali uporabite drugo plast.</translation>
    </message>
    <message>
        <source>Use same padding</source>
        <translation>Uporabi obrobo same</translation>
    </message>
    <message>
        <source>Use no padding</source>
        <translation>Brez obrobe</translation>
    </message>
    <message>
        <source>{0} groups of {1} divide neither evenly: {2} channels arrive and {3} leave. Choose a number that divides both.</source>
        <translation>{0} skupin plasti {1} ne deli obojega enakomerno: kanalov pride {2}, odide {3}. Izberite število, ki deli oboje.</translation>
    </message>
    <message>
        <source>{0} takes the mean over a picture or a sequence, and a row of {1} values arrives. Remove it.</source>
        <translation>{0} povpreči sliko ali zaporedje, pride pa vrsta vrednosti ({1}). Odstranite jo.</translation>
    </message>
    <message>
        <source>{0} would put {1} values into a row; at most {2} work here. Make the picture smaller in front of it.</source>
        <translation>{0} bi v vrsto postavila {1} vrednosti; tu jih deluje največ {2}. Pred njo zmanjšajte sliko.</translation>
    </message>
    <message>
        <source>{0} makes a picture of {1} = {2} values, and {3} arrive. Choose another size.</source>
        <translation>{0} naredi sliko {1} = {2} vrednosti, pride pa jih {3}. Izberite drugo velikost.</translation>
    </message>
    <message>
        <source>The padding of {0} is as large as its window of {1} × {2}, which would see nothing else in a corner. Make it smaller.</source>
        <translation>Obroba plasti {0} je tako velika kot njeno okno {1} × {2}, ki v kotu ne bi videlo ničesar drugega. Zmanjšajte jo.</translation>
    </message>
    <message>
        <source>Use a window of {0}</source>
        <translation>Uporabi okno {0}</translation>
    </message>
    <message>
        <source>Use dense</source>
        <translation>Uporabi gosto</translation>
    </message>
    <message>
        <source>The padding of {0} cuts off everything that it paints. Make it smaller.</source>
        <translation>Obroba plasti {0} odreže vse, kar plast nariše. Zmanjšajte jo.</translation>
    </message>
    <message>
        <source>Use {0} channels</source>
        <translation>Uporabi {0} kanalov</translation>
    </message>
    <message>
        <source>Insert reshape {0}x{1}x{2}</source>
        <translation>Vstavi preoblikovanje {0}x{1}x{2}</translation>
    </message>
    <message>
        <source>The window of {0} is {1} × {2}, larger than the picture of {3} × {4} that arrives. Make it smaller, or add zeros around.</source>
        <translation>Okno plasti {0} je {1} × {2}, večje od slike {3} × {4}, ki pride. Zmanjšajte ga ali sliko obdajte z ničlami.</translation>
    </message>
    <message>
        <source>Use {0}x{1}x{2}</source>
        <translation>Uporabi {0}x{1}x{2}</translation>
    </message>
    <message>
        <source>{0} works on sequences, and a picture arrives. Use another layer.</source>
        <translation>{0} deluje na zaporedjih, pride pa slika. Uporabite drugo plast.</translation>
    </message>
    <message>
        <source>{0} works on sequences, and a row of {1} values without positions arrives. Use another layer.</source>
        <translation>{0} deluje na zaporedjih, pride pa vrsta vrednosti ({1}) brez mest. Uporabite drugo plast.</translation>
    </message>
    <message>
        <source>Tokens arrive at {0}. Their numbers are only names, so nothing can be computed with them. Insert an embedding in front of it.</source>
        <translation>Do plasti {0} pridejo znaki. Njihove številke so samo imena, zato se z njimi ne da računati. Prednjo vstavite vložitev.</translation>
    </message>
    <message>
        <source>{0} looks up tokens, and plain numbers arrive. Use a dense layer.</source>
        <translation>{0} poišče znake, pridejo pa navadna števila. Uporabite gosto plast.</translation>
    </message>
    <message>
        <source>{0} heads of {1} cannot share {2} units evenly. Choose a number of heads that divides them.</source>
        <translation>{0} glav plasti {1} si ne more enakomerno razdeliti {2} enot. Izberite število glav, ki jih deli.</translation>
    </message>
    <message>
        <source>Insert embedding</source>
        <translation>Vstavi vložitev</translation>
    </message>
    <message>
        <source>Use {0} heads</source>
        <translation>Uporabi {0} glav</translation>
    </message>
    <message>
        <source>{0} would use the weights of {1}, {2}but it needs {3}, and those do not fit. Give it weights of its own, or make both layers alike.</source>
        <translation>{0} bi uporabila uteži plasti {1}, {2}potrebuje pa {3}, zato se ne ujemajo. Dajte ji lastne uteži ali poenotite obe plasti.</translation>
    </message>
    <message>
        <source>Give it its own weights</source>
        <translation>Daj ji njene uteži</translation>
    </message>
    <message>
        <source>{0}: {1} Release it.</source>
        <translation>{0}: {1} Spustite ga.</translation>
    </message>
    <message>
        <source>The network has {0} layers; at most {1} work here.</source>
        <translation>Mreža ima {0} plasti; tu jih je lahko največ {1}.</translation>
    </message>
    <message>
        <source>The network has more than {0} connections.</source>
        <translation>Mreža ima več kot {0} povezav.</translation>
    </message>
    <message>
        <source>Two layers carry the same id, so they cannot be told apart.</source>
        <translation>Dve plasti imata isto oznako, zato ju ni mogoče ločiti.</translation>
    </message>
    <message>
        <source>A connection leads to a layer that does not exist. Remove it.</source>
        <translation>Povezava vodi v plast, ki je ni. Odstranite jo.</translation>
    </message>
    <message>
        <source>Two connections lead from one layer to the same other one. Keep one of them.</source>
        <translation>Dve povezavi vodita iz iste plasti v isto drugo. Obdržite eno.</translation>
    </message>
    <message>
        <source>There is more than one {0}. Remove this one.</source>
        <translation>Plasti {0} je več kot ena. Odstranite to.</translation>
    </message>
    <message>
        <source>Connect them</source>
        <translation>Poveži ju</translation>
    </message>
    <message>
        <source>Cut it here</source>
        <translation>Prereži tu</translation>
    </message>
    <message>
        <source>Release it</source>
        <translation>Spusti</translation>
    </message>
    <message>
        <source>Remove the connection</source>
        <translation>Odstrani povezavo</translation>
    </message>
    <message>
        <source>Keep one</source>
        <translation>Obdrži eno</translation>
    </message>
    <message>
        <source>Add an {0}</source>
        <translation>Dodaj: {0}</translation>
    </message>
    <message>
        <source>{0} does not train yet. Take {1} out for now.</source>
        <translation>{0} se še ne uči. Za zdaj odstranite {1}.</translation>
    </message>
    <message>
        <source>{0} has {1} inputs but takes one. Cut the others, or join them first.</source>
        <translation>{0} ima {1} vhodov, sprejme pa enega. Prerežite ostale ali jih prej staknite.</translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation>Obdrži prvo</translation>
    </message>
    <message>
        <source>Join them with concatenate</source>
        <translation>Stakni jih drugo ob drugo</translation>
    </message>
    <message>
        <source>Join them with add</source>
        <translation>Stakni jih s seštevanjem</translation>
    </message>
    <message>
        <source>The text is longer than {0} characters.</source>
        <translation>Besedilo je daljše od {0} znakov.</translation>
    </message>
    <message>
        <source>There is nothing to count. Write for example: dense 8 tanh &gt; dense 1</source>
        <translation>Ničesar ni za štetje. Zapišite na primer: dense 8 tanh &gt; dense 1</translation>
    </message>
    <message>
        <source>Weights that two layers share cannot be counted here.</source>
        <translation>Uteži, ki si jih delita dve plasti, se tu ne da prešteti.</translation>
    </message>
    <message>
        <source>“{0}” cannot be counted. {1}</source>
        <translation>»{0}« ni mogoče prešteti. {1}</translation>
    </message>
    <message>
        <source>From here on it has more than any number that makes sense.</source>
        <translation>Od tu naprej jih ima več od vsakega smiselnega števila.</translation>
    </message>
    <message>
        <source>From here on it has more than {0} layers.</source>
        <translation>Od tu naprej ima več kot {0} plasti.</translation>
    </message>
    <message>
        <source>“{0}” needs a picture. Begin with its size: image 32x32x3</source>
        <translation>»{0}« potrebuje sliko. Začnite z njeno velikostjo: image 32x32x3</translation>
    </message>
    <message>
        <source>The window is larger than the picture that arrives here.</source>
        <translation>Okno je večje od slike, ki pride sem.</translation>
    </message>
    <message>
        <source>“{0}” works on embedded words. Write “tokens … &gt; embedding …” first.</source>
        <translation>»{0}« deluje na vloženih besedah. Prej zapišite »tokens … &gt; embedding …«.</translation>
    </message>
    <message>
        <source>“{0}” stands at the beginning. Move it there.</source>
        <translation>»{0}« stoji na začetku. Premaknite tja.</translation>
    </message>
    <message>
        <source>A picture arrives here. Write “flatten” in front of dense.</source>
        <translation>Sem pride slika. Pred »dense« zapišite »flatten«.</translation>
    </message>
    <message>
        <source>{0} groups divide neither {1} channels nor {2} filters evenly.</source>
        <translation>{0} skupin ne deli enakomerno niti {1} kanalov niti {2} filtrov.</translation>
    </message>
    <message>
        <source>{0} heads do not divide a width of {1} evenly.</source>
        <translation>{0} glav ne deli širine {1} enakomerno.</translation>
    </message>
    <message>
        <source>An embedding needs words. Begin with: tokens 50257</source>
        <translation>Vložitev potrebuje besede. Začnite z: tokens 50257</translation>
    </message>
    <message>
        <source>“{0}” is not {1}: write a whole number from {2}.</source>
        <translation>»{0}« ni {1}: zapišite celo število od {2}.</translation>
    </message>
    <message>
        <source>How often, and what? Write for example: 3x dense 64 relu</source>
        <translation>Kolikokrat in kaj? Zapišite na primer: 3x dense 64 relu</translation>
    </message>
    <message>
        <source>Behind “{0}” stands {1}.</source>
        <translation>Za »{0}« stoji {1}.</translation>
    </message>
    <message>
        <source>“{0}” is not {1}.</source>
        <translation>»{0}« ni {1}.</translation>
    </message>
    <message>
        <source>A size is at least 1.</source>
        <translation>Velikost je vsaj 1.</translation>
    </message>
    <message>
        <source>Behind “{0}” stands a number.</source>
        <translation>Za »{0}« stoji število.</translation>
    </message>
    <message>
        <source>Behind “pad” stands a number, or four: pad 1,2,1,2</source>
        <translation>Za »pad« stoji eno število ali štiri: pad 1,2,1,2</translation>
    </message>
    <message>
        <source>“{0}” does not fit behind “{1}” here.</source>
        <translation>»{0}« tu ne ustreza za »{1}«.</translation>
    </message>
    <message>
        <source>{0} has its input already and takes only one. Insert Add or Concatenate in front of it, which joins both, or cut the first connection.</source>
        <translation>{0} že ima vhod in sprejme samo enega. Prednjo vstavite seštevanje ali stik, ki staknejo oba, ali prerežite prvo povezavo.</translation>
    </message>
    <message>
        <source>“{0}” joins nothing. Choose {1}.</source>
        <translation>»{0}« ne stakne ničesar. Izberite {1}.</translation>
    </message>
    <message>
        <source>That connection is not there any more.</source>
        <translation>Te povezave ni več.</translation>
    </message>
    <message>
        <source>Nothing can follow the output. Connect the other way round.</source>
        <translation>Za izhodom ne more slediti nič. Povežite v drugo smer.</translation>
    </message>
    <message>
        <source>Nothing leads into the input. Connect the other way round.</source>
        <translation>V vhod ne vodi nič. Povežite v drugo smer.</translation>
    </message>
    <message>
        <source>That would run in a circle, and no layer could be computed first.</source>
        <translation>To bi teklo v krogu in nobene plasti ne bi bilo mogoče izračunati prve.</translation>
    </message>
    <message>
        <source>{0} leads into {1} already.</source>
        <translation>{0} že vodi v {1}.</translation>
    </message>
    <message>
        <source>A network has at most {0} connections.</source>
        <translation>Mreža ima največ {0} povezav.</translation>
    </message>
    <message>
        <source>The network needs at least one feature to see. Choose another one first.</source>
        <translation>Mreža mora videti vsaj eno značilko. Prej izberite drugo.</translation>
    </message>
    <message>
        <source>There is no point to add.</source>
        <translation>Ni točke, ki bi jo dodali.</translation>
    </message>
    <message>
        <source>At most {0} points can be set. Remove some first.</source>
        <translation>Postaviti je mogoče največ {0} točk. Prej jih nekaj odstranite.</translation>
    </message>
    <message>
        <source>There are no points to remove.</source>
        <translation>Ni točk, ki bi jih odstranili.</translation>
    </message>
    <message>
        <source>A formula is one line of at most {0} characters.</source>
        <translation>Formula je ena vrstica z največ {0} znaki.</translation>
    </message>
    <message>
        <source>A point cannot be put there: a place is two finite numbers.</source>
        <translation>Točke ni mogoče postaviti tja: mesto sta dve končni števili.</translation>
    </message>
    <message>
        <source>A class is a number from 0 to {0}.</source>
        <translation>Razred je število od 0 do {0}.</translation>
    </message>
    <message>
        <source>No point is selected. Select one first.</source>
        <translation>Izbrana ni nobena točka. Prej jo izberite.</translation>
    </message>
    <message>
        <source>That point is not there any more.</source>
        <translation>Te točke ni več.</translation>
    </message>
    <message>
        <source>A network has its input and its output only once. Choose other layers.</source>
        <translation>Mreža ima vhod in izhod samo enkrat. Izberite druge plasti.</translation>
    </message>
    <message>
        <source>The layers</source>
        <translation>Plasti</translation>
    </message>
    <message>
        <source>That layer is not there any more.</source>
        <translation>Te plasti ni več.</translation>
    </message>
    <message>
        <source>No layer is selected. Select one first.</source>
        <translation>Izbrana ni nobena plast. Prej jo izberite.</translation>
    </message>
    <message>
        <source>A layer has from 1 to {0} units, not {1}.</source>
        <translation>Plast ima od 1 do {0} enot, ne {1}.</translation>
    </message>
    <message>
        <source>A network has at most {0} layers. Remove some first.</source>
        <translation>Mreža ima največ {0} plasti. Prej jih nekaj odstranite.</translation>
    </message>
    <message>
        <source>There is no {0} “{1}”. {2}</source>
        <translation>Ni: {0} »{1}«. {2}</translation>
    </message>
    <message>
        <source>There is no setting “{0}”.</source>
        <translation>Nastavitve »{0}« ni.</translation>
    </message>
    <message>
        <source>{0} cannot be put there: a place is two finite numbers.</source>
        <translation>{0} ne more stati tam: mesto sta dve končni števili.</translation>
    </message>
    <message>
        <source>{0} cannot be put there: it would be too far away to be found again.</source>
        <translation>{0} ne more stati tam: predaleč bi bila, da bi jo spet našli.</translation>
    </message>
    <message>
        <source>A name has from 1 to {0} letters.</source>
        <translation>Ime ima od 1 do {0} črk.</translation>
    </message>
    <message>
        <source>That weight is not frozen.</source>
        <translation>Ta utež ni zamrznjena.</translation>
    </message>
    <message>
        <source>That weight is not cut.</source>
        <translation>Ta utež ni prerezana.</translation>
    </message>
    <message>
        <source>Only layers with weights can be frozen. Choose a dense layer.</source>
        <translation>Zamrzniti je mogoče samo plasti z utežmi. Izberite gosto plast.</translation>
    </message>
    <message>
        <source>A bias is no connection that could be cut. Set it to 0 and freeze it.</source>
        <translation>Pristranskost ni povezava, ki bi jo prerezali. Nastavite jo na 0 in jo zamrznite.</translation>
    </message>
    <message>
        <source>The output cannot be held at a value: training has to see its answer.</source>
        <translation>Izhoda ni mogoče vpeti na vrednost: učenje mora videti njegov odgovor.</translation>
    </message>
    <message>
        <source>{0} has no such neuron any more.</source>
        <translation>{0} tega nevrona nima več.</translation>
    </message>
    <message>
        <source>A neuron is held at a number from −{0} to {1}.</source>
        <translation>Nevron se vpne na število od −{0} do {1}.</translation>
    </message>
    <message>
        <source>At most {0} neurons can be held.</source>
        <translation>Vpetih je lahko največ {0} nevronov.</translation>
    </message>
    <message>
        <source>That neuron is not held.</source>
        <translation>Ta nevron ni vpet.</translation>
    </message>
    <message>
        <source>No weight is selected. Select one first.</source>
        <translation>Izbrana ni nobena utež. Prej jo izberite.</translation>
    </message>
    <message>
        <source>{0} has no such weight any more.</source>
        <translation>{0} te uteži nima več.</translation>
    </message>
    <message>
        <source>At most {0} weights can be held or cut.</source>
        <translation>Zadržanih ali prerezanih je lahko največ {0} uteži.</translation>
    </message>
    <message>
        <source>That connection is not there any more. Drop the layer again.</source>
        <translation>Te povezave ni več. Spustite plast še enkrat.</translation>
    </message>
    <message>
        <source>There is no layer “{0}”. {1}</source>
        <translation>Plasti »{0}« ni. {1}</translation>
    </message>
    <message>
        <source>The network has its {0} already; it has only one.</source>
        <translation>Mreža že ima: {0}; imeti more samo eno.</translation>
    </message>
    <message>
        <source>Another layer is called “{0}”. Choose a different name.</source>
        <translation>Druga plast se že imenuje »{0}«. Izberite drugo ime.</translation>
    </message>
    <message>
        <source>A layer moves by one place at a time.</source>
        <translation>Plast se premakne za eno mesto naenkrat.</translation>
    </message>
    <message>
        <source>{0} has no single neighbour on that side.</source>
        <translation>{0} na tisti strani nima enega samega soseda.</translation>
    </message>
    <message>
        <source>The input stays first and the output last.</source>
        <translation>Vhod ostane prvi in izhod zadnji.</translation>
    </message>
    <message>
        <source>An {0} cannot stand in the middle. Drop it beside the others.</source>
        <translation>{0} ne more stati na sredini. Spustite ob druge.</translation>
    </message>
    <message>
        <source>{0} joins branches, so {1} cannot take its place.</source>
        <translation>{0} stakne veje, zato {1} ne more stopiti na njeno mesto.</translation>
    </message>
    <message>
        <source>{0} has no units of its own. Change the layer before it.</source>
        <translation>{0} nima svojih enot. Spremenite plast pred njo.</translation>
    </message>
    <message>
        <source>{0} has no such neuron that could be removed.</source>
        <translation>{0} nima takega nevrona, ki bi ga odstranili.</translation>
    </message>
    <message>
        <source>{0} has only this neuron. Remove the layer instead.</source>
        <translation>{0} ima samo ta nevron. Namesto njega odstranite plast.</translation>
    </message>
    <message>
        <source>A dropout rate is a number from 0 to {0}.</source>
        <translation>Delež izpuščanja je število od 0 do {0}.</translation>
    </message>
    <message>
        <source>Only the output has a loss.</source>
        <translation>Izgubo ima samo izhod.</translation>
    </message>
    <message>
        <source>A layer has from 1 to {0} units; {1} stays.</source>
        <translation>Plast ima od 1 do {0} enot; ostane jih {1}.</translation>
    </message>
    <message>
        <source>{0} has no activation that could be set like this.</source>
        <translation>{0} nima aktivacije, ki bi jo tako nastavili.</translation>
    </message>
    <message>
        <source>{0} needs an activation.</source>
        <translation>{0} potrebuje aktivacijo.</translation>
    </message>
    <message>
        <source>{0} has no weights.</source>
        <translation>{0} nima uteži.</translation>
    </message>
    <message>
        <source>{0} has no weights that could be pulled towards 0.</source>
        <translation>{0} nima uteži, ki bi jih bilo mogoče vleči proti 0.</translation>
    </message>
    <message>
        <source>{0} uses the weights of another layer. Set their decay there.</source>
        <translation>{0} uporablja uteži druge plasti. Pojemanje nastavite tam.</translation>
    </message>
    <message>
        <source>{0} is no dropout layer, so it has no rate.</source>
        <translation>{0} ni plast izpuščanja, zato nima deleža.</translation>
    </message>
    <message>
        <source>{0} has no setting “{1}”.</source>
        <translation>{0} nima nastavitve »{1}«.</translation>
    </message>
    <message>
        <source>{0} must be a number from {1} to {2}.</source>
        <translation>{0} mora biti število od {1} do {2}.</translation>
    </message>
    <message>
        <source>{0} must be one of {1}, or one number or four from 0 to {2}: top, bottom, left, right.</source>
        <translation>{0} mora biti eno od {1} ali eno število ali štiri od 0 do {2}: zgoraj, spodaj, levo, desno.</translation>
    </message>
    <message>
        <source>{0} must be one of {1}.</source>
        <translation>{0} mora biti eno od {1}.</translation>
    </message>
    <message>
        <source>{0} must be on or off.</source>
        <translation>{0} mora biti vključeno ali izključeno.</translation>
    </message>
    <message>
        <source>{0} must be names of features, each of them once.</source>
        <translation>{0} morajo biti imena značilk, vsako le enkrat.</translation>
    </message>
    <message>
        <source>{0} must be a whole number from {1} to {2}.</source>
        <translation>{0} mora biti celo število od {1} do {2}.</translation>
    </message>
    <message>
        <source>{0} must be a number above {1}, and at most {2}.</source>
        <translation>{0} mora biti število nad {1} in največ {2}.</translation>
    </message>
    <message>
        <source>Training has from 1 to {0} phases in a step. Keep one.</source>
        <translation>Učenje ima v koraku od 1 do {0} faz. Obdrži eno.</translation>
    </message>
    <message>
        <source>A phase of training names outputs or layers that the network does not have. Train all layers on all outputs.</source>
        <translation>Faza učenja navaja izhode ali sloje, ki jih mreža nima. Uči vse sloje na vseh izhodih.</translation>
    </message>
    <message>
        <source>The batch size must be a whole number from 1 to {0}.</source>
        <translation>Velikost svežnja mora biti celo število od 1 do {0}.</translation>
    </message>
    <message>
        <source>The seed must be a whole number, 0 or larger, of at most 63 bits.</source>
        <translation>Seme mora biti celo število, 0 ali več, z največ 63 biti.</translation>
    </message>
    <message>
        <source>L2 must be a number from 0 to {0}.</source>
        <translation>L2 mora biti število od 0 do {0}.</translation>
    </message>
    <message>
        <source>L1 must be a number from 0 to {0}.</source>
        <translation>L1 mora biti število od 0 do {0}.</translation>
    </message>
    <message>
        <source>Gradient clipping needs a length above 0, at most {0}.</source>
        <translation>Omejitev gradienta potrebuje dolžino nad 0, največ {0}.</translation>
    </message>
    <message>
        <source>The learning rate must be a number above 0, at most {0}.</source>
        <translation>Učna hitrost mora biti število nad 0, največ {0}.</translation>
    </message>
    <message>
        <source>The period of the schedule must be a whole number from 1 to {0}.</source>
        <translation>Perioda razporeda mora biti celo število od 1 do {0}.</translation>
    </message>
    <message>
        <source>The factor of the schedule must be a number from 0 to 1.</source>
        <translation>Faktor razporeda mora biti število od 0 do 1.</translation>
    </message>
    <message>
        <source>Train all layers</source>
        <translation>Uči vse plasti</translation>
    </message>
    <message>
        <source>Use 0</source>
        <translation>Uporabi 0</translation>
    </message>
    <message>
        <source>Do not clip</source>
        <translation>Ne omejuj</translation>
    </message>
    <message>
        <source>{0} must be a number from 0 to {1}.</source>
        <translation>{0} mora biti število od 0 do {1}.</translation>
    </message>
    <message>
        <source>“{0}” does not fit here. {1}</source>
        <translation>»{0}« se tu ne prilega. {1}</translation>
    </message>
    <message>
        <source>“{0}” is no number of units. Write a whole number, for example: {1}</source>
        <translation>»{0}« ni število enot. Zapišite celo število, na primer: {1}</translation>
    </message>
    <message>
        <source>A layer has at least 1 unit. Write a positive number.</source>
        <translation>Plast ima vsaj 1 enoto. Zapišite pozitivno število.</translation>
    </message>
    <message>
        <source>A layer has at most {0} units. Write a smaller number.</source>
        <translation>Plast ima največ {0} enot. Zapišite manjše število.</translation>
    </message>
    <message>
        <source>“{0}” has {1} sizes; {2} belong here.</source>
        <translation>»{0}« ima velikosti: {1}; sem jih spada: {2}.</translation>
    </message>
    <message>
        <source>“{0}” does not fit here. Name each feature once.</source>
        <translation>»{0}« ne sodi sem. Vsako značilko navedi enkrat.</translation>
    </message>
    <message>
        <source>How many units has “{0}”? Write for example: {1}</source>
        <translation>Koliko enot ima »{0}«? Zapišite na primer: {1}</translation>
    </message>
    <message>
        <source>“{0}” is not known here. {1}</source>
        <translation>»{0}« tu ni znano. {1}</translation>
    </message>
    <message>
        <source>The text is longer than {0} characters. Write fewer layers.</source>
        <translation>Besedilo je daljše od {0} znakov. Zapišite manj plasti.</translation>
    </message>
    <message>
        <source>There is no network here. {0}</source>
        <translation>Tu ni mreže. {0}</translation>
    </message>
    <message>
        <source>A network ends in its output. Write “&gt; output” behind it, or write the last layer out, for example “dense 1 sigmoid”.</source>
        <translation>Mreža se konča z izhodom. Za njo zapišite »&gt; output« ali izpišite zadnjo plast, na primer »dense 1 sigmoid«.</translation>
    </message>
    <message>
        <source>“{0}” stands alone at the start of a line. Write “&gt;” behind it.</source>
        <translation>»{0}« stoji samo na začetku vrstice. Za njo zapišite »&gt;«.</translation>
    </message>
    <message>
        <source>“input” stands only at the start of a line. Leave it out here.</source>
        <translation>»input« stoji samo na začetku vrstice. Tu jo izpustite.</translation>
    </message>
    <message>
        <source>“latent” stands only at the start of a line. Give it a line of its own.</source>
        <translation>»latent« stoji samo na začetku vrstice. Dajte ji svojo vrstico.</translation>
    </message>
    <message>
        <source>“{0}” is a layer from further up. Write “add {1}” or “concat {2}” to join it here.</source>
        <translation>»{0}« je plast od zgoraj. Zapišite »add {1}« ali »concat {2}«, da jo tu staknete.</translation>
    </message>
    <message>
        <source>“{0}” joins branches by their names, for example: dense 8 as left, and further down: {1} left right</source>
        <translation>»{0}« stakne veje po njihovih imenih, na primer: dense 8 as left, in nižje: {1} left right</translation>
    </message>
    <message>
        <source>Above, no layer is called “{0}”. {1}</source>
        <translation>Zgoraj se nobena plast ne imenuje »{0}«. {1}</translation>
    </message>
    <message>
        <source>A network has at most {0} layers. Leave some out.</source>
        <translation>Mreža ima največ {0} plasti. Nekaj jih izpustite.</translation>
    </message>
    <message>
        <source>“{0}” does not fit here: this layer has no weights.</source>
        <translation>»{0}« tu ne ustreza: ta plast nima uteži.</translation>
    </message>
    <message>
        <source>Only dense layers use weights turned over. Write “like” instead.</source>
        <translation>Samo goste plasti uporabljajo obrnjene uteži. Namesto tega zapišite »like«.</translation>
    </message>
    <message>
        <source>“{0}” has no weights. Name a layer that has some.</source>
        <translation>»{0}« nima uteži. Imenujte plast, ki jih ima.</translation>
    </message>
    <message>
        <source>“{0}” uses the weights of another layer itself. Name that one.</source>
        <translation>»{0}« sama uporablja uteži druge plasti. Imenujte tisto.</translation>
    </message>
    <message>
        <source>“{0}” is a word of the text itself. Choose another name.</source>
        <translation>»{0}« je beseda samega besedila. Izberite drugo ime.</translation>
    </message>
    <message>
        <source>Two layers are called “{0}”. Choose another name.</source>
        <translation>Dve plasti se imenujeta »{0}«. Izberite drugo ime.</translation>
    </message>
    <message>
        <source>The same layer is joined twice. Leave one of them out.</source>
        <translation>Ista plast je staknjena dvakrat. Eno izpustite.</translation>
    </message>
    <message>
        <source>“output” stands only at the end of a network. Move it there.</source>
        <translation>»output« stoji samo na koncu mreže. Premaknite jo tja.</translation>
    </message>
    <message>
        <source>{0} uses the weights of a layer behind it, and a text only knows layers from further up.</source>
        <translation>{0} uporablja uteži plasti, ki je za njo, besedilo pa pozna samo plasti od zgoraj.</translation>
    </message>
    <message>
        <source>Only a network with one input can be written as text.</source>
        <translation>Kot besedilo je mogoče zapisati samo mrežo z enim vhodom.</translation>
    </message>
    <message>
        <source>A network that runs in a circle cannot be written as text.</source>
        <translation>Mreže, ki teče v krogu, ni mogoče zapisati kot besedilo.</translation>
    </message>
    <message>
        <source>{0} uses weights that are not there. Give it its own weights.</source>
        <translation>{0} uporablja uteži, ki jih ni. Dajte ji lastne uteži.</translation>
    </message>
    <message>
        <source>{0} has several inputs but takes one: cut the others.</source>
        <translation>{0} ima več vhodov, sprejme pa enega: prerežite ostale.</translation>
    </message>
    <message>
        <source>{0} joins fewer than two layers: connect another one.</source>
        <translation>{0} stakne manj kot dve plasti: povežite še eno.</translation>
    </message>
    <message>
        <source>“{0}” is no layer. {1}</source>
        <translation>»{0}« ni plast. {1}</translation>
    </message>
    <message>
        <source>Which activation? {0}</source>
        <translation>Katera aktivacija? {0}</translation>
    </message>
    <message>
        <source>“{0}” does not fit here: an activation layer has one word, its function.</source>
        <translation>»{0}« tu ne ustreza: plast aktivacije ima eno besedo, svojo funkcijo.</translation>
    </message>
    <message>
        <source>“{0}” is no weight of a loss. Write a number above 0, at most {1}, for example: output reconstruct weight 0.5</source>
        <translation>»{0}« ni utež izgube. Zapišite število nad 0, največ {1}, na primer: output reconstruct weight 0.5</translation>
    </message>
    <message>
        <source>“{0}” stands at the layer that the weights belong to: “{1}”.</source>
        <translation>»{0}« stoji pri plasti, ki so ji uteži last: »{1}«.</translation>
    </message>
    <message>
        <source>How many numbers are drawn? Write for example: latent 3</source>
        <translation>Koliko števil se žreba? Zapišite na primer: latent 3</translation>
    </message>
    <message>
        <source>“{0}” does not fit here: latent has one number.</source>
        <translation>»{0}« tu ne ustreza: latent ima eno število.</translation>
    </message>
    <message>
        <source>How many units has the dense layer? Write for example: dense 8 tanh</source>
        <translation>Koliko enot ima gosta plast? Zapišite na primer: dense 8 tanh</translation>
    </message>
    <message>
        <source>“{0}” does not fit here: dropout has one number.</source>
        <translation>»{0}« tu ne ustreza: dropout ima eno število.</translation>
    </message>
    <message>
        <source>“{0}” is no share that can be dropped. Write a number from 0 to {1}, for example: dropout 0.3</source>
        <translation>»{0}« ni delež, ki bi ga izpustili. Zapišite število od 0 do {1}, na primer: dropout 0.3</translation>
    </message>
    <message>
        <source>There is nothing between two signs “&gt;”, or before the first or behind the last. Write a layer there or take the sign away.</source>
        <translation>Med dvema znakoma »&gt;«, pred prvim ali za zadnjim ni ničesar. Tja zapišite plast ali umaknite znak.</translation>
    </message>
    <message>
        <source>There are two words for the {0}. Leave one out.</source>
        <translation>Za {0} sta dve besedi. Eno izpustite.</translation>
    </message>
    <message>
        <source>“as” names the layer in front of it. Write a layer first.</source>
        <translation>»as« imenuje plast pred njo. Prej zapišite plast.</translation>
    </message>
    <message>
        <source>Behind “as” stands one name, for example: dense 8 tanh as left. Names of several words stand in quotes: "my layer".</source>
        <translation>Za »as« stoji eno ime, na primer: dense 8 tanh as left. Imena iz več besed stojijo v narekovajih: "my layer".</translation>
    </message>
    <message>
        <source>“{0}” stands behind a layer. Write a layer first.</source>
        <translation>»{0}« stoji za plastjo. Najprej zapišite plast.</translation>
    </message>
    <message>
        <source>Behind “{0}” stands the name of a layer from further up, for example: dense 8 {1} left</source>
        <translation>Za »{0}« stoji ime plasti od zgoraj, na primer: dense 8 {1} left</translation>
    </message>
    <message>
        <source>Feature {0}</source>
        <translation>Značilka {0}</translation>
    </message>
    <message>
        <source>Move point</source>
        <translation>Premik točke</translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>Sprememba razreda</translation>
    </message>
    <message>
        <source>Change classes</source>
        <translation>Sprememba razredov</translation>
    </message>
    <message>
        <source>Remove all points</source>
        <translation>Odstrani vse točke</translation>
    </message>
    <message>
        <source>Set formula</source>
        <translation>Nastavitev formule</translation>
    </message>
    <message>
        <source>Use table {0}</source>
        <translation>Tabela {0}</translation>
    </message>
    <message>
        <source>Clamp neuron at {0}</source>
        <translation>Vpetje nevrona na {0}</translation>
    </message>
    <message>
        <source>Release neuron</source>
        <translation>Spustitev nevrona</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>Dodajanje: {0}</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Premik</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>Pospravljanje</translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation>Preimenovanje plasti</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Povezava</translation>
    </message>
    <message>
        <source>Join with {0}</source>
        <translation>Stik z: {0}</translation>
    </message>
    <message>
        <source>Cut connection</source>
        <translation>Prerez povezave</translation>
    </message>
    <message>
        <source>Reorder layers</source>
        <translation>Preureditev plasti</translation>
    </message>
    <message>
        <source>Change network</source>
        <translation>Sprememba mreže</translation>
    </message>
    <message>
        <source>Rename project</source>
        <translation>Preimenovanje projekta</translation>
    </message>
    <message>
        <source>Remove neuron</source>
        <translation>Odstranitev nevrona</translation>
    </message>
    <message>
        <source>Set initial weights</source>
        <translation>Nastavitev začetnih uteži</translation>
    </message>
    <message>
        <source>Add bias</source>
        <translation>Dodajanje pristranskosti</translation>
    </message>
    <message>
        <source>Remove bias</source>
        <translation>Odstranitev pristranskosti</translation>
    </message>
    <message>
        <source>Set rate to {0}</source>
        <translation>Nastavitev deleža na {0}</translation>
    </message>
    <message>
        <source>Set “{0}”</source>
        <translation>Nastavi »{0}«</translation>
    </message>
    <message>
        <source>Set {0}</source>
        <translation>Nastavitev: {0}</translation>
    </message>
    <message>
        <source>Set {0} of the schedule</source>
        <translation>Nastavitev: {0} razporeda</translation>
    </message>
    <message>
        <source>Set momentum to {0}</source>
        <translation>Nastavitev zagona na {0}</translation>
    </message>
    <message>
        <source>Set decay to {0}</source>
        <translation>Nastavitev pojemanja na {0}</translation>
    </message>
    <message>
        <source>Set weight decay to {0}</source>
        <translation>Nastavitev pojemanja uteži na {0}</translation>
    </message>
    <message>
        <source>Set L1 to {0}</source>
        <translation>Nastavitev L1 na {0}</translation>
    </message>
    <message>
        <source>Set optimizer to {0}</source>
        <translation>Nastavitev optimizatorja na {0}</translation>
    </message>
    <message>
        <source>Set {0} to {1}</source>
        <translation>Nastavitev: {0} na {1}</translation>
    </message>
    <message>
        <source>Set schedule to {0}</source>
        <translation>Nastavitev razporeda na {0}</translation>
    </message>
    <message>
        <source>A coordinate is not a number, or too large to compute with.</source>
        <translation>Koordinata ni število ali je prevelika za računanje.</translation>
    </message>
    <message>
        <source>{0} has examples of {1} numbers; these have {2}.</source>
        <translation>{0} ima primere iz {1} števil; ti jih imajo {2}.</translation>
    </message>
    <message>
        <source>{0} has tokens from 0 to {1}, whole numbers.</source>
        <translation>{0}: znaki so cela števila od 0 do {1}.</translation>
    </message>
    <message>
        <source>These data have more than one number each, so they are no curve.</source>
        <translation>Ti podatki imajo več kot eno število, zato niso krivulja.</translation>
    </message>
    <message>
        <source>A curve has at least two points.</source>
        <translation>Krivulja ima vsaj dve točki.</translation>
    </message>
    <message>
        <source>{0} has examples of {1} numbers each.</source>
        <translation>{0} ima primere iz {1} števil.</translation>
    </message>
    <message>
        <source>A formula has at most {0} characters. Write a shorter one.</source>
        <translation>Formula ima največ {0} znakov. Zapišite krajšo.</translation>
    </message>
    <message>
        <source>A number, x or a function belongs in front of “{0}”.</source>
        <translation>Pred »{0}« spada število, x ali funkcija.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning in a formula. Powers are written x^2.</source>
        <translation>»{0}« v formuli nima pomena. Potence se pišejo x^2.</translation>
    </message>
    <message>
        <source>Type a formula of x, for example 2 * sin(x).</source>
        <translation>Vpišite formulo z x, na primer 2 * sin(x).</translation>
    </message>
    <message>
        <source>“{0}” cannot stand here.</source>
        <translation>»{0}« tu ne more stati.</translation>
    </message>
    <message>
        <source>The formula is nested too deeply. Write a simpler one.</source>
        <translation>Formula je pregloboko vgnezdena. Zapišite preprostejšo.</translation>
    </message>
    <message>
        <source>The formula stops here, but something must follow.</source>
        <translation>Formula se tu konča, a nekaj mora slediti.</translation>
    </message>
    <message>
        <source>{0} needs brackets: {1}.</source>
        <translation>{0} potrebuje oklepaj: {1}.</translation>
    </message>
    <message>
        <source>This “)” closes nothing. Remove it, or open a “(” before.</source>
        <translation>Ta »)« ne zapre ničesar. Odstranite ga ali prej odprite »(«.</translation>
    </message>
    <message>
        <source>“{0}” cannot stand here; a “)” is expected.</source>
        <translation>»{0}« tu ne more stati; pričakovan je »)«.</translation>
    </message>
    <message>
        <source>There is no table yet. Open one.</source>
        <translation>Tabele še ni. Odprite jo.</translation>
    </message>
    <message>
        <source>the machine</source>
        <translation>stroja</translation>
    </message>
    <message>
        <source>the wires</source>
        <translation>risanja povezav</translation>
    </message>
    <message>
        <source>The network takes {0} features, the inputs have {1}.</source>
        <translation>Mreža sprejme {0} značilk, vhodi jih imajo {1}.</translation>
    </message>
    <message>
        <source>The network takes tokens from 0 to {0}, whole numbers.</source>
        <translation>Mreža sprejme znake kot cela števila od 0 do {0}.</translation>
    </message>
    <message>
        <source>A sequence has at least one position, and no more than it can.</source>
        <translation>Zaporedje ima vsaj eno mesto in ne več, kot jih more imeti.</translation>
    </message>
    <message>
        <source>There is no example {0}; the data have {1}.</source>
        <translation>Primera {0} ni; podatki jih imajo {1}.</translation>
    </message>
    <message>
        <source>There are no gradients to check: the loss is not a number.</source>
        <translation>Ni gradientov, ki bi jih preverili: izguba ni število.</translation>
    </message>
    <message>
        <source>Nothing is learned there, so there is no gradient to check.</source>
        <translation>Tam se nič ne uči, zato ni gradienta, ki bi ga preverili.</translation>
    </message>
    <message>
        <source>The layer has {0} values, {1} are counted.</source>
        <translation>Sloj ima {0} vrednosti, naštetih jih je {1}.</translation>
    </message>
    <message>
        <source>This layer is not part of the running network. Choose another one.</source>
        <translation>Ta sloj ni del mreže, ki teče. Izberi drugega.</translation>
    </message>
    <message>
        <source>There is no line {0} of this run any more.</source>
        <translation>Veje {0} te vadbe ni več.</translation>
    </message>
    <message>
        <source>This network would need {0} of memory, and {1} is the most that it may take on this machine. Use fewer units, fewer examples or a smaller batch.</source>
        <translation>Ta mreža bi potrebovala {0} pomnilnika, na tem računalniku ga sme vzeti največ {1}. Uporabite manj enot, manj primerov ali manjši sveženj.</translation>
    </message>
    <message>
        <source>This weight is not part of the running network any more. Choose another one.</source>
        <translation>Ta utež ni več del mreže, ki teče. Izberite drugo.</translation>
    </message>
    <message>
        <source>A kernel has many weights. Say which of them is meant.</source>
        <translation>Jedro ima veliko uteži. Povej, katera je mišljena.</translation>
    </message>
    <message>
        <source>The output's activation {0} and loss {1} do not fit data of the kind {2}. Choose another loss or activation for the output.</source>
        <translation>Aktivacija izhoda {0} in izguba {1} ne ustrezata podatkom vrste {2}. Izberite drugo izgubo ali aktivacijo izhoda.</translation>
    </message>
    <message>
        <source>There is no training example. Raise the share for training.</source>
        <translation>Ni nobenega učnega primera. Povečajte delež za učenje.</translation>
    </message>
    <message>
        <source>The record of the run is damaged: {0}.</source>
        <translation>Zapis teka je poškodovan: {0}.</translation>
    </message>
    <message>
        <source>The saved run does not fit its project: {0}. The file is damaged or was changed by hand; open an earlier copy, or start the project anew without its weights.</source>
        <translation>Shranjeni tek ne ustreza svojemu projektu: {0}. Datoteka je poškodovana ali ročno spremenjena; odprite prejšnjo kopijo ali začnite projekt znova brez uteži.</translation>
    </message>
    <message>
        <source>The parameters of the run's first step are not those of its network.</source>
        <translation>Parametri prvega koraka teka niso parametri njegove mreže.</translation>
    </message>
    <message>
        <source>The copy at step {0} is damaged.</source>
        <translation>Kopija pri koraku {0} je poškodovana.</translation>
    </message>
    <message>
        <source>A weight cannot be {0}. Type a finite number.</source>
        <translation>Utež ne more biti {0}. Vpišite končno število.</translation>
    </message>
    <message>
        <source>There must be one value for every weight.</source>
        <translation>Za vsako utež mora biti ena vrednost.</translation>
    </message>
    <message>
        <source>This connection is cut and counts as 0. Restore it first.</source>
        <translation>Ta povezava je prerezana in šteje kot 0. Prej jo popravite.</translation>
    </message>
    <message>
        <source>{0} Step {1} cannot be computed again here. Go to step {2} or step {3}.</source>
        <translation>{0} Koraka {1} tu ni mogoče ponovno izračunati. Pojdite na korak {2} ali na korak {3}.</translation>
    </message>
    <message>
        <source>The copy at step {0} is damaged and cannot be shown. Choose another step.</source>
        <translation>Kopija pri koraku {0} je poškodovana in je ni mogoče pokazati. Izberite drug korak.</translation>
    </message>
    <message>
        <source>Step {0} is not between 0 and {1}, the run's last.</source>
        <translation>Korak {0} ni med 0 in {1}, zadnjim korakom te vadbe.</translation>
    </message>
    <message>
        <source>The gradient in {0} is {1} times smaller than in {2} (ratio {3}).</source>
        <translation>Gradient v plasti {0} je {1}-krat manjši kot v plasti {2} (razmerje {3}).</translation>
    </message>
    <message>
        <source>The gradient in {0} is {1} times larger than in {2}.</source>
        <translation>Gradient v plasti {0} je {1}-krat večji kot v plasti {2}.</translation>
    </message>
    <message>
        <source>Every layer on the way back multiplies the gradient by its weights, and these are too large: the first layers are thrown about while the last ones hardly move.</source>
        <translation>Vsaka plast na poti nazaj pomnoži gradient s svojimi utežmi, te pa so prevelike: prve plasti premetava, zadnje se komaj premaknejo.</translation>
    </message>
    <message>
        <source>In step {0} a number became too large to be written down.</source>
        <translation>V koraku {0} je neko število postalo preveliko za zapis.</translation>
    </message>
    <message>
        <source>The weights moved so far at the learning rate {0} that every step made the next one larger. The weights shown are the last good ones.</source>
        <translation>Pri učni hitrosti {0} so se uteži premaknile tako daleč, da je vsak korak povečal naslednjega. Prikazane so zadnje dobre uteži.</translation>
    </message>
    <message>
        <source>The loss has grown to {0}; it was {1} before.</source>
        <translation>Izguba je narasla na {0}; prej je bila {1}.</translation>
    </message>
    <message>
        <source>At the learning rate {0} each step jumps over the valley and lands higher up on the other side.</source>
        <translation>Pri učni hitrosti {0} vsak korak preskoči dolino in pristane više na drugi strani.</translation>
    </message>
    <message>
        <source>The loss jumps: it rose at {0} of the last points of the curve, and it changes by {1} from one to the next.</source>
        <translation>Izguba skače: zrasla je pri {0} zadnjih točk krivulje in se od točke do točke spremeni za {1}.</translation>
    </message>
    <message>
        <source>The learning rate of {0} is too high: steps are longer than the valley is wide.</source>
        <translation>Učna hitrost {0} je previsoka: koraki so daljši, kot je dolina široka.</translation>
    </message>
    <message>
        <source>Standardise the inputs</source>
        <translation>Standardiziraj vhode</translation>
    </message>
    <message>
        <source>Moves every input feature to mean 0 and scales it to deviation 1 over the training examples.</source>
        <translation>Vsako vhodno značilko premakne na povprečje 0 in jo raztegne na odklon 1 po učnih primerih.</translation>
    </message>
    <message>
        <source>Make {0} examples</source>
        <translation>Naredi {0} primerov</translation>
    </message>
    <message>
        <source>Makes {0} examples in place of {1}.</source>
        <translation>Naredi {0} primerov namesto {1}.</translation>
    </message>
    <message>
        <source>Keep {0} of each class</source>
        <translation>Obdrži {0} iz vsakega razreda</translation>
    </message>
    <message>
        <source>Leaves out examples of the frequent classes, so that {0} of each are left.</source>
        <translation>Izpusti primere pogostih razredov, tako da ostane {0} vsakega.</translation>
    </message>
    <message>
        <source>Train on {0} examples</source>
        <translation>Uči se na {0} primerih</translation>
    </message>
    <message>
        <source>Uses {0} of the {1} examples for training, in place of {2}.</source>
        <translation>Za učenje uporabi {0} od {1} primerov namesto {2}.</translation>
    </message>
    <message>
        <source>Balance classes</source>
        <translation>Uravnoteženje razredov</translation>
    </message>
    <message>
        <source>{0} of the answers are out of reach: {1} ends in {2}, and they go from {3} to {4}.</source>
        <translation>{0} odgovorov je zunaj dosega: {1} se konča s funkcijo {2}, odgovori pa segajo od {3} do {4}.</translation>
    </message>
    <message>
        <source>An output can only give what its activation lets through. For any number it has to be linear.</source>
        <translation>Izhod lahko da le to, kar prepusti njegova aktivacija. Za poljubno število mora biti linearen.</translation>
    </message>
    <message>
        <source>The inputs differ in size: {0} spreads by {1} around {2}, another one by {3}.</source>
        <translation>Vhodi so različno veliki: {0} se razteza za {1} okoli {2}, neki drug za {3}.</translation>
    </message>
    <message>
        <source>A weight of a large input moves the sum much more than one of a small input, so no learning rate suits both. With mean 0 and deviation 1 one rate suits all.</source>
        <translation>Utež velikega vhoda premakne vsoto mnogo bolj kot utež majhnega, zato nobena učna hitrost ne ustreza obema. S povprečjem 0 in odklonom 1 ena hitrost ustreza vsem.</translation>
    </message>
    <message>
        <source>{0} of the examples are of the class {1}, and the network finds {2} of them.</source>
        <translation>{0} primerov je razreda {1}, mreža pa jih najde {2}.</translation>
    </message>
    <message>
        <source>A network that always answers the frequent class is nearly always right, so the loss is content without the rare one.</source>
        <translation>Mreža, ki vedno odgovori s pogostim razredom, ima skoraj vedno prav, zato je izguba zadovoljna brez redkega.</translation>
    </message>
    <message>
        <source>On {0} of the examples the network is sure and wrong, and hardly blamed for it.</source>
        <translation>Pri {0} primerov je mreža prepričana in se moti, krivde pa skoraj ne dobi.</translation>
    </message>
    <message>
        <source>With {0} the mean squared error is nearly flat where a mistake is confident. Cross-entropy blames it by the whole difference.</source>
        <translation>S funkcijo {0} je povprečna kvadratna napaka skoraj ravna, kjer je napaka prepričljiva. Križna entropija jo okrivi za vso razliko.</translation>
    </message>
    <message>
        <source>The test loss was {0} at step {1} and is {2} now, while the train loss fell to {3}.</source>
        <translation>Testna izguba je bila {0} v koraku {1} in je zdaj {2}, učna izguba pa je padla na {3}.</translation>
    </message>
    <message>
        <source>The network learns by heart: it bends around single training examples, noise included, and that helps with no other example.</source>
        <translation>Mreža se uči na pamet: ukrivlja se okoli posameznih učnih primerov, vključno s šumom, in to ne pomaga pri nobenem drugem primeru.</translation>
    </message>
    <message>
        <source>{0} training examples are few for {1} weights: the test loss is {2}, the train loss {3}.</source>
        <translation>{0} učnih primerov je malo za {1} uteži: testna izguba je {2}, učna {3}.</translation>
    </message>
    <message>
        <source>With more weights than examples there are many ways to get all of these right, and few of them are right elsewhere.</source>
        <translation>Če je uteži več kot primerov, je veliko načinov, da so vsi ti pravilni, in malo od njih je pravilnih drugje.</translation>
    </message>
    <message>
        <source>The weights hardly move: an update changes them by {0} of their size.</source>
        <translation>Uteži se komaj premikajo: posodobitev jih spremeni za {0} njihove velikosti.</translation>
    </message>
    <message>
        <source>The learning rate of {0} is too low. The loss does slope here, but at this pace it would take very long to get down.</source>
        <translation>Učna hitrost {0} je prenizka. Izguba tu ima naklon, a s tem tempom bi pot navzdol trajala zelo dolgo.</translation>
    </message>
    <message>
        <source>The loss stands at {0}: over the last {1} steps it fell by {2}.</source>
        <translation>Izguba stoji pri {0}: v zadnjih {1} korakih je padla za {2}.</translation>
    </message>
    <message>
        <source>The network is stuck in a flat place or a small hollow of the loss, or it is too small for these data.</source>
        <translation>Mreža je obtičala na ravnem delu ali v majhni kotanji izgube ali pa je premajhna za te podatke.</translation>
    </message>
    <message>
        <source>Without a hidden layer that bends, the network is one straight line (or plane), however long it trains and however many linear layers there are.</source>
        <translation>Brez skrite plasti, ki ukrivlja, je mreža ena sama premica (ali ravnina), naj se uči še tako dolgo in naj bo linearnih plasti še toliko.</translation>
    </message>
    <message>
        <source>Lower the rate to {0}</source>
        <translation>Znižaj hitrost na {0}</translation>
    </message>
    <message>
        <source>Sets the learning rate from {0} to {1}.</source>
        <translation>Učno hitrost nastavi s {0} na {1}.</translation>
    </message>
    <message>
        <source>Raise the rate to {0}</source>
        <translation>Zvišaj hitrost na {0}</translation>
    </message>
    <message>
        <source>Use {0} in {1} layers</source>
        <translation>Uporabi {0} v {1} plasteh</translation>
    </message>
    <message>
        <source>Sets the activation of {0} hidden layers to {1}.</source>
        <translation>Aktivacijo {0} skritih plasti nastavi na {1}.</translation>
    </message>
    <message>
        <source>Use {0} with rate {1}</source>
        <translation>Uporabi {0} s hitrostjo {1}</translation>
    </message>
    <message>
        <source>Sets the activation of {0} hidden layers to {1} and the learning rate to {2}.</source>
        <translation>Aktivacijo {0} skritih plasti nastavi na {1} in učno hitrost na {2}.</translation>
    </message>
    <message>
        <source>Start again from {0} weights</source>
        <translation>Začni znova z utežmi {0}</translation>
    </message>
    <message>
        <source>Lets all layers draw their first weights by the rule {0} and begins at step 0.</source>
        <translation>Vse plasti prve uteži izžrebajo po pravilu {0}; začne se pri koraku 0.</translation>
    </message>
    <message>
        <source>Draw new weights for {0} dead units</source>
        <translation>Nove uteži za {0} mrtvih enot</translation>
    </message>
    <message>
        <source>Gives the {0} dead units new start weights; all others stay as they are.</source>
        <translation>Da {0} mrtvim enotam nove začetne uteži; vse druge ostanejo.</translation>
    </message>
    <message>
        <source>Clip gradients at {0}</source>
        <translation>Omeji gradiente na {0}</translation>
    </message>
    <message>
        <source>Shortens the gradient of all weights together to {0} wherever it is longer.</source>
        <translation>Skupni gradient vseh uteži skrajša na {0}, kjer je daljši.</translation>
    </message>
    <message>
        <source>Sets the optimizer to {0} and the learning rate to {1}.</source>
        <translation>Optimizator nastavi na {0} in učno hitrost na {1}.</translation>
    </message>
    <message>
        <source>Use {0} with {1}</source>
        <translation>Uporabi {0} z izgubo {1}</translation>
    </message>
    <message>
        <source>Sets the activation of {0} to {1} and its loss to {2}.</source>
        <translation>Aktivacijo plasti {0} nastavi na {1} in njeno izgubo na {2}.</translation>
    </message>
    <message>
        <source>Add a hidden layer of {0} {1} units</source>
        <translation>Dodaj skrito plast z {0} enotami {1}</translation>
    </message>
    <message>
        <source>Inserts a dense layer of {0} {1} units in front of {2}.</source>
        <translation>Pred plast {2} vstavi gosto plast z {0} enotami {1}.</translation>
    </message>
    <message>
        <source>Gives the hidden layers {0} units in place of {1}.</source>
        <translation>Skritim plastem da {0} enot namesto {1}.</translation>
    </message>
    <message>
        <source>Start again with {0} units</source>
        <translation>Začni znova z {0} enotami</translation>
    </message>
    <message>
        <source>Leaves the hidden layers {0} units in place of {1} and begins at step 0.</source>
        <translation>Skritim plastem pusti {0} enot namesto {1} in začne pri koraku 0.</translation>
    </message>
    <message>
        <source>Start again with seed {0}</source>
        <translation>Začni znova s semenom {0}</translation>
    </message>
    <message>
        <source>Draws all weights anew with the seed {0} and begins at step 0.</source>
        <translation>Vse uteži na novo izžreba s semenom {0} in začne pri koraku 0.</translation>
    </message>
    <message>
        <source>Start again with dropout {0}</source>
        <translation>Začni znova z izpuščanjem {0}</translation>
    </message>
    <message>
        <source>Inserts a layer in front of {0} that leaves out {1}% of the values while training, and begins at step 0.</source>
        <translation>Pred plast {0} vstavi plast, ki med učenjem izpušča {1}% vrednosti, in začne pri koraku 0.</translation>
    </message>
    <message>
        <source>Use L2 {0}</source>
        <translation>Uporabi L2 {0}</translation>
    </message>
    <message>
        <source>Pulls all weights towards 0 with the strength {0}.</source>
        <translation>Vse uteži vleče proti 0 z močjo {0}.</translation>
    </message>
    <message>
        <source>Back to step {0}</source>
        <translation>Nazaj na korak {0}</translation>
    </message>
    <message>
        <source>Shows the run at step {0}, where the test loss was least: {1}.</source>
        <translation>Pokaže tek v koraku {0}, kjer je bila testna izguba najmanjša: {1}.</translation>
    </message>
    <message>
        <source>Back to step {0} with rate {1}</source>
        <translation>Nazaj na korak {0} s hitrostjo {1}</translation>
    </message>
    <message>
        <source>Goes back to step {0}, where the loss was least, and sets the learning rate from {1} to {2} there.</source>
        <translation>Gre nazaj na korak {0}, kjer je bila izguba najmanjša, in tam nastavi učno hitrost s {1} na {2}.</translation>
    </message>
    <message>
        <source>Start again with rate {0}</source>
        <translation>Začni znova s hitrostjo {0}</translation>
    </message>
    <message>
        <source>Sets the learning rate from {0} to {1} and begins at step 0 with fresh weights.</source>
        <translation>Učno hitrost nastavi s {0} na {1} in začne pri koraku 0 s svežimi utežmi.</translation>
    </message>
    <message>
        <source>Use {0} in {1}</source>
        <translation>Uporabi {0} v plasti {1}</translation>
    </message>
    <message>
        <source>Sets the activation of {0} to {1}.</source>
        <translation>Aktivacijo plasti {0} nastavi na {1}.</translation>
    </message>
    <message>
        <source>Set activation to {0}</source>
        <translation>Nastavi aktivacijo na {0}</translation>
    </message>
    <message>
        <source>Set output to {0}</source>
        <translation>Nastavitev izhoda na {0}</translation>
    </message>
    <message>
        <source>Add Dense</source>
        <translation>Dodajanje: Gosta</translation>
    </message>
    <message>
        <source>Add Dropout</source>
        <translation>Dodajanje: Izpuščanje</translation>
    </message>
    <message>
        <source>In {0}, {1} of {2} units ({3}) put out 0 for every example.</source>
        <translation>V plasti {0} da {1} od {2} enot ({3}) za vsak primer 0.</translation>
    </message>
    <message>
        <source>In {0} layers units put out 0 for every example, most in {1}: {2} of {3} ({4}).</source>
        <translation>V {0} plasteh dajo enote za vsak primer 0, največ v plasti {1}: {2} od {3} ({4}).</translation>
    </message>
    <message>
        <source>Where a ReLU is 0 its slope is 0 too, so no gradient passes and the weights never move again. Too high a learning rate, or an unlucky start, pushes units there.</source>
        <translation>Kjer je ReLU 0, je tudi njegov naklon 0, zato gradient ne preide in se uteži nikoli več ne premaknejo. Tja enote potisne previsoka učna hitrost ali nesrečen začetek.</translation>
    </message>
    <message>
        <source>In {0}, {1} of the activations lie at an end of the curve.</source>
        <translation>V plasti {0} leži {1} aktivacij na koncu krivulje.</translation>
    </message>
    <message>
        <source>In {0} layers most activations lie at an end of the curve, in {1} {2}.</source>
        <translation>V {0} plasteh leži večina aktivacij na koncu krivulje, v plasti {1} {2}.</translation>
    </message>
    <message>
        <source>There the curve is flat (its slope is below 4% of the largest), so hardly any gradient passes. Weights or inputs are too large for it.</source>
        <translation>Tam je krivulja ravna (naklon je manjši od 4% največjega), zato gradient skoraj ne preide. Uteži ali vhodi so zanjo preveliki.</translation>
    </message>
    <message>
        <source>All {0} units of {1} have the same weights.</source>
        <translation>Vseh {0} enot plasti {1} ima enake uteži.</translation>
    </message>
    <message>
        <source>The {0} units of {1} have only {2} different sets of weights.</source>
        <translation>{0} enot plasti {1} ima le {2} različnih naborov uteži.</translation>
    </message>
    <message>
        <source>Units that start alike get the same gradient and stay alike for ever: together they can do no more than one. A random start divides the work.</source>
        <translation>Enote, ki začnejo enako, dobijo enak gradient in ostanejo enake: skupaj ne zmorejo več kot ena. Naključen začetek razdeli delo.</translation>
    </message>
    <message>
        <source>There is no operation {0}: an update has {1}.</source>
        <translation>Operacije {0} ni: en popravek jih ima {1}.</translation>
    </message>
    <message>
        <source>This is the end of the run already: simply go on.</source>
        <translation>To je že konec učenja: kar nadaljuj.</translation>
    </message>
    <message>
        <source>A pace of {0} updates per second makes no sense. Choose a number above 0.</source>
        <translation>Tempo {0} popravkov na sekundo nima smisla. Izberite število nad 0.</translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation>Nalaganje stroja</translation>
    </message>
    <message>
        <source>Compiling {0} ({1} of {2})</source>
        <translation>Prevajanje {0} ({1} od {2})</translation>
    </message>
    <message>
        <source>{0} was not written: {1}.</source>
        <translation>{0} ni bila zapisana: {1}.</translation>
    </message>
    <message>
        <source>{0} is a folder. Name a file in it.</source>
        <translation>{0} je mapa. Navedite datoteko v njej.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>{0} ni mogoče zapisati: {1}.</translation>
    </message>
    <message>
        <source>Nothing can be kept safe in {0}: {1}. Until then, save often.</source>
        <translation>V {0} ni mogoče ničesar varno shraniti: {1}. Do takrat pogosto shranjujte.</translation>
    </message>
    <message>
        <source>There is no example “{0}”. {1}</source>
        <translation>Primera »{0}« ni. {1}</translation>
    </message>
    <message>
        <source>The bundled example {0} is damaged: {1}</source>
        <translation>Priloženi primer {0} je poškodovan: {1}</translation>
    </message>
    <message>
        <source>The bundled example {0} is damaged. Install the program again.</source>
        <translation>Priloženi primer {0} je poškodovan. Namestite program znova.</translation>
    </message>
    <message>
        <source>{0} was not written: for some examples the network's answer is too large to be a number. Rewind, and train with a smaller learning rate.</source>
        <translation>{0} ni bila zapisana: pri nekaterih primerih je odgovor mreže prevelik, da bi bil število. Vrnite se na začetek in učite z manjšo hitrostjo učenja.</translation>
    </message>
    <message>
        <source>“{0}” names no format that can be exported. {1}</source>
        <translation>»{0}« ni oblika, v katero je mogoče izvoziti. {1}</translation>
    </message>
    <message>
        <source>{0} was not kept: read back, its outputs differ by {1}. Train again, or choose another format.</source>
        <translation>{0} ni bila ohranjena: ko je bila prebrana nazaj, so se izhodi razlikovali za {1}. Učite znova ali izberite drugo obliko.</translation>
    </message>
    <message>
        <source>A part of it is of another type than expected.</source>
        <translation>Del nje je druge vrste, kot bi morala biti.</translation>
    </message>
    <message>
        <source>{0} was not written: numbers of this run are too large to be kept, so it could not be opened again. Rewind, lower the learning rate, and save then.</source>
        <translation>{0} ni bila zapisana: števila tega učenja so prevelika, da bi jih ohranili, zato je ne bi bilo mogoče znova odpreti. Vrnite se na začetek, zmanjšajte hitrost učenja in nato shranite.</translation>
    </message>
    <message>
        <source>{0} holds tensors of another program. Playground opens its own files.</source>
        <translation>{0} vsebuje tenzorje drugega programa. Playground odpira svoje datoteke.</translation>
    </message>
    <message>
        <source>{0} is damaged: it does not say its version.</source>
        <translation>{0} je poškodovana: ne pove svoje različice.</translation>
    </message>
    <message>
        <source>{0} was made by a newer version of Playground. Update to open it.</source>
        <translation>{0} je naredila novejša različica Playgrounda. Za odpiranje ga posodobite.</translation>
    </message>
    <message>
        <source>It counts a number of steps that cannot be.</source>
        <translation>Šteje korake, ki jih ne more biti.</translation>
    </message>
    <message>
        <source>{0} was not written: the network has too many neurons for a file. Make some layers narrower, and save then.</source>
        <translation>{0} ni bila zapisana: mreža ima preveč nevronov za datoteko. Zožite nekaj plasti in nato shranite.</translation>
    </message>
    <message>
        <source>{0} is no ordinary file. Choose another one.</source>
        <translation>{0} ni običajna datoteka. Izberite drugo.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} ni mogoče prebrati: {1}.</translation>
    </message>
    <message>
        <source>{0} is not a Playground file, or it is damaged or cut off. Choose another file, or an earlier copy.</source>
        <translation>{0} ni datoteka Playgrounda ali pa je poškodovana ali odrezana. Izberite drugo datoteko ali starejšo kopijo.</translation>
    </message>
    <message>
        <source>{0} is damaged: something in it is missing or of the wrong kind. Choose an earlier copy.</source>
        <translation>{0} je poškodovana: v njej nekaj manjka ali je napačne vrste. Izberite starejšo kopijo.</translation>
    </message>
    <message>
        <source>{0} was opened without its past: the record of earlier steps and of other runs is damaged. What the network has learned is all there.</source>
        <translation>{0} je odprt brez svoje preteklosti: zapis prejšnjih korakov in drugih tekov je poškodovan. Vse, kar se je mreža naučila, je ohranjeno.</translation>
    </message>
    <message>
        <source>{0} is empty. Choose another file.</source>
        <translation>{0} je prazna. Izberite drugo datoteko.</translation>
    </message>
    <message>
        <source>It holds more than {0} layers, more than work here.</source>
        <translation>Vsebuje več kot {0} plasti, več, kot jih tu deluje.</translation>
    </message>
    <message>
        <source>It holds a layer of the kind “{0}”, which this version does not know. Open it with a newer version.</source>
        <translation>Vsebuje plast vrste »{0}«, ki je ta različica ne pozna. Odprite jo z novejšo različico.</translation>
    </message>
    <message>
        <source>{0} has more than {1} units.</source>
        <translation>{0} ima več kot {1} enot.</translation>
    </message>
    <message>
        <source>It holds characters that cannot be shown where there should be none.</source>
        <translation>Vsebuje znake, ki jih ni mogoče prikazati in jih tam ne bi smelo biti.</translation>
    </message>
    <message>
        <source>It holds a number that is larger than any that makes sense.</source>
        <translation>Vsebuje število, večje od vsakega smiselnega.</translation>
    </message>
    <message>
        <source>Its loss curve has columns of different lengths.</source>
        <translation>Njena krivulja izgube ima stolpce različnih dolžin.</translation>
    </message>
    <message>
        <source>Its loss curve names steps out of order.</source>
        <translation>Njena krivulja izgube našteva korake v napačnem vrstnem redu.</translation>
    </message>
    <message>
        <source>Its numbers are of another type than expected.</source>
        <translation>Njena števila so druge vrste, kot bi morala biti.</translation>
    </message>
    <message>
        <source>Its weights do not fit its network. Choose an earlier copy.</source>
        <translation>Njene uteži se ne ujemajo z njeno mrežo. Izberite starejšo kopijo.</translation>
    </message>
    <message>
        <source>The numbers of a layer have another shape than the layer.</source>
        <translation>Števila neke plasti imajo drugačno obliko kot plast.</translation>
    </message>
    <message>
        <source>A weight in it is not a finite number, so nothing could be computed with it. Choose an earlier copy.</source>
        <translation>Utež v njej ni končno število, zato z njo ni mogoče ničesar izračunati. Izberite starejšo kopijo.</translation>
    </message>
    <message>
        <source>Its journal names a step that was never made.</source>
        <translation>Njen dnevnik omenja korak, ki ga nikoli ni bilo.</translation>
    </message>
    <message>
        <source>Its journal sets a weight to a number that is not finite.</source>
        <translation>Njen dnevnik nastavi utež na število, ki ni končno.</translation>
    </message>
    <message>
        <source>Its journal sets weights without saying to what.</source>
        <translation>Njen dnevnik nastavi uteži, ne da bi povedal, na kaj.</translation>
    </message>
    <message>
        <source>{0}, line {1}, column “{2}”: “{3}” is no number that can be computed with. Correct this cell, or leave it empty.</source>
        <translation>{0}, vrstica {1}, stolpec »{2}«: »{3}« ni število, s katerim bi se dalo računati. Popravite to celico ali jo pustite prazno.</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MB. Choose a part of it.</source>
        <translation>{0} je večja od {1} MB. Izberite njen del.</translation>
    </message>
    <message>
        <source>{0} has fewer than two rows of data. Choose another file.</source>
        <translation>{0} ima manj kot dve vrstici podatkov. Izberite drugo datoteko.</translation>
    </message>
    <message>
        <source>{0} has no column of numbers, so a network has nothing to see. Choose a file with at least one.</source>
        <translation>{0} nima stolpca s števili, zato mreža nima česa videti. Izberite datoteko z vsaj enim.</translation>
    </message>
    <message>
        <source>{0} has only one column. A table needs features and a column to predict.</source>
        <translation>{0} ima en sam stolpec. Tabela potrebuje značilke in stolpec za napovedovanje.</translation>
    </message>
    <message>
        <source>The table has no column “{0}”.</source>
        <translation>Tabela nima stolpca »{0}«.</translation>
    </message>
    <message>
        <source>Choose at least one column of numbers as a feature.</source>
        <translation>Za značilko izberite vsaj en stolpec s števili.</translation>
    </message>
    <message>
        <source>“{0}” has {1} different values; at most {2} can be classes. Choose another column to predict.</source>
        <translation>»{0}« ima {1} različnih vrednosti; razredov je lahko največ {2}. Izberite drug stolpec za napovedovanje.</translation>
    </message>
    <message>
        <source>All rows have the same “{0}”. Choose another column to predict.</source>
        <translation>Vse vrstice imajo enako vrednost »{0}«. Izberite drug stolpec za napovedovanje.</translation>
    </message>
    <message>
        <source>{0} is no text, so it is no table. Choose a CSV file.</source>
        <translation>{0} ni besedilo, torej ni tabela. Izberite datoteko CSV.</translation>
    </message>
    <message>
        <source>{0}, line {1}: {2} columns, at most {3} are read. Choose a part of it.</source>
        <translation>{0}, vrstica {1}: stolpcev je {2}, prebranih je največ {3}. Izberite del datoteke.</translation>
    </message>
    <message>
        <source>{0} has more than {1} rows. Choose a part of it.</source>
        <translation>{0} ima več kot {1} vrstic. Izberite njen del.</translation>
    </message>
    <message>
        <source>Fewer than two rows have all values. Choose fewer columns.</source>
        <translation>Manj kot dve vrstici imata vse vrednosti. Izberite manj stolpcev.</translation>
    </message>
    <message>
        <source>“{0}” is no column of numbers, so it cannot be a feature.</source>
        <translation>»{0}« ni stolpec s števili, zato ne more biti značilka.</translation>
    </message>
    <message>
        <source>“{0}” is what is predicted, so it cannot be a feature too.</source>
        <translation>»{0}« je tisto, kar se napoveduje, zato ne more biti še značilka.</translation>
    </message>
    <message>
        <source>{0} of {1} rows have no value in the column “{2}” (line {3} is the first). Leave the column out, or leave out such rows.</source>
        <translation>{0} od {1} vrstic nima vrednosti v stolpcu »{2}« (prva je vrstica {3}). Izpustite stolpec ali takšne vrstice.</translation>
    </message>
    <message>
        <source>{0} is not written in UTF-8 (line {1}). Save it as “CSV UTF-8”.</source>
        <translation>{0} ni zapisana v UTF-8 (vrstica {1}). Shranite jo kot »CSV UTF-8«.</translation>
    </message>
    <message>
        <source>{0}, line {1}: a quoted text is not closed, or something follows behind it. Correct this line.</source>
        <translation>{0}, vrstica {1}: besedilo v narekovajih ni zaprto ali pa mu nekaj sledi. Popravite to vrstico.</translation>
    </message>
    <message>
        <source>Stopped at step {0}: {1}{2} gave a number that is too large or not a number. The weights are those before that step. A learning rate smaller than {3} helps most often.</source>
        <translation>Ustavljeno pri koraku {0}: {1}{2} je dalo preveliko število ali nekaj, kar ni število. Uteži so tiste izpred tega koraka. Najpogosteje pomaga hitrost učenja, manjša od {3}.</translation>
    </message>
    <message>
        <source>This run was made on a machine with another processor.</source>
        <translation>Ta tek je nastal na računalniku z drugim procesorjem.</translation>
    </message>
    <message>
        <source>This run was made with {0}, here is {1}.</source>
        <translation>Ta tek je nastal z {0}, tu pa je {1}.</translation>
    </message>
    <message>
        <source>This run was made with another version of the program.</source>
        <translation>Ta tek je nastal z drugo različico programa.</translation>
    </message>
    <message>
        <source>{0} Of what it did there, only steps with a copy can be shown; going on from one of them begins a new run.</source>
        <translation>{0} Od tega, kar je počel tam, je mogoče pokazati le korake s kopijo; kdor gre od njih naprej, začne nov tek.</translation>
    </message>
    <message>
        <source>Compiling what other networks need ({0} of {1})</source>
        <translation>Prevajanje za druge mreže ({0} od {1})</translation>
    </message>
    <message>
        <source>Another window compiles what other networks need</source>
        <translation>Drugo okno prevaja, kar potrebujejo druge mreže</translation>
    </message>
    <message>
        <source>This is the beginning of the run: there is nothing to take back.</source>
        <translation>To je začetek učenja: ničesar ni, kar bi vzeli nazaj.</translation>
    </message>
    <message>
        <source>This is run {0} now; run {1} is kept beside it.</source>
        <translation>To je zdaj tek {0}; tek {1} ostane ob njem.</translation>
    </message>
    <message>
        <source>the run is at step {0}</source>
        <translation>učenje je pri koraku {0}</translation>
    </message>
    <message>
        <source>Stopped at step {0}: {1}.</source>
        <translation>Ustavljeno pri koraku {0}: {1}.</translation>
    </message>
    <message>
        <source>{0} passes are done</source>
        <translation>opravljenih prehodov: {0}</translation>
    </message>
    <message>
        <source>The copies along this run have filled their {0} MB: old ones go first, so that going far back takes longer.</source>
        <translation>Kopije ob tem učenju so zapolnile svojih {0} MB: najprej gredo stare, zato pot daleč nazaj traja dlje.</translation>
    </message>
    <message>
        <source>Stopped at step {0}.</source>
        <translation>Ustavljeno pri koraku {0}.</translation>
    </message>
    <message>
        <source>1 pass is done</source>
        <translation>opravljen je 1 prehod</translation>
    </message>
    <message>
        <source>Stopped after step {0}: the loss of the batch is above {1}.</source>
        <translation>Ustavljeno po koraku {0}: izguba svežnja je nad {1}.</translation>
    </message>
    <message>
        <source>Stopped after step {0}: the neuron is above {1} for an example of the batch.</source>
        <translation>Ustavljeno po koraku {0}: nevron je nad {1} pri enem od primerov svežnja.</translation>
    </message>
    <message>
        <source>Stopped after step {0}: no gradient is above {1} any more.</source>
        <translation>Ustavljeno po koraku {0}: noben gradient ni več nad {1}.</translation>
    </message>
    <message>
        <source>Stopped after step {0}: operation {1} gave a number that is not finite.</source>
        <translation>Ustavljeno po koraku {0}: operacija {1} je dala število, ki ni končno.</translation>
    </message>
    <message>
        <source>Stopped after step {0} at a breakpoint: operation {1} of {2} is done.</source>
        <translation>Ustavljeno po koraku {0} na prekinitveni točki: operacija {1} od {2} je opravljena.</translation>
    </message>
    <message>
        <source>the {0} loss is {1}, at most {2}</source>
        <translation>izguba ({0}) je {1}, največ {2}</translation>
    </message>
    <message>
        <source>the {0} accuracy is {1}, at least {2}</source>
        <translation>točnost ({0}) je {1}, vsaj {2}</translation>
    </message>
    <message>
        <source>Training met an error that it did not expect ({0}). Your project is safe. Start the run again.</source>
        <translation>Učenje je naletelo na napako, ki je ni pričakovalo ({0}). Vaš projekt je na varnem. Zaženite učenje znova.</translation>
    </message>
    <message>
        <source>Nothing to do: {0} already, where it was to stop.</source>
        <translation>Ni česa početi: {0} že, kjer naj bi se ustavilo.</translation>
    </message>
</context>
</TS>
