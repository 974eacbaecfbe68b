import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCluster } from '../../state/cluster'
import { goTo } from '../../state/editor-goal'
import { run } from '../../state/session'
import { announce, Button, classNames } from '../kit'
import { missingNamespaces } from './missing-namespaces'
import { problemsOf, useProblems } from './problems'

/** Long lists say nothing more than their beginning does. */
const SHOWN = 50

/** The line below the editor: how many problems; opened, which. Opens by itself when the server refuses a file. */
export function ProblemList({ file }: { readonly file: string }) {
  const { t } = useTranslation('editor')
  const files = useProblems(state => state.files)
  const problems = useMemo(() => problemsOf({ ...useProblems.getState(), files }, file), [files, file])
  const refused = files[file]?.server.length ?? 0
  const [open, setOpen] = useState(false)
  useEffect(() => {
    setOpen(refused > 0)
    if (refused > 0) announce(t('refused', { count: refused }))
  }, [refused, t])

  const worst = problems.some(problem => problem.severity === 'error') ? 'error' : 'warning'
  const Icon = problems.length === 0 ? CircleCheck : worst === 'error' ? CircleAlert : TriangleAlert
  return (
    <section className="problems" aria-label={t('problems')}>
      <button
        type="button"
        className={classNames('problems__bar', problems.length > 0 && `problems__bar--${worst}`)}
        aria-expanded={open && problems.length > 0}
        disabled={problems.length === 0}
        onClick={() => setOpen(!open)}
      >
        <Icon aria-hidden="true" />
        {refused > 0 ? t('refused', { count: refused }) : t('problemCount', { count: problems.length })}
        {problems.length > 0 && (open ? <ChevronDown aria-hidden="true" /> : <ChevronUp aria-hidden="true" />)}
      </button>
      {open && problems.length > 0 && (
        <ul className="problems__list">
          {missingNamespaces(problems).map(name => (
            <MakeNamespace key={name} name={name} />
          ))}
          {problems.slice(0, SHOWN).map(({ source, severity, message, position }) => (
            <li key={`${source}-${position.startLine}-${position.startColumn}-${message}`}>
              <button
                type="button"
                className={`problem problem--${severity}`}
                onClick={() => goTo(file, position.startLine, position.startColumn)}
              >
                <span className="problem__line">{position.startLine}</span>
                <span>
                  {message}
                  <small>{t(`source.${source}`)}</small>
                </span>
              </button>
            </li>
          ))}
          {problems.length > SHOWN && (
            <li className="problems__more">{t('more', { count: problems.length - SHOWN })}</li>
          )}
        </ul>
      )}
    </section>
  )
}

function MakeNamespace({ name }: { readonly name: string }) {
  const { t } = useTranslation('editor')
  const missing = useCluster(({ kinds }) => kinds.Namespace?.has(name) !== true)
  if (!missing) return null
  const line = `kubectl create namespace ${name}`
  return (
    <li className="problems__fix">
      <Button size="s" command={line} onClick={() => void run(line, 'click')}>
        {t('makeNamespace', { name })}
      </Button>
    </li>
  )
}
