import { Copy } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/object'
import { Button, notify } from '../kit'
import { liveYaml, yamlTokens } from './live-yaml'

/** Longer texts are cut on the screen; Copy gives all of it. */
const SHOWN_LINES = 1500

/** The live object as YAML. What only the server writes is folded away unless it is asked for. */
export default function YamlTab({ object }: { readonly object: KubeObject }) {
  const { t } = useTranslation('inspector')
  const [everything, setEverything] = useState(false)
  const text = useMemo(() => liveYaml(object, everything), [object, everything])
  const lines = text.split('\n').slice(0, SHOWN_LINES)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      notify({ kind: 'done', text: t('copied') })
    } catch {
      notify({ kind: 'problem', text: t('copyFailed') })
    }
  }
  return (
    <div className="live-yaml">
      <div className="live-yaml__tools">
        <label>
          <input type="checkbox" checked={everything} onChange={event => setEverything(event.target.checked)} />
          {t('serverFields')}
        </label>
        <Button size="s" variant="quiet" icon={<Copy />} onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
      {/* A text that scrolls can be scrolled with the keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section tabIndex={0} aria-label={t('yamlOf', { name: object.metadata.name })}>
        <pre>
          {lines.map((line, index) => {
            const { indent, key, rest } = yamlTokens(line)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
              <span key={index}>
                {indent}
                {key !== '' && <span className="live-yaml__key">{key}</span>}
                {key !== '' && ':'}
                <span className="live-yaml__value">{rest}</span>
                {'\n'}
              </span>
            )
          })}
        </pre>
      </section>
    </div>
  )
}
