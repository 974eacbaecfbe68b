import { useTranslation } from 'react-i18next'
import type { VersionNote } from '../../protocol/protocol'

/** A sentence for each decision of the cluster's version that matters now, and that newer versions make otherwise. */
export function VersionNotes({ notes }: { readonly notes: readonly VersionNote[] }) {
  const { t } = useTranslation('inspector')
  return notes.map(({ code, version }) => (
    <p key={code} className="section__note">
      {t(`version.${code}`, { version })}
    </p>
  ))
}
