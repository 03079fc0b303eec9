import { routesOn, type Api } from '#ground/http/operation.ts'
import type { SubdomainNeeds } from './routes/answers.ts'
import { addingDomain, checkingDomain, removingDomain } from './routes/domains.ts'
import { askingForName, changingPage, naming, readingAddress } from './routes/naming.ts'
import { settlingNames } from './routes/policy.ts'

/** Partners' names, pages and domains, and the company's rules for them. */
export const subdomainRoutes = (needs: SubdomainNeeds): Api => {
  const routes = routesOn(needs.database)
  readingAddress(routes, needs)
  askingForName(routes, needs)
  naming(routes, needs)
  changingPage(routes, needs)
  addingDomain(routes, needs)
  checkingDomain(routes, needs)
  removingDomain(routes, needs)
  settlingNames(routes)
  return routes.app
}
