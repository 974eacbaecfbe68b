interface EditedTextAreaProps {
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
}

/** A plain text to edit, where Monaco does not come. */
export function EditedTextArea({ label, text, onChange }: EditedTextAreaProps) {
  return (
    <textarea
      className="edit-window__text"
      aria-label={label}
      defaultValue={text}
      spellCheck={false}
      wrap="off"
      onChange={event => onChange(event.target.value)}
    />
  )
}
