import type { routesOn } from '#ground/http/operation.ts'

export type Routes = ReturnType<typeof routesOn>
