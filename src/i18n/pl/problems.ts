import type { ProblemTexts } from '../translation'

export const problems: ProblemTexts = {
  'This link was cut off or changed on its way. Ask for it again, or for the saved file.':
    'Ten link został po drodze ucięty lub zmieniony. Poproś o niego jeszcze raz albo o zapisany plik.',
  'This link is too long to be one of the playground.': 'Ten link jest za długi jak na playground.',
  'This link was made by a newer version of the playground. Reload the page to get it.':
    'Ten link powstał w nowszej wersji playgroundu. Odśwież stronę, aby ją dostać.',
  'This link unpacks to more than 16 MB. It was not opened.':
    'Ten link rozpakowuje się do ponad 16 MB. Nie został otwarty.',
  'This scenario is too big: more than 16 MB of text.': 'Ten scenariusz jest za duży: ponad 16 MB tekstu.',
  'This is not a saved scenario: it is no JSON text, or it was cut off.':
    'To nie jest zapisany scenariusz: to nie tekst JSON albo został ucięty.',
  'This scenario was made by a newer version of the playground. Reload the page to get it.':
    'Ten scenariusz powstał w nowszej wersji playgroundu. Odśwież stronę, aby ją dostać.',
  'This is not a scenario of the playground.': 'To nie jest scenariusz playgroundu.',
  'Kubernetes version {{version}} is not one that this playground has.':
    'Ten playground nie ma Kubernetes w wersji {{version}}.',
  'Two nodes of this scenario have the same name.': 'Dwa węzły tego scenariusza mają tę samą nazwę.',
  'Entry {{number}} of the {{where}} is earlier than the one before it.':
    'Wpis {{number}} w {{where}} jest wcześniejszy niż poprzedni.',
  '{{name}} cannot be the name of a node.': '{{name}} nie może być nazwą węzła.',
  '{{pair}} cannot be a label of a node ({{where}}).': '{{pair}} nie może być etykietą węzła ({{where}}).',
  '{{pair}} cannot be a taint of a node ({{where}}).': '{{pair}} nie może być taintem węzła ({{where}}).',
  '{{text}} is not a quantity ({{where}}).': '{{text}} nie jest ilością ({{where}}).',
  '{{name}} cannot be the name of a file.': '{{name}} nie może być nazwą pliku.',
  '{{where}} has {{count}} entries; at most {{limit}} are possible.':
    '{{where}} ma za dużo wpisów: {{count}}, a może mieć najwyżej {{limit}}.',
  '{{where}} should be an object.': '{{where}} powinno być obiektem.',
  '{{where}} should be a list.': '{{where}} powinno być listą.',
  '{{where}} should be a text.': '{{where}} powinno być tekstem.',
  '{{where}} is too long.': '{{where}} jest za długie.',
  '{{where}} should be a whole number.': '{{where}} powinno być liczbą całkowitą.',
  '{{where}} should be a time within a week, in milliseconds.':
    '{{where}} powinno być czasem w obrębie tygodnia, w milisekundach.',
  '{{taint}} is not a taint: write key=value:Effect': '{{taint}} nie jest taintem: napisz key=value:Effect',
  'The command line has {{count}} characters; at most {{limit}} are possible.':
    'Wiersz polecenia jest za długi: {{count}} znaków, a może mieć najwyżej {{limit}}.',
  'There are more than {{limit}} files. Remove some to go on.':
    'Plików jest więcej niż {{limit}}. Usuń kilka, aby iść dalej.',
  'The log of this scenario is full. Save it, then start it again from the beginning.':
    'Dziennik tego scenariusza jest pełny. Zapisz go i zacznij od początku.',
  'What runs commands could not be loaded. Is there a network? Try again: nothing is lost.':
    'Nie udało się wczytać części, która wykonuje polecenia. Czy jest sieć? Spróbuj jeszcze raz: nic nie zginęło.',
  'The cluster is not running.': 'Klaster nie działa.',
  'Its program could not be loaded.': 'Nie udało się wczytać jego programu.',
  'A message could not be read.': 'Nie udało się odczytać wiadomości.',
  'It did not answer.': 'Nie odpowiedział.',
  'It did not answer any more.': 'Przestał odpowiadać.',
  'This file has {{count}} objects, too many to compare. Apply carries it out all the same.':
    'Ten plik ma za dużo obiektów, aby je porównać: {{count}}. Apply i tak go wykona.',
}
