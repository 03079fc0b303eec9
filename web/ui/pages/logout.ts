import { redirect, type ActionFunctionArgs } from 'react-router'
import { worldContext } from '../context.ts'

export const loader = () => redirect('/')

export const action = async ({ context }: ActionFunctionArgs) =>
  redirect('/login', { headers: await context.get(worldContext).signOut() })
