import { redirect, type ActionFunctionArgs } from 'react-router'
import { shopOf } from './asking.ts'

export const loader = () => redirect('/', 303)

export const action = async ({ context }: ActionFunctionArgs) =>
  redirect('/', { status: 303, headers: await shopOf(context).account.signOut() })
