import { later } from './later'
import { PassingBoundary } from './passing-boundary'
import { useToasts } from './toasts'

const Toaster = later(async () => (await import('./toaster')).Toaster)

/** Where toasts appear. Put once into the page; what draws them comes with the first of them. */
export function Toasts() {
  const wanted = useToasts(state => state.shown)
  const forget = () => useToasts.setState({ toasts: [], shown: false })
  return wanted ? (
    <PassingBoundary onFail={forget} quiet>
      <Toaster />
    </PassingBoundary>
  ) : null
}
