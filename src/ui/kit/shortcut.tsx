import './shortcut.css'

/** Keys as caps: `Ctrl K` becomes two. */
export function Shortcut({ keys }: { readonly keys: string }) {
  return (
    <span className="shortcut">
      {keys.split(' ').map(key => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
