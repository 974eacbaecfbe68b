import type { Polish } from './forms'

export const kit: Polish<'kit'> = {
  close: 'Zamknij',
  dismiss: 'Odrzuć',
  notice: 'Powiadomienie',
  notices: 'Powiadomienia',
  messages: 'Wiadomości',
  failed: 'Ten panel zawiódł. Reszta strony działa dalej.',
  notLoaded: 'Nie udało się wczytać tej części strony.',
  notLoadedText: 'Czy jest sieć? Reszta strony działa dalej i nic nie zginęło.',
  tryAgain: 'Spróbuj ponownie',
}
