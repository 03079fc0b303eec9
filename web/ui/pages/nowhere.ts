import type { MetaFunction } from 'react-router'
import { titleOf } from '../shell-data.ts'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.errors.notFound.title)

/** Every address that no page has. */
export const loader = () => {
  throw new Response(null, { status: 404 })
}

export const action = loader

export default () => null
