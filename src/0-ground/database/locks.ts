const ours = 0x53_54_41_4d // "STAM" in ASCII, so that no other program's advisory locks meet ours

/** The keys of Stamm's advisory locks: who owns the data folder, and who migrates. */
export const locks = { owner: [ours, 1], migrations: [ours, 2] } as const
