import type { ScenarioTexts } from '../translation'

export const scenarios: ScenarioTexts = {
  'logging-agent': {
    title: 'Agent logów na każdym węźle',
    summary: 'Jeden Pod na każdym węźle, bez podawania, ile ich ma być.',
    watch:
      'Fluentd ma czytać logi każdej maszyny, więc działa po jednym na każdej. Zastosuj plik (Apply) i patrz, jak kontroler tworzy po jednym Podzie na każdym pasującym węźle, a liczby w nagłówku rosną. Nigdzie nie ma liczby replik: liczbą są węzły.',
    tries: [
      {
        label: 'Zastosuj plik (Apply)',
        expect: 'Cztery Pody: trzy workery i control plane, którego taint plik toleruje.',
      },
      { label: 'Dodaj workera', expect: 'Gdy stanie się Ready, dostaje Poda, bez żadnego polecenia.' },
      {
        label: 'Wyjmij tolerancje',
        expect: 'Szablon się zmienia, więc wymieniane są wszystkie Pody. Control plane już nie dostaje żadnego.',
      },
    ],
  },
  'node-exporter': {
    title: 'Pomiary każdej maszyny',
    summary: 'Agent metryk, który toleruje wszystko i używa sieci samego hosta.',
    watch:
      'Agent, który mierzy maszyny, jest najbardziej potrzebny tam, gdzie coś jest nie tak, więc ten toleruje każdy taint. Zajmuje port 9100 samej maszyny: to jeden z powodów, dla których na węźle może być tylko jeden. Plik ma dwa dokumenty: Namespace i DaemonSet.',
    tries: [
      {
        label: 'Zastosuj plik (Apply)',
        expect: 'Namespace i cztery Pody: po jednym na każdej maszynie, na control plane też.',
      },
      { label: 'Daj worker-1 taint NoExecute', expect: 'Jego Pod zostaje, bo toleruje każdy taint.' },
      { label: 'Usuń wszystkie Pody', expect: 'Kontroler tworzy je od nowa, każdego na jego węźle.' },
    ],
  },
  'ssd-only': {
    title: 'Tylko tam, gdzie jest SSD',
    summary: 'Decyduje selektor węzłów, a etykiety mogą się zmienić w każdej chwili.',
    watch:
      'Szablon wymaga disktype=ssd, więc Poda mają dwa z workerów. DESIRED liczy węzły, które pasują, a nie wszystkie. Zmiana etykiety od razu przesuwa granicę: zaznacz węzeł i przeczytaj w zakładce Dlaczego, która reguła decyduje.',
    tries: [
      { label: 'Daj worker-4 etykietę disktype=ssd', expect: 'Teraz pasuje i dostaje Poda.' },
      {
        label: 'Zdejmij etykietę z worker-1',
        expect: 'Jego Pod jest usuwany: inaczej niż taint NoSchedule, niepasująca etykieta każe mu odejść.',
      },
      {
        label: 'Dodaj węzeł z SSD',
        expect: 'Przychodzi z etykietą i dostaje Poda, gdy tylko się zarejestruje.',
      },
    ],
  },
  'control-plane-toleration': {
    title: 'Tainty, tolerancje i control plane',
    summary: 'Kto może wejść, kto może zostać, a kto musi odejść.',
    watch:
      'Control plane ma taint NoSchedule, a ten DaemonSet go nie toleruje: trzy Pody na cztery węzły. NoSchedule nie wpuszcza nowych Podów, ale zostawia obecne; NoExecute je odsyła. Różnicę pokazują trzy lampki na każdej karcie.',
    tries: [
      {
        label: 'Toleruj taint control plane',
        expect: 'Control plane dostaje Poda, a pozostałe są wymieniane, bo zmienił się szablon.',
      },
      {
        label: 'Daj worker-1 taint NoSchedule',
        expect: 'Jego Pod zostaje, ale by nie wrócił: jest misscheduled, nawet gdy API liczy jeszcze 0.',
      },
      { label: 'Daj worker-2 taint NoExecute', expect: 'Jego Pod jest odsyłany, a DESIRED spada.' },
    ],
  },
  maintenance: {
    title: 'Cordon, drain i agenci, którzy zostają',
    summary: 'Niektóre tainty są tolerowane, choć nikt tego nie napisał.',
    watch:
      'Węzeł po cordon nie przyjmuje nowych Podów, oprócz tych z DaemonSetów: kontroler daje każdemu swojemu Podowi własne tolerancje na węzły po cordon, niegotowe, nieosiągalne i przeciążone. Dlaczego przy węźle wymienia je jako tolerowane automatycznie.',
    tries: [
      {
        label: 'Zrób cordon worker-1 i usuń jego agenta',
        expect: 'Agent wraca, choć węzeł nie przyjmuje nowych Podów.',
      },
      {
        label: 'Zapełnij dysk worker-2',
        expect: 'Węzeł dostaje taint. Agent wciąż jest tam potrzebny, bo ten taint jest tolerowany automatycznie.',
      },
      { label: 'Zrób uncordon worker-1', expect: 'Taint znika. Dla agenta nic się nie zmienia.' },
    ],
  },
  'rolling-update': {
    title: 'Rolling update, krok po kroku',
    summary: 'Węzeł po węźle, i jak to przyspieszyć.',
    watch:
      'DaemonSet jest odnawiany tak, że stary Pod jest usuwany, a na tym samym węźle powstaje nowy. maxUnavailable mówi, ile węzłów naraz może być bez działającego Poda; nagłówek nazywa węzeł, który zużywa budżet. Zwolnij zegar albo wstrzymaj go i idź po kroku.',
    tries: [
      {
        label: 'Wydaj agent:v2',
        expect: 'Sześć wymian, jedna po drugiej: następna zaczyna się, gdy nowy Pod jest Ready.',
      },
      {
        label: 'Wydaj agent:v3, na połowie węzłów naraz',
        expect: 'Trzy Pody odchodzą jednocześnie, więc trwa to ułamek tego czasu.',
      },
      { label: 'Cofnij (undo)', expect: 'Pody wracają do poprzedniego obrazu, jako kolejny rolling update.' },
    ],
  },
  surge: {
    title: 'Bez przerwy: nowy przed starym',
    summary: 'maxSurge uruchamia nowego Poda obok starego.',
    watch:
      'Z maxSurge nowy Pod startuje, gdy stary jeszcze działa, a stary odchodzi, gdy nowy jest dostępny: tutaj po dziesięciu spokojnych sekundach, jak wymaga minReadySeconds. Żaden węzeł nigdy nie jest bez agenta; ceną jest miejsce na dwóch przez chwilę.',
    tries: [
      { label: 'Wydaj agent:v2', expect: 'Na każdym węźle po kolei dwa Pody przez dziesięć sekund, nigdy żaden.' },
      {
        label: 'Surge na połowie węzłów',
        expect: 'maxSurge 50%: dwa węzły naraz mają starego i nowego obok siebie.',
      },
      { label: 'Surge na wszystkich węzłach naraz', expect: 'maxSurge 100%: każdy węzeł ma jednocześnie dwa Pody.' },
    ],
  },
  'on-delete': {
    title: 'OnDelete: Ty wybierasz kiedy',
    summary: 'Nowy szablon niczego nie zmienia, dopóki ktoś nie usunie Poda.',
    watch:
      'Przy OnDelete kontroler nigdy nie usuwa Poda dla aktualizacji. Pilnuje tylko, żeby brakujące wróciło, a to, co wraca, powstaje z najnowszego szablonu. Tak wydaje się często sterowniki dysków i GPU, maszyna po maszynie.',
    tries: [
      { label: 'Wydaj agent:v2', expect: 'Nic się nie rusza: UP-TO-DATE to 0, a każdy Pod wciąż ma r1.' },
      { label: 'Usuń Poda z worker-1', expect: 'Wraca jako r2; pozostałe są takie, jakie były.' },
      { label: 'Usuń wszystkie Pody', expect: 'Teraz każdy węzeł ma r2, z przerwą na wszystkich.' },
    ],
  },
  'bad-image': {
    title: 'Zły obraz i droga powrotna',
    summary: 'Rollout sam zatrzymuje się na pierwszym zepsutym węźle.',
    watch:
      'agent:v2 nie istnieje w rejestrze, a agent:v3 pada pięć sekund po starcie. Budżet jednego węzła chroni pozostałe trzy: nic więcej nie jest wymieniane, dopóki jeden węzeł jest bez dostępnego Poda. To minReadySeconds: 10 łapie agent:v3, który przez pięć sekund wygląda zdrowo. Nic nie cofa się samo.',
    tries: [
      {
        label: 'Wydaj agent:v2, którego nie ma',
        expect: 'Jeden Pod w ErrImagePull, potem ImagePullBackOff; pozostałe trzy działają dalej z r1.',
      },
      { label: 'Cofnij (undo)', expect: 'Zepsuty Pod jest wymieniany od razu: niedostępny Pod nie kosztuje budżetu.' },
      {
        label: 'Wydaj agent:v3, który pada',
        expect:
          'CrashLoopBackOff z coraz dłuższymi przerwami. Spójrz na Dlaczego tego Poda: mówi, kiedy następna próba.',
      },
    ],
  },
  'node-failure': {
    title: 'Węzeł pada w trakcie rolloutu',
    summary: 'Martwa maszyna zużywa budżet i nikt o tym nie mówi.',
    watch:
      'Gdy maszyna traci zasilanie, API o tym nie wie: węzeł jest Ready, dopóki jego lease nie milczy przez cały czas łaski. Od tej chwili jego Pod liczy się jako niedostępny. Przy budżecie jednego węzła ten węzeł jest budżetem i rollout stoi.',
    tries: [
      {
        label: 'Odetnij zasilanie worker-3 i wydaj agent:v2',
        expect: 'Rollout się zaczyna, potem staje: worker-3 zużywa budżet. Pozwól zegarowi iść minutę.',
      },
      { label: 'Włącz worker-3 z powrotem', expect: 'Zgłasza się, jego Pod jest odnawiany, rollout idzie dalej.' },
      {
        label: 'Strać worker-5 i oddaj go na złom',
        expect: 'Gdy obiektu Node już nie ma, jego Pod jest sprzątany, a DESIRED liczy o jeden mniej.',
      },
    ],
  },
  'orphan-and-adopt': {
    title: 'Sieroty i kto je adoptuje',
    summary: 'Usuń DaemonSet, zachowaj jego Pody, odzyskaj je.',
    watch:
      'Pody należą do swojego DaemonSetu przez owner reference. Usunięty z --cascade=orphan DaemonSet odchodzi sam: jego Pody działają dalej, ale nikt się nimi nie zajmuje. Nowy DaemonSet z tym samym selektorem adoptuje je, zamiast tworzyć nowe.',
    tries: [
      { label: 'Usuń DaemonSet, zostaw jego Pody', expect: 'Trzy Pody bez właściciela, wciąż działają.' },
      { label: 'Usuń Poda z worker-1', expect: 'Nikt go nie zastępuje: nie ma już dla niego kontrolera.' },
      { label: 'Zastosuj plik ponownie', expect: 'Dwie sieroty są adoptowane, a powstaje tylko brakujący Pod.' },
    ],
  },
  'beside-a-deployment': {
    title: 'DaemonSet obok Deploymentu',
    summary: 'Liczba Podów gdziekolwiek albo jeden Pod na każdym.',
    watch:
      'Deployment chce pewnej liczby Podów i nie obchodzi go, gdzie; DaemonSet chce po jednym na każdym węźle i nie ma liczby. Małe kwadraty na kartach to Pody Deploymentu.',
    tries: [
      {
        label: 'Poproś o 8 replik',
        expect: 'Cztery Pody web więcej, rozłożone tak, jak chce scheduler. Agenci się nie zmieniają.',
      },
      { label: 'Dodaj workera', expect: 'Od razu dostaje agenta. Żaden Pod web sam się tam nie przenosi.' },
      {
        label: 'Zrób drain worker-1',
        expect: 'Jego Pody web powstają gdzie indziej; agent zostaje, jak mówi --ignore-daemonsets.',
      },
    ],
  },
  'full-node': {
    title: 'Pełny węzeł i priorytet',
    summary: 'Agent przychodzi ostatni i nie znajduje miejsca, dopóki nie jest ważniejszy.',
    watch:
      'Każdego workera wypełniają dwa Pody batch. Pod daemona nie ma zapewnionego miejsca: scheduler patrzy na niego jak na każdy inny, tylko na tym jednym węźle. Bez miejsca czeka, a poczekalnia mówi dlaczego. Klasa priorytetu pozwala mu kogoś wypchnąć.',
    tries: [
      {
        label: 'Zastosuj agenta (Apply)',
        expect: 'Dwa Pody czekają: Insufficient cpu na ich węźle, a żaden inny się nie nada.',
      },
      {
        label: 'Daj agentowi klasę priorytetu',
        expect:
          'Na każdym workerze jeden Pod batch zostaje usunięty i jego miejsce zajmuje agent. Teraz czekają Pody batch.',
      },
      { label: 'Dodaj workera', expect: 'Dostaje swojego agenta, a czekające Pody batch znajdują tam miejsce.' },
    ],
  },
}
