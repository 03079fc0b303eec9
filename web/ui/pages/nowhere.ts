/** Every address that no page has. */
export const loader = () => {
  throw new Response(null, { status: 404 })
}

export const action = loader

export default () => null
