/** Chosen when the page is made, so that a form that is sent twice happens once. */
export const newCommandId = (): string => crypto.randomUUID()

export const CommandId = ({ id }: { readonly id: string }) => <input type="hidden" name="commandId" value={id} />
