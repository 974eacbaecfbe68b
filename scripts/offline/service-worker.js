// Keeps a copy of the whole page, so that it works without a network, reloaded too. The build puts VERSION and FILES in front.
/* global VERSION, FILES */
const OWN = `daemonset-playground ${registration.scope} `
const CACHE = OWN + VERSION

/** Files with a hash in their name never change; the others have to be asked for. */
const isHashed = url => url.startsWith(new URL('assets/', registration.scope).href)

addEventListener('install', event => event.waitUntil(copyAll()))
addEventListener('activate', event => event.waitUntil(takeOver()))
addEventListener('fetch', event => {
  const { method, url } = event.request
  if (method === 'GET' && url.startsWith(registration.scope)) event.respondWith(answer(event.request))
})

async function copyAll() {
  const cache = await caches.open(CACHE)
  await cache.addAll(
    FILES.map(file => {
      const { href } = new URL(file, registration.scope)
      return new Request(href, { cache: isHashed(href) ? 'default' : 'reload' })
    }),
  )
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== CACHE) await caches.delete(name)
  await clients.claim()
}

/** A folder's own page, or else the app. */
async function pageOf(cache, url) {
  const options = { ignoreVary: true, ignoreSearch: true }
  return (await cache.match(new URL('index.html', url), options)) ?? cache.match(registration.scope, options)
}

async function answer(request) {
  const cache = await caches.open(CACHE)
  const copy = () =>
    request.mode === 'navigate' ? pageOf(cache, request.url) : cache.match(request, { ignoreVary: true })
  if (isHashed(request.url)) return (await copy()) ?? fetch(request)
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await copy()
    if (kept === undefined) throw error
    return kept
  }
}
