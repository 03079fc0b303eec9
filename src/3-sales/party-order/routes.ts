import { routesOn, type Api } from '#ground/http/operation.ts'
import type { PartyOrderNeeds } from './routes/answers.ts'
import { figures, hidden } from './routes/figures.ts'
import { dropping, listingSlips, settlingSlips, takingSlips } from './routes/slips.ts'
import { splitting } from './routes/splitting.ts'

/** Taking orders at parties, settling what cannot be placed, splitting collective orders, and what came of it all. */
export const partyOrderRoutes = (needs: PartyOrderNeeds): Api => {
  const routes = routesOn(needs.database)
  takingSlips(routes, needs)
  listingSlips(routes)
  settlingSlips(routes, needs)
  dropping(routes, needs)
  splitting(routes, needs)
  figures(routes)
  hidden(routes, needs)
  return routes.app
}
