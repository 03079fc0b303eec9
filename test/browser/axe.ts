import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What keeps somebody from reading or using the page (WCAG 2.2 AA), as far as a machine can tell. */
export const violations = async (page: Page) => {
  await page.addScriptTag({ content: axe }).catch(() => page.evaluate(axe))
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
      }
    }
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ id, text: `${id}: ${html} ${failureSummary}` })),
    )
  })
  // A month's bar may be narrower than 24 px on a phone: the month picker above does the same (WCAG 2.5.8, "equivalent").
  return found
    .filter(({ id, text }) => id !== 'target-size' || !/href="[^"]*\?period=/u.test(text))
    .map(({ text }) => text)
}
