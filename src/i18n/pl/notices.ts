import type { Polish } from './forms'

export const notices: Polish<'notices'> = {
  partsMissing: 'Nie udało się jeszcze wczytać niektórych części strony.',
  partsMissingDetail: 'Czy jest sieć? Strona pyta o nie ponownie; to, co jest, działa.',
  notKept: 'Ta przeglądarka nie zachowuje Twojej pracy.',
  notKeptDetail:
    'Jej pamięć jest pełna albo zabroniona. Wszystko działa, dopóki nie zamkniesz strony: użyj Zapisz lub Udostępnij.',
  earlierNotOpened: 'Nie udało się jeszcze otworzyć Twojej wcześniejszej pracy.',
  earlierNotOpenedDetail: 'Nie udało się wczytać części strony. Czy jest sieć? Nic nie zginęło.',
  earlierKept: 'Twoja wcześniejsza praca jest zachowana.',
  bringBack: 'Przywróć ją',
  linkNotOpened: 'Nie udało się otworzyć odnośnika.',
  linkNotLoaded: 'Nie udało się wczytać części strony. Odśwież stronę i otwórz link jeszcze raz.',
  fileTooBig: 'Jest większy niż 16 MB.',
  fileNotLoaded: 'Nie udało się wczytać części strony. Czy jest sieć? Wtedy otwórz plik jeszcze raz.',
  commandsLoading: 'To, co wykonuje polecenia, wciąż się wczytuje.',
  commandsLoadingDetail: 'Polecenie wykona się, gdy tylko się wczyta.',
  replayStopped: 'Powtarzanie zatrzymano.',
  replayStoppedDetail: 'Wykonano {{played}} z {{entries}} poleceń; zegar idzie stamtąd dalej.',
  silent: 'Klaster nie odpowiada od kilku sekund.',
  silentDetail: 'Może jest zajęty ostatnim zadaniem. Możesz poczekać albo zbudować go ponownie.',
  stop: 'Zatrzymaj',
}
