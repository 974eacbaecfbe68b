import type { ReasonTexts } from '../translation'

export const reasons: ReasonTexts = {
  '{{node}} should run a pod and has none': '{{node}} powinien mieć Poda, a nie ma',
  '{{pod}} on {{node}} has failed': '{{pod}} na {{node}} zawiódł',
  '{{pod}} on {{node}} has ended, and daemons are to run for ever':
    '{{pod}} na {{node}} się skończył, a daemony mają działać zawsze',
  '{{pod}} is out of date and not ready; {{newest}} takes its place':
    '{{pod}} jest nieaktualny i niegotowy; zastępuje go {{newest}}',
  '{{newest}} is available and takes the place of {{pod}}': '{{newest}} jest dostępny i zastępuje {{pod}}',
  'rolling update: {{pod}} is out of date, and the budget allows to take it away':
    'rolling update: {{pod}} jest nieaktualny, a budżet pozwala go usunąć',
  'rolling update: {{pod}} is out of date, and the budget allows a new pod beside it':
    'rolling update: {{pod}} jest nieaktualny, a budżet pozwala na nowego obok niego',
  'rolling update: {{pod}} is out of date and not available anyway':
    'rolling update: {{pod}} jest nieaktualny i tak niedostępny',
  'rolling update: {{pod}} is out of date and not available': 'rolling update: {{pod}} jest nieaktualny i niedostępny',
  'rolling update: {{newest}} is available, {{pod}} may go':
    'rolling update: {{newest}} jest dostępny, {{pod}} może odejść',
  'rolling update: {{node}} should not run a pod any more': 'rolling update: {{node}} nie powinien już mieć Poda',
  'the template of {{owner}} is new: revision {{number}}': 'szablon {{owner}} jest nowy: rewizja {{number}}',
  'the template is again that of revision {{kept}}, which becomes {{number}}':
    'szablon jest znów taki jak w rewizji {{kept}}, która staje się {{number}}',
  'its node affinity names {{node}}, and it fits there': 'jego node affinity wskazuje {{node}} i tam pasuje',
  'highest score ({{score}}) of {{count}} nodes that fit': 'najwyższy wynik ({{score}}) z pasujących węzłów: {{count}}',
  '{{node}} was nominated for it after preemption': '{{node}} wyznaczono dla niego po preemption',
  'preemption: room for {{pod}} on {{node}}': 'preemption: miejsce dla {{pod}} na {{node}}',
  'its containers have stopped': 'jego kontenery się zatrzymały',
  'it does not tolerate {{taint}}': 'nie toleruje {{taint}}',
  'its owner is gone: {{owner}}': 'jego właściciela już nie ma: {{owner}}',
  'its node {{node}} no longer exists': 'jego węzła {{node}} już nie ma',
  'nothing is heard of node {{node}}': 'z węzła {{node}} nic nie słychać',
  'its kubelet has been silent for longer than the grace period': 'jego kubelet milczy dłużej niż czas łaski',
}
