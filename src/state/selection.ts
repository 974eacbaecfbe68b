import { create } from 'zustand'

/** An object on the page: kind and `namespace/name` (name alone for nodes). */
export interface ObjectRef {
  readonly kind: string
  readonly key: string
}

/** What is lit up while a rule, a label or a line is pointed at. */
export interface Highlight {
  readonly node?: string
  /** A label's key on the node. */
  readonly label?: string
  readonly taint?: { readonly key: string; readonly effect: string }
  /** A field of the DaemonSet in focus, such as `spec.template.spec.tolerations[0]`. */
  readonly path?: string
}

export interface SelectionState {
  readonly selected: ObjectRef | undefined
  readonly highlight: Highlight | undefined
  /** The DaemonSet that header, lamps and timeline speak of: `namespace/name`. */
  readonly daemonSet: string | undefined
  /** Node positions that a person arranged by hand. */
  readonly positions: Readonly<Record<string, readonly [x: number, y: number]>>
  /** Label key that the canvas groups nodes by; '' for none. */
  readonly groupBy: string
}

export const useSelection = create<SelectionState>()(() => ({
  selected: undefined,
  highlight: undefined,
  daemonSet: undefined,
  positions: {},
  groupBy: '',
}))

export const select = (selected: ObjectRef | undefined) => useSelection.setState({ selected })
export const highlight = (value: Highlight | undefined) => useSelection.setState({ highlight: value })
export const focusDaemonSet = (daemonSet: string | undefined) => useSelection.setState({ daemonSet })
export const setGroupBy = (groupBy: string) => useSelection.setState({ groupBy, positions: {} })
export const placeNode = (name: string, position: readonly [x: number, y: number]) =>
  useSelection.setState(state => ({ positions: { ...state.positions, [name]: position } }))
export const arrangeNodes = () => useSelection.setState({ positions: {} })
