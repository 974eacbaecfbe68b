import { existsSync } from 'node:fs'
import { runCommand } from './prepare.mjs'

const USUAL_PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A Chromium: one that is there, else Playwright's own download, else (as root on Debian) the system's package. Undefined, after one clear line, when none is to be had. */
export function findBrowser() {
  const present = () => USUAL_PLACES.find(path => path !== undefined && existsSync(path))
  if (present() !== undefined) return { path: present() }
  console.log('No browser found; fetching one …')
  if (runCommand('npx', ['playwright', 'install', 'chromium-headless-shell', 'chromium']) === 0) return {}
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    runCommand('apt-get', ['update', '-qq'])
    runCommand('apt-get', ['install', '-y', '-qq', 'chromium'])
    if (present() !== undefined) return { path: present() }
  }
  console.error('No browser to test with: install Chromium or Google Chrome, or set CHROMIUM_PATH to one.')
  return undefined
}
