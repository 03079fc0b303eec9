import type { LoaderFunctionArgs } from 'react-router'
import { deskWorld } from '../ui/context.ts'
import { treeData } from '../ui/tree/data.ts'

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  treeData(request, deskWorld({ request, context }).desk.tree)
