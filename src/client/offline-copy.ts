/**
 * Lets the browser keep a copy of the built page that works without a network, also when it is opened again. False where
 * that is not possible: a host without https, private windows, no room.
 */
export async function keepOfflineCopy(): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false
  try {
    const { installing, waiting, active } = await navigator.serviceWorker.register('./service-worker.js')
    const worker = installing ?? waiting ?? active
    return worker !== null && (active !== null || (await becomesActive(worker)))
  } catch {
    return false
  }
}

function becomesActive(worker: ServiceWorker): Promise<boolean> {
  return new Promise(resolve => {
    const look = () => {
      if (worker.state === 'activated') resolve(true)
      else if (worker.state === 'redundant') resolve(false)
    }
    worker.addEventListener('statechange', look)
    look()
  })
}
