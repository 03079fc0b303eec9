const senders = new WeakMap<Request, string>()

/** The server tells the network address that a request came from; behind a proxy it decides whom to believe. */
export const rememberSender = (request: Request, address: string): void => {
  senders.set(request, address)
}

/** The address that a request came from; undefined where nobody told it. */
export const senderOf = (request: Request): string | undefined => senders.get(request)
