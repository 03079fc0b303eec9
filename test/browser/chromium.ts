import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { platform } from 'node:os'

const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
  ],
}

const installed = () =>
  [process.env.CHROMIUM ?? '', ...(places[platform()] ?? [])].find(path => path !== '' && existsSync(path))

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const install = () => {
  console.log('installing Chromium for the browser tests …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' })
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
    env,
    stdio: 'ignore',
  })
}

/**
 * The browser the tests use: an installed Chromium or Chrome, or Debian's, which is installed where that is allowed.
 * @throws when there is none, saying how to get one: browser tests are never skipped in silence.
 */
export const findChromium = (): string => {
  if (installed() === undefined && mayInstall()) install()
  const found = installed()
  if (found === undefined)
    throw new Error(
      'the browser tests need Chromium or Chrome: install it (Debian: "apt-get install chromium") or name it in CHROMIUM=/path/to/chrome',
    )
  return found
}

/** How a browser starts that talks to nobody but us. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
