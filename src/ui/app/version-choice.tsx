import { useTranslation } from 'react-i18next'
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../protocol/protocol'
import { changeVersion, useSession } from '../../state/session'
import { type MenuEntry, notify, Select } from '../kit'

/** Which Kubernetes the cluster is. Another choice plays everything that was done again on that version. */
export function VersionChoice() {
  const { t } = useTranslation()
  const version = useSession(state => state.origin?.version)
  const choose = useChoice()
  if (version === undefined) return null
  return (
    <Select
      label={t('bar.version')}
      value={version}
      align="end"
      options={KUBERNETES_VERSIONS.map(value => ({
        value,
        label: t('bar.versionLabel', { version: value }),
        text: value,
        detail: t(`version.about.${wordOf(value)}`),
      }))}
      onChange={choose}
    />
  )
}

/** The same as entries of a menu. */
export function useVersionEntries(): readonly MenuEntry[] {
  const { t } = useTranslation()
  const version = useSession(state => state.origin?.version)
  const choose = useChoice()
  return KUBERNETES_VERSIONS.map(value => ({
    label: t('bar.versionLabel', { version: value }),
    detail: t(`version.about.${wordOf(value)}`),
    chosen: value === version,
    onSelect: () => choose(value),
  }))
}

function useChoice(): (version: KubernetesVersion) => void {
  const { t } = useTranslation()
  const change = async (version: KubernetesVersion, tellsBack: boolean) => {
    const before = useSession.getState().origin?.version
    if (before === undefined || before === version) return
    await changeVersion(version)
    notify({
      kind: 'done',
      text: t('version.changed', { version }),
      ...(tellsBack
        ? { action: { label: t('version.back', { version: before }), run: () => void change(before, false) } }
        : {}),
    })
  }
  return version => void change(version, true)
}

/** Keys of words have no dots. */
function wordOf(version: KubernetesVersion) {
  const words = { '1.36': 'v1_36', '1.30': 'v1_30', '1.21': 'v1_21', '1.11': 'v1_11' } as const
  return words[version]
}
