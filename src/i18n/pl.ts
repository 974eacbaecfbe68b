import type { Words } from './index'

/** Polski: the page's frame. What is missing is shown in English. */
export const words: Words = {
  kit: { close: 'Zamknij', dismiss: 'Odrzuć', notice: 'Powiadomienie', notices: 'Powiadomienia' },
  shell: {
    bar: {
      scenario: 'Scenariusz',
      gallery: 'Galeria',
      galleryDetail: 'Gotowe klastry z zadaniami do wypróbowania',
      more: 'Więcej',
      open: 'Otwórz',
      save: 'Zapisz',
      share: 'Udostępnij',
      version: 'Wersja Kubernetesa',
      language: 'Język',
      theme: 'Motyw',
      themeSystem: 'Jak w systemie',
      themeLight: 'Jasny',
      themeDark: 'Ciemny',
      help: 'Pomoc',
      palette: 'Znajdź czynność',
      startAgain: 'Zacznij ten scenariusz od nowa',
    },
    panels: { editor: 'Edytor', cluster: 'Klaster', inspector: 'Inspektor', terminal: 'Terminal', time: 'Czas' },
    session: { starting: 'Uruchamianie klastra…', restart: 'Zbuduj ponownie' },
  },
  header: { empty: 'Jeszcze nic nie zastosowano', revisions: 'Rewizje' },
  timeline: {
    reset: 'Do początku',
    step: 'Następna zmiana',
    play: 'Odtwarzaj',
    pause: 'Pauza',
    settle: 'Do ustania zmian',
    speed: 'Prędkość',
    virtualTime: 'Czas wirtualny',
  },
}
