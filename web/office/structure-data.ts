import type { LoaderFunctionArgs } from 'react-router'
import { officeWorld } from '../ui/context.ts'
import { treeData } from '../ui/tree/data.ts'

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  treeData(request, officeWorld({ request, context }).office.tree)
